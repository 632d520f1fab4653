"""Getting about: the list of guides, and one guide step by step, for everybody and without a script."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recovery.plan.clinical.countries import country_lines
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.enums import GuideId
from recovery.plan.review.good_to_know import new_today
from recovery.presenters.good_to_know import titles_of
from recovery.presenters.moving import show_getting_about, show_guide, show_moves
from recovery.views.country import country_here
from recovery.views.start_steps import begun_of
from recovery.views.visit import at_the_gate, look_up
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.outage import for_everybody
from recovery.web.visit import Visit


@require_safe
@for_everybody
def move(request: HtmxHttpRequest) -> HttpResponse:
    """List the guides: those that fit now first, those that are not for the person last."""
    found = look_up(request)
    if found and found.shut:
        return at_the_gate(request, found, found.shut)
    now = show_getting_about(found.plan.day.guides) if found else None
    context = vars(show_moves(now, *_person(request, found))) | {
        "tab": "today" if found else "",
        "plan": bool(found),
        "new_cards": titles_of(new_today(found.situation)) if found else [],
    }
    return respond(request, "recovery/move.html", context)


@require_safe
@for_everybody
def guide(request: HtmxHttpRequest, guide: str) -> HttpResponse:
    """Show one guide. Behind a closed gate only the one about waiting for help is open."""
    if guide not in GUIDES:
        raise Http404
    found = look_up(request)
    if found and found.shut and guide != GuideId.FLOOR_WAIT:
        return at_the_gate(request, found, found.shut)
    at_risk, alone = _person(request, found)
    page = show_guide(
        GUIDES[GuideId(guide)],
        country_lines(country_here(request, found)),
        at_risk=at_risk,
        alone=alone,
        known=bool(found),
        step=None if "all" in request.GET else _number(request.GET.get("step")),
    )
    return respond(request, "recovery/guide.html", vars(page) | _ways_on(request, found))


def _person(request: HtmxHttpRequest, found: Visit | None) -> tuple[frozenset[str], bool]:
    """Return what a guide may not be for, and whether the person is alone; before a plan by the answers so far."""
    if found is None:
        begun = begun_of(request, timezone.now())
        return frozenset(begun.get("fell", ())), begun.get("place", {}).get("alone") is not False
    return found.situation.at_risk, found.situation.place.alone is not False


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < len("1000") else 1


def _ways_on(request: HtmxHttpRequest, found: Visit | None) -> dict[str, str]:
    """Return where the page leads when the guide is done: on with the start, to Today, or to all guides."""
    if begun_of(request, timezone.now()):
        return {"done": reverse("where"), "back": reverse("where")}
    return {"done": reverse("today" if found else "move"), "back": reverse("today" if found and found.shut else "move")}
