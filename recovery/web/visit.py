"""One look at one episode: its journal, what is true now, and the plan."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from recovery.models import Episode
from recovery.plan.advice import Gate, Plan, Timer
from recovery.plan.build import plan_of
from recovery.plan.entries import Entry, Onset
from recovery.plan.history.story import Story
from recovery.plan.situation import Situation
from recovery.store.rows import Unreadable


class Visit:
    """One look at an episode and its whole journal at the instant `now` in UTC.

    `entries` are as the store reads them: in order, each once.
    `by` is the visitor: the person ("self"), or a helper (their label). The plan is built once, when it is needed.
    """

    def __init__(self, episode: Episode, entries: tuple[Entry, ...], now: datetime, by: str = "self") -> None:
        self.episode, self.entries, self.now, self.by = episode, entries, now, by

    @cached_property
    def situation(self) -> Situation:
        """What is true now. Raises Unreadable if the rules fail at this journal."""
        try:
            return Situation(self.entries, self.now)
        except Exception as problem:
            raise Unreadable(str(problem)) from problem

    @cached_property
    def plan(self) -> Plan:
        """The plan now. Raises Unreadable if the rules fail at this journal."""
        try:
            return plan_of(self.situation)
        except Exception as problem:
            raise Unreadable(str(problem)) from problem

    @property
    def story(self) -> Story:
        """The journal without withdrawn entries."""
        return self.situation.story

    @property
    def begun(self) -> bool:
        """True if the journal says when the spasm started. Without that there is no plan."""
        return any(isinstance(entry, Onset) for entry in self.entries)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone now."""
        return self.story.habits.zone

    @property
    def shut(self) -> Gate | None:
        """The closed gate that replaces every page of the plan, or None."""
        gate = self.situation.gate
        return gate if gate and gate.closed else None

    @property
    def timer(self) -> Timer | None:
        """The timer to show now. A closed gate hides it."""
        return next(iter(self.timers), None)

    @property
    def timers(self) -> Sequence[Timer]:
        """The timers that run now. A closed gate hides them."""
        return () if self.shut else self.situation.timers

    def forget(self) -> None:
        """Let go of what was true, also where a form still holds the situation."""
        if situation := vars(self).get("situation"):
            vars(situation).clear()

    def entry(self, entry_id: UUID | None) -> Entry | None:
        """Find an entry by its id, withdrawn or not."""
        return next((each for each in self.entries if each.id == entry_id), None) if entry_id else None
