"""Timed activities: logged as a whole, begun and ended with the timer, or still running."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from recovery.plan.entries import OnSkin, Started, Timed
from recovery.plan.history.days import ALWAYS, MINUTE, NEVER
from recovery.plan.history.moments import Moments
from recovery.plan.kinds import TIMED


class Done(NamedTuple):
    """One timed activity: `at` is when it began, `ended` whether its end was logged."""

    at: datetime
    id: UUID
    kind: str
    ends: datetime
    ended: bool


class TimedActivities:
    """All timed activities of a story, by when they began; one without a logged end lasts its longest time.

    `_alone` holds the entries that end no `started` entry, `_ends` those that do, by the id of that entry.
    """

    def __init__(self, started: Moments[Started], timed: Mapping[str, Moments[Timed]]) -> None:
        self._begun: dict[str, Moments[Started]] = {}
        self._alone: dict[str, Moments[Timed]] = {}
        self._ends: dict[UUID, list[Timed]] = defaultdict(list)
        for kind, entries in timed.items():
            begun = {start.id: start for start in started if start.item == kind}
            self._begun[kind], self._alone[kind] = Moments(begun.values()), entries
            if begun:
                self._alone[kind] = Moments(entry for entry in entries if entry.started not in begun)
                for entry in entries:
                    if entry.started and entry.started in begun:
                        self._ends[entry.started].append(entry)

    def of(self, kind: str, first: datetime = ALWAYS, until: datetime = NEVER) -> list[Done]:
        """The activities of one kind that began from `first` on and before `until`."""
        found = [_ended(entry, entry.at) for entry in self._alone[kind].between(first, until)]
        for start in self._begun[kind].between(first, until):
            found += [_ended(entry, start.at) for entry in self._ends.get(start.id, ())] or [_running(start)]
        return sorted(found)

    def skins(self, kind: str) -> Iterator[tuple[datetime, str]]:
        """How the skin was after the activities of one kind, and when: at the end, or when that was written down."""
        alone = ((entry.at, entry) for entry in self._alone[kind])
        begun = ((start.at, entry) for start in self._begun[kind] for entry in self._ends.get(start.id, ()))
        for began, entry in (*alone, *begun):
            if isinstance(entry, OnSkin) and entry.skin:
                yield min(began + entry.minutes * MINUTE, max(began, entry.entered_at)), entry.skin

    @cached_property
    def last(self) -> Mapping[str, Done | None]:
        """The last activity of each kind."""
        return {kind: self._last(kind) for kind in self._alone}

    def _last(self, kind: str) -> Done | None:
        began = [each[-1].at for each in (self._alone[kind], self._begun[kind]) if each]
        return self.of(kind, max(began))[-1] if began else None

    @cached_property
    def running(self) -> Moments[Done]:
        """The activities without a logged end."""
        begun = (start for starts in self._begun.values() for start in starts)
        return Moments(sorted(_running(start) for start in begun if start.id not in self._ends))


def _ended(entry: Timed, began: datetime) -> Done:
    return Done(began, entry.id, entry.kind, began + entry.minutes * MINUTE, True)


def _running(start: Started) -> Done:
    return Done(start.at, start.id, start.item, start.at + TIMED[start.item].longest * MINUTE, False)
