"""What is true at `now`: the story, the flags, the climb and the gate, in the shapes that the rules ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from math import ceil

from recovery.plan.advice import Gate, Start, Timer, Walking
from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.clinical.contra_indications import MATRIX, Bar, bars, traits_of
from recovery.plan.entries import Dismissed, Entry
from recovery.plan.enums import Ask, Flag, GateLevel, NotNow, Phase, Recovery, Severity, Stage, Trait, WalkReason
from recovery.plan.gate import find_gate, new_pain
from recovery.plan.history.days import MINUTE, ONE_DAY, PlanDay
from recovery.plan.history.place import Place, place_of
from recovery.plan.history.screening import raised
from recovery.plan.history.story import NEW_LEG_SYMPTOMS, Story
from recovery.plan.history.timed import Done
from recovery.plan.kinds import ON_SKIN, TIMED
from recovery.plan.ladder.climb import climbed, walking
from recovery.plan.words import gettext_noop as _

END = Article(
    name="clock.end",
    says=_(
        "The daily plan ends when you are well, or after %(OFF_TRACK_42)s days. "
        "A new spasm brings it back for %(PLAN_AGAIN)s days. Longer walks and a check-in each week stay."
    ),
    evidence=_("Most backs ease within weeks. If yours does not, a doctor knows more than a plan."),
    source="10,24,proposed",
    figures=("OFF_TRACK_42", "PLAN_AGAIN"),
    codes=(WalkReason.PLAN_OVER,),
)
STIFF_AFTER_COLD = Article(
    name="temperature.stiff_after_cold",
    says=_("A walk or a stretch waits until the back is no longer stiff from the ice."),
    evidence=_("A review says that ice makes movement less sure for up to 30 minutes."),
    source="17",
    figures=("COLD_BEFORE_MOVING",),
)
TIMER = Article(
    name="timetable.session",
    says=_(
        "A timer runs for a set time; one that was left running ends after its longest time. "
        "One that is no longer allowed stays in sight, and says to end it now. "
        "Beside another timer, ice or warmth comes first."
    ),
    evidence=_("The longest times of ice and warmth come from health services. The rest are our own choice."),
    source="6,7,15,18,proposed",
    figures=(
        "COLD_MINUTES", "HEAT_LONGEST", "W5_LONGEST", "REST_MINUTES", "REST_LONGEST", "LEGS_UP_MINUTES",
        "LEGS_UP_LONGEST", "BREATHING_MINUTES", "STRETCH_MINUTES", "MASSAGE_MINUTES", "MASSAGE_LONGEST",
        "SESSION_SHOWN",
    ),
)  # fmt: skip
START = Article(
    name="timetable.start",
    says=_("Nothing starts beside a running timer, against an illness you told, or after it made things worse."),
    evidence=OUR_CHOICE,
    source="proposed",
    codes=(
        NotNow.TIMER_RUNNING, NotNow.RED_FLAG, NotNow.QUESTIONS_FIRST, NotNow.LEG_SYMPTOM, NotNow.MADE_IT_WORSE,
    ),
)  # fmt: skip

# From best to worst.
SKINS = ("fine", "marked", "numb")


class Situation:
    """Everything that the rules may know. Times are in UTC; each property is computed once."""

    def __init__(self, journal: Iterable[Entry], now: datetime) -> None:
        """Take the entries in journal order; raises ValueError when the journal holds no onset."""
        self.now = now
        self.story = Story(journal, now)
        self.day: PlanDay = self.story.day
        self.raised = raised(self.story)
        self.climb = climbed(self.story, self.raised)
        self.gate: Gate | None = find_gate(self.story, self.raised, self.climb)
        if self.gate and self.gate.closed and self.timer and self.timer.kind in ON_SKIN:
            self.gate = replace(self.gate, stop=self.timer.kind)

    @cached_property
    def elapsed(self) -> timedelta:
        """Real time since the onset."""
        return self.now - self.story.onset

    @cached_property
    def clock(self) -> timedelta:
        """Real time on the cold and heat clock, which starts again with a new sudden spasm."""
        return self.now - self.story.clock_from

    @cached_property
    def phase(self) -> Phase:
        """The phase now."""
        return self.phase_at(self.now, self.climb.rung.recovered)

    def phase_at(self, moment: datetime, recovered: Recovery | None) -> Phase:
        """The phase at `moment`, when the person is `recovered` then or not."""
        if recovered:
            return Phase.KEEP_WELL
        clock = moment - self.story.clock_at(moment)
        if clock < figures.COLD_PHASE:
            return Phase.COLD
        return Phase.TRANSITION if clock < figures.HEAT_LOCK else Phase.HEAT

    @cached_property
    def severity(self) -> Severity:
        """How bad the spasm is now."""
        return self.story.pains.severity_at(self.now)

    @cached_property
    def pain(self) -> int | None:
        """The resting pain now; of two close together the higher."""
        return self.story.pains.at(self.now)

    @cached_property
    def walking(self) -> Walking | None:
        """The walks of today; None when no stage may be shown."""
        if self.gate and (self.gate.level != GateLevel.TODAY or Ask.LONGEST_WALK in self.gate.asks):
            return None
        return None if self.screen_first else walking(self.climb)

    @cached_property
    def screen_first(self) -> bool:
        """Whether a new spasm or flare waits for all red-flag questions."""
        return new_pain(self.story, self.climb) is not None

    @cached_property
    def sudden_since(self) -> datetime:
        """When a spasm began that the person reports now: with the flare that is asked about, or a rise just told."""
        if self.gate and Ask.SUDDEN in self.gate.asks and self.gate.since:
            return self.gate.since
        felt = self.story.pains.at_rest.before(self.now)
        for before, risen in pairwise(felt[-2:]):
            is_rise = risen.value >= figures.SPASM_PAIN and risen.value - before.value >= figures.SPASM_RISE
            if is_rise and self.now - risen.at <= figures.CONFLICT_WITHIN:
                return risen.at
        return self.now

    @cached_property
    def acute(self) -> bool:
        """Whether the acute plan goes on: the person is not recovered, and its last day is not over."""
        return self.phase != Phase.KEEP_WELL and self.story.has_daily_plan(self.now)

    @cached_property
    def age(self) -> int | None:
        """Age in years."""
        return self.story.age

    @cached_property
    def flags(self) -> frozenset[str]:
        """The red flags that are open now."""
        return frozenset(flag for each in self.raised if each.lifted_at is None for flag in each.flags)

    @cached_property
    def weeks_pregnant(self) -> int | None:
        """Weeks pregnant now."""
        return self.story.about.pregnant_weeks(self.now)

    @cached_property
    def traits(self) -> frozenset[str]:
        """The conditions of the person, and what age, pregnancy, open flags and a bad reaction add."""
        flags = self.flags | ({Flag.E12} if self.had_reaction else frozenset())
        return traits_of(self.story.conditions, self.age, self.weeks_pregnant, flags)

    @property
    def had_reaction(self) -> bool:
        """Whether a pain pill made the person very unwell in this episode, also once it was checked; no mistake."""
        story = self.story
        since = story.episode_from if story.episode_from > story.onset else datetime.min.replace(tzinfo=UTC)
        return any(Flag.E12 in each.flags and each.at >= since and each.because != "mistake" for each in self.raised)

    @cached_property
    def at_risk(self) -> frozenset[str]:
        """The traits and the open flags of the person. They bar guides."""
        return self.traits | self.flags

    @cached_property
    def place(self) -> Place:
        """Where the person is, and whether they can walk."""
        return place_of(self.story)

    @cached_property
    def agreed(self) -> frozenset[str]:
        """What a clinician agreed to, as pairs such as "heat:pregnant"."""
        return frozenset(self.story.about.agreed)

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
        """The sex of the person: f, m or None."""
        return self.story.about.sex

    @cached_property
    def last_begin(self) -> datetime:
        """When cold and heat must be over: they leave some time free before sleep."""
        return self.day.bedtime - figures.BEFORE_SLEEP

    @cached_property
    def last_cold(self) -> datetime:
        """The latest instant today at which ice can begin: it ends before sleep, and before warmth is allowed."""
        return min(self.last_begin, self.story.heat_from) - figures.COLD_MINUTES * MINUTE

    @cached_property
    def planned_from(self) -> datetime:
        """When the plan of today begins: with its waking hours, or when the person first came."""
        return max(self.day.rises, self.story.met_at)

    @property
    def timer(self) -> Timer | None:
        """The timer to show: of two that run the one whose end must not be missed."""
        return next(iter(self.timers), None)

    @cached_property
    def timers(self) -> Sequence[Timer]:
        """The timed activities that run now, or that were over a short while ago without a logged end.

        Two can run, begun on two phones. What lies on the skin comes first.
        """
        begun = self.story.timed.running.within(self.now - ONE_DAY, self.now)
        found = [timer for each in reversed(begun) if (timer := self._timer(each))]
        return sorted(found, key=lambda timer: timer.kind not in ON_SKIN)

    def _timer(self, running: Done) -> Timer | None:
        ends = running.at + self.timer_minutes(running.kind) * MINUTE
        newest = filter(None, self.story.timed.last.values())
        if any(each.at > _given_up(running, each, ends) for each in newest):
            return None
        over = ceil((self.now - ends).total_seconds())
        if over > figures.SESSION_SHOWN.total_seconds():
            return None
        return Timer(str(running.id), running.kind, running.at, ends, max(0, over), self._must_stop(running))

    def _must_stop(self, running: Done) -> NotNow | Trait | None:
        """Why a running timer is no longer allowed, by what was told or corrected since it began."""
        if against := self.against(running.kind):
            return against
        if running.kind == "heat" and self.now < self.story.heat_from:
            return NotNow.BEFORE_72_HOURS
        if running.kind == "cold" and self.now >= self.story.heat_from:
            return NotNow.AFTER_72_HOURS
        return NotNow.SKIN_NOT_NORMAL if running.kind in ON_SKIN and self.skin not in (None, "fine") else None

    def _paused(self, kind: str) -> NotNow | None:
        """Why this kind is paused: questions about a new pain come first, or a same-day flag is open."""
        if kind not in TIMED:
            return None
        if self.screen_first and not TIMED[kind].before_screen:
            return NotNow.QUESTIONS_FIRST
        open_today = self.gate is not None and self.gate.level == GateLevel.TODAY
        return NotNow.RED_FLAG if open_today and TIMED[kind].pauses_today else None

    def timer_minutes(self, kind: str) -> int:
        """How long a timed activity of this kind lasts for this person."""
        if kind == "heat":
            return self.heat_minutes
        return TIMED[kind].minutes or walking(self.climb).minutes

    @cached_property
    def heat_minutes(self) -> int:
        """How long warmth lasts; shorter on older skin."""
        return figures.HEAT_MINUTES_OLDER if "age_65" in self.traits else figures.HEAT_MINUTES

    @cached_property
    def supple_from(self) -> datetime:
        """When the back is no longer stiff from the last cold pack."""
        cold = self.last_done("cold")
        return cold.ends + figures.COLD_BEFORE_MOVING if cold else self.day.starts

    def against(self, kind: str) -> NotNow | Trait | None:
        """What is against this kind now: an open flag, a leg symptom, a condition, or that it made it worse today."""
        if paused := self._paused(kind):
            return paused
        if kind == "legs_up" and self.has_new_leg_symptom:
            return NotNow.LEG_SYMPTOM
        return self.barred(kind) or (NotNow.MADE_IT_WORSE if self.story.worsened(kind) else None)

    @cached_property
    def has_new_leg_symptom(self) -> bool:
        """Whether the newest answer of today about the legs is a new symptom."""
        answers = (each.leg for each in reversed(self.story.check_ins.on(self.day)) if each.leg)
        return next(answers, None) in NEW_LEG_SYMPTOMS

    @cached_property
    def bars(self) -> Mapping[str, tuple[Bar, ...]]:
        """The bars of this person to each treatment, the firm ones first."""
        return {treatment: tuple(bars(treatment, self.traits, self.agreed, self.story.country)) for treatment in MATRIX}

    def bar(self, treatment: str) -> Bar | None:
        """The first bar of this person to a treatment."""
        return next(iter(self.bars.get(treatment, ())), None)

    def barred(self, treatment: str) -> Trait | None:
        """The trait that is the first bar of this person to a treatment."""
        bar = self.bar(treatment)
        return bar.trait if bar else None

    def put_away(self, notice: str, since: datetime, by: datetime) -> bool:
        """Whether the person put away a banner that is shown from `since` on; it returns on its date, `by`."""
        return self.now < by and any(notice in each.notices and each.at >= since for each in self.story.of(Dismissed))

    @cached_property
    def not_yet_stretch(self) -> NotNow | None:
        """Why it is too early to stretch; None when it is not."""
        if self.walking is None:
            return NotNow.QUESTIONS_FIRST
        if self.day.number == 0:
            return NotNow.FIRST_NIGHT
        if self.walking.stage == Stage.W1 and self.severity != Severity.MILD:
            return NotNow.REST_FIRST
        if (self.pain or 0) > figures.STRETCH_PAIN:
            return NotNow.TOO_MUCH_PAIN
        return None

    def start(self, kind: str, opens: datetime, because: NotNow) -> Start:
        """Whether a kind can start: nothing is against it, no timer runs, and `opens` is past.

        `because` says what `opens` waits for.
        """
        against = self.against(kind)
        if against:
            return Start(False, None, against)
        ends = [timer.ends_at for timer in self.timers if timer.over_by_seconds == 0 and timer.stop is None]
        if ends and max(ends) > opens:
            opens, because = max(ends), NotNow.TIMER_RUNNING
        return Start(True, None, None) if opens <= self.now else Start(False, opens, because)

    @cached_property
    def skin(self) -> str | None:
        """The newest answer about skin where ice or warmth was; at one instant a check-in counts, then the worse."""
        told = [(each.at, True, SKINS.index(each.skin)) for each in self.story.check_ins if each.skin]
        told += [(at, False, SKINS.index(skin)) for kind in ON_SKIN for at, skin in self.story.timed.skins(kind)]
        return SKINS[max(told)[2]] if told else None

    @cached_property
    def night_from(self) -> datetime:
        """When the night rule begins: one more session of ice would no longer end long enough before sleep."""
        days = self.story.days
        night = days[-2] if self.now < self.day.rises and len(days) > 1 else self.day
        return night.bedtime - figures.BEFORE_SLEEP - figures.COLD_MINUTES * MINUTE

    @cached_property
    def was_on_skin_tonight(self) -> bool:
        """Whether ice or warmth began since the night rule holds."""
        begun = (self.last_done(kind) for kind in ON_SKIN)
        return any(each and each.at >= self.night_from for each in begun)

    def last_done(self, kind: str) -> Done | None:
        """The last timed activity of this kind."""
        return self.story.timed.last[kind]

    @cached_property
    def done_today(self) -> Mapping[str, Sequence[Done]]:
        """The timed activities of today, by kind."""
        return {kind: self.story.done_of(kind, self.day) for kind in TIMED}


def _given_up(running: Done, other: Done, ends: datetime) -> datetime:
    """From when on another activity shows that this one is over. A walk does not take ice or warmth off the skin."""
    return ends if running.kind in ON_SKIN and other.kind not in ON_SKIN else running.at
