"""A phone without signal: what tests do with it."""

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import BrowserContext, Page

from recovery.models import Entry
from tests.browser import cast
from tests.browser.relay import Relay
from tests.browser.steps import tap

# The clock of the worker is not that of the page, so it is set here.
SHIFTED = b"""{
  const shift = %d - Date.now(), Real = Date;
  Date = class extends Real {
    constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };
}
"""
# Waits until every page, and Today with its data, are kept.
KEPT = """async (paths) => {
  await navigator.serviceWorker.ready;
  for (;;) {
    const found = await Promise.all(paths.map((path) => caches.match(path)));
    const today = await (await caches.match("/today/"))?.text();
    if (found.every(Boolean) && today.includes('id="kept"')) return;
    await new Promise((done) => setTimeout(done, 100));
  }
}"""
# Fetches the worker again, and waits until the new one is active. The browser may have fetched it already.
UPDATE = """async () => {
  const found = await navigator.serviceWorker.ready;
  const before = found.active;
  await found.update();
  const done = () => found.active !== before || !(found.installing || found.waiting);
  for (let turn = 0; !(done() && found.active.state === "activated"); turn += 1) {
    if (turn > 600) throw new Error(`${found.active.state}, ${found.waiting?.state}, ${found.installing?.state}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
# Waits until the worker passes on what the page asks for.
CONTROLLED = """async () => {
  for (let turn = 0; !navigator.serviceWorker.controller; turn += 1) {
    if (turn > 600) throw new Error(`${found.active.state}, ${found.waiting?.state}, ${found.installing?.state}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}"""
# Sends a form, as a kept page does.
SEND = """([path, fields]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: path });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}"""


class Offline:
    """A phone of a person, the relay that is its signal, and what its worker keeps."""

    def __init__(self, context: BrowserContext, relay: Relay, role: cast.Role) -> None:
        self.context, self.relay, self.role = context, relay, role
        self.page = self.open()

    def open(self) -> Page:
        page = self.context.new_page()
        page.clock.install(time=self.role.now)
        page.goto("/today/")
        return page

    def keep(self, *paths: str) -> Page:
        """Wait until these pages, and Today with its data, are kept; then cut the signal."""
        self.page.evaluate(KEPT, ["/offline/", "/today/", *paths])
        self.relay.shut()
        return self.page

    def kill(self) -> None:
        """Stop the worker, as a phone does that needs its memory."""
        session = self.context.new_cdp_session(self.page)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")


OfflinePhone = Callable[[cast.Role], Offline]


def walks() -> int:
    return Entry.objects.filter(kind="walk").count()


def log_a_walk(page: Page, minutes: int) -> None:
    page.goto("/log/walk/")
    page.get_by_role("textbox", name="Minutes").fill(str(minutes))
    tap(page, "Save")


def send(page: Page, path: str, **fields: str) -> None:
    """Send a form without filling it in."""
    with page.expect_navigation():
        page.evaluate(SEND, [path, {"id": str(uuid4()), **fields}])
