"""The walking ladder, climbed day by day: what each walk and each morning did to the stage, and why.

Safety first where the clinical table leaves a choice: step back before ease before hold before advance.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from recovery.plan import figures
from recovery.plan.advice import Reason, Walking
from recovery.plan.days import PlanDay, plan_days
from recovery.plan.facts import CheckIn, Entry, Walk, Worse
from recovery.plan.screening import Raised
from recovery.plan.story import Story

LADDER = figures.LADDER
WEEK = 7
NEW_LEG_SYMPTOMS = ("lower", "tingling", "weak", "both")
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


@dataclass(frozen=True)
class Step:
    """One day on the ladder: the stage it began with and the one it ended with (up to now, today)."""

    day: PlanDay
    first: str
    last: str
    recovered: str | None


@dataclass(frozen=True)
class Turn:
    """One decision about walks: the stage from the instant `at` on, and why; `recovered` as in Rung."""

    at: datetime
    stage: str
    decision: str
    because: Reason
    recovered: str | None


def dose(rung: Rung, severity: str, day: PlanDay) -> tuple[int, int, timedelta]:
    """Walks a day, minutes each and the time from start to start that a rung asks for."""
    awake = max(day.bedtime - day.rises, timedelta(0))
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


class Climb:
    """The climb of one person up to now; `rung` is where they stand, `steps` and `turns` how they got there."""

    def __init__(self, story: Story, flags: list[Raised]) -> None:
        self.story, self.flags = story, flags
        met = (day.number for day in story.days if story.met_at < day.ends)
        self.rung = Rung(last_log=next(met, story.day.number))
        self.steps: list[Step] = []
        self.turns: list[Turn] = []
        self.bad_walks = self.unfinished_walks = 0
        self.rest_until = story.onset + figures.REST_LIMIT
        self.mornings: tuple[int | None, int | None, int | None] = (None, None, None)
        self.judged_morning: PlanDay | None = None
        self.lifts = sorted(each.lifted_at for each in flags if each.level == "E" and each.lifted_at)
        for day in story.days:
            self._live(day, min(day.ends, story.now))

    def ahead(self, last_number: int) -> list[Step]:
        """Days to come up to plan day `last_number`: the same climb with no new entries."""
        future = copy(self)
        future.rung, future.steps, future.lifts = copy(self.rung), list(self.steps), list(self.lifts)
        future.turns = list(self.turns)
        for day in plan_days(self.story.onset, self.story.known_habits):
            if day.number > last_number:
                break
            if day.number > self.story.day.number:
                future._live(day, day.ends)
        return future.steps[len(self.steps) :]

    def walking(self) -> Walking:
        """What the rung asks for today."""
        rung, story = self.rung, self.story
        walks, minutes, every = dose(rung, story.severity_at(story.now), story.day)
        if rung.stage == "W5":
            before = self.days_well()[:-1]
            enough = self.days_walked(before[len(before) // WEEK * WEEK :]) >= figures.W5_DAYS
            walks = 0 if enough else walks
        gap = int(every.total_seconds() // 60)
        return Walking(rung.stage, walks, minutes, gap, rung.decision, rung.because)

    def _live(self, day: PlanDay, until: datetime) -> None:
        self._morning(day)
        first = self.rung.stage
        for entry in self.story.logs_on(day):
            self._rest_limit(entry.at)
            self._lift(day.starts, entry.at)
            self._take(entry, day)
        self._lift(day.starts, until)
        self._rest_limit(until)
        self.steps.append(Step(day, first, self.rung.stage, self.rung.recovered))
        self._remember_morning(day)

    # --- mornings

    @property
    def yesterday(self) -> PlanDay:
        """The last day lived through."""
        return self.steps[-1].day

    def _morning(self, day: PlanDay) -> None:
        rung = self.rung
        rung.eased = False
        if not self.steps:
            self._first_day(day)
            return
        self._judge_recovery(self.yesterday)
        if rung.recovered_from is None and self._healed(self.yesterday):
            rung.recovered_from, rung.asks = day.starts, ()
            self._move("W5", day.starts, "advance", "recovered", {})
        elif rung.stage == "W1":
            self._end_of_rest(day)
        elif rung.stage == "W5":
            self._keep_well(day.starts)
        else:
            self._advance_or_hold(day)

    def _first_day(self, day: PlanDay) -> None:
        resting = day.number == 0 or figures.REST_DAYS[self._severity_on(day)] > 0
        self._move("W1" if resting else "W2", day.starts, "start", "first_day", {})

    def _severity_on(self, day: PlanDay) -> str:
        """How bad it is by this morning's pain, or by the last one known."""
        first = self.story.first_resting_pain(day)
        return self.story.severity_at(first.at if first else day.starts)

    def _end_of_rest(self, day: PlanDay) -> None:
        rested = sum(step.day.number > 0 and step.first == "W1" for step in self.steps)
        if self.rung.since and self.rung.since > self.yesterday.starts:
            rested = 0
        if rested >= figures.REST_DAYS[self._severity_on(day)]:
            self._move("W2", day.starts, "advance", "rest_done", {"days": rested})
        elif self._against_advance(day) is None:
            self._move("W2", day.starts, "advance", "good_day", {"walks": self._walks_yesterday()})
        else:
            self._decide(day.starts, "hold", Reason("rest_first", {}))

    def _advance_or_hold(self, day: PlanDay) -> None:
        rung = self.rung
        against = self._against_advance(day)
        if against is None and rung.stage == "W4":
            longest = figures.W4_LONGEST - figures.W4_MINUTES
            rung.more_minutes = min(longest, rung.more_minutes + figures.W4_STEP)
            self._decide(day.starts, "advance", Reason("longer_walks", {}))
        elif against is None:
            self._move(self._next_stage(), day.starts, "advance", "good_day", {"walks": self._walks_yesterday()})
        else:
            self._decide(day.starts, "hold", against)

    def _keep_well(self, at: datetime) -> None:
        """Once well, each week answers the one before: minutes more after enough days of walks, less if one hurt."""
        rung, days = self.rung, self.days_well()
        if not days or len(days) % WEEK:
            if rung.because.code == "recovered":
                self._decide(at, "hold", Reason("keep_well", {}))
            return
        walks = [entry for day in days[-WEEK:] for entry in self.story.logs_on(day) if isinstance(entry, Walk)]
        walked = {"days": self.days_walked(days[-WEEK:])}
        if any((_rise(walk) or 0) >= figures.BIG_RISE for walk in walks):
            rung.more_minutes = max(0, rung.more_minutes - figures.W5_STEP)
            self._decide(at, "ease", Reason("week_hurt", walked))
        elif walked["days"] >= figures.W5_ENOUGH_DAYS:
            longest = figures.W5_LONGEST - figures.W5_MINUTES
            rung.more_minutes = min(longest, rung.more_minutes + figures.W5_STEP)
            self._decide(at, "advance", Reason("good_week", walked))
        else:
            self._decide(at, "hold", Reason("quiet_week", walked))

    def days_well(self) -> list[PlanDay]:
        """The days lived through since the top of the ladder was reached."""
        since = self.rung.since
        return [step.day for step in self.steps if since and step.day.starts >= since]

    def days_walked(self, days: Sequence[PlanDay]) -> int:
        """On how many of these days a walk was logged."""
        return sum(any(isinstance(entry, Walk) for entry in self.story.logs_on(day)) for day in days)

    def _walks_yesterday(self) -> int:
        return sum(isinstance(entry, Walk) for entry in self.story.logs_on(self.yesterday))

    def _next_stage(self) -> str:
        """One up; who walked long enough yesterday may leave out the half-hourly walks."""
        if self.rung.stage == "W3a":
            walks = [entry for entry in self.story.logs_on(self.yesterday) if isinstance(entry, Walk)]
            if any(walk.minutes >= figures.W4_MINUTES for walk in walks):
                return "W4"
        return LADDER[LADDER.index(self.rung.stage) + 1]

    def _against_advance(self, day: PlanDay) -> Reason | None:
        """The first thing that speaks against one stage up this morning."""
        rung, yesterday = self.rung, self.yesterday
        walks = [entry for entry in self.story.logs_on(yesterday) if isinstance(entry, Walk)]
        walks_planned = dose(rung, self.story.severity_at(yesterday.bedtime), yesterday)[0]
        rated = [walk for walk in walks if _rated(walk)]
        if any(flag.level in "ES" and flag.stands_at(self._known_until(day)) for flag in self.flags):
            return Reason("flag_open", {})
        if yesterday.ends <= self.story.met_at:
            return Reason("just_met", {})
        if not self.story.logs_on(yesterday):
            return Reason("no_log", {})
        if leg := self._new_leg_symptom(yesterday, day):
            return Reason("leg_symptom", {"leg": leg})
        if self.story.conflicts_on(yesterday) or self.story.conflicts_on(day):
            return Reason("which_pain", {})
        if strained := next((walk for walk in walks if _strained(walk)), None):
            return Reason("pain_rose", _pains(strained))
        if len(rated) < max(figures.WALKS_TO_ADVANCE, (walks_planned + 1) // 2):
            return Reason("too_few_walks", {"walks": len(rated), "planned": walks_planned})
        if yesterday.number < 1 or (rung.since and rung.since > yesterday.starts):
            return Reason("new_stage", {})
        return self._against_by_morning(day)

    def _against_by_morning(self, day: PlanDay) -> Reason | None:
        now, before = self._mornings(day)
        if now is None or before is None:
            return Reason("no_morning_pain", {})
        if now > before:
            return Reason("morning_pain", {"pain": now, "before": before})
        return None

    def _mornings(self, day: PlanDay) -> tuple[int | None, int | None]:
        """This morning's pain, else yesterday's, and the morning's before it."""
        today, (yesterday, last, last_but_one) = self.story.morning_pain(day), self.mornings
        if today is not None:
            return today, last
        return yesterday, last_but_one if yesterday is not None else last

    def _remember_morning(self, day: PlanDay) -> None:
        """Keep the pain of the last morning, known or not, and of the last two on which it is known."""
        pain = self.story.morning_pain(day)
        _, last, last_but_one = self.mornings
        self.mornings = (pain, last, last_but_one) if pain is None else (pain, pain, last)

    def _new_leg_symptom(self, *days: PlanDay) -> str | None:
        told = (entry for day in days for entry in self.story.logs_on(day) if isinstance(entry, CheckIn))
        return next((entry.leg for entry in told if entry.leg in NEW_LEG_SYMPTOMS), None)

    def _known_until(self, day: PlanDay) -> datetime:
        return min(day.ends, self.story.now) if day.starts <= self.story.now else day.starts

    # --- recovery

    def _judge_recovery(self, yesterday: PlanDay) -> None:
        felt = self.story.pains_on(yesterday)
        quiet = felt and max(pain.value for pain in felt) <= figures.RECOVERED_PAIN
        if self.rung.recovered != "confirmed" and yesterday.number > 0:
            self.rung.quiet_days = self.rung.quiet_days + 1 if quiet else 0

    def _healed(self, yesterday: PlanDay) -> bool:
        """Pain 0-1 for a whole plan day, on the top stages or back to normal activities."""
        felt = self.story.pains_on(yesterday)
        if yesterday.number < 1 or not felt or max(pain.value for pain in felt) > figures.RECOVERED_PAIN:
            return False
        told = [entry for entry in self.story.logs_on(yesterday) if isinstance(entry, CheckIn)]
        normal = any(entry.limits is False for entry in told) and not any(entry.limits for entry in told)
        return normal or self.steps[-1].first in ("W4", "W5")

    # --- events

    def _take(self, entry: Entry, day: PlanDay) -> None:
        self._note_log(day)
        match entry:
            case Walk():
                self._walked(entry, day)
            case CheckIn():
                self._checked_in(entry, day)
            case Worse(item="walk"):
                self._worsened(entry, day)

    def _walked(self, walk: Walk, day: PlanDay) -> None:
        if walk.pain_before is not None and self._flares(walk.at, walk.pain_before):
            self._flare(walk, day, walk.pain_before)
            return
        if walk.pain_before is not None and self._morning_rose(walk, day):
            self._step_back_for_morning(walk, day)
        rise = _rise(walk)
        big = rise is not None and rise >= figures.BIG_RISE
        self.bad_walks = self.bad_walks + 1 if big else 0
        self.unfinished_walks = self.unfinished_walks + 1 if walk.finished is False else 0
        if self.bad_walks >= 2:
            self._step_back(day, walk.at, "two_walks_hurt", _pains(walk))
        elif self._still_risen(walk):
            self._step_back(day, walk.at, "pain_stayed", _pains(walk))
        elif self.unfinished_walks >= 2:
            self._step_back(day, walk.at, "two_walks_unfinished", {})
        elif big:
            self._ease(walk.at, _pains(walk))
        elif _strained(walk) and not self.rung.eased and self.rung.decision != "step_back":
            self._decide(walk.at, "hold", Reason("pain_rose", _pains(walk)))

    def _worsened(self, entry: Worse, day: PlanDay) -> None:
        """A walk made it worse: easier walks for today; the second time on one day, a step back."""
        told = (each for each in self.story.logs_on(day) if isinstance(each, Worse) and each.item == "walk")
        if next(told) == entry:
            self._ease(entry.at, {})
        else:
            self._step_back(day, entry.at, "made_it_worse", {})

    def _still_risen(self, walk: Walk) -> bool:
        """Whether the pain an hour later, logged with the walk or by a check-in, is still up by 3."""
        later = walk.pain_hour_later
        if later is None and (_rise(walk) or 0) >= figures.BIG_RISE:
            later = self.story.told_pain_within(walk.at + timedelta(minutes=walk.minutes) + figures.SETTLE_WITHIN)
        return later is not None and walk.pain_before is not None and later - walk.pain_before >= figures.BIG_RISE

    def _checked_in(self, entry: CheckIn, day: PlanDay) -> None:
        flares = entry.pain is not None and self._flares(entry.at, entry.pain)
        answered = self._answer(entry)
        if self.story.is_relapse(entry):
            self._relapse(entry)
        elif entry.pain is not None and flares:
            self._flare(entry, day, entry.pain)
        elif entry.leg == "lower" and not self._stepped_for_leg(entry, day):
            self._step_back(day, entry.at, "leg_pain_lower", {})
        elif entry.pain is not None and self._morning_rose(entry, day) and not answered:
            self._step_back_for_morning(entry, day)

    def _stepped_for_leg(self, entry: CheckIn, day: PlanDay) -> bool:
        told = (each for each in self.story.logs_on(day) if isinstance(each, CheckIn) and each.leg == "lower")
        return next(told) != entry

    def _morning_rose(self, entry: Entry, day: PlanDay) -> bool:
        """Whether this entry tells the day's first pain, 2 or more above the morning before."""
        first = self.story.first_resting_pain(day)
        if self.judged_morning == day or first is None or first.at != entry.at:
            return False
        self.judged_morning = day
        now, before = self._mornings(day)
        return now is not None and before is not None and now - before >= figures.MEANINGFUL_RISE

    def _step_back_for_morning(self, entry: Entry, day: PlanDay) -> None:
        now, before = self._mornings(day)
        self._step_back(day, entry.at, "morning_pain", {"pain": now, "before": before})

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
        before = self.story.resting_pain_before(at)
        settled = self.rung.stage in ("W4", "W5")
        return settled and before is not None and pain - before >= figures.MEANINGFUL_RISE

    def _flare(self, entry: Entry, day: PlanDay, pain: int) -> None:
        self.rung.flare = entry
        self._forget_recovery()
        steps = 2 if pain >= figures.SEVERE_FROM else 1
        self._step_back(day, entry.at, "flare", {"pain": pain}, steps)

    def _forget_recovery(self) -> None:
        self.rung.recovered_from, self.rung.quiet_days, self.rung.more_minutes = None, 0, 0
        self.bad_walks = self.unfinished_walks = 0

    def _lift(self, since: datetime, until: datetime) -> None:
        """After an emergency was checked the ladder starts again at short walks, or lower."""
        while self.lifts and self.lifts[0] <= until:
            at = self.lifts.pop(0)
            if LADDER.index(self.rung.stage) > LADDER.index("W2"):
                self._move("W2", max(at, since), "step_back", "after_check", {})

    def _rest_limit(self, moment: datetime) -> None:
        """Nobody rests mainly for longer than the limit, logs or no logs."""
        if self.rung.stage == "W1" and moment >= self.rest_until:
            self._move("W2", self.rest_until, "floor", "rest_limit", {})

    def _ease(self, at: datetime, inputs: Mapping[str, Any]) -> None:
        self.rung.eased = True
        self._decide(at, "ease", Reason("pain_rose" if inputs else "made_it_worse", inputs))

    def _step_back(self, day: PlanDay, at: datetime, code: str, inputs: Mapping[str, Any], steps: int = 1) -> None:
        floor = LADDER.index("W2" if at - self.story.onset >= figures.REST_LIMIT else "W1")
        stands = LADDER.index(self.rung.stage)
        below = max(floor, stands - steps)
        self.rung.step_backs = (*self.rung.step_backs[-figures.STEP_BACKS :], day.number)
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

    def _note_log(self, day: PlanDay) -> None:
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
        flagged = any(flag.level in "ES" and flag.stands_at(at) for flag in self.flags)
        return lower(stage, self.rung.stage) if flagged else stage


def _rise(walk: Walk) -> int | None:
    """How much a walk raised the pain, None when a value is missing."""
    if walk.pain_before is None or walk.pain_after is None:
        return None
    return walk.pain_after - walk.pain_before


def _rated(walk: Walk) -> bool:
    """Whether a walk says enough about pain to count towards an advance."""
    rise = _rise(walk)
    return walk.pain_after is not None and (walk.pain_after <= figures.FINE_PAIN or rise is not None)


def _strained(walk: Walk) -> bool:
    """Whether a walk raised the pain enough to hold the stage."""
    rise, after, before = _rise(walk), walk.pain_after, walk.pain_before
    if rise is None or after is None or before is None:
        return False
    above_fine = figures.FINE_PAIN < after <= figures.TOLERABLE_PAIN and before <= figures.FINE_PAIN
    return rise >= figures.MEANINGFUL_RISE or above_fine


def _pains(walk: Walk) -> dict[str, Any]:
    return {"rise": _rise(walk), "before": walk.pain_before, "after": walk.pain_after}
