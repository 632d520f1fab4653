"""It seized up again: the red flags first, then the plan starts over with what is known already."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from recovery.forms.about import fields_of
from recovery.forms.again import AgainForm
from recovery.models import Episode
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn, parse
from recovery.plan.situation import Situation
from recovery.presenters.again import last_time
from recovery.store import journal, owners
from recovery.store.carry_over import open_flags, pills_to_carry
from recovery.store.reminders import carry
from recovery.views.visit import person_page
from recovery.web.htmx import HtmxHttpRequest, form_page, posted, respond
from recovery.web.visit import Visit


@form_page
@person_page
def again(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Ask for red flags and the pain. A new episode begins after a month without pain; else the old one flares up."""
    form = AgainForm(posted(request), situation=found.situation)
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
    """True if a spasm now comes after a month without pain."""
    quiet = s.story.pains.quiet_since
    return quiet is not None and s.now - quiet >= figures.PAIN_FREE


def _begin_again(request: HtmxHttpRequest, found: Visit, form: AgainForm) -> None:
    """Write the spasm once, however often the form is sent. Flags that are ticked later in the same form count, too."""
    now = _check_in(found, form, form.flags())
    if not found.entry(now.id):
        try:
            with transaction.atomic():
                _begin(request, found, form)
            return
        except journal.Refused:  # two taps at once: the other one wrote it
            pass
    if episode := owners.current(request):
        _add_flags(episode, now)


def _begin(request: HtmxHttpRequest, found: Visit, form: AgainForm) -> None:
    if is_new_episode(found.situation):
        _new_episode(request, found, form)
    else:
        _flare(found, form)


def _add_flags(episode: Episode, now: CheckIn) -> None:
    """Write the flags of a form that was sent before without them."""
    flags, beside = set(now.flags or ()), uuid5(now.id, " ".join(now.flags or ()))
    told = [each for each in journal.read(episode) if each.id in (now.id, beside)]
    if not flags <= {flag for each in told if isinstance(each, CheckIn) for flag in each.flags or ()}:
        journal.append(episode, replace(now, id=beside))


def _flare(found: Visit, form: AgainForm) -> None:
    """Note when it seized up again, and how bad it is now with all its flags: one entry if both are now."""
    now, began, risen = _check_in(found, form, form.flags()), form.started_at(), found.situation.sudden_since
    if began == risen == found.now:
        journal.append(found.episode, replace(now, sudden=True))
        return
    # With a rise that was told a moment ago the journal holds its pain already.
    pain, began = (now.pain, began) if began < risen else (None, risen)
    sudden_id = uuid5(now.id, "sudden")
    sudden = replace(now, id=sudden_id, at=began, pain=pain, sudden=True, flags=None, screened=None)
    journal.append(found.episode, sudden)
    journal.append(found.episode, now)


def _check_in(found: Visit, form: AgainForm, flags: Sequence[str]) -> CheckIn:
    """Return how it is now, as a screened check-in with these flags."""
    head = _head("check_in", found, form, found.now)
    entry = parse(head | {"pain": form.cleaned_data["pain"], "screened": True, "flags": flags})
    assert isinstance(entry, CheckIn)  # noqa: S101 - parse returns the class of the kind
    return entry


def _new_episode(request: HtmxHttpRequest, found: Visit, form: AgainForm) -> None:
    """Close the old episode and open the next with what is known: the person, open flags and the last pills."""
    found.episode.closed_at = found.now
    found.episode.save(update_fields=["closed_at"])
    episode = owners.open_episode(request)
    carry(found.episode, episode)
    about = fields_of(found.story.about, found.now)
    flags = [*form.flags(), *open_flags(found.entries, found.now, "SD")]
    for entry in (
        parse(about | _head("about", found, form, form.started_at())),
        parse({"started_at": form.started_at()} | _head("onset", found, form, form.started_at())),
        _check_in(found, form, flags),
        *pills_to_carry(found.entries, episode, found.now),
    ):
        journal.append(episode, entry)


def _head(kind: str, found: Visit, form: AgainForm, at: datetime) -> dict[str, object]:
    """Return the head of an entry. Its id follows from the form and from whose it is: another browser may send it."""
    owner = Episode.objects.filter(pk=found.episode.pk).values_list("owner", "guest_key").first()
    entry_id = uuid5(form.cleaned_data["id"], f"{owner} {kind}")
    return {"kind": kind, "id": entry_id, "at": at, "entered_at": found.now, "by": "self"}
