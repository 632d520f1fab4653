"""Things that happened, in the order in which they did, found by when that was."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Protocol

from recovery.plan.days import PlanDay

at = attrgetter("at")


class Moment(Protocol):
    """Anything that happened at an instant."""

    @property
    def at(self) -> datetime: ...


class Moments[Thing: Moment](list[Thing]):
    """A list sorted by `at` to which nothing is added once somebody has looked something up in it."""

    @cached_property
    def _instants(self) -> list[datetime]:
        return list(map(at, self))

    def last(self, moment: datetime) -> Thing | None:
        """The last one that happened by `moment`."""
        known = bisect_right(self._instants, moment)
        return self[known - 1] if known else None

    def since(self, moment: datetime) -> Sequence[Thing]:
        """Those that happened at `moment` or later."""
        return self[bisect_left(self._instants, moment) :]

    def after(self, moment: datetime) -> Sequence[Thing]:
        """Those that happened later than `moment`."""
        return self[bisect_right(self._instants, moment) :]

    def before(self, moment: datetime) -> Sequence[Thing]:
        """Those that happened before `moment`."""
        return self[: bisect_left(self._instants, moment)]

    def within(self, first: datetime, last: datetime) -> Sequence[Thing]:
        """Those that happened from `first` to `last`, both included."""
        return self[bisect_left(self._instants, first) : bisect_right(self._instants, last)]

    def between(self, first: datetime, until: datetime) -> Sequence[Thing]:
        """Those that happened from `first` up to before `until`."""
        return self[bisect_left(self._instants, first) : bisect_left(self._instants, until)]

    def on(self, day: PlanDay) -> Sequence[Thing]:
        """Those that happened on a plan day."""
        return self.between(day.starts, day.ends)
