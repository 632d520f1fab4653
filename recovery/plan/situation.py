"""What is true at `now`: the story, the flags, the climb and the gate, as the rules ask for them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from math import ceil

from recovery.plan import figures
from recovery.plan.advice import Gate, Session, Start, Walking
from recovery.plan.days import MINUTE, PlanDay
from recovery.plan.facts import CheckIn, Dismissed, Entry
from recovery.plan.gate import age_at, find_gate
from recovery.plan.ladder import NEW_LEG_SYMPTOMS, Climb
from recovery.plan.matrix import MATRIX, Bar, bars, traits_of
from recovery.plan.screening import raised
from recovery.plan.sessions import LONGEST, Done
from recovery.plan.story import Story

ON_SKIN = ("cold", "heat")
PAUSED_TODAY = ("stretch", "massage", "heat")
WEEK = timedelta(days=7)


class Situation:
    """Everything the rules may know. Times are UTC; every property is computed once."""

    def __init__(self, journal: Iterable[Entry], now: datetime) -> None:
        """Raises ValueError when the journal holds no onset."""
        self.now = now
        self.story = Story(journal, now)
        self.raised = raised(self.story)
        self.climb = Climb(self.story, self.raised)
        self.gate: Gate | None = find_gate(self.story, self.raised, self.climb)

    @property
    def day(self) -> PlanDay:
        """Today's plan day."""
        return self.story.day

    @cached_property
    def elapsed(self) -> timedelta:
        """Real time since the onset."""
        return self.now - self.story.onset

    @cached_property
    def clock(self) -> timedelta:
        """Real time on the cold and heat clock, which a new sudden spasm sets back."""
        return self.now - self.story.clock_from

    @cached_property
    def phase(self) -> str:
        """cold, transition, heat or keep_well."""
        return self.phase_at(self.now, self.climb.rung.recovered)

    def phase_at(self, moment: datetime, recovered: str | None) -> str:
        """The phase at `moment` for somebody who is `recovered` then or not."""
        if recovered:
            return "keep_well"
        clock = moment - self.story.clock_at(moment)
        if clock < figures.COLD_PHASE:
            return "cold"
        return "transition" if clock < figures.HEAT_LOCK else "heat"

    @cached_property
    def severity(self) -> str:
        """mild, moderate or severe."""
        return self.story.severity_at(self.now)

    @cached_property
    def pain(self) -> int | None:
        """The resting pain now; of two that contradict each other the higher."""
        return self.story.pain_at(self.now)

    @cached_property
    def walking(self) -> Walking | None:
        """Today's rung; None where no stage may be shown."""
        withheld = self.gate is not None and self.gate.level != "today"
        return None if withheld else self.climb.walking()

    @cached_property
    def acute(self) -> bool:
        """Whether the acute plan still runs: not recovered, and not past its last day.

        A new spasm or flare starts it again, even when the episode's dates run on.
        """
        again = [each.at for each in (*self.story.relapses[-1:], self.climb.rung.flare) if each]
        begins = max([self.story.episode_from, *again])
        return self.phase != "keep_well" and self.now - begins < figures.OFF_TRACK_42

    @cached_property
    def age(self) -> int | None:
        """Age in years."""
        return age_at(self.story)

    @cached_property
    def flags(self) -> frozenset[str]:
        """Every red flag that stands now."""
        return frozenset(flag for each in self.raised if each.lifted_at is None for flag in each.flags)

    @cached_property
    def weeks_pregnant(self) -> int | None:
        """Weeks pregnant now, counted on from when they were said until the birth is told or must be over."""
        for about in reversed(self.story.abouts):
            if about.weeks_pregnant is not None:
                weeks = about.weeks_pregnant + (self.now - about.at) // WEEK
                return weeks if weeks <= figures.LONGEST_PREGNANCY else None
            if about.conditions is not None and "pregnant" not in about.conditions:
                return None
        return None

    @cached_property
    def traits(self) -> frozenset[str]:
        """Conditions, and what age, pregnancy and flags add."""
        return traits_of(self.story.conditions, self.age, self.weeks_pregnant, self.flags)

    @cached_property
    def agreed(self) -> frozenset[str]:
        """What a doctor or pharmacist said yes to, as "heat:pregnant"."""
        return frozenset(next((about.agreed for about in reversed(self.story.abouts) if about.agreed is not None), ()))

    @property
    def positions(self) -> tuple[str, ...]:
        """The positions to rest in that suit the person, best first."""
        if "breathless_lying_flat" in self.traits:
            return ("recliner",)
        if "pregnant_28_weeks" in self.traits:
            return ("side",)
        return ("incline", "recliner", "side")

    @cached_property
    def sex(self) -> str | None:
        """f, m or None."""
        return next((about.sex for about in reversed(self.story.abouts) if about.sex), None)

    @cached_property
    def last_begin(self) -> datetime:
        """The end of today's waking hours less the time that cold and heat keep free before sleep."""
        return self.day.bedtime - figures.BEFORE_SLEEP

    @cached_property
    def planned_from(self) -> datetime:
        """When today's plan begins: at the day's start, or when the person first came."""
        return max(self.day.rises, self.story.met_at)

    @cached_property
    def session(self) -> Session | None:
        """What runs now, or ran out a short while ago without an end being logged."""
        last = self.story.sessions.running.last(self.now)
        if last is None:
            return None
        ends = last.at + self.session_minutes(last.kind) * MINUTE
        if any(each.at > _given_up(last, each, ends) for each in self.story.sessions.since(last.at)):
            return None
        over = ceil((self.now - ends).total_seconds())
        if over > figures.SESSION_SHOWN.total_seconds() or self._must_stop(last.kind):
            return None
        return Session(str(last.id), last.kind, last.at, ends, max(0, over))

    def _must_stop(self, kind: str) -> bool:
        """Whether what runs is paused by a warning sign, or left out by a condition told since."""
        paused = self.gate is not None and self.gate.level == "today" and kind in PAUSED_TODAY
        return paused or self.barred(kind) is not None

    def session_minutes(self, kind: str) -> int:
        """How long a session of this kind lasts for this person."""
        if kind == "heat":
            return self.heat_minutes
        if kind == "walk":
            return self.climb.walking().minutes
        return {
            "cold": figures.COLD_MINUTES,
            "rest": figures.REST_MINUTES,
            "legs_up": figures.LEGS_UP_MINUTES,
            "breathing": figures.BREATHING_MINUTES,
            "stretch": figures.STRETCH_MINUTES,
            "massage": figures.MASSAGE_MINUTES,
        }[kind]

    @cached_property
    def heat_minutes(self) -> int:
        """Warmth is shorter for older skin."""
        return figures.HEAT_MINUTES_OLDER if "age_65" in self.traits else figures.HEAT_MINUTES

    @cached_property
    def supple_from(self) -> datetime:
        """When the back is no longer stiff from the last cold pack."""
        cold = self.last_done("cold")
        return cold.ends + figures.COLD_BEFORE_MOVING if cold else self.day.starts

    def against(self, kind: str) -> str | None:
        """What speaks against this kind now: an open flag, a condition, or that it made things worse today."""
        if self.gate and self.gate.level == "today" and kind in PAUSED_TODAY:
            return "red_flag"
        if kind == "legs_up" and self.leg_tells_of_something_new:
            return "leg_symptom"
        return self.barred(kind) or ("made_it_worse" if self.story.worsened(kind) else None)

    @cached_property
    def leg_tells_of_something_new(self) -> bool:
        """Whether the last answer of today about the legs was a new symptom."""
        told = (each.leg for each in reversed(self.story.logs_on(self.day)) if isinstance(each, CheckIn) and each.leg)
        return next(told, None) in NEW_LEG_SYMPTOMS

    @cached_property
    def bars(self) -> Mapping[str, tuple[Bar, ...]]:
        """Everything in the person that speaks against each treatment, the firm bars first."""
        return {treatment: tuple(bars(treatment, self.traits, self.agreed)) for treatment in MATRIX}

    def bar(self, treatment: str) -> Bar | None:
        """The first thing in the person that speaks against a treatment."""
        return next(iter(self.bars.get(treatment, ())), None)

    def barred(self, treatment: str) -> str | None:
        """The trait of the person that speaks against a treatment."""
        bar = self.bar(treatment)
        return bar.trait if bar else None

    def put_away(self, notice: str, since: datetime, by: datetime) -> bool:
        """Whether the person put a banner away that stands `since` and comes back on its date, `by`."""
        return self.now < by and any(notice in each.notices and each.at >= since for each in self.story.of(Dismissed))

    @cached_property
    def not_yet_stretch(self) -> str | None:
        """Why it is too early to stretch, None when it is not."""
        if self.walking is None:
            return "questions_first"
        if self.day.number == 0:
            return "first_night"
        if self.walking.stage == "W1" and self.severity != "mild":
            return "rest_first"
        if self.severity == "severe" and (self.pain or 0) > figures.STRETCH_PAIN:
            return "too_much_pain"
        return None

    def start(self, kind: str, opens: datetime, because: str) -> Start:
        """Whether `kind` can be started: not against a condition, not beside a running session, not before `opens`."""
        against = self.against(kind)
        if against:
            return Start(False, None, against)
        if self.session and self.session.over_by_seconds == 0 and self.session.ends_at > opens:
            opens, because = self.session.ends_at, "session_running"
        return Start(True, None, None) if opens <= self.now else Start(False, opens, because)

    @cached_property
    def skin(self) -> str | None:
        """How the skin was after the last pack or towel of which that was told."""
        told = (each for kind in ON_SKIN for each in self.story.sessions.skins(kind))
        _began, _id, skin = max(told, default=(None, None, None))
        return skin

    def last_done(self, kind: str) -> Done | None:
        """The last timed thing of this kind."""
        return self.story.sessions.last[kind]

    @cached_property
    def done_today(self) -> Mapping[str, Sequence[Done]]:
        """The timed things of today, by kind."""
        return {kind: self.story.done_of(kind, self.day) for kind in LONGEST}


def _given_up(running: Done, other: Done, ends: datetime) -> datetime:
    """From when on another thing tells that this one is over: a walk told of beside ice does not take the ice off."""
    return ends if running.kind in ON_SKIN and other.kind not in ON_SKIN else running.at
