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
    # Each new window made two pages for an address bar that nobody sees: half of what the window cost. The names before
    # stand in Playwright's own list, which this one replaces.
    "--disable-features=PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,DestroyProfileOnBrowserClose,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,"
    "PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find(playwright: Playwright) -> Path | None:
    """Find the machine's own Chromium, or the one that Playwright installed; None when there is neither."""
    path = Path(next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path))
    return path if path.exists() else None
