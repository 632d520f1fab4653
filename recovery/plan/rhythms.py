"""A day in a few lines: the rhythm of what repeats, and what can be done when you like."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from recovery.plan.advice import Item, Rhythm, Start, WhenYouLike
from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.enums import ItemState
from recovery.plan.kinds import AT_WILL, RHYTHMS
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _

READY, BLOCKED = Start(True, None, None), Start(False, None, None)
TO_COME = (ItemState.DUE, ItemState.OPEN)

RHYTHM = Article(
    name="timetable.rhythms",
    says=_("One line says how often ice, warmth, walks and drinks come. After the planned ice, more is as needed."),
    evidence=OUR_CHOICE,
    source="seed,proposed",
    figures=("COLD_MINUTES", "BEFORE_SLEEP"),
)


def rhythms(s: Situation, items: Sequence[Item], starts: Mapping[str, Start]) -> Iterator[Rhythm]:
    """One line for each kind that repeats; a kind that the day does not plan has none."""
    for kind in RHYTHMS:
        if of_kind := [item for item in items if item.kind == kind]:
            yield _rhythm(s, of_kind, _earliest(s.now, starts.get(kind, READY)))


def _rhythm(s: Situation, items: Sequence[Item], earliest: datetime | None) -> Rhythm:
    """The rhythm of the items of one kind, of which the next one can begin at `earliest` (None: not now)."""
    coming = [each for each in items if earliest and each.state in TO_COME and earliest <= each.closes]
    shown = coming[0] if coming else items[-1]
    more = not coming and shown.kind == "cold" and earliest is not None and earliest <= s.last_cold
    opens = max(coming[0].opens, earliest) if coming and earliest else earliest if more else None
    return Rhythm(
        kind=shown.kind,
        every=shown.every,
        next=opens,
        until=s.last_cold if more else max(each.closes for each in items),
        done=_done(items),
        planned=len(items),
        as_needed=more,
        title=shown.title,
        because=shown.because,
        rule=shown.rule,
    )


def _earliest(now: datetime, start: Start) -> datetime | None:
    """When a kind can begin, from `now` on; None when nobody knows yet."""
    return now if start.now else start.opens


def when_you_like(items: Sequence[Item], starts: Mapping[str, Start]) -> Iterator[WhenYouLike]:
    """One line for each kind that has no time of its own; a kind that the day does not plan has none."""
    for kind in AT_WILL:
        if of_kind := [item for item in items if item.kind == kind]:
            shown = next((each for each in of_kind if each.state in TO_COME), of_kind[-1])
            start = starts.get(kind, BLOCKED)
            yield WhenYouLike(kind, _done(of_kind), len(of_kind), start, shown.minutes, shown.title, shown.rule)


def _done(items: Sequence[Item]) -> int:
    return sum(each.state == ItemState.DONE for each in items)
