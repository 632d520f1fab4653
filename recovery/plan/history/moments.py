"""A list of events in order of time, with quick look-ups by instant."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Protocol

from recovery.plan.history.days import PlanDay

at = attrgetter("at")


class Moment(Protocol):
    """Anything that has an instant."""

    @property
    def at(self) -> datetime: ...


class Moments[Event: Moment](list[Event]):
    """A list sorted by `at`. Add nothing to it after the first look-up: its instants are cached."""

    @cached_property
    def _instants(self) -> list[datetime]:
        return list(map(at, self))

    def last(self, moment: datetime) -> Event | None:
        """The last one at or before `moment`."""
        known = bisect_right(self._instants, moment)
        return self[known - 1] if known else None

    def since(self, moment: datetime) -> Sequence[Event]:
        """Those at `moment` or later."""
        return self[bisect_left(self._instants, moment) :]

    def after(self, moment: datetime) -> Sequence[Event]:
        """Those later than `moment`."""
        return self[bisect_right(self._instants, moment) :]

    def before(self, moment: datetime) -> Sequence[Event]:
        """Those before `moment`."""
        return self[: bisect_left(self._instants, moment)]

    def within(self, first: datetime, last: datetime) -> Sequence[Event]:
        """Those from `first` to `last`, both included."""
        return self[bisect_left(self._instants, first) : bisect_right(self._instants, last)]

    def between(self, first: datetime, until: datetime) -> Sequence[Event]:
        """Those from `first` on and before `until`."""
        return self[bisect_left(self._instants, first) : bisect_left(self._instants, until)]

    def on(self, day: PlanDay) -> Sequence[Event]:
        """Those on a plan day."""
        return self.between(day.starts, day.ends)
