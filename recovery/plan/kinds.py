"""One row for each kind of entry: everything that the plan and the pages need to know about a kind.

To add a kind, add its class to `entries/classes.py`, its row here and its rule with an article. A class without a
row, and a timed class without its times, stop the import of this module with the name of the kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from recovery.plan.clinical import figures
from recovery.plan.entries import CLASSES, Entry, Offered, OnSkin, Timed, classes

# The turn of items that take no time: they choose their place in the day after all others.
LAST = 99


@dataclass(frozen=True)
class Kind[Class: Entry]:
    """A kind of entry. `by_helper`: a helper may log it.

    `turn` is its turn in choosing a place in the day, `reminds` its turn in choosing a reminder (None: it has none).
    `rhythm`: the day shows it as a rhythm. `at_will`: the day shows it as something to do when you like.
    """

    entry: type[Class]
    by_helper: bool = False
    turn: int = LAST
    reminds: int | None = None
    rhythm: bool = False
    at_will: bool = False

    @property
    def on_skin(self) -> bool:
        """Whether it lies on the skin, so that the skin is checked before the next one."""
        return issubclass(self.entry, OnSkin)

    @property
    def asks_after(self) -> bool:
        """Whether the pain or the skin right after it is asked for."""
        return self.on_skin or any(each.name == "pain_after" for each in fields(self.entry))


@dataclass(frozen=True, kw_only=True)
class TimedKind(Kind[Timed]):
    """A kind that takes time.

    `minutes` is how long it lasts, None where the walking stage says so; without a logged end it is over after
    `longest` minutes. `pauses_today`: a same-day flag pauses it. `before_screen`: it goes on while a new spasm or flare
    waits for all red-flag questions. `supple`: it waits until the back is no longer stiff from cold.
    """

    minutes: int | None
    longest: int
    turn: int
    pauses_today: bool = False
    before_screen: bool = False
    supple: bool = False


# In the order in which pages and reports list them.
ROWS: tuple[Kind[Any], ...] = (
    Kind(classes.About),
    Kind(classes.Onset),
    TimedKind(
        classes.Cold,
        minutes=figures.COLD_MINUTES,
        longest=figures.COLD_MINUTES,
        turn=0,
        reminds=1,
        rhythm=True,
    ),
    TimedKind(
        classes.Heat,
        minutes=figures.HEAT_MINUTES,
        longest=figures.HEAT_LONGEST,
        turn=1,
        pauses_today=True,
        reminds=1,
        rhythm=True,
    ),
    TimedKind(
        classes.Walk,
        minutes=None,
        longest=figures.W5_LONGEST,
        turn=3,
        supple=True,
        by_helper=True,
        reminds=2,
        rhythm=True,
    ),
    TimedKind(
        classes.Rest,
        minutes=figures.REST_MINUTES,
        longest=figures.REST_LONGEST,
        turn=4,
        before_screen=True,
        by_helper=True,
        at_will=True,
    ),
    TimedKind(
        classes.LegsUp,
        minutes=figures.LEGS_UP_MINUTES,
        longest=figures.LEGS_UP_LONGEST,
        turn=5,
        at_will=True,
    ),
    TimedKind(
        classes.Breathing,
        minutes=figures.BREATHING_MINUTES,
        longest=figures.BREATHING_MINUTES,
        turn=7,
        before_screen=True,
        at_will=True,
    ),
    TimedKind(
        classes.Stretch,
        minutes=figures.STRETCH_MINUTES,
        longest=figures.STRETCH_MINUTES,
        turn=2,
        pauses_today=True,
        supple=True,
        at_will=True,
    ),
    TimedKind(
        classes.Massage,
        minutes=figures.MASSAGE_MINUTES,
        longest=figures.MASSAGE_LONGEST,
        turn=6,
        pauses_today=True,
        at_will=True,
    ),
    Kind(classes.Drink, by_helper=True, rhythm=True),
    Kind(classes.CheckIn, reminds=0),
    Kind(classes.Started, by_helper=True),
    Kind(classes.Medicine),
    Kind(classes.Cleared),
    Kind(classes.Worse),
    Kind(classes.Roland),
    Kind(classes.Activities),
    Kind(classes.Dismissed),
    Kind(classes.Withdrawn),
)


def by_name[Row: Kind[Any]](rows: tuple[Row, ...]) -> Mapping[str, Row]:
    """Order rows by the name of their kind."""
    return {row.entry.kind: row for row in rows}


KINDS: Mapping[str, Kind[Any]] = by_name(ROWS)
TIMED: Mapping[str, TimedKind] = by_name(tuple(row for row in ROWS if isinstance(row, TimedKind)))
# What the plan offers as an item.
ITEMS: Mapping[str, Kind[Any]] = by_name(tuple(row for row in ROWS if issubclass(row.entry, Offered)))
RHYTHMS: tuple[str, ...] = tuple(kind for kind, row in ITEMS.items() if row.rhythm)
AT_WILL: tuple[str, ...] = tuple(kind for kind, row in ITEMS.items() if row.at_will)
REMINDED: Mapping[str, int] = {kind: row.reminds for kind, row in ITEMS.items() if row.reminds is not None}
ON_SKIN: Mapping[str, TimedKind] = {kind: row for kind, row in TIMED.items() if row.on_skin}


def incomplete(classes: Mapping[str, type[Entry]], rows: Mapping[str, Kind[Any]]) -> list[str]:
    """What the rows lack, one sentence for each kind."""
    missing = [f"{kind}: has no row" for kind in classes if kind not in rows]
    untimed = [
        f"{kind}: takes time, so its row must be a TimedKind"
        for kind, row in rows.items()
        if issubclass(row.entry, Timed) and not isinstance(row, TimedKind)
    ]
    return missing + untimed


if problems := incomplete(CLASSES, KINDS):
    raise TypeError(f"recovery/plan/kinds.py is incomplete: {'; '.join(problems)}")
