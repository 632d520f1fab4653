"""Writing entries: what the person's own pages, a helper's page and the outbox of a phone share."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.http import Http404, QueryDict

from recovery.forms.taps import tap
from recovery.plan.entries import FUTURE_LIMIT, CheckIn, Entry, Started, Timed, content, instant
from recovery.store import journal
from recovery.web.visit import Visit

TAPPED = "tapped"  # the field in which an end that is sent again says when it was tapped


def may_begin(found: Visit, fact: Entry) -> bool:
    """True if this entry may be written now. The plan must allow a new timer."""
    if not isinstance(fact, Started) or found.entry(fact.id):
        return True
    start = found.plan.can_start.get(fact.item)
    return start is not None and start.now


def not_begun(found: Visit, fact: Started) -> dict[str, object]:
    """Return why this timer may not begin, as the query of the next page: a timer of its kind runs, or the plan."""
    timer = found.plan.timer
    return {"first": timer.id} if timer and timer.kind == fact.item else {"not_yet": fact.item}


def end_of(found: Visit, kind: str, sent: QueryDict, entry_id: UUID | None) -> Entry | None:
    """Return the entry that ends a running timer after its real minutes, or None if it no longer runs."""
    named = (kind, sent.get("started"))
    session = next((timer for timer in found.timers if (timer.kind, timer.id) == named), None)
    if session is None or entry_id is None:
        return None
    ended = max(session.started_at, min(_tapped(sent, found.now), found.now))
    minutes = max(1, round((ended - session.started_at) / timedelta(minutes=1)))
    return tap(kind, entry_id, found.now, at=session.started_at, minutes=minutes, started=session.id)


def not_ended(found: Visit, sent: QueryDict, entry_id: UUID | None) -> dict[str, object]:
    """Return why a timer cannot be ended, as the query of the next page: this tap ended it, another one, or time."""
    if found.entry(entry_id):
        return {"saved": entry_id}
    earlier = ended_before(found, sent)
    return {"first": earlier.id} if earlier else {"over": 1}


def ended_before(found: Visit, sent: QueryDict) -> Timed | None:
    """Return the entry that has already ended the timer that a form names."""
    return next((each for each in found.story.of(Timed) if str(each.started) == sent.get("started")), None)


def written(found: Visit, fact: Entry, correcting: Entry | None = None, choice: str = "") -> dict[str, object]:
    """Write an entry under the label of the visitor, and return what the next page says about it, as its query.

    It appends the entry, or replaces the one that it corrects. An id in somebody else's journal is not found. Raises
    Asks if the journal says something else about the same minutes, until `choice` says which is right.
    """
    if correcting and correcting.id == fact.id:
        return {"twice": 1}
    fact = replace(fact, by=found.by)
    try:
        if correcting:
            journal.correct(found.episode, correcting.id, fact, found.now, found.by)
        else:
            fact = _settled(found, fact, choice)
    except journal.First as rival:
        return {"first": rival.entry.id}
    except journal.Gone:
        raise Http404 from None
    except journal.Refused:
        standing = next((each for each in journal.read(found.episode) if each.id == fact.id), None)
        if standing is None and isinstance(fact, CheckIn) and fact.flags:
            # The form of another browser: a sign that is ticked is never lost.
            return written(found, replace(fact, id=uuid5(fact.id, str(found.episode.pk))))
        if standing is None:
            raise Http404 from None
        if not same(standing, fact):
            return {"twice": 1}
        return {"saved" if standing.by == found.by else "first": standing.id}
    return {"saved": fact.id}


def put_once(found: Visit, fact: Entry) -> Entry:
    """Append what a page of the settings says, once, and return the entry.

    Its id follows from the form, the journal and the answers. So the same form again changes nothing, and other answers
    in it, or the same ones in another browser, count.
    """
    answers = {name: value for name, value in content(fact).items() if name != "at"}
    told = replace(fact, id=uuid5(fact.id, f"{found.episode.pk} {answers}"))
    with suppress(journal.Refused):  # the same tap again, a moment later
        journal.append(found.episode, told)
    return told


def same(standing: Entry, fact: Entry) -> bool:
    """True if two entries of one id say the same. A later tap may say a later time.

    Two writers share only the id of a pill: a helper's tap says now, and the person's the time of the pill.
    """
    at_once = standing.by != fact.by or abs(standing.at - fact.at) <= FUTURE_LIMIT
    blank = {"at": "", "by": ""}
    return at_once and content(standing) | blank == content(fact) | blank


def _settled(found: Visit, fact: Entry, choice: str) -> Entry:
    """Append an entry. If another one is about the same minutes, keep the one that was chosen, or both."""
    try:
        return journal.append(found.episode, fact, ask=choice != "both")
    except journal.Asks as asks:
        if choice == "mine":
            return journal.correct(found.episode, asks.entry.id, fact, found.now, found.by)
        if choice == "theirs":
            raise journal.First(asks.entry) from None
        raise


def _tapped(sent: QueryDict, now: datetime) -> datetime:
    """Return when the end was tapped: earlier than now, if an outage delayed the form."""
    try:
        return instant(sent.get(TAPPED, now))
    except ValueError:
        return now
