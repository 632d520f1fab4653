"""The service worker, from the root of the site, because it works only for paths below its own."""

from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

SOURCE = settings.BASE_DIR / "static"
WORDS = settings.BASE_DIR / "templates" / "recovery" / "offline.html"
FILES = (
    *("app.css", "guide.css", "offline.css", "icons.svg"),
    *("app.js", "offline.js", "sw.js", "vendor/htmx-4.0.1.min.js"),
)
# Takes itself away on every phone if a release of the worker does harm. What waits in the outbox stays on the phone.
OFF = b"""addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
async function leave() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
"""


@require_safe
def sw(request: HttpRequest) -> HttpResponse:
    """Send the script. A browser asks each time, so that a new release gets in."""
    return HttpResponse(_script(), "text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _script() -> bytes:
    """Return what names the release and starts the worker, which is a static file."""
    return _release(b"".join(_ages())) if settings.SERVICE_WORKER else OFF


@lru_cache(maxsize=1)
def _release(ages: bytes) -> bytes:
    """Return the script of a release. It is a constant while a server runs; in development `ages` tells of a change."""
    names = [static(name) for name in FILES]
    version = sha256(b"".join([WORDS.read_bytes(), *map(str.encode, names), ages])).hexdigest()[:12]
    return f"const RELEASE = '{version}';\nimportScripts('{static('sw.js')}?{version}');\n".encode()


def _ages() -> list[bytes]:
    """Return the age of the files in development, where their names do not change with their content."""
    paths = [WORDS, *SOURCE.rglob("*.*")] if settings.DEBUG else []
    return [str(path.stat().st_mtime).encode() for path in sorted(paths)]
