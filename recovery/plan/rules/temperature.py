"""Ice first, then moist warmth: short, with a towel between, never asleep and never too early."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from recovery.plan.advice import CanStart, Item, Notice, Reason, Start
from recovery.plan.article import OUR_CHOICE, Article, rule
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemReason, ItemState, NoticeCode, NoticeLevel, NotNow, Phase, Severity
from recovery.plan.history.days import MINUTE
from recovery.plan.history.timed import Done
from recovery.plan.situation import Situation
from recovery.plan.timetable import Pace, Slot, done_slots, follow
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

COLD_PHASES = (Phase.COLD, Phase.TRANSITION)
FLAGGED = ("fever", "S4")  # traits that open flags bring
ICE_EVIDENCE = _("Ice can numb the ache. Proof is thin, so use it only if it feels good.")
WARMTH_EVIDENCE = _("Warmth often eases pain for a while. The gain is small and short.")

ICE = Words(_("Ice, %(COLD_MINUTES)s minutes"))
ICE_WHY = Words(ICE_EVIDENCE)
ICE_NO_ALCOHOL = Words(_("Thin towel between ice and skin. Not after alcohol."))
ICE_LOOK_TWICE = Words(
    _("Thin towel between ice and skin. Look at your skin after %(FIRST_LOOK)s and %(SECOND_LOOK)s minutes.")
)
ICE_IF_IT_HELPS = Words(_("Only if it still helps. Thin towel between ice and skin."))
ICE_HOW = Words(_("Thin towel between ice and skin."))
ICE_CARE = (
    Words(_("Look at your skin after %(FIRST_LOOK)s and after %(SECOND_LOOK)s minutes.")),
    Words(_("Stop if it burns, or if the skin turns white, blotchy or numb.")),
    Words(_("Never on bare, broken or numb skin, and never over a heat rub.")),
    Words(_("Do not lie on the pack with your full weight. Stay awake.")),
)
WARMTH = Words(_("Warm wet towel, %(minutes)d minutes"))
WARMTH_WHY = Words(_("Warmth often eases pain for a while."))
WARMTH_NO_ALCOHOL = Words(_("Or a warm shower. A towel between. Not after alcohol."))
WARMTH_MORE_LAYERS = Words(
    _("Or a warm shower. One more layer of towel. Look at your skin after %(FIRST_LOOK)s minutes.")
)
WARMTH_LOOK = Words(_("Or a warm shower. A towel between. Look at your skin after %(FIRST_LOOK)s minutes."))
WARMTH_HOW = Words(_("Warm, not hot, with a towel between. Or a warm shower."))
WARMTH_CARE = (
    Words(_("Comfortably warm: about %(HEAT_WARM_C)s °C, never above %(HEAT_MOST_C)s °C.")),
    Words(_("Shake out a towel from the microwave, and test it on your arm.")),
    Words(_("Look at your skin after %(FIRST_LOOK)s minutes.")),
    Words(_("Stop if it is too hot, if the skin turns blotchy, or if you feel dizzy.")),
    Words(_("Never with a fever, over a heat rub, or after alcohol or sleeping pills. Stay awake.")),
    Words(_("Do not lie on an electric pad.")),
    Words(
        _(
            "In the shower: %(SHOWER_LEAST)s to %(SHOWER_LONGEST)s minutes, at most %(SHOWER_MOST_C)s °C, "
            "on a mat that does not slip."
        )
    ),
    Words(_("In a bath: at most %(BATH_MOST_C)s °C.")),
)
SOMEONE_NEAR = Words(_("For a shower, have someone near."))
WASH = Article(
    name="temperature.wash",
    says=_("A wash in the first %(HEAT_LOCK)s hours is lukewarm and short, and not aimed at the sore spot."),
    evidence=_("Such a wash does not count as warmth. No source says how. This is our own careful choice."),
    source="121,proposed",
    figures=("HEAT_LOCK",),
)
WARMTH_CARE_FOR = {
    "pregnant": Words(_("No hot tub and no sauna.")),
    "blood_thinner": Words(_("Not on a fresh bruise.")),
    "ulcer_or_bleed": Words(_("Not on a fresh bruise.")),
}
WITHOUT_ICE = Words(_("Ice is not for you, so the plan leaves it out. Proof for ice is thin: you lose little."))
ASK_FOR_ICE = Words(
    _("Ask a doctor or pharmacist before you use ice. Proof for ice is thin: you lose little without it.")
)
WITHOUT_WARMTH = Words(_("Warmth is not for you, so the plan leaves it out. Positions, breathing and walks carry it."))
ASK_FOR_WARMTH = Words(
    _("Ask a doctor or pharmacist before you use warmth. Positions, breathing and walks carry the plan.")
)
SKIN_MARKED = Words(_("Your skin had marks after the last pack. Ice and warmth wait until it looks normal."))
SKIN_NUMB = Words(_("Your skin was numb after the last pack. Ice and warmth wait until it feels normal."))
ICE_TOO_LONG = Words(
    _("Ice was on for longer than %(COLD_MINUTES)s minutes, so the next one waits longer. Look at your skin.")
)
NIGHT = Article(
    name="temperature.night",
    says=_(
        "Ice or warmth by hand ends %(BEFORE_SLEEP)s minutes before sleep. "
        "Too sore at night? Ice or warmth once, while you stay awake."
    ),
    evidence=OUR_CHOICE,
    source="16,proposed",
    figures=("BEFORE_SLEEP", "COLD_MINUTES"),
)


@rule(
    says=_("Ice comes in short packs with a pause, at first more often, and never after %(HEAT_LOCK)s hours."),
    evidence=ICE_EVIDENCE,
    source="seed,5,15,16,17",
    figures=(
        "COLD_PHASE", "BEFORE_SLEEP", "COLD_MINUTES", "COLD_HARD_GAP", "COLD_PAUSE", "COLD_GAP", "COLD_WINDOW",
        "COLD_A_DAY", "TRANSITION_GAP", "TRANSITION_A_DAY",
    ),
    sentences=(ICE, ICE_WHY, ICE_NO_ALCOHOL, ICE_LOOK_TWICE, ICE_IF_IT_HELPS, ICE_HOW, *ICE_CARE),
    codes=(ItemReason.COLD_PHASE, ItemReason.IF_IT_STILL_HELPS),
    differs=_(
        "Health services leave some hours between packs, and some stop sooner than after %(COLD_MINUTES)s minutes. "
        "The gap of %(COLD_HARD_GAP)s minutes comes from the first plan."
    ),
)  # fmt: skip
def cold_pack(s: Situation) -> Iterator[Item]:
    """Plan ice in windows that follow the last pack, until warmth is allowed."""
    if s.phase not in COLD_PHASES or s.against("cold") or _skin_not_normal(s):
        return
    done = [(slot, figures.COLD_GAP[s.severity]) for slot in done_slots(s, "cold")]
    for (opens, closes, state), every in (*done, *_cold_slots(s)):
        reason = ItemReason.COLD_PHASE if opens < _cold_until(s) else ItemReason.IF_IT_STILL_HELPS
        yield Item(
            kind="cold",
            opens=opens,
            closes=closes,
            minutes=figures.COLD_MINUTES,
            title=ICE,
            do=_cold_hint(s, opens),
            because=ICE_WHY,
            reason=Reason(reason, {"severity": s.severity}),
            source="seed",
            care=ICE_CARE,
            picture="back",
            state=state,
            gap=figures.COLD_HARD_GAP,
            every=every,
        )


@rule(
    says=_("Moist warmth comes after %(HEAT_LOCK)s real hours, and is shorter for older skin."),
    evidence=WARMTH_EVIDENCE,
    source="seed,4,5,6,14,18,20",
    figures=(
        "HEAT_MINUTES", "HEAT_MINUTES_OLDER", "HEAT_GAP", "HEAT_WINDOW", "HEAT_A_DAY", "HEAT_AFTER_COLD",
    ),
    sentences=(
        WARMTH, WARMTH_WHY, WARMTH_NO_ALCOHOL, WARMTH_MORE_LAYERS, WARMTH_LOOK, WARMTH_HOW, *WARMTH_CARE,
        *WARMTH_CARE_FOR.values(), SOMEONE_NEAR,
    ),
    codes=(ItemReason.HEAT_PHASE,),
)  # fmt: skip
def moist_heat(s: Situation) -> Iterator[Item]:
    """Plan warmth once the cold and heat clock allows it, never sooner."""
    if s.phase != Phase.HEAT or not s.acute or s.against("heat") or _skin_not_normal(s):
        return
    last = s.last_begin - s.heat_minutes * MINUTE
    gap, width = figures.HEAT_GAP, figures.HEAT_WINDOW
    pace = Pace(figures.HEAT_A_DAY[s.severity], gap, width, apart=gap + width)
    first = max(s.planned_from, s.story.heat_from)
    slots, every = follow(s, "heat", first, last, pace, clear=_after_cold(s))
    title, hint = WARMTH.having(minutes=s.heat_minutes), _heat_hint(s)
    near = [SOMEONE_NEAR] if s.severity == Severity.SEVERE else []
    care = (*WARMTH_CARE, *near, *(words for trait, words in WARMTH_CARE_FOR.items() if trait in s.traits))
    for opens, closes, state in slots:
        yield Item(
            kind="heat",
            opens=opens,
            closes=closes,
            minutes=s.heat_minutes,
            title=title,
            do=hint,
            because=WARMTH_WHY,
            reason=Reason(ItemReason.HEAT_PHASE, {"severity": s.severity}),
            source="seed",
            care=care,
            picture="heat",
            state=state,
            gap=figures.HEAT_GAP,
            every=every,
        )


@rule(
    says=_("Without ice the plan says so, and warmth still waits for %(HEAT_LOCK)s hours."),
    evidence=_("Proof for ice is thin, so little is lost."),
    source="5,15,30,31",
    sentences=(ASK_FOR_ICE, WITHOUT_ICE),
    codes=(NoticeCode.WITHOUT_COLD,),
)
def without_cold(s: Situation) -> Iterator[Notice]:
    """Say that ice is not for this person; warmth is not allowed any sooner for that."""
    bar = s.bar("cold")
    if bar and s.phase in COLD_PHASES:
        inputs = {"condition": bar.trait, "ask": bar.ask}
        words = ASK_FOR_ICE if bar.ask else WITHOUT_ICE
        yield Notice(NoticeLevel.INFO, NoticeCode.WITHOUT_COLD, inputs, words, "5,15,30,31")


@rule(
    says=_("Without warmth the plan says so, and ice is not drawn out instead."),
    evidence=WARMTH_EVIDENCE,
    source="14,18,20,30,31",
    sentences=(ASK_FOR_WARMTH, WITHOUT_WARMTH),
    codes=(NoticeCode.WITHOUT_HEAT,),
)
def without_heat(s: Situation) -> Iterator[Notice]:
    """Say that warmth is not for this person; ice does not go on longer for that."""
    bar = s.bar("heat")
    # An open same-day flag has a banner of its own, which says that warmth pauses.
    if bar and bar.trait not in FLAGGED and s.phase == Phase.HEAT and s.acute:
        inputs = {"condition": bar.trait, "ask": bar.ask}
        words = ASK_FOR_WARMTH if bar.ask else WITHOUT_WARMTH
        yield Notice(NoticeLevel.INFO, NoticeCode.WITHOUT_HEAT, inputs, words, "14,18,20,30,31")


@rule(
    says=_("When ice or warmth left marks or numb skin, the next one waits until you say that it is normal again."),
    evidence=_("Health services say: the skin must look and feel normal first."),
    source="15,16",
    sentences=(SKIN_MARKED, SKIN_NUMB),
    codes=(NoticeCode.SKIN_NOT_NORMAL,),
)
def skin_not_normal(s: Situation) -> Iterator[Notice]:
    """Say openly that the next pack waits for the skin."""
    if _skin_not_normal(s) and s.acute:
        words = SKIN_NUMB if s.skin == "numb" else SKIN_MARKED
        yield Notice(NoticeLevel.INFO, NoticeCode.SKIN_NOT_NORMAL, {"skin": s.skin}, words, "15,16")


@rule(
    says=_("After ice of more than %(COLD_MINUTES)s minutes there is one kind word that day."),
    evidence=OUR_CHOICE,
    source="seed,15,proposed",
    sentences=(ICE_TOO_LONG,),
    codes=(NoticeCode.COLD_TOO_LONG,),
)
def ice_too_long(s: Situation) -> Iterator[Notice]:
    """Say once, without blame, that the newest pack was on for too long."""
    if s.done_today["cold"] and (last := s.done_today["cold"][-1]).ends - last.at > figures.COLD_MINUTES * MINUTE:
        because = {"minutes": (last.ends - last.at) // MINUTE}
        yield Notice(NoticeLevel.INFO, NoticeCode.COLD_TOO_LONG, because, ICE_TOO_LONG, "seed,15")


@rule(
    says=_("You can start ice by hand when your skin had its pause and looks normal."),
    evidence=ICE_EVIDENCE,
    source="seed,15,16",
    figures=("COLD_PHASE", "COLD_MINUTES", "COLD_HARD_GAP", "COLD_PAUSE", "TRANSITION_GAP"),
    codes=(
        NotNow.AFTER_72_HOURS, NotNow.RECOVERED, NotNow.SKIN_NOT_NORMAL, NotNow.TOO_SOON_AFTER_COLD,
        NotNow.ONCE_A_NIGHT,
    ),
)  # fmt: skip
def can_start_cold(s: Situation) -> Iterator[CanStart]:
    """Say whether ice can start now: after its pause, on normal skin, and over before warmth is allowed."""
    yield CanStart("cold", _cold_start(s))


@rule(
    says=_("You can start warmth by hand after %(HEAT_LOCK)s hours, not soon after ice and not too often."),
    evidence=_("The pauses come from health services, or are our own careful choice."),
    source="seed,6,14,18,proposed",
    figures=("HEAT_GAP", "HEAT_MOST_A_DAY", "HEAT_AFTER_COLD"),
    codes=(
        NotNow.RECOVERED, NotNow.PLAN_OVER, NotNow.SKIN_NOT_NORMAL, NotNow.BEFORE_72_HOURS, NotNow.TOO_SOON_AFTER_COLD,
        NotNow.TOO_SOON_AFTER_HEAT, NotNow.ENOUGH_TODAY, NotNow.ONCE_A_NIGHT,
    ),
)  # fmt: skip
def can_start_heat(s: Situation) -> Iterator[CanStart]:
    """Say whether warmth can start now: once the clock allows it, on normal skin and after its pauses."""
    yield CanStart("heat", _heat_start(s))


def _cold_start(s: Situation) -> Start:
    if s.phase == Phase.HEAT:
        return Start(False, None, NotNow.AFTER_72_HOURS)
    if s.phase == Phase.KEEP_WELL:
        return Start(False, None, NotNow.RECOVERED)
    if _skin_not_normal(s):
        return Start(False, None, NotNow.SKIN_NOT_NORMAL)
    opens = s.now
    if begun := s.last_done("cold"):
        opens = _cold_again(begun)
        if max(opens, s.now) >= _cold_until(s):
            opens = max(opens, begun.at + figures.TRANSITION_GAP)
    start = s.start("cold", *_once_a_night(s, opens, NotNow.TOO_SOON_AFTER_COLD))
    begins = start.opens or s.now
    if begins + figures.COLD_MINUTES * MINUTE > s.story.heat_from and (start.now or start.opens):
        return Start(False, None, NotNow.AFTER_72_HOURS)
    return start


def _heat_start(s: Situation) -> Start:
    if s.phase == Phase.KEEP_WELL:
        return Start(False, None, NotNow.RECOVERED)
    if s.phase == Phase.HEAT and not s.acute:
        return Start(False, None, NotNow.PLAN_OVER)
    if _skin_not_normal(s):
        return Start(False, None, NotNow.SKIN_NOT_NORMAL)
    opens, because = max([(s.story.heat_from, NotNow.BEFORE_72_HOURS), *_heat_pauses(s)])
    return s.start("heat", *_once_a_night(s, opens, because))


def _once_a_night(s: Situation, opens: datetime, because: NotNow) -> tuple[datetime, NotNow]:
    """Return when a session can begin: from late evening until waking there is one of ice or warmth in all."""
    wakes = s.day.rises if s.now < s.day.rises else s.day.ends
    if s.was_on_skin_tonight and s.night_from <= max(opens, s.now) < wakes:
        return wakes, NotNow.ONCE_A_NIGHT
    return opens, because


def _cold_again(last: Done) -> datetime:
    """Return when the skin has had its pause after a pack: from its start, and from its end where it was too long."""
    return max(last.at + figures.COLD_HARD_GAP, last.ends + figures.COLD_PAUSE)


def _cold_until(s: Situation) -> datetime:
    """Return when the cold phase turns into the transition."""
    return s.story.clock_from + figures.COLD_PHASE


def _cold_slots(s: Situation) -> Iterator[tuple[Slot, timedelta]]:
    """Yield today's windows to come, and the time from start to start: longer in the transition.

    A pack of the cold phase is over before the transition begins.
    """
    length, gap = figures.COLD_MINUTES * MINUTE, figures.COLD_GAP[s.severity]
    pause, until, last = max(gap, figures.TRANSITION_GAP), _cold_until(s), s.last_cold
    done, begun = s.done_today["cold"], s.last_done("cold")
    late = figures.TRANSITION_A_DAY - sum(each.at >= until for each in done)
    begins = max(s.planned_from, s.story.clock_from)  # a new spasm brings ice back from then on
    before, clear = (begun.at, _cold_again(begun)) if begun else (begins - pause, begins)
    first = max(begins, clear)
    for _each in range(figures.COLD_A_DAY[s.severity] - len(done)):
        opens, closes, every = max(first, before + gap), until - length, gap
        if opens >= closes:
            opens, closes, every, late = max(first, until, before + pause), last, pause, late - 1
        closes = min(opens + figures.COLD_WINDOW, closes, last)
        if opens >= closes or late < 0:
            return
        yield (opens, closes, ItemState.DUE), every
        before = opens


def _skin_not_normal(s: Situation) -> bool:
    """True if the last pack left marks or numbness and the person has not said since that the skin is fine."""
    return s.skin is not None and s.skin != "fine"


def _after_cold(s: Situation) -> datetime:
    """Return from when warmth is far enough from the last ice."""
    cold = s.last_done("cold")
    return cold.ends + figures.HEAT_AFTER_COLD if cold else s.planned_from


def _heat_pauses(s: Situation) -> Iterator[tuple[datetime, NotNow]]:
    """Yield when warmth is allowed again after each thing that it must wait for."""
    if heat := s.last_done("heat"):
        yield heat.at + figures.HEAT_GAP, NotNow.TOO_SOON_AFTER_HEAT
    if s.last_done("cold"):
        yield _after_cold(s), NotNow.TOO_SOON_AFTER_COLD
    if len(s.done_today["heat"]) >= figures.HEAT_MOST_A_DAY:
        yield s.day.ends, NotNow.ENOUGH_TODAY


def _cold_hint(s: Situation, opens: datetime) -> Words:
    if "heavy_alcohol" in s.traits:
        return ICE_NO_ALCOHOL
    if "diabetes" in s.traits:
        return ICE_LOOK_TWICE
    return ICE_IF_IT_HELPS if opens >= _cold_until(s) else ICE_HOW


def _heat_hint(s: Situation) -> Words:
    if "heavy_alcohol" in s.traits:
        return WARMTH_NO_ALCOHOL
    if "age_65" in s.traits:
        return WARMTH_MORE_LAYERS
    return WARMTH_LOOK if "diabetes" in s.traits else WARMTH_HOW


RULES = (
    cold_pack,
    moist_heat,
    without_cold,
    without_heat,
    skin_not_normal,
    ice_too_long,
    can_start_cold,
    can_start_heat,
)
