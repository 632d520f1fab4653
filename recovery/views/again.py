"""It seized up again: the warning signs first, then the plan starts afresh with what is known already."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from recovery import journal
from recovery.again_forms import AgainForm
from recovery.carry import open_flags, pills_to_carry
from recovery.http import HtmxHttpRequest, form_page, posted, respond
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
    if found.entry(uuid5(first, "check_in")):
        return
    at = found.now - timedelta(minutes=int(form.cleaned_data["when"]))
    try:
        with transaction.atomic():
            if is_new_episode(found.situation):
                _new_episode(request, found, form, at)
            else:
                _flare(found, form, at)
    except journal.Refused:  # two taps at once: the other one wrote it down
        return


def _told(found: Visit, form: AgainForm, flags: Sequence[str]) -> facts.CheckIn:
    """How it is now, with every sign that was ticked."""
    head = {"kind": "check_in", "at": found.now, "entered_at": found.now, "by": "self"}
    told = {"id": uuid5(form.cleaned_data["id"], "check_in"), "pain": form.cleaned_data["pain"], "screened": True}
    fact = facts.parse(head | told | {"flags": flags})
    assert isinstance(fact, facts.CheckIn)  # noqa: S101 - told by its kind
    return fact


def _flare(found: Visit, form: AgainForm, at: datetime) -> None:
    """It seized up again `at` that time; how bad it is, and the signs, are told of now."""
    told = _told(found, form, form.flags())
    if at == found.now:
        journal.append(found.episode, replace(told, sudden=True))
        return
    sudden = replace(told, id=uuid5(told.id, "sudden"), at=at, sudden=True, flags=None, screened=None)
    journal.append(found.episode, sudden)
    journal.append(found.episode, told)


def _new_episode(request: HtmxHttpRequest, found: Visit, form: AgainForm, at: datetime) -> None:
    """Close the episode that is over and open the next, with what is known: the person, open signs, the last pills."""
    found.episode.closed_at = found.now
    found.episode.save(update_fields=["closed_at"])
    episode, first = journal.open_episode(request), form.cleaned_data["id"]
    head = {"at": at, "entered_at": found.now, "by": "self"}
    known = told_so_far(found.entries, found.now) | {"kind": "about", "id": uuid5(first, "about")}
    onset = {"kind": "onset", "id": uuid5(first, "onset"), "started_at": at}
    flags = [*form.flags(), *open_flags(found.entries, found.now, "SD")]
    for entry in (
        facts.parse(known | head),
        facts.parse(onset | head),
        _told(found, form, flags),
        *pills_to_carry(found.entries, episode, found.now),
    ):
        journal.append(episode, entry)
