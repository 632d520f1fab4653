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
# Whether the worker is active, and keeps every page, and Today with its data.
KEPT = """async (paths) => {
  if ((await navigator.serviceWorker.getRegistration())?.active?.state !== "activated") return false;
  const found = await Promise.all(paths.map((path) => caches.match(path)));
  const today = await (await caches.match("/today/"))?.text();
  return found.every(Boolean) && Boolean(today?.includes('id="kept"'));
}"""
# Fetches the worker again, and tells which one is active.
FETCH = """async () => {
  const found = await navigator.serviceWorker.getRegistration();
  const before = found.active;
  await found.update();
  Object.assign(window, { updated: () => (found.active !== before || !(found.installing || found.waiting))
    && found.active.state === "activated" });
}"""
UPDATED = "() => window.updated()"
# Whether the worker passes on what the page asks for.
CONTROLLED = "() => Boolean(navigator.serviceWorker.controller)"
# Sends a form, as a kept page does.
SEND = """([path, fields]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: path });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}"""


def until(page: Page, condition: str, argument: object = None) -> None:
    """Wait until a condition in the page is true. A page that never gets there fails, and does not wait for ever."""
    for _ in range(150):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(200)  # looking keeps the browser from its work
    raise AssertionError(f"It never came true: {condition}")


def update(page: Page) -> None:
    """Fetch the worker again, and wait until the new one is active. The browser may have fetched it already."""
    page.evaluate(FETCH)
    until(page, UPDATED)


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
        until(self.page, KEPT, ["/offline/", "/today/", *paths])
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
