"""What a phone feels: bytes of a view, the largest paint on slow 4G, Lighthouse's marks, and what stylelint finds."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests import chromium
from tests.bench.asks import look
from tests.bench.databases import sqlite
from tests.bench.phones import Phone
from tests.bench.production import Server, cast
from tests.bench.tables import ROOT, Row, Table, of_rounds
from tests.npm import NODE, install_locked, with_node

HERE = Path(__file__).parent
PHONE = {"width": 390, "height": 844}
ROUNDS = 7
SLOW_4G: dict[str, Any] = {"latency": 562, "downloadThroughput": 1.44e6 / 8, "uploadThroughput": 1.44e6 / 8}
SLOWER = 4
TLS = {"X-Forwarded-Proto": "https"}
MARKED = {"/": "nobody", "/help/": "nobody", "/start/": "nobody", "/today/": "day14"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
# Filled by the browser with all that was painted and shifted until the page was at rest.
PAINTS = """() => new Promise(told => {
  const found = {paint: 0, shift: 0};
  new PerformanceObserver(list => list.getEntries().forEach(e => found.paint = e.startTime))
    .observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(e => found.shift += e.hadRecentInput ? 0 : e.value))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => told(found), 500);
})"""


def measure() -> Iterator[Table]:
    """Weigh Today, paint it on a slow phone, and let Lighthouse look at four pages."""
    with sqlite() as database:
        cookies = cast(database, "pages") | {"nobody": {}}
        with Server(database) as server, sync_playwright() as playwright:
            path = chromium.find(playwright, chromium.WITH_WINDOWS)  # for Lighthouse
            if path is None:
                raise RuntimeError("There is no Chromium to measure with: make browser")
            weights = _weights(server.phone(cookies["day14"]))
            browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
            rows = [*weights, _again(browser, server, cookies["day14"]), *_paints(browser, server, cookies["day14"])]
            rows.append(_findings())
            browser.close()
            yield Table("browser", "Today on a phone", rows, PAINT_NOTES)
            marks, complaints = _marks(server, cookies, path)
            yield Table("lighthouse", "Lighthouse, mobile", marks, complaints)


PAINT_NOTES = (
    "Slow 4G: 562 ms round trip, 1.44 Mbit/s both ways, CPU 4 times slower, nothing in the cache.",
    "Floor of the paint: a page of one line from the same server, in turns.",
)


# --- bytes


def _weights(phone: Phone) -> Iterator[Row]:
    """HTML and CSS as brotli sends them, and whether all else can wait and is kept for ever."""
    page = look(phone, "/today/", encoding="br")
    html = look(phone, "/today/", encoding="identity").body.decode()
    sheets = _links(r'<link rel="stylesheet" href="([^"]+)"', html)
    rest = _links(r'(?:src|href)="(/static/[^"#]+)', html) - sheets
    styles = sum(len(look(phone, each, encoding="br").body) for each in sheets)
    yield Row("first view: HTML and CSS", len(page.body) + styles, "bytes", goal=14_000)
    yield Row("of that, HTML", len(page.body), "bytes")
    blocking = re.findall(r"<script(?![^>]*\bdefer\b)[^>]*>", html)
    kept = [each for each in rest | sheets if "immutable" in look(phone, each).headers.get("Cache-Control", "")]
    yield Row("scripts that do not wait", len(blocking), "", goal=0)
    yield Row("files not kept for ever", len(rest | sheets) - len(kept), "", goal=0)


def _links(pattern: str, html: str) -> set[str]:
    return set(re.findall(pattern, html))


def _again(browser: Browser, server: Server, cookies: dict[str, str]) -> Row:
    """All bytes, headers too, that come over the wire when Today is looked at again."""
    context = _context(browser, server, cookies)
    page = context.new_page()
    page.goto(_address(server, "/today/"), wait_until="networkidle")
    session, came = context.new_cdp_session(page), list[float]()
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto(_address(server, "/today/"), wait_until="networkidle")
    context.close()
    return Row("repeat view, all that is transferred", sum(came), "bytes", goal=6000)


# --- paint


def _paints(browser: Browser, server: Server, cookies: dict[str, str]) -> list[Row]:
    found: dict[str, list[dict[str, float]]] = {"/floor/bare/": [], "/today/": []}
    for _ in range(ROUNDS):
        for path, paints in found.items():
            paints.append(_paint(browser, server, cookies, path))
    line, today = (of_rounds("", "s", [each["paint"] / 1000 for each in paints]) for paints in found.values())
    return [
        Row("a page of one line, largest paint", line.value, "s", spread=line.spread),
        Row("Today, largest paint", today.value, "s", goal=1.7, spread=today.spread),
        Row("Today, layout shift", max(each["shift"] for each in found["/today/"]), "", goal=0),
    ]


def _paint(browser: Browser, server: Server, cookies: dict[str, str], path: str) -> dict[str, float]:
    """When the largest part was painted, in milliseconds, and how far things moved, on a slow phone."""
    context = _context(browser, server, cookies)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False} | SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(_address(server, path), wait_until="networkidle")
    paints: dict[str, float] = page.evaluate(PAINTS)
    context.close()
    return paints


def _context(browser: Browser, server: Server, cookies: dict[str, str]) -> BrowserContext:
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, extra_http_headers=TLS)  # type: ignore[arg-type]
    place = _address(server, "/").replace("http:", "https:")  # or no name may begin with __Host-
    context.add_cookies([{"name": name, "value": each, "url": place} for name, each in cookies.items()])
    return context


def _address(server: Server, path: str) -> str:
    return urljoin(f"http://localhost:{server.wire.port}", path)


# --- stylelint


def _findings() -> Row:
    """How many rules of stylelint's recommended set the style sheets break."""
    modules, sheets = install_locked(HERE), map(str, (ROOT / "static").rglob("*.css"))
    rules = modules / "stylelint-config-recommended" / "index.js"
    command = [str(NODE / "node"), str(modules / "stylelint" / "bin" / "stylelint.mjs")]
    command += ["--formatter=json", f"--config={rules}", *sheets]
    done = subprocess.run(command, env=with_node(), stderr=subprocess.PIPE, check=False)
    return Row("findings of stylelint", sum(len(sheet["warnings"]) for sheet in json.loads(done.stderr)), "", goal=0)


