"""The browser that tests and benches drive."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find(playwright: Playwright) -> Path | None:
    """Find the machine's own Chromium, or the one that Playwright installed; None when there is neither."""
    path = Path(next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path))
    return path if path.exists() else None
