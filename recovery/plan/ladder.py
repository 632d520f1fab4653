"""The walking ladder, climbed day by day: what each walk and each morning did to the stage, and why.

Safety first where the clinical table leaves a choice: step back before ease before hold before advance.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from recovery.plan import figures
from recovery.plan.advice import Reason, Walking
from recovery.plan.days import MINUTE, PlanDay, days_after
from recovery.plan.facts import CheckIn, Entry, Walk, Worse
from recovery.plan.moments import Moments
from recovery.plan.screening import Raised
from recovery.plan.story import Pain, Story

LADDER = figures.LADDER
WEEK, NO_TIME = 7, timedelta(0)
NEW_LEG_SYMPTOMS = ("lower", "tingling", "weak", "both")
STEERING = frozenset((Walk, CheckIn, Worse))
QUESTIONS = ("pain", "longest_walk", "screen")


@dataclass
class Rung:
    """Where the person stands on the ladder at one moment."""

    stage: str = "W1"
    since: datetime | None = None
    decision: str = "start"
    because: Reason = field(default_factory=lambda: Reason("first_day"))
    more_minutes: int = 0
    eased: bool = False
    step_backs: tuple[int, ...] = ()
    recovered_from: datetime | None = None
    quiet_days: int = 0
    flare: Entry | None = None
    last_log: int = 0
    asks: tuple[str, ...] = ()

    @property
    def recovered(self) -> str | None:
        """None, "provisional" or "confirmed"."""
        if self.recovered_from is None:
            return None
        return "confirmed" if self.quiet_days >= figures.CONFIRMED_DAYS else "provisional"


@dataclass
class Step:
    """One day on the ladder: the stage it began with and the one it ended with (up to now, today).

    `morning` is its first resting pain, `pain` what the morning counts as, and `walks` are those logged on it.
    """

    day: PlanDay
    first: str
    last: str
    recovered: str | None
    morning: Pain | None = None
    pain: int | None = None
    logged: bool = False
    walks: Sequence[Walk] = ()


class Turn(NamedTuple):
    """One decision about walks: the stage from the instant `at` on, and why; `recovered` as in Rung."""

    at: datetime
    stage: str
    decision: str
    because: Reason
    recovered: str | None


def dose(rung: Rung, severity: str, day: PlanDay) -> tuple[int, int, timedelta]:
    """Walks a day, minutes each and the time from start to start that a rung asks for."""
    awake = max(day.bedtime - day.rises, NO_TIME)
    match rung.stage:
        case "W1":
            walks, minutes, every = 0, figures.W1_MINUTES[severity], figures.W1_EVERY
        case "W2":
            walks, minutes, every = figures.W2_WALKS[severity], figures.W2_MINUTES[severity], figures.W2_EVERY
        case "W3a":
            walks, minutes, every = 0, figures.W3A_MINUTES[severity], figures.W3A_EVERY
        case "W3b":
            walks, minutes, every = figures.W3B_MOST // figures.W3B_MINUTES, figures.W3B_MINUTES, figures.W3B_EVERY
        case "W4":
            walks, minutes, every = figures.W4_WALKS, figures.W4_MINUTES + rung.more_minutes, figures.W4_EVERY
        case _:
            minutes = min(figures.W5_LONGEST, figures.W5_MINUTES + rung.more_minutes)
            walks, every = figures.W5_WALKS, figures.W4_EVERY
    possible = max(1, int(awake / every))
    walks = min(walks or possible, possible)
    if rung.eased:
        return min(walks, max(1, int(awake / (2 * every)))), max(1, minutes // 2), 2 * every
    return walks, minutes, every


def lower(stage: str, other: str) -> str:
    """The lower of two stages."""
    return min(stage, other, key=LADDER.index)


def days_walked(steps: Sequence[Step]) -> int:
    """On how many of these days a walk was logged."""
    return sum(bool(step.walks) for step in steps)


class Climb:
    """The climb of one person up to now; `rung` is where they stand, `steps` and `turns` how they got there."""

    def __init__(self, story: Story, flags: list[Raised]) -> None:
        self.story = story
        met = (day.number for day in story.days if story.met_at < day.ends)
        self.rung = Rung(last_log=next(met, story.day.number))
        self.steps: list[Step] = []
        self.turns: list[Turn] = []
        self.bad_walks = self.unfinished_walks = 0
        self.rest_until = story.onset + figures.REST_LIMIT
        self.mornings: tuple[int | None, int | None, int | None] = (None, None, None)
        self.morning_judged = False
        self.graver = [each for each in flags if each.level in "ES"]
        self.new_legs = Moments(each for each in story.check_ins if each.leg in NEW_LEG_SYMPTOMS)
        self.lifts = sorted(each.lifted_at for each in flags if each.level == "E" and each.lifted_at)
        for day in story.days:
            self._live(day, min(day.ends, story.now))

    def ahead(self, numbers: Collection[int]) -> Iterator[Step]:
        """The days to come with these numbers: the same climb with no new entries."""
        future, still, last = copy(self), False, max(numbers)
        future.rung, future.steps, future.lifts = copy(self.rung), list(self.steps), list(self.lifts)
        future.turns = list(self.turns)
        for day in days_after(self.story.day):
            if day.number > last:
                return
            still = still or future._stands_still()
            if not still:
                future._live(day, day.ends)
            if day.number in numbers:
                rung = future.rung
                yield Step(day, rung.stage, rung.stage, rung.recovered) if still else future.steps[-1]

    def _stands_still(self) -> bool:
        """Whether no day to come can move the ladder: nothing is told of the last one, no rest or check runs out."""
        silent = self.story.last_told < self.steps[-1].day.starts
        return silent and self.rung.stage != "W1" and not self.lifts

    def walking(self) -> Walking:
        """What the rung asks for today."""
        rung, story = self.rung, self.story
        walks, minutes, every = dose(rung, story.severity_at(story.now), story.day)
        if rung.stage == "W5":
            before = self.steps_well()[:-1]
            enough = days_walked(before[len(before) // WEEK * WEEK :]) >= figures.W5_DAYS
            walks = 0 if enough else walks
        gap = int(every.total_seconds() // 60)
        return Walking(rung.stage, walks, minutes, gap, rung.decision, rung.because)

    def _live(self, day: PlanDay, until: datetime) -> None:
        story = self.story
        logs, morning = story.logs_on(day), story.first_resting_pain(day)
        pain = story.morning_pain(day, morning) if morning else None
        self.today = Step(day, "", "", None, morning, pain, bool(logs), story.walks.on(day))
        self._morning()
        self.today.first, self.morning_judged = self.rung.stage, False
        if logs:
            self._note_log()
        for entry in logs:
            if type(entry) in STEERING:
                self._pass_time(entry.at)
                self._take(entry)
        self._pass_time(until)
        self.today.last, self.today.recovered = self.rung.stage, self.rung.recovered
        self._remember_morning()
        self.steps.append(self.today)

    # --- mornings

    def _morning(self) -> None:
        rung, starts = self.rung, self.today.day.starts
        rung.eased = False
        if not self.steps:
            self._first_day()
            return
        self._judge_recovery()
        if rung.recovered_from is None and self._healed():
            rung.recovered_from, rung.asks = starts, ()
            self._move("W5", starts, "advance", "recovered", {})
        elif rung.stage == "W1":
            self._end_of_rest()
        elif rung.stage == "W5":
            self._keep_well(starts)
        else:
            self._advance_or_hold()

    def _first_day(self) -> None:
        day = self.today.day
        resting = day.number == 0 or figures.REST_DAYS[self._severity_today()] > 0
        self._move("W1" if resting else "W2", day.starts, "start", "first_day", {})

    def _severity_today(self) -> str:
        """How bad it is by this morning's pain, or by the last one known."""
        morning = self.today.morning
        return self.story.severity_at(morning.at if morning else self.today.day.starts)

    def _end_of_rest(self) -> None:
        starts = self.today.day.starts
        rested = sum(step.day.number > 0 and step.first == "W1" for step in self.steps)
        if self.rung.since and self.rung.since > self.steps[-1].day.starts:
            rested = 0
        if rested >= figures.REST_DAYS[self._severity_today()]:
            self._move("W2", starts, "advance", "rest_done", {"days": rested})
        elif self._against_advance() is None:
            self._move("W2", starts, "advance", "good_day", {"walks": len(self.steps[-1].walks)})
        else:
            self._decide(starts, "hold", Reason("rest_first", {}))

    def _advance_or_hold(self) -> None:
        rung, starts = self.rung, self.today.day.starts
        against = self._against_advance()
        if against is None and rung.stage == "W4":
            longest = figures.W4_LONGEST - figures.W4_MINUTES
            rung.more_minutes = min(longest, rung.more_minutes + figures.W4_STEP)
            self._decide(starts, "advance", Reason("longer_walks", {}))
        elif against is None:
            self._move(self._next_stage(), starts, "advance", "good_day", {"walks": len(self.steps[-1].walks)})
        else:
            self._decide(starts, "hold", against)

    def _keep_well(self, at: datetime) -> None:
        """Once well, each week answers the one before: minutes more after enough days of walks, less if one hurt."""
        rung, steps = self.rung, self.steps_well()
        if not steps or len(steps) % WEEK:
            if rung.because.code == "recovered":
                self._decide(at, "hold", Reason("keep_well", {}))
            return
        walked = {"days": days_walked(steps[-WEEK:])}
        if any((_rise(walk) or 0) >= figures.BIG_RISE for step in steps[-WEEK:] for walk in step.walks):
            rung.more_minutes = max(0, rung.more_minutes - figures.W5_STEP)
            self._decide(at, "ease", Reason("week_hurt", walked))
        elif walked["days"] >= figures.W5_ENOUGH_DAYS:
            longest = figures.W5_LONGEST - figures.W5_MINUTES
            rung.more_minutes = min(longest, rung.more_minutes + figures.W5_STEP)
            self._decide(at, "advance", Reason("good_week", walked))
        else:
            self._decide(at, "hold", Reason("quiet_week", walked))

    def steps_well(self) -> list[Step]:
        """The days lived through since the top of the ladder was reached."""
        since = self.rung.since
        first = bisect_left(self.steps, since, key=lambda step: step.day.starts) if since else len(self.steps)
        return self.steps[first:]

    def _next_stage(self) -> str:
        """One up; who walked long enough yesterday may leave out the half-hourly walks."""
        walks = self.steps[-1].walks
        if self.rung.stage == "W3a" and any(walk.minutes >= figures.W4_MINUTES for walk in walks):
            return "W4"
        return LADDER[LADDER.index(self.rung.stage) + 1]

    def _against_advance(self) -> Reason | None:
        """The first thing that speaks against one stage up this morning."""
        rung, yesterday, day, story = self.rung, self.steps[-1], self.today.day, self.story
        starts, walks = yesterday.day.starts, yesterday.walks
        if any(flag.stands_at(self._known_until(day)) for flag in self.graver):
            return Reason("flag_open", {})
        if yesterday.day.ends <= story.met_at:
            return Reason("just_met", {})
        if not yesterday.logged:
            return Reason("no_log", {})
        if new := self.new_legs.between(starts, day.ends):
            return Reason("leg_symptom", {"leg": new[0].leg})
        if story.conflicts.between(starts, day.ends):
            return Reason("which_pain", {})
        if strained := next(filter(_strained, walks), None):
            return Reason("pain_rose", _pains(strained))
        rated, planned = sum(map(_rated, walks)), self._planned_yesterday()
        if rated < max(figures.WALKS_TO_ADVANCE, (planned + 1) // 2):
            return Reason("too_few_walks", {"walks": rated, "planned": planned})
        if yesterday.day.number < 1 or (rung.since and rung.since > starts):
            return Reason("new_stage", {})
        return self._against_by_morning()

    def _planned_yesterday(self) -> int:
        day = self.steps[-1].day
        return dose(self.rung, self.story.severity_at(day.bedtime), day)[0]

    def _against_by_morning(self) -> Reason | None:
        now, before = self._mornings()
        if now is None or before is None:
            return Reason("no_morning_pain", {})
        if now > before:
            return Reason("morning_pain", {"pain": now, "before": before})
        return None

    def _mornings(self) -> tuple[int | None, int | None]:
        """This morning's pain, else yesterday's, and the morning's before it."""
        today, (yesterday, last, last_but_one) = self.today.pain, self.mornings
        if today is not None:
            return today, last
        return yesterday, last_but_one if yesterday is not None else last

    def _remember_morning(self) -> None:
        """Keep the pain of the last morning, known or not, and of the last two on which it is known."""
        pain, (_, last, last_but_one) = self.today.pain, self.mornings
        self.mornings = (pain, last, last_but_one) if pain is None else (pain, pain, last)

    def _known_until(self, day: PlanDay) -> datetime:
        return min(day.ends, self.story.now) if day.starts <= self.story.now else day.starts

    # --- recovery

    def _judge_recovery(self) -> None:
        if self.rung.recovered != "confirmed" and self.steps[-1].day.number > 0:
            self.rung.quiet_days = self.rung.quiet_days + 1 if self._was_quiet() else 0

    def _healed(self) -> bool:
        """Pain 0-1 for a whole plan day, on the top stages or back to normal activities."""
        yesterday = self.steps[-1]
        if yesterday.day.number < 1 or not self._was_quiet():
            return False
        told = self.story.check_ins.on(yesterday.day)
        normal = any(entry.limits is False for entry in told) and not any(entry.limits for entry in told)
        return normal or yesterday.first in ("W4", "W5")

    def _was_quiet(self) -> bool:
        """Whether pain was told yesterday, and none above that of somebody who is well."""
        yesterday = self.steps[-1]
        if yesterday.pain is not None and yesterday.pain > figures.RECOVERED_PAIN:
            return False  # as on most days, which spares a look at every walk of the story
        felt = self.story.pains_on(yesterday.day)
        return bool(felt) and all(pain.value <= figures.RECOVERED_PAIN for pain in felt)

    # --- events

    def _take(self, entry: Entry) -> None:
        match entry:
            case Walk():
                self._walked(entry)
            case CheckIn():
                self._checked_in(entry)
            case Worse(item="walk"):
                self._worsened(entry)

    def _walked(self, walk: Walk) -> None:
        if walk.pain_before is not None and self._flares(walk.at, walk.pain_before):
            self._flare(walk, walk.pain_before)
            return
        if walk.pain_before is not None and self._morning_rose(walk):
            self._step_back_for_morning(walk)
        rise = _rise(walk)
        big = rise is not None and rise >= figures.BIG_RISE
        self.bad_walks = self.bad_walks + 1 if big else 0
        self.unfinished_walks = self.unfinished_walks + 1 if walk.finished is False else 0
        if self.bad_walks >= 2:
            self._step_back(walk.at, "two_walks_hurt", _pains(walk))
        elif self._still_risen(walk, big):
            self._step_back(walk.at, "pain_stayed", _pains(walk))
        elif self.unfinished_walks >= 2:
            self._step_back(walk.at, "two_walks_unfinished", {})
        elif big:
            self._ease(walk.at, _pains(walk))
        elif rise and _strained(walk) and not self.rung.eased and self.rung.decision != "step_back":
            self._decide(walk.at, "hold", Reason("pain_rose", _pains(walk)))

    def _worsened(self, entry: Worse) -> None:
        """A walk made it worse: easier walks for today; the second time on one day, a step back."""
        told = (each for each in self.story.of(Worse).on(self.today.day) if each.item == "walk")
        if next(told) is entry:
            self._ease(entry.at, {})
        else:
            self._step_back(entry.at, "made_it_worse", {})

    def _still_risen(self, walk: Walk, big: bool) -> bool:
        """Whether the pain an hour later, logged with the walk or by a check-in, is still up by 3."""
        later = walk.pain_hour_later
        if later is None and big:
            later = self.story.told_pain_within(walk.at + walk.minutes * MINUTE + figures.SETTLE_WITHIN)
        return later is not None and walk.pain_before is not None and later - walk.pain_before >= figures.BIG_RISE

    def _checked_in(self, entry: CheckIn) -> None:
        flares = entry.pain is not None and self._flares(entry.at, entry.pain)
        answered = self._answer(entry)
        if self.story.is_relapse(entry):
            self._relapse(entry)
        elif entry.pain is not None and flares:
            self._flare(entry, entry.pain)
        elif entry.leg == "lower" and not self._stepped_for_leg(entry):
            self._step_back(entry.at, "leg_pain_lower", {})
        elif entry.pain is not None and self._morning_rose(entry) and not answered:
            self._step_back_for_morning(entry)

    def _stepped_for_leg(self, entry: CheckIn) -> bool:
        told = (each for each in self.story.check_ins.on(self.today.day) if each.leg == "lower")
        return next(told) is not entry

    def _morning_rose(self, entry: Entry) -> bool:
        """Whether this entry tells the day's first pain, 2 or more above the morning before."""
        first = self.today.morning
        if self.morning_judged or first is None or first.at != entry.at:
            return False
        self.morning_judged = True
        now, before = self._mornings()
        return now is not None and before is not None and now - before >= figures.MEANINGFUL_RISE

    def _step_back_for_morning(self, entry: Entry) -> None:
        now, before = self._mornings()
        self._step_back(entry.at, "morning_pain", {"pain": now, "before": before})

    def _relapse(self, entry: CheckIn) -> None:
        """Start again at short walks, or lower; after a severe spasm with a day of rest."""
        # How bad it is may be told in a second check-in soon after.
        severe = self.story.severity_at(entry.at + figures.CONFLICT_WITHIN) == "severe"
        if severe:
            self.rest_until = max(self.rest_until, entry.at + figures.REST_LIMIT_AGAIN)
        self._forget_recovery()
        stage = "W1" if severe else lower("W2", self.rung.stage)
        self._move(stage, entry.at, "step_back", "sudden_spasm", {})

    def _flares(self, at: datetime, pain: int) -> bool:
        """Whether a resting pain rose enough, after recovery or on the top stages."""
        if pain < figures.FLARE_PAIN:
            return False
        if self.rung.recovered_from is not None:
            return True
        if self.rung.stage not in ("W4", "W5"):
            return False
        before = self.story.resting_pain_before(at)
        return before is not None and pain - before >= figures.MEANINGFUL_RISE

    def _flare(self, entry: Entry, pain: int) -> None:
        self.rung.flare = entry
        self._forget_recovery()
        steps = 2 if pain >= figures.SEVERE_FROM else 1
        self._step_back(entry.at, "flare", {"pain": pain}, steps)

    def _forget_recovery(self) -> None:
        self.rung.recovered_from, self.rung.quiet_days, self.rung.more_minutes = None, 0, 0
        self.bad_walks = self.unfinished_walks = 0

    def _pass_time(self, until: datetime) -> None:
        if self.lifts:
            self._lift(until)
        if self.rung.stage == "W1":
            self._rest_limit(until)

    def _lift(self, until: datetime) -> None:
        """After an emergency was checked the ladder starts again at short walks, or lower."""
        while self.lifts and self.lifts[0] <= until:
            at = max(self.lifts.pop(0), self.today.day.starts)
            if LADDER.index(self.rung.stage) > LADDER.index("W2"):
                self._move("W2", at, "step_back", "after_check", {})

    def _rest_limit(self, moment: datetime) -> None:
        """Nobody rests mainly for longer than the limit, logs or no logs."""
        if moment >= self.rest_until:
            self._move("W2", self.rest_until, "floor", "rest_limit", {})

    def _ease(self, at: datetime, inputs: Mapping[str, Any]) -> None:
        self.rung.eased = True
        self._decide(at, "ease", Reason("pain_rose" if inputs else "made_it_worse", inputs))

    def _step_back(self, at: datetime, code: str, inputs: Mapping[str, Any], steps: int = 1) -> None:
        floor = LADDER.index("W2" if at - self.story.onset >= figures.REST_LIMIT else "W1")
        stands = LADDER.index(self.rung.stage)
        below = max(floor, stands - steps)
        self.rung.step_backs = (*self.rung.step_backs[-figures.STEP_BACKS :], self.today.day.number)
        self.bad_walks = self.unfinished_walks = 0
        if below < stands:
            self._move(LADDER[below], at, "step_back", code, inputs)
        else:
            self.rung.eased = True
            self._decide(at, "floor", Reason(code, inputs))

    def _move(self, stage: str, at: datetime, decision: str, code: str, inputs: Mapping[str, Any]) -> None:
        if stage != "W5":
            self.rung.more_minutes = 0
        self.rung.stage, self.rung.since, self.rung.eased = stage, at, False
        self._decide(at, decision, Reason(code, inputs))

    def _decide(self, at: datetime, decision: str, because: Reason) -> None:
        self.rung.decision, self.rung.because = decision, because
        self.turns.append(Turn(at, self.rung.stage, decision, because, self.rung.recovered))

    # --- silence

    def _note_log(self) -> None:
        day = self.today.day
        if self.missed_days(day) >= figures.ASK_AFTER and self.rung.recovered != "confirmed":
            self.rung.asks = QUESTIONS
        self.rung.last_log = max(self.rung.last_log, day.number)

    def missed_days(self, day: PlanDay) -> int:
        """Whole plan days without a log before `day`."""
        return max(0, day.number - self.rung.last_log - 1)

    def _answer(self, entry: CheckIn) -> bool:
        """After a silence three answers set the stage; whether this one is the last of them."""
        if not self.rung.asks:
            return False
        answered = {
            "pain": entry.pain is not None,
            "longest_walk": entry.longest_walk is not None,
            "screen": bool(entry.screened),
        }
        self.rung.asks = tuple(ask for ask in self.rung.asks if not answered[ask])
        if self.rung.asks:
            return False
        told = [each for each in self.story.check_ins if each.at <= entry.at and each.longest_walk is not None]
        longest = told[-1].longest_walk or 0
        stage = self._stage_for(longest, entry.at)
        if stage != "W5":
            self._forget_recovery()
        self._move(stage, entry.at, "start", "after_silence", {"minutes": longest})
        return True

    def _stage_for(self, longest: int, at: datetime) -> str:
        stage = "W2"
        if longest >= figures.RETURN_W4_FROM:
            stage = "W5" if self.rung.recovered_from else "W4"
        elif longest >= figures.RETURN_W3_FROM:
            stage = "W3a"
        flagged = any(flag.stands_at(at) for flag in self.graver)
        return lower(stage, self.rung.stage) if flagged else stage


def _rise(walk: Walk) -> int | None:
    """How much a walk raised the pain, None when a value is missing."""
    if walk.pain_before is None or walk.pain_after is None:
        return None
    return walk.pain_after - walk.pain_before


def _rated(walk: Walk) -> bool:
    """Whether a walk says enough about pain to count towards an advance."""
    after = walk.pain_after
    return after is not None and (after <= figures.FINE_PAIN or walk.pain_before is not None)


def _strained(walk: Walk) -> bool:
    """Whether a walk raised the pain enough to hold the stage."""
    before, after = walk.pain_before, walk.pain_after
    if before is None or after is None:
        return False
    above_fine = before <= figures.FINE_PAIN < after <= figures.TOLERABLE_PAIN
    return above_fine or after - before >= figures.MEANINGFUL_RISE


def _pains(walk: Walk) -> dict[str, Any]:
    return {"rise": _rise(walk), "before": walk.pain_before, "after": walk.pain_after}
