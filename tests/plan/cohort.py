"""`python -m tests.plan.cohort`: people who do not exist live through 28 days with the plan, and it is counted.

It prints, for each habit, the stages by day, the holds with their reasons and the notices, and whether the goals are
met. The same seed gives the same table. A run with all people keeps its figures for tests/bench/RESULTS.md.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from multiprocessing import get_context
from statistics import fmean, median

from recovery.plan.advice import Notice
from recovery.plan.build import plan_of
from recovery.plan.enums import LADDER, Decision, Phase, Stage
from recovery.plan.rules import offtrack
from recovery.plan.situation import Situation
from tests.bench.tables import Row, Table, say
from tests.plan.people import DAYS, HABITS, Habit, Person, recovers

PEOPLE, SEED, PROCESSES = 2000, 12, 2
# The reminders need the whole plan, which takes longest, so they are counted for some people only.
REMINDERS_OF_ONE_IN = 10
SHOWN_DAYS = (1, 2, 3, 4, 5, 7, 10, 14, 21, 28)
SEVERE, CALM = 7, 2
STUCK_DAYS, STUCK_WITHIN = 6, 8
LONGER = (Stage.W4, Stage.W5)
ASKS = "asks"
FIRST, FORTNIGHT = "off_track_72h", "off_track_14d"


@dataclass
class Life:
    """What is counted of one person: each day's stage, and the days or notices that matter."""

    recovers: bool
    stages: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    notices: set[str] = field(default_factory=set)
    reminders: list[int] = field(default_factory=list)
    too_far: bool = False
    stuck: bool = False


def live(seed: int, number: int, habit: Habit) -> Life:
    """The life of one person with a habit."""
    person = Person(f"{seed} {number}", habit)
    life, calm_below = Life(recovers(person.mornings)), list[bool]()
    for day, s in person.live():
        pain, stage = person.mornings[day], s.walking and s.walking.stage
        life.too_far |= stage in LONGER and pain >= SEVERE
        said = (each for rule in offtrack.RULES for each in rule(s))
        life.notices.update(each.code for each in said if isinstance(each, Notice))
        if day == len(life.stages):
            _count_morning(life, s, with_reminders=number % REMINDERS_OF_ONE_IN == 0)
            calm_below.append(stage not in LONGER and pain <= CALM)
    life.stuck = is_stuck(calm_below)
    return life


def _count_morning(life: Life, s: Situation, *, with_reminders: bool) -> None:
    """Count what the plan says in the morning of a day, and at the onset."""
    walking = s.walking
    life.stages.append(walking.stage if walking else ASKS)
    if walking and walking.decision in (Decision.HOLD, Decision.EASE):
        life.decided.append(f"{walking.decision} {walking.because.code}")
    if with_reminders and len(life.stages) > 1 and s.phase is not Phase.KEEP_WELL:
        life.reminders.append(len(plan_of(s).reminders))


def is_stuck(calm_below: Sequence[bool]) -> bool:
    """Whether somebody with little pain stays below the longer walks on most days of a week and a day."""
    spans = (calm_below[day : day + STUCK_WITHIN] for day in range(len(calm_below)))
    return any(sum(span) >= STUCK_DAYS for span in spans)


# --- a habit


@dataclass
class Group:
    """What is counted of all people with one habit."""

    habit: Habit
    lives: Sequence[Life]

    def goals(self) -> Iterator[Row]:
        """The figures with their goals; what depends on being told has none for those who stop telling."""
        well, tells = [life for life in self.lives if life.recovers], self.habit.until > DAYS
        yield self._row("on longer walks after a fortnight", [life.stages[14] in LONGER for life in self.lives])
        yield self._row("stuck below longer walks", [life.stuck for life in self.lives], 2 if tells else None)
        yield self._row("longer walks on a severe morning", [life.too_far for life in self.lives], 0.5)
        for code, goal in ((FIRST, 12), (FORTNIGHT, 3)):
            told = [code in life.notices for life in well]
            yield self._row(f"{code}, of those who get well", told, goal if tells else None)
        reminders = median(count for life in self.lives for count in life.reminders)
        yield Row(f"{self.habit.name}: reminders a day until well, median", reminders, "", goal=10)

    def _row(self, what: str, found: Sequence[bool], goal: float | None = None) -> Row:
        return Row(f"{self.habit.name}: {what}", 100 * fmean(found), "%", goal=goal)

    def show(self) -> None:
        """Print the stages by day, the holds and the notices."""
        say(f"\n{self.habit.name}: {len(self.lives):,} people\n")
        columns = (*LADDER, ASKS)
        say(" days  " + "".join(f"{column:>6}" for column in columns))
        for day in SHOWN_DAYS:
            found = Counter(life.stages[day] for life in self.lives)
            say(f"  {day:>3}  " + "".join(f"{100 * found[column] / len(self.lives):6.1f}" for column in columns))
        _show("days", Counter(each for life in self.lives for each in life.decided), len(self.lives) * (DAYS + 1))
        _show("people", Counter(code for life in self.lives for code in life.notices), len(self.lives))


def _show(what: str, found: Counter[str], of: int) -> None:
    for name, count in sorted(found.items(), key=lambda each: (-each[1], each[0])):
        say(f"  {100 * count / of:6.1f} of 100 {what}: {name}")


# --- all of them


def play(people: int, seed: int, processes: int = PROCESSES) -> Iterator[Group]:
    """Let so many people of each habit live, on some processes at once."""
    with get_context("spawn").Pool(processes) as pool:
        for habit in HABITS:
            yield Group(habit, pool.starmap(live, product([seed], range(people), [habit]), chunksize=25))


def table(groups: Sequence[Group], people: int, seed: int) -> Table:
    """All figures that have a goal."""
    rows = [row for group in groups for row in group.goals()]
    return Table("cohort", f"{people:,} virtual patients a habit, {DAYS} days, seed {seed}", rows)


def main() -> int:
    """Play, print and keep the figures. Returns 1 if a goal is missed."""
    parser = ArgumentParser(prog="python -m tests.plan.cohort", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"how many of each habit ({PEOPLE})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"the seed of all chance ({SEED})")
    told = parser.parse_args()
    groups = list[Group]()
    for group in play(told.people, told.seed):
        group.show()
        groups.append(group)
    goals = table(groups, told.people, told.seed)
    goals.show()
    if told.people == PEOPLE:
        goals.keep()
    return 1 if any(row.missed for row in goals.rows) else 0


if __name__ == "__main__":
    sys.exit(main())
