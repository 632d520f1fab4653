"""What is different from yesterday, and why: today's situation compared with the one in which yesterday ended."""

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never

from recovery.plan.advice import Change, Walking
from recovery.plan.clinical import figures
from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.entries import CheckIn
from recovery.plan.enums import LADDER, SEVERITIES, ChangeCode, Decision, Phase
from recovery.plan.situation import Situation

# The decisions that explain a stage other than yesterday's, down and up. A decision made since explains itself.
MOVES = (
    (Decision.STEP_BACK, Decision.FLOOR, Decision.START),
    (Decision.ADVANCE, Decision.FLOOR, Decision.START),
)
# By what severity decides: how often ice comes, or warmth, or neither where the person may have neither.
WORSE = {"cold": ChangeCode.WORSE_COLD, "heat": ChangeCode.WORSE_HEAT, "": ChangeCode.WORSE}
MILDER = {"cold": ChangeCode.MILDER_COLD, "heat": ChangeCode.MILDER_HEAT, "": ChangeCode.MILDER}
MOMENT = timedelta(microseconds=1)


def since_yesterday(today: Situation) -> tuple[Change, ...]:
    """Return what changed since the last plan day ended; nothing on the first day or behind a closed gate."""
    known = [entry for entry in today.story.everything if entry.at < today.day.starts]
    if not any(isinstance(entry, CheckIn) for entry in known) or (today.gate and today.gate.closed):
        return ()
    try:
        before = Situation(known, today.day.starts - MOMENT)
    except ValueError:  # when it started is known only since today
        return ()
    return tuple(
        change
        for theme in (_flags, _phase, _severity, _walks, _stretch, _massage, _left_out)
        for change in theme(before, today)
    )


def _flags(before: Situation, now: Situation) -> Iterator[Change]:
    for flag in sorted(now.flags - before.flags):
        yield Change(ChangeCode.FLAG_RAISED, {"flag": flag})
    for flag in sorted(before.flags - now.flags):
        yield Change(ChangeCode.FLAG_LIFTED, {"flag": flag})


def _phase(before: Situation, now: Situation) -> Iterator[Change]:
    """Yield a new phase if it brings this person anything: not everybody may use ice or warmth.

    Where pain takes "well again" back, no hours have passed, and the change of the walks says why.
    """
    if before.phase == Phase.KEEP_WELL and now.phase != Phase.COLD:
        return
    iced, warmed = now.barred("cold") is None, now.barred("heat") is None
    if now.phase == before.phase or (now.phase == Phase.TRANSITION and not iced):
        return
    if now.phase == Phase.HEAT and not (iced and warmed):
        if iced:
            yield Change(ChangeCode.ICE_ENDS, {})
        else:
            yield Change(ChangeCode.WARMTH_BEGINS if warmed else ChangeCode.FIRST_DAYS_OVER, {})
    else:
        yield Change(_new_phase(now.phase), {})


def _new_phase(phase: Phase) -> ChangeCode:
    match phase:
        case Phase.COLD:
            return ChangeCode.PHASE_COLD
        case Phase.TRANSITION:
            return ChangeCode.PHASE_TRANSITION
        case Phase.HEAT:
            return ChangeCode.PHASE_HEAT
        case Phase.KEEP_WELL:
            return ChangeCode.PHASE_KEEP_WELL
        case _:
            assert_never(phase)


def _severity(before: Situation, now: Situation) -> Iterator[Change]:
    """Yield whether it is worse or milder, which decides how often ice and warmth come."""
    if now.severity == before.severity or not now.acute or now.phase == Phase.KEEP_WELL:
        return
    codes = WORSE if SEVERITIES.index(now.severity) > SEVERITIES.index(before.severity) else MILDER
    kind = "heat" if now.phase == Phase.HEAT else "cold"
    yield Change(codes["" if now.barred(kind) else kind], {"pain": now.pain, "before": before.pain})


def _walks(before: Situation, now: Situation) -> Iterator[Change]:
    today, yesterday = now.walking, before.walking
    if today is None or yesterday is None:
        return
    inputs = {"stage": today.stage, "minutes": today.minutes, "before": yesterday.minutes}
    if today.stage != yesterday.stage:
        yield _moved(today, yesterday, inputs)
    if today.decision == Decision.EASE:
        yield Change(ChangeCode.WALKS_EASED, inputs, today.because)
    elif today.stage == yesterday.stage and today.minutes != yesterday.minutes:
        longer = today.minutes > yesterday.minutes
        yield Change(ChangeCode.WALKS_LONGER if longer else ChangeCode.WALKS_SHORTER, inputs)


def _moved(today: Walking, yesterday: Walking, inputs: dict[str, object]) -> Change:
    up = LADDER.index(today.stage) > LADDER.index(yesterday.stage)
    because = today.because if today.decision in MOVES[up] else None
    return Change(ChangeCode.STAGE_UP if up else ChangeCode.STAGE_DOWN, inputs, because)


def _stretch(before: Situation, now: Situation) -> Iterator[Change]:
    if before.not_yet_stretch and not now.not_yet_stretch and now.against("stretch") is None:
        yield Change(ChangeCode.STRETCH_OPENS, {})


def _massage(before: Situation, now: Situation) -> Iterator[Change]:
    if before.clock < figures.MASSAGE_FROM <= now.clock and now.acute and now.against("massage") is None:
        yield Change(ChangeCode.MASSAGE_OPENS, {})


def _left_out(before: Situation, now: Situation) -> Iterator[Change]:
    for treatment in MATRIX if now.acute else ():
        barred, was = now.barred(treatment), before.barred(treatment)
        if barred and not was:
            yield Change(ChangeCode.LEFT_OUT, {"kind": treatment, "trait": barred})
        elif was and not barred:
            yield Change(ChangeCode.BACK_IN, {"kind": treatment})