# --- Lighthouse


def _marks(server: Server, cookies: dict[str, dict[str, str]], path: Path) -> tuple[list[Row], list[str]]:
    """The marks of each page, the middle one of some runs, and what kept a page from the full mark."""
    install_locked(HERE)
    rows, complaints = [], []
    for page, who in MARKED.items():
        runs = [_lighthouse(_address(server, page), cookies[who], path) for _ in range(RUNS)]
        for category in CATEGORIES:
            marks = [run["categories"][category]["score"] * 100 for run in runs]
            spread = (min(marks), max(marks))
            rows.append(Row(f"{page} {category}", median(marks), "", goal=100, at_least=True, spread=spread))
            complaints += [f"{page} {category}: {each}" for each in _complaints(runs[0], category)]
    return rows, complaints


def _lighthouse(address: str, cookies: dict[str, str], path: Path) -> dict[str, Any]:
    """Lighthouse's report of a page, as it judges phones."""
    sent = TLS | ({"Cookie": "; ".join(f"{name}={each}" for name, each in cookies.items())} if cookies else {})
    program = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
    command = [str(NODE / "node"), str(program), address, "--quiet"]
    command += ["--output=json", f"--only-categories={','.join(CATEGORIES)}", f"--extra-headers={json.dumps(sent)}"]
    command += [f"--chrome-flags=--headless=new {' '.join(chromium.FLAGS)}"]
    environ = with_node() | {"CHROME_PATH": str(path)}
    done = subprocess.run(command, cwd=HERE, env=environ, check=True, stdout=subprocess.PIPE)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _complaints(report: dict[str, Any], category: str) -> Iterator[str]:
    """What counts towards a mark and was not found perfect."""
    for ref in report["categories"][category]["auditRefs"]:
        audit = report["audits"][ref["id"]]
        if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
            yield f"{audit['title']} ({audit.get('displayValue') or audit['score']})"
