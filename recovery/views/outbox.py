"""The outbox: takes the entries that a phone kept while it had no signal.

    POST /outbox/   {"episode": ID, "now": INSTANT, "entries": [ENTRY, ...]}

Each page of the plan names its episode; a queue is sent only as the owner of that episode. `now` is the clock of the
phone at sending. An ENTRY has an `id` made on the phone, a `kind`, `at` by the clock of the phone and the fields of its
kind; or, instead of the fields, a `form`: what the page at /log/KIND/ would have posted. With `choice` it answers a
question (below). At most 50 are taken at a time, in order.

    200   {"clock": MINUTES, "says": TEXT, "gate": LEVEL or null, "entries": [RESULT, ...]}

`clock` is by how many minutes the clock of the phone is ahead (0: it is right); `says` tells the person. `gate` is what
replaces the plan now: after "emergency" show the alert. Each RESULT has the `id` of its entry, a `result`, and where
there is something to tell `says`, a text for the person:

    saved   it is in the journal, or was already: forget it
    first   somebody else did it before: forget it, show `says`
    asks    keep it, and show `says`, `choices` and `until`; send it again with the `choice` of the person
    wait    it takes back an entry that has not come yet: keep it, send it again after that one
    bad     it cannot be read (`error` says why): keep it, show `says`, let the person take it back

The queue is kept after every other answer: 401 `{"error": "login"}` (log in first), 403 `{"error": "not_yours"}`
(somebody else is logged in), 403 `{"error": "origin"}`, 400 `{"error": "unreadable"}`, and anything that is not JSON.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid5

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from recovery.forms.kinds import WRITTEN, OnPage
from recovery.forms.outbox import CHOICE, BadOutbox, Outbox, read_entry, read_outbox
from recovery.models import Episode
from recovery.plan.entries import BadEntry, Entry, Withdrawn
from recovery.presenters.journal import was_first
from recovery.presenters.kinds import KINDS as WORDS
from recovery.presenters.say import clock
from recovery.presenters.twice import show_question
from recovery.store import journal, owners
from recovery.store.carry_over import carry_flags
from recovery.store.caution import chosen, count_meanwhile
from recovery.store.rows import present
from recovery.views.outbox_form import read_form
from recovery.views.visit import look_at
from recovery.views.write import same
from recovery.web.htmx import HtmxHttpRequest
from recovery.web.visit import Visit

MINUTE = timedelta(minutes=1)
type Result = dict[str, Any]


# A token would expire while entries wait. The Origin header does not: browsers send it with each such request, and no
# other site can forge it.
@csrf_exempt
@require_POST
def outbox(request: HtmxHttpRequest) -> HttpResponse:
    """Take entries in order, each in a transaction of its own, and answer what became of each."""
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return JsonResponse({"error": "origin"}, status=403)
    try:
        sent = read_outbox(request.body, timezone.now())
    except BadOutbox as problem:
        return JsonResponse({"error": "unreadable", "says": str(problem)}, status=400)
    episode = owners.episodes_for(request).filter(pk=sent.episode).first()
    found = look_at(request, episode, journal.read(episode)) if episode else None
    if episode is None or found is None:
        known = request.user.is_authenticated
        return JsonResponse({"error": "not_yours" if known else "login"}, status=403 if known else 401)
    results = [_take(found, raw, sent.ahead) for raw in sent.entries]
    return JsonResponse(_clock(sent) | {"gate": _gate(request, episode), "entries": results})


def _clock(sent: Outbox) -> Result:
    """Tell the person if the clock of the phone is wrong."""
    minutes = round(sent.ahead / MINUTE)
    fast = _("The clock of this phone is %(minutes)d minutes fast.")
    slow = _("The clock of this phone is %(minutes)d minutes slow.")
    words = (fast if minutes > 0 else slow) % {"minutes": abs(minutes)}
    return {"clock": minutes, "says": words if minutes else ""}


def _gate(request: HtmxHttpRequest, episode: Episode) -> str | None:
    """Return the gate that is closed now. An emergency told in an episode that is over counts in the open one."""
    own = owners.current(request)
    if own and own != episode:
        carry_flags(episode, own, timezone.now())
        episode = own
    entries = journal.read(episode)
    shut = Visit(episode, entries, present(entries, timezone.now())).shut
    return shut.level if shut else None


def _take(found: Visit, raw: Mapping[str, Any], ahead: timedelta) -> Result:
    """Write one entry, and say what became of it."""
    head = {"id": raw.get("id")}
    try:
        facts = read_form(found, raw, ahead) if "form" in raw else (read_entry(raw, ahead, found.now),)
        result = _write_all(found, facts, str(raw.get(CHOICE, "")))
    except (BadEntry, journal.Refused) as problem:
        says = _("We could not read this entry. Please log it again.")
        return head | {"result": "bad", "error": str(problem), "says": says}
    except journal.First as rival:
        return head | {"result": "first", "says": was_first(rival.entry, found.by, found.now)}
    if result["result"] == "saved" and ahead:
        at = facts[0].at
        moved = {"what": WORDS[facts[0].kind].name, "before": clock(at + ahead), "after": clock(at)}
        result["says"] = _("%(what)s: %(before)s is now %(after)s.") % moved
    return head | result


def _write_all(found: Visit, facts: Sequence[Entry], choice: str) -> Result:
    """Write what one form says, up to the first entry that is not saved."""
    for fact in facts:
        if (result := _write(found, fact, choice))["result"] != "saved":
            return result
    return {"result": "saved"}


def _write(found: Visit, fact: Entry, choice: str) -> Result:
    """Append an entry. If the journal says something else, ask, or do what the person chose."""
    if isinstance(fact, Withdrawn) and (waits := _cannot_withdraw(found, fact)):
        return waits
    try:
        journal.append(found.episode, fact, ask=choice != "both")
    except journal.Asks as asks:
        standing = asks.entry
    except journal.Refused:
        standing = _standing(found, fact)
        if same(standing, fact):
            return _known(found, standing)
    else:
        chosen(found.episode, fact)
        return {"result": "saved"}
    return _choose(found, fact, standing, choice) if choice else _ask(found, fact, standing)


def _cannot_withdraw(found: Visit, fact: Withdrawn) -> Result | None:
    """Return why this entry is not taken back yet: it has not come. What a page of the settings wrote stays."""
    row = found.episode.entries.filter(pk=fact.entry).first()
    if row is None:
        return {"result": "wait"}
    if isinstance(WRITTEN[row.kind], OnPage):
        raise BadEntry("entry (withdrawn): entry: can only be corrected")
    return None


def _standing(found: Visit, fact: Entry) -> Entry:
    """Find the entry that has this id already."""
    for each in journal.read(found.episode):
        if each.id == fact.id:
            return each
    raise BadEntry("entry: id: belongs to another journal")


def _known(found: Visit, standing: Entry) -> Result:
    if standing.by != found.by:
        raise journal.First(standing)
    return {"result": "saved"}


def _ask(found: Visit, fact: Entry, standing: Entry) -> Result:
    """Ask which entry is right. What is graver in the one that waits counts until then."""
    graver = count_meanwhile(found.episode, fact, standing)
    question = show_question(standing, fact, found.by, found.now, _("From this phone"))
    counts = _("Until you choose, the higher pain and the graver sign count.") if graver else question.until
    choices = [vars(each) for each in question.choices]
    return {"result": "asks", "says": question.asks, "choices": choices, "until": counts}


def _choose(found: Visit, fact: Entry, standing: Entry, choice: str) -> Result:
    """Do what the person chose. An entry whose id is taken gets another one, which follows from it."""
    mine = replace(fact, id=uuid5(fact.id, choice)) if fact.id == standing.id else fact
    match choice:
        case "mine":
            journal.correct(found.episode, standing.id, mine, found.now)
        case "both":
            journal.append(found.episode, mine)
        case "theirs":
            pass
        case _:
            raise BadEntry("entry: choice: must be one of mine, theirs, both")
    chosen(found.episode, fact)
    return {"result": "saved"}
