"""The name of a device, as its browser tells it: short enough to be recognized, and nothing that tells two apart."""

import re

from django.http import HttpRequest

# The first that is found counts: browsers name each other, and iPads name the Macintosh.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def device_of(request: HttpRequest) -> str:
    """Name the browser and the system of a request: "Firefox, Windows". Returns "" if it says neither."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    browser = next((name for sign, name in BROWSERS.items() if re.search(rf"\b{sign}\b", agent)), "")
    system = next((name for sign, name in SYSTEMS.items() if re.search(rf"\b{sign}\b", agent)), "")
    return ", ".join(filter(None, (browser, system)))
