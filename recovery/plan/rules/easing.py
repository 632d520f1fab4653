"""Three things that loosen: slow breathing, a gentle stretch and a light massage."""

from collections.abc import Iterator

from recovery.plan.advice import CanStart, Item, Reason, Start
from recovery.plan.article import OUR_CHOICE, rule
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemReason, ItemState, NotNow, Phase
from recovery.plan.kinds import ON_SKIN
from recovery.plan.situation import Situation
from recovery.plan.timetable import share_out
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

BREATHE = Words(_("Breathe slowly, %(BREATHING_MINUTES)s minutes"))
BREATHE_HOW = Words(_("Hand on your belly. Count to %(BREATH_SECONDS)s in, and to %(BREATH_SECONDS)s out."))
BREATHE_WHY = Words(_("Slow breaths calm you and may loosen the muscles."))
BREATHE_CARE = (
    Words(_("Dizzy or tingling? Breathe as you like.")),
    Words(_("With a lung illness or panic: your own pace, no counting.")),
)
STRETCH = Words(_("Stretch gently, %(STRETCH_MINUTES)s minutes"))
STRETCH_HOW = Words(_("Into a mild pull only. Stop before it hurts."))
STRETCH_WHY = Words(_("It feels easy when it is right. Never force it."))
ON_THE_BACK = Words(_("Roll both knees to the side, pull one knee to the chest, tilt your hips."))
ELSEWHERE = Words(_("Do not lie on your back. Tilt your hips a little back and forth."))
STRETCH_CARE = (
    Words(
        _(
            "%(STRETCH_TIMES_LEAST)s to %(STRETCH_TIMES_MOST)s times each. Hold for one slow breath. "
            "Rest %(STRETCH_PAUSE)s seconds between."
        )
    ),
    Words(_("Stop if pain rises by %(MEANINGFUL_RISE)s or passes %(TOLERABLE_PAIN)s, or if anything goes down a leg.")),
    Words(_("No bouncing, and no twisting with a load.")),
    Words(_("Rest for %(STRETCH_REST)s minutes after it.")),
)
MASSAGE = Words(_("Light massage, %(MASSAGE_MINUTES)s minutes"))
MASSAGE_HOW = Words(_("Light hands, beside the spine, not on it."))
MASSAGE_WHY = Words(_("Light rubbing can soothe. Stop if it gets sore."))
MASSAGE_CARE = (
    Words(_("You or a helper. Stop if it gets sore: more than %(MASSAGE_SORE)s of 10.")),
    Words(_("Not on broken or hot skin, and not on a swollen calf.")),
)


@rule(
    says=_("Slow breaths, some minutes at a time."),
    evidence=_("Trials in lasting pain look good, but they are weak. For a new spasm no trial was found."),
    source="seed,22,80",
    figures=("BREATHING_MINUTES", "BREATHING_A_DAY", "ITEM_WINDOW"),
    sentences=(BREATHE, BREATHE_HOW, BREATHE_WHY, *BREATHE_CARE),
    codes=(ItemReason.SEVERITY,),
)
def slow_breathing(s: Situation) -> Iterator[Item]:
    """Offer slow breathing some times a day, the more often the worse it is."""
    if not s.acute or s.against("breathing"):
        return
    count, minutes = figures.BREATHING_A_DAY[s.severity], figures.BREATHING_MINUTES
    for opens, closes, state in share_out(s, "breathing", count, minutes, figures.ITEM_WINDOW):
        yield Item(
            kind="breathing",
            opens=opens,
            closes=closes,
            minutes=minutes,
            title=BREATHE,
            do=BREATHE_HOW,
            because=BREATHE_WHY,
            reason=Reason(ItemReason.SEVERITY, {"severity": s.severity}),
            source="22",
            care=BREATHE_CARE,
            picture="breathe" if "incline" in s.positions else s.positions[0],  # drawn on the back
            state=state,
        )


