"""Log-in and devices: how an account opens, where it is open, and what happened to it."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from recovery.models import Person
from recovery.presenters.security import day, show_events, show_places
from recovery.store import security as store
from recovery.views.own_data import frame, own_data
from recovery.views.visit import nothing_here
from recovery.web.again import ask_again
from recovery.web.htmx import HtmxHttpRequest, form_page, respond
from recovery.web.lasting import LASTS
from recovery.web.security import happened
from recovery.web.visit import Visit


@form_page
@own_data
def security(request: HtmxHttpRequest, found: Visit | None) -> HttpResponse:
    """Show the ways in, the places that are logged in, and the events of the last months. Log out elsewhere."""
    if not isinstance(request.user, Person):
        return nothing_here(request)
    person, now, here = request.user, timezone.now(), request.session.session_key
    places = store.places(person, now)
    if "out" in request.POST:
        others = [each for each in places if each.session_key != here]
        asked = [each for each in others if request.POST["out"] in ("others", store.name_of(each))]
        if not asked and request.POST["out"] != "others":
            raise Http404
        if way := ask_again(request):
            return way
        if store.end(asked):
            happened(request, person, store.What.ENDED)
        return redirect("security")
    context = {
        "places": show_places(places, here, LASTS, now),
        "events": show_events(store.recent(person, now), now),
    }
    return respond(request, "recovery/security.html", context | _ways(person) | frame(found))


def _ways(person: Person) -> dict[str, Any]:
    """Return what is known about each way to log in."""
    held: dict[str, list[Any]] = {}
    for each in Authenticator.objects.filter(user=person).order_by("created_at"):
        held.setdefault(each.type, []).append(each.wrap())
    codes = held.get("recovery_codes")
    return {
        "passkeys": [each.name for each in held.get("webauthn", ())],
        "password_since": day(person.password_at) if person.password_at else "",
        "app": "totp" in held,
        "spare": len(codes[0].get_unused_codes()) if codes else 0,
    }
