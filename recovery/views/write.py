"""Writing down what was tapped or typed: what the person's own pages and a helper's page share."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, QueryDict

from recovery import journal
from recovery.forms import tap
from recovery.plan import facts
from recovery.views.visit import Visit

TAPPED = "tapped"  # the field in which an end that is sent again says when it was tapped


def may_begin(found: Visit, fact: facts.Entry) -> bool:
    """Whether this may be noted now: what starts a timer needs the plan's leave, unless it stands already."""
    if not isinstance(fact, facts.Started) or found.entry(fact.id):
        return True
    start = found.plan.can_start.get(fact.item)
    return start is not None and start.now


def end_of(found: Visit, kind: str, sent: QueryDict, entry_id: UUID | None) -> facts.Entry | None:
    """The entry that ends the running session: its minutes are those that really passed. None when it runs no more."""
    session = found.plan.session
    if session is None or entry_id is None or (session.kind, session.id) != (kind, sent.get("started")):
        return None
    ended = max(session.started_at, min(_tapped(sent, found.now), found.now))
    minutes = max(1, round((ended - session.started_at) / timedelta(minutes=1)))
    return tap(kind, entry_id, found.now, at=session.started_at, minutes=minutes, started=session.id)


def written(found: Visit, fact: facts.Entry, correcting: facts.Entry | None = None) -> bool:
    """Append an entry under the name of whoever visits, in the place of another if that is corrected.

    False when its id says something else already. An id that stands in somebody else's journal is not found.
    """
    if correcting and correcting.id == fact.id:
        return False
    fact = replace(fact, by=found.by)
    try:
        if correcting:
            journal.correct(found.episode, correcting.id, fact, found.now)
        else:
            journal.append(found.episode, fact)
    except journal.Refused:
        standing = next((each for each in journal.read(found.episode) if each.id == fact.id), None)
        if standing is None:
            raise Http404 from None
        return _same(standing, fact)
    return True


def _tapped(sent: QueryDict, now: datetime) -> datetime:
    """When the end was tapped: before now where an outage came between."""
    try:
        return facts.instant(sent.get(TAPPED, now))
    except ValueError:
        return now


def _same(standing: facts.Entry, fact: facts.Entry) -> bool:
    """Whether two entries of one id say the same; "now" of a second tap is not a difference."""
    at_once = abs(standing.at - fact.at) <= facts.FUTURE_LIMIT
    return at_once and facts.content(standing) | {"at": ""} == facts.content(fact) | {"at": ""}
