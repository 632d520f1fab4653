"""The phases of an episode in turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from recovery.plan.advice import Reason
from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.enums import Phase, WalkReason
from recovery.plan.history.moments import Moments, at
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _

HOUR = timedelta(hours=1)


class PhaseReason(StrEnum):
    """Why a phase began, where no decision about walks is the reason."""

    FIRST_DAY = "first_day"
    HOURS = "hours"


PHASES = Article(
    name="clock.phases",
    says=_("First ice, then ice only if it helps, then warmth, each after so many real hours."),
    evidence=_("No proof says that warmth must wait. Guidelines allow it sooner. Ask a professional if you want that."),
    source="seed,4,5",
    figures=("COLD_PHASE", "HEAT_LOCK"),
    differs=_(
        "Guidelines and a large review have no such wait: warmth eases fresh pain a little. "
        "The %(HEAT_LOCK)s hours come from the first plan."
    ),
    codes=(PhaseReason.FIRST_DAY, PhaseReason.HOURS),
)


@dataclass(frozen=True)
class Spell:
    """A phase from `starts` on; `because` of the hours that passed, or of a decision about walks."""

    phase: Phase
    starts: datetime
    because: Reason[PhaseReason | WalkReason]


def spells(s: Situation) -> Iterator[Spell]:
    """Yield the phases in turn.

    A phase can change when the hours of ice are over, and when a decision about walks is made.
    """
    turns = Moments(sorted(s.climb.turns, key=at))
    known: list[tuple[datetime, Reason[PhaseReason | WalkReason]]] = [(s.story.onset, Reason(PhaseReason.FIRST_DAY))]
    for began in _clocks(s):
        for hours in (figures.COLD_PHASE, figures.HEAT_LOCK):
            known.append((began + hours, Reason(PhaseReason.HOURS, {"hours": hours // HOUR})))
    known += [(turn.at, turn.because) for turn in turns]
    phase = None
    for moment, because in sorted(known, key=lambda each: each[0]):
        turn = turns.last(moment)
        then = s.phase_at(moment, turn.recovered if turn else None)
        if moment <= s.now and then != phase:
            phase = then
            yield Spell(phase, moment, because)


def _clocks(s: Situation) -> list[datetime]:
    """Return every instant from which ice and warmth were counted."""
    return [s.story.clock_at(s.story.onset), *(each.at for each in s.story.relapses)]
