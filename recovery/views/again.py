"""It seized up again: the warning signs first, then the plan starts afresh with what is known already."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from recovery import journal
from recovery.again_forms import AgainForm
from recovery.http import HtmxHttpRequest, form_page, posted, respond
from recovery.models import Episode
from recovery.plan import facts, figures
from recovery.plan.situation import Situation
from recovery.settings_forms import told_so_far
from recovery.show.again import last_time
from recovery.views.visit import Visit, person_page


@form_page
@person_page
def again(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Ask for warning signs and the pain; after a month without pain this is a new episode, else the old one flares."""
    first = found.story.told_pains[0].value if found.story.told_pains else None
    form = AgainForm(posted(request), initial={"pain": first}, conditions=found.story.conditions)
    if form.is_valid():
        _begin_again(request, found, form)
        return redirect("today")
    context = {
        "form": form,
        "tab": "today",
        "new": is_new_episode(found.situation),
        "last_time": last_time(found.story, found.plan),
    }
    return respond(request, "recovery/again.html", context)


def is_new_episode(s: Situation) -> bool:
    """Whether a spasm now comes after a month without pain."""
    quiet = s.story.quiet_since
    return quiet is not None and s.now - quiet >= figures.PAIN_FREE


def _begin_again(request: HtmxHttpRequest, found: Visit, form: AgainForm) -> None:
    """Write down the spasm once, however often it is sent."""
    first: UUID = form.cleaned_data["id"]
    check_in = uuid5(first, "check_in")
    if found.entry(check_in):
        return
    at = found.now - timedelta(minutes=int(form.cleaned_data["when"]))
    told = {"pain": form.cleaned_data["pain"], "flags": form.flags(), "screened": True}
    head = {"entered_at": found.now, "by": "self"}
    fact = facts.parse({"kind": "check_in", "id": check_in, "at": found.now} | head | told)
    assert isinstance(fact, facts.CheckIn)  # noqa: S101 - told by its kind
    with transaction.atomic():
        if is_new_episode(found.situation):
            episode = _new_episode(request, found)
            known = told_so_far(found.entries, found.now) | {"kind": "about", "id": uuid5(first, "about"), "at": at}
            onset = {"kind": "onset", "id": uuid5(first, "onset"), "at": at, "started_at": at}
            entries = [facts.parse(known | head), facts.parse(onset | head), fact]
        else:
            episode, entries = found.episode, [replace(fact, at=at, sudden=True)]
        for entry in entries:
            journal.append(episode, entry)


def _new_episode(request: HtmxHttpRequest, found: Visit) -> Episode:
    """Close the episode that is over, and open the next for the same person or guest."""
    found.episode.closed_at = found.now
    found.episode.save(update_fields=["closed_at"])
    return journal.open_episode(request)
