"""The pain values of a story: known at an instant, on a day, in the morning, and how bad they make the spasm."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn, Walk
from recovery.plan.enums import SEVERITIES, Severity
from recovery.plan.history.days import INSTANT, MINUTE, ONE_DAY, PlanDay
from recovery.plan.history.moments import Moments
from recovery.plan.words import gettext_noop as _

HOW_BAD = Article(
    name="answers.severity",
    says=_("Your pain number and how you walk decide between mild, moderate and severe; the worse counts."),
    evidence=_("The words come from a health service. The numbers are our own careful choice."),
    source="3,proposed",
    figures=("MODERATE_FROM", "SEVERE_FROM"),
)
WHICH_PAIN = Article(
    name="answers.pain",
    says=_(
        "A check-in tells your pain best, and of two numbers close together the higher one counts. "
        "Two entries tell of the same minutes? Until you choose, the higher pain and the graver sign count."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("PAIN_FRESH", "CONFLICT_WITHIN"),
)
# How long after its `at` an entry can still say something: the pain an hour after a walk of a whole day.
LATEST_SAID = ONE_DAY + figures.SETTLE_WITHIN


class Pain(NamedTuple):
    """A pain value; `resting` unless it was felt during or after a walk."""

    at: datetime
    value: int
    resting: bool


class Conflict(NamedTuple):
    """Two check-ins close together with different pain values, known from `at` on."""

    at: datetime
    one: CheckIn
    other: CheckIn


class Pains:
    """All pain values of check-ins and walks. Each list is computed once."""

    def __init__(self, check_ins: Moments[CheckIn], walks: Moments[Walk]) -> None:
        self._check_ins, self._walks = check_ins, walks

    @cached_property
    def checked_in(self) -> Moments[Pain]:
        """The pain values of check-ins, oldest first."""
        return Moments(Pain(each.at, each.pain, True) for each in self._check_ins if each.pain is not None)

    @cached_property
    def at_rest(self) -> Moments[Pain]:
        """The pain values at rest, oldest first, of one instant the lowest first."""
        before = [Pain(walk.at, walk.pain_before, True) for walk in self._walks if walk.pain_before is not None]
        return Moments(sorted([*self.checked_in, *before]))

    @cached_property
    def every(self) -> Moments[Pain]:
        """Every pain value, oldest first, of one instant the lowest first."""
        return Moments(sorted([*self.at_rest, *_after_walks(self._walks)]))

    def at(self, moment: datetime) -> int | None:
        """The resting pain known at `moment`; of values close together the higher, until the person says which.

        A fresh check-in counts most; without one the pain before a walk counts too.
        """
        last = self.checked_in.last(moment)
        fresh = last is not None and moment - last.at <= figures.PAIN_FRESH
        return _highest(self.checked_in if fresh else self.at_rest, moment)

    def newest(self, moment: datetime) -> int | None:
        """The newest resting pain at `moment`, also one before a walk after a fresh check-in; else as in `at`."""
        last = self.at_rest.last(moment)
        return _highest(self.checked_in if last in self.checked_in else self.at_rest, moment)

    def on(self, day: PlanDay) -> Sequence[Pain]:
        """Every pain value of one plan day up to now."""
        return self.every.on(day)

    def first_on(self, day: PlanDay) -> Pain | None:
        """The first resting pain of a plan day, None when there is none yet."""
        return next(iter(self.at_rest.on(day)), None)

    def morning(self, day: PlanDay, first: Pain) -> int:
        """The morning pain of a day, `first` being its first resting pain; of check-ins close together the highest."""
        close = self.checked_in.within(first.at, first.at + figures.CONFLICT_WITHIN)
        if not close or close[0].at > first.at:
            return first.value
        return max(pain.value for pain in close if pain.at < day.ends)

    def before(self, moment: datetime) -> int | None:
        """The last resting pain before `moment`."""
        last = self.at_rest.last(moment - INSTANT)
        return last.value if last else None

    def checked_in_within_an_hour(self, moment: datetime) -> int | None:
        """The first pain of a check-in in the hour from `moment` on."""
        found = self.checked_in.within(moment, moment + figures.SETTLE_WITHIN)
        return found[0].value if found else None

    @cached_property
    def quiet_since(self) -> datetime | None:
        """The start of the current run of pain values of 1 or less; None when there is no such run."""
        since = None
        for pain in reversed(self.every):
            if pain.value > figures.RECOVERED_PAIN:
                break
            since = pain.at
        return since

    @cached_property
    def conflicts(self) -> Moments[Conflict]:
        """Check-ins in a row, close together, with different pain values."""
        with_pain = [each for each in self._check_ins if each.pain is not None]
        return Moments(
            Conflict(other.at, one, other)
            for one, other in pairwise(with_pain)
            if one.pain != other.pain and other.at - one.at <= figures.CONFLICT_WITHIN
        )

    def open_conflict(self, moment: datetime) -> Conflict | None:
        """The conflict that no later resting pain has ended at `moment`, None when there is none."""
        last = self.conflicts.last(moment)
        return None if last is None or self.at_rest.within(last.at + INSTANT, moment) else last

    # --- how bad it is

    def severity_at(self, moment: datetime) -> Severity:
        """How bad it is: the worse of the pain value and the words; moderate when neither is known."""
        pain = self.at(moment)
        by_number = 1 if pain is None else (pain >= figures.MODERATE_FROM) + (pain >= figures.SEVERE_FROM)
        return SEVERITIES[max(by_number, self._severity_in_words(moment))]

    def _severity_in_words(self, moment: datetime) -> int:
        """How bad it is by how the person can walk, as a place in SEVERITIES; 0 once a newer pain value is known."""
        words, pain = self._words.last(moment), self.checked_in.last(moment)
        if words is None or (pain and words.at < pain.at):
            return 0
        return {"yes": 0, "a_few_steps": 1, "no": 2}[words.can_walk or "yes"]

    @cached_property
    def _words(self) -> Moments[CheckIn]:
        return Moments(each for each in self._check_ins if each.can_walk)


def _highest(pains: Moments[Pain], moment: datetime) -> int | None:
    """The highest of the newest value at `moment` and those close before it."""
    last = pains.last(moment)
    return max(pain.value for pain in pains.within(last.at - figures.CONFLICT_WITHIN, moment)) if last else None


def _after_walks(walks: Iterable[Walk]) -> Iterator[Pain]:
    """The pain values right after walks, and an hour later."""
    for walk in walks:
        over = walk.at + walk.minutes * MINUTE
        if walk.pain_after is not None:
            yield Pain(over, walk.pain_after, False)
        if walk.pain_hour_later is not None:
            yield Pain(over + figures.SETTLE_WITHIN, walk.pain_hour_later, False)
