"""What a journal says, read from its entries alone: the other side of every claim of the plan."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cached_property

from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import About, CheckIn, Entry, Log, Onset, OnSkin, Started, Timed, Walk, taken_back
from recovery.plan.kinds import TIMED
from recovery.plan.situation import Situation

HOUR = timedelta(hours=1)


class Told:
    """The entries of a journal that count at `now`; only plan days and flags are those of the situation `s`."""

    def __init__(self, s: Situation, entries: Iterable[Entry]) -> None:
        known = [each for each in entries if each.at <= s.now + timedelta(minutes=5)]
        gone = taken_back(known)
        self.s, self.now, self.known = s, s.now, known
        self.entries = sorted((each for each in known if each.id not in gone), key=lambda each: each.at)
        self.days = s.story.days

    def of[Kind: Entry](self, kind: type[Kind], day: int | None = None) -> list[Kind]:
        """The entries of a class, of one plan day where it is given: -1 is today, -2 yesterday."""
        found = [each for each in self.entries if isinstance(each, kind)]
        if day is None:
            return found
        if len(self.days) < -day:
            return []
        span = self.days[day]
        return [each for each in found if span.starts <= each.at < span.ends]

    @cached_property
    def onset(self) -> datetime:
        """The start of the spasm by the onset that was written down last."""
        newest = max(self.of(Onset), key=lambda each: (each.entered_at, each.order))
        return min(newest.started_at, self.now)

    @property
    def age(self) -> int | None:
        """The age that the person reaches in the year of today, where they live."""
        born = [each.birth_year for each in self.of(About) if each.birth_year is not None]
        return self.now.astimezone(self.s.story.habits.zone).year - born[-1] if born else None

    @property
    def spasms(self) -> list[datetime]:
        """From when the clock of ice and warmth may run: the latest start, and each spasm that began suddenly."""
        newest = max(self.of(Onset), key=lambda each: (each.entered_at, each.order))
        return [newest.latest_at or newest.started_at, *(each.at for each in self.of(CheckIn) if each.sudden)]

    @property
    def heat_from(self) -> datetime:
        """The start of warmth by the plan; it must lie 72 hours after one of the spasms, the onset or a later one."""
        found: datetime = self.s.story.heat_from
        assert found - 72 * HOUR in self.spasms
        assert found - 72 * HOUR >= self.spasms[0]
        return found

    def activities(self, kind: str) -> list[tuple[datetime, datetime]]:
        """When each activity of a kind began and ended: as logged, or after its longest time."""
        begun = {each.id: each for each in self.of(Started) if each.item == kind}
        found = []
        for each in self.of(Timed):
            if each.kind == kind:
                start = begun.get(each.started) if each.started else None
                began = start.at if start else each.at
                found.append((began, began + timedelta(minutes=each.minutes)))
        ended = {each.started for each in self.of(Timed) if each.kind == kind}
        longest = timedelta(minutes=TIMED[kind].longest)
        return sorted([*found, *((each.at, each.at + longest) for each in begun.values() if each.id not in ended)])

    @cached_property
    def running(self) -> list[tuple[datetime, str]]:
        """The timers that were begun and not ended: when, and of which kind."""
        ended = {each.started for each in self.of(Timed)}
        return [(each.at, each.item) for each in self.of(Started) if each.id not in ended]

    @cached_property
    def skins(self) -> list[str]:
        """The answers about skin that may be the newest: those of the newest instant at which one was given."""
        begun = {each.id: each.at for each in self.of(Started)}
        told = [(each.at, each.skin) for each in self.of(CheckIn) if each.skin]
        for each in self.of(OnSkin):
            if each.skin:
                began = begun.get(each.started, each.at) if each.started else each.at
                over = began + timedelta(minutes=each.minutes)
                told.append((min(over, max(began, each.entered_at)), each.skin))
        return [skin for at, skin in told if at == max(told)[0]]

    @cached_property
    def checks(self) -> list[CheckIn]:
        """Every check-in, also those that were withdrawn."""
        return [each for each in self.known if isinstance(each, CheckIn)]

    def was_raised(self, flag: str) -> bool:
        """Whether an answer raised this flag, also one that was withdrawn; E10 also by fever and a weak leg."""
        raised = {found for each in self.checks for found in flags_of(each)}
        if any(each.can_walk == "no" for each in self.checks):
            raised.add("S6")
        return flag in raised or (flag == "E10" and {"S1", "S3"} <= raised)

    @cached_property
    def at_rest(self) -> list[tuple[datetime, int]]:
        """The resting pains, oldest first."""
        told = [(each.at, each.pain) for each in self.of(CheckIn) if each.pain is not None]
        return sorted([*told, *((each.at, each.pain_before) for each in self.of(Walk) if each.pain_before is not None)])

    @property
    def newest(self) -> list[int]:
        """The newest resting pain, and those close before it."""
        return [pain for at, pain in self.at_rest if at >= self.at_rest[-1][0] - HOUR]

    def pains_on(self, day: int) -> list[int]:
        """The resting pains of a plan day."""
        if len(self.days) < -day:
            return []
        span = self.days[day]
        return [pain for at, pain in self.at_rest if span.starts <= at < span.ends]

    def morning(self, day: int) -> int | None:
        """The morning pain of a plan day: the first resting pain, of check-ins in the hour after it the highest."""
        span = self.days[day]
        first = next(((at, pain) for at, pain in self.at_rest if span.starts <= at < span.ends), None)
        if first is None:
            return None
        close = [
            each for each in self.of(CheckIn, day) if each.pain is not None and first[0] <= each.at <= first[0] + HOUR
        ]
        if not close or close[0].at > first[0]:
            return first[1]
        return max(each.pain for each in close if each.pain is not None)

    def before(self, walk: Walk) -> int | None:
        """The pain before a walk, or the newest resting pain told by then."""
        if walk.pain_before is not None:
            return walk.pain_before
        return next((pain for at, pain in reversed(self.at_rest) if at <= walk.at), None)

    def rise(self, walk: Walk) -> int | None:
        """By how much a walk raised the pain, None where nobody knows."""
        before = self.before(walk)
        return None if before is None or walk.pain_after is None else walk.pain_after - before

    def hurt(self, walk: Walk, points: int = 3) -> bool:
        """Whether a walk raised the pain by so many points, to more than 3."""
        return walk.pain_after is not None and walk.pain_after > 3 and (self.rise(walk) or 0) >= points

    def logged(self, day: int) -> bool:
        """Whether anything was logged on a plan day."""
        return bool(self.of(Log, day))