@rule(
    says=_("A few easy moves, best after warmth, never past a mild pull."),
    evidence=_("Trials of exercise in the first 6 weeks show no clear gain. Move only as far as it feels easy."),
    source="seed,23,24,81",
    figures=("W5_STRETCHES", "STRETCH_MINUTES", "STRETCH_A_DAY", "STRETCH_EVERY", "STRETCH_PAIN"),
    sentences=(STRETCH, STRETCH_HOW, STRETCH_WHY, ON_THE_BACK, ELSEWHERE, *STRETCH_CARE),
    codes=(ItemReason.AFTER_WARMTH, ItemReason.STAGE),
)
def gentle_stretch(s: Situation) -> Iterator[Item]:
    """Offer a few easy moves, right after warmth where there is any."""
    if s.not_yet_stretch or s.against("stretch"):
        return
    count = figures.W5_STRETCHES if s.phase == Phase.KEEP_WELL else figures.STRETCH_A_DAY[s.severity]
    for opens, closes, state in share_out(s, "stretch", count, figures.STRETCH_MINUTES, figures.STRETCH_EVERY):
        if state == ItemState.DUE and closes <= s.supple_from:
            continue
        yield Item(
            kind="stretch",
            opens=opens if state == ItemState.DONE else max(opens, s.supple_from),
            closes=closes,
            minutes=figures.STRETCH_MINUTES,
            title=STRETCH,
            do=STRETCH_HOW,
            because=STRETCH_WHY,
            reason=Reason(ItemReason.AFTER_WARMTH if s.phase == Phase.HEAT else ItemReason.STAGE),
            source="seed",
            care=(ON_THE_BACK if "incline" in s.positions else ELSEWHERE, *STRETCH_CARE),
            picture="stretch" if "incline" in s.positions else s.positions[0],
            state=state,
            gap=figures.STRETCH_EVERY,
            after="heat",
        )


@rule(
    says=_("Light rubbing beside the spine, not in the first %(MASSAGE_FROM)s hours."),
    evidence=_("One small trial found less pain for a short time, and no gain in moving."),
    source="seed,16,25",
    figures=("MASSAGE_FROM", "MASSAGE_MINUTES", "MASSAGE_A_DAY", "ITEM_WINDOW"),
    sentences=(MASSAGE, MASSAGE_HOW, MASSAGE_WHY, *MASSAGE_CARE),
    codes=(ItemReason.AFTER_48_HOURS,),
)
def light_massage(s: Situation) -> Iterator[Item]:
    """Offer light rubbing beside the spine, not in the first days."""
    if not s.acute or s.clock < figures.MASSAGE_FROM or s.against("massage"):
        return
    count, minutes = figures.MASSAGE_A_DAY, figures.MASSAGE_MINUTES
    for opens, closes, state in share_out(s, "massage", count, minutes, figures.ITEM_WINDOW):
        yield Item(
            kind="massage",
            opens=opens,
            closes=closes,
            minutes=minutes,
            title=MASSAGE,
            do=MASSAGE_HOW,
            because=MASSAGE_WHY,
            reason=Reason(ItemReason.AFTER_48_HOURS),
            source="seed",
            care=MASSAGE_CARE,
            picture="massage",
            state=state,
        )


@rule(
    says=_("Slow breaths can start any time, but not while ice or warmth is on. A stretch waits for a pause."),
    evidence=OUR_CHOICE,
    source="16,proposed",
    figures=("STRETCH_EVERY", "MASSAGE_FROM"),
    codes=(
        NotNow.BEFORE_48_HOURS, NotNow.REST_BETWEEN_SETS, NotNow.STIFF_AFTER_COLD, NotNow.FIRST_NIGHT,
        NotNow.REST_FIRST, NotNow.TOO_MUCH_PAIN,
    ),
)  # fmt: skip
def can_start_easing(s: Situation) -> Iterator[CanStart]:
    """Say whether breathing, a stretch or a massage can start now."""
    yield CanStart("breathing", _breathing_start(s))
    yield CanStart("stretch", _stretch_start(s))
    yield CanStart("massage", s.start("massage", s.story.clock_from + figures.MASSAGE_FROM, NotNow.BEFORE_48_HOURS))


def _breathing_start(s: Situation) -> Start:
    """Breathing may start beside a rest, but not beside ice or warmth: their end must stay in sight."""
    if s.timer and (s.timer.kind in ON_SKIN or s.timer.kind == "breathing"):
        return s.start("breathing", s.now, NotNow.TIMER_RUNNING)
    against = s.against("breathing")
    return Start(against is None, None, against)


def _stretch_start(s: Situation) -> Start:
    """A stretch waits for its pause, and until the back is no longer stiff from ice."""
    if s.against("stretch") is None and (not_yet := s.not_yet_stretch):
        return Start(False, None, not_yet)
    opens, because = s.supple_from, NotNow.STIFF_AFTER_COLD
    if last := s.last_done("stretch"):
        opens, because = max((opens, because), (last.at + figures.STRETCH_EVERY, NotNow.REST_BETWEEN_SETS))
    return s.start("stretch", opens, because)


RULES = (slow_breathing, gentle_stretch, light_massage, can_start_easing)
