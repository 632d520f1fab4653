"""The browser for tests and benchmarks, and one of 2023."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # The last two features draw the address bar, which takes half of the time to open a window. The others are
    # Playwright's own list, which this flag replaces.
    "--disable-features=PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,DestroyProfileOnBrowserClose,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,"
    "PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]
WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome")
# The same engine without the program around it: a fifth less work, but it has no notifications.
HEADLESS = ("chromium-headless-shell",)


def find(playwright: Playwright, names: Sequence[str] = (*HEADLESS, *WITH_WINDOWS)) -> Path | None:
    """Find the system's Chromium, or else the one that Playwright installed. Return None if there is neither."""
    path = Path(next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path))
    return path if path.exists() else None


OF_2023 = Path(__file__).parents[1] / ".cache" / "chromium-119" / "chromium"  # installed by tests/npm.py
