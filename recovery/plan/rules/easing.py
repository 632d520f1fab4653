"""What loosens: slow breathing, a gentle stretch, a light massage."""

from collections.abc import Iterator

from recovery.plan import figures
from recovery.plan.advice import CanStart, Item, Reason, Start, Words, gettext_noop
from recovery.plan.situation import ON_SKIN, Situation
from recovery.plan.timetable import share_out

_ = gettext_noop

ON_THE_BACK = Words(_("Roll both knees to the side, pull one knee to the chest, tilt your hips."))
ELSEWHERE = Words(_("Do not lie on your back. Tilt your hips a little back and forth."))
STRETCH_CARE = (
    Words(_("3 to 5 times each. Hold for one slow breath. Rest 30 seconds between.")),
    Words(_("Stop if pain rises by 2 or passes 5, or if anything goes down a leg.")),
    Words(_("No bouncing, and no twisting with a load.")),
    Words(_("Rest for 10 minutes after it.")),
)


def slow_breathing(s: Situation) -> Iterator[Item]:
    """About six slow breaths a minute."""
    if not s.acute or s.against("breathing"):
        return
    count, minutes = figures.BREATHING_A_DAY[s.severity], figures.BREATHING_MINUTES
    title = Words(_("Breathe slowly, %(minutes)d minutes"), {"minutes": minutes})
    hint = Words(_("Hand on your belly. Count to 5 in, and to 5 out."))
    because = Words(_("Slow breaths calm you and may loosen the muscles."))
    care = (
        Words(_("Dizzy or tingling? Breathe as you like.")),
        Words(_("With a lung illness or panic: your own pace, no counting.")),
    )
    for opens, closes, state in share_out(s, "breathing", count, minutes, figures.ITEM_WINDOW):
        yield Item(
            kind="breathing",
            opens=opens,
            closes=closes,
            minutes=minutes,
            title=title,
            do=hint,
            because=because,
            reason=Reason("severity", {"severity": s.severity}),
            source="22",
            care=care,
            picture="breathe" if "incline" in s.positions else s.positions[0],  # drawn lying on the back
            state=state,
        )


def gentle_stretch(s: Situation) -> Iterator[Item]:
    """A few easy moves, best after warmth; never into more than a mild pull."""
    if s.not_yet_stretch or s.against("stretch"):
        return
    count = figures.W5_STRETCHES if s.phase == "keep_well" else figures.STRETCH_A_DAY[s.severity]
    for opens, closes, state in share_out(s, "stretch", count, figures.STRETCH_MINUTES, figures.STRETCH_EVERY):
        if state == "due" and closes <= s.supple_from:
            continue
        yield Item(
            kind="stretch",
            opens=opens if state == "done" else max(opens, s.supple_from),
            closes=closes,
            minutes=figures.STRETCH_MINUTES,
            title=Words(_("Stretch gently, %(minutes)d minutes"), {"minutes": figures.STRETCH_MINUTES}),
            do=Words(_("Into a mild pull only. Stop before it hurts.")),
            because=Words(_("It feels easy when it is right. Never force it.")),
            reason=Reason("after_warmth" if s.phase == "heat" else "stage", {}),
            source="seed",
            care=(ON_THE_BACK if "incline" in s.positions else ELSEWHERE, *STRETCH_CARE),
            picture="stretch" if "incline" in s.positions else s.positions[0],
            state=state,
            gap=figures.STRETCH_EVERY,
            after="heat",
        )


def light_massage(s: Situation) -> Iterator[Item]:
    """Light rubbing beside the spine, from 48 hours on."""
    if not s.acute or s.clock < figures.MASSAGE_FROM or s.against("massage"):
        return
    count, minutes = figures.MASSAGE_A_DAY, figures.MASSAGE_MINUTES
    for opens, closes, state in share_out(s, "massage", count, minutes, figures.ITEM_WINDOW):
        yield Item(
            kind="massage",
            opens=opens,
            closes=closes,
            minutes=minutes,
            title=Words(_("Light massage, %(minutes)d minutes"), {"minutes": minutes}),
            do=Words(_("Light hands, beside the spine, not on it.")),
            because=Words(_("Light rubbing can soothe. Stop if it gets sore.")),
            reason=Reason("after_48_hours", {}),
            source="seed",
            care=(
                Words(_("You or a helper. Stop if it gets sore: more than 3 of 10.")),
                Words(_("Not on broken or hot skin, and not on a swollen calf.")),
            ),
            picture="massage",
            state=state,
        )


def can_start_easing(s: Situation) -> Iterator[CanStart]:
    """Breathing at nearly any time; a stretch after a pause; a massage from 48 hours on."""
    yield CanStart("breathing", _breathing_start(s))
    yield CanStart("stretch", _stretch_start(s))
    yield CanStart("massage", s.start("massage", s.story.clock_from + figures.MASSAGE_FROM, "before_48_hours"))


def _breathing_start(s: Situation) -> Start:
    """Beside a rest too; but the end of ice or warmth stays in sight, and one breath is one breath."""
    if s.session and (s.session.kind in ON_SKIN or s.session.kind == "breathing"):
        return s.start("breathing", s.now, "")
    against = s.against("breathing")
    return Start(against is None, None, against)


def _stretch_start(s: Situation) -> Start:
    if s.against("stretch") is None and (not_yet := s.not_yet_stretch):
        return Start(False, None, not_yet)
    bounds = [(s.now, "")]
    if last := s.last_done("stretch"):
        bounds.append((last.at + figures.STRETCH_EVERY, "rest_between_sets"))
    bounds.append((s.supple_from, "stiff_after_cold"))
    opens, because = max(bounds)
    return s.start("stretch", opens, because)


RULES = (slow_breathing, gentle_stretch, light_massage, can_start_easing)
