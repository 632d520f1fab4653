"""The red flags of a journal: how often each was asked about, each yes, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recovery.plan.entries import FLAGS
from recovery.plan.history.screening import times_asked
from recovery.plan.history.signs import ticked
from recovery.plan.situation import Situation


@dataclass(frozen=True)
class Yes:
    """One yes: when it was said, when it was cleared (None while it is open), and who checked it, if anybody.

    `ticked` is false if nobody ticked the flag: it follows from other answers.
    """

    at: datetime
    ticked: bool
    cleared: datetime | None
    because: str | None


@dataclass(frozen=True)
class Answer:
    """One red flag: how often it was asked about, when last, and each yes, oldest first."""

    flag: str
    asked: int
    last_asked: datetime | None
    yes: tuple[Yes, ...]


def answers(s: Situation) -> list[Answer]:
    """One answer for each red flag, the gravest flag first."""
    times = times_asked(s.story)
    return [_answer(s, flag, times.get(flag, ())) for flag in FLAGS]


def _answer(s: Situation, flag: str, times: Sequence[datetime]) -> Answer:
    """A flag that was ticked counts as asked, even on a page that is no screen."""
    ticks = ticked(s.story, flag)
    raised = [each for each in s.raised if flag in each.flags]
    asked = sorted({*times, *(each.at for each in raised if each.at in ticks)})
    return Answer(
        flag=flag,
        asked=len(asked),
        last_asked=asked[-1] if asked else None,
        yes=tuple(Yes(each.at, each.at in ticks, each.lifted_at, each.because) for each in raised),
    )
