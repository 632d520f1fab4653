"""The page without signal: what waits on this phone, the alert, and the words that the script puts on kept pages."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery.forms.kinds import WRITTEN, Typed
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.kinds import TIMED
from recovery.presenters.alert import SAYS
from recovery.presenters.kinds import KINDS
from recovery.presenters.say import say
from recovery.web.htmx import HtmxHttpRequest, respond

PAGES = ("today", "plan", "help", "log", "move")


@require_safe
def offline(request: HtmxHttpRequest) -> HttpResponse:
    """Show the same to everybody: a phone keeps this page before it knows whose it is."""
    emergencies = [flag for flag in RED_FLAGS.values() if flag.id in SAYS]
    context = {
        "kinds": [(name, words, name in TIMED) for name, words in KINDS.items()],
        "running": None,  # nothing here belongs to anybody
        "pages": list(pages()),
        "alerts": [(flag.id, say(flag.tells), say(flag.why), SAYS[flag.id]) for flag in emergencies],
    }
    return respond(request, "recovery/offline.html", context)


def pages() -> Iterator[str]:
    """Return the other pages to keep, in the order in which they are fetched."""
    yield from map(reverse, PAGES)
    kinds = [kind for kind, way in WRITTEN.items() if isinstance(way, Typed)]
    yield from (reverse("log_kind", args=[kind]) for kind in kinds)
    yield from (reverse("guide", args=[guide]) for guide in GUIDES)
