"""The web app manifest: what a home screen shows of BackCare."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

ICONS = (
    ("icon-512.png", "512x512", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
    ("icon-monochrome-512.png", "512x512", "monochrome"),
)
SCREENSHOTS = (("narrow", "780x1688"), ("wide", "1280x800"))


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, icons, screenshots and shortcuts. The colours are those of the light pages; a page says its own."""
    start = reverse("home")
    content = {
        "id": start,
        "name": "BackCare",
        "short_name": "BackCare",
        "description": _("Calm, step-by-step help when your back goes into spasm."),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "categories": ["health", "medical"],
        "background_color": "#ebf6f8",
        "theme_color": "#ebf6f8",
        "icons": [_picture(*each) for each in ICONS],
        "screenshots": [_screenshot(*each) for each in SCREENSHOTS],
        "shortcuts": [
            _shortcut(_("Log a walk"), reverse("log_kind", args=["walk"])),
            _shortcut(_("Start ice"), reverse("item", args=["cold"])),
            _shortcut(_("Help"), reverse("help")),
        ],
    }
    headers = {"Cache-Control": "no-cache"}
    return JsonResponse(content, content_type="application/manifest+json", headers=headers)


def _picture(name: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}


def _screenshot(form: str, sizes: str) -> dict[str, str]:
    src = static(f"screenshots/{form}.png")
    return {"src": src, "sizes": sizes, "type": "image/png", "form_factor": form, "label": _("What to do now")}


def _shortcut(name: str, url: str) -> dict[str, Any]:
    icon = {"src": static("icon-192.png"), "sizes": "192x192", "type": "image/png"}
    return {"name": name, "url": url, "icons": [icon]}
