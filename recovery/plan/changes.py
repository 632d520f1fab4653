"""What is different from yesterday, and why: today's situation held against the one in which yesterday ended."""

from collections.abc import Iterator
from datetime import timedelta

from recovery.plan import figures
from recovery.plan.advice import Change
from recovery.plan.facts import CheckIn
from recovery.plan.ladder import LADDER
from recovery.plan.matrix import MATRIX
from recovery.plan.situation import Situation
from recovery.plan.story import SEVERITIES

# The decisions that explain a stage other than yesterday's, down and up; what was decided since explains itself.
MOVES = (("step_back", "floor", "start"), ("advance", "floor", "start"))
MOMENT = timedelta(microseconds=1)


def since_yesterday(today: Situation) -> tuple[Change, ...]:
    """Everything that changed since the last plan day ended; nothing on the first day or behind a closed gate."""
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
        yield Change("flag_raised", {"flag": flag})
    for flag in sorted(before.flags - now.flags):
        yield Change("flag_lifted", {"flag": flag})


def _phase(before: Situation, now: Situation) -> Iterator[Change]:
    """A new phase, as far as it brings this person anything: not everybody may use ice or warmth."""
    iced, warmed = now.barred("cold") is None, now.barred("heat") is None
    if now.phase == before.phase or (now.phase == "transition" and not iced):
        return
    if now.phase == "heat" and not (iced and warmed):
        yield Change("ice_ends" if iced else "warmth_begins" if warmed else "first_days_over", {})
    else:
        yield Change(f"phase_{now.phase}", {})


def _severity(before: Situation, now: Situation) -> Iterator[Change]:
    """How bad it is decides how often ice and warmth come."""
    if now.severity == before.severity or not now.acute or now.phase == "keep_well":
        return
    code = "worse" if SEVERITIES.index(now.severity) > SEVERITIES.index(before.severity) else "milder"
    kind = "heat" if now.phase == "heat" else "cold"
    yield Change(f"{code}_{kind}" if now.barred(kind) is None else code, {"pain": now.pain, "before": before.pain})


def _walks(before: Situation, now: Situation) -> Iterator[Change]:
    today, yesterday = now.walking, before.walking
    if today is None or yesterday is None:
        return
    inputs = {"stage": today.stage, "minutes": today.minutes, "before": yesterday.minutes}
    if today.stage != yesterday.stage:
        up = LADDER.index(today.stage) > LADDER.index(yesterday.stage)
        yield Change("stage_up" if up else "stage_down", inputs, today.because if today.decision in MOVES[up] else None)
    if today.decision == "ease":
        yield Change("walks_eased", inputs, today.because)
    elif today.stage == yesterday.stage and today.minutes != yesterday.minutes:
        longer = today.minutes > yesterday.minutes
        yield Change("walks_longer" if longer else "walks_shorter", inputs)


def _stretch(before: Situation, now: Situation) -> Iterator[Change]:
    if before.not_yet_stretch and not now.not_yet_stretch and now.against("stretch") is None:
        yield Change("stretch_opens", {})


def _massage(before: Situation, now: Situation) -> Iterator[Change]:
    if before.clock < figures.MASSAGE_FROM <= now.clock and now.acute and now.against("massage") is None:
        yield Change("massage_opens", {})


def _left_out(before: Situation, now: Situation) -> Iterator[Change]:
    for treatment in MATRIX if now.acute else ():
        barred, was = now.barred(treatment), before.barred(treatment)
        if barred and not was:
            yield Change("left_out", {"kind": treatment, "trait": barred})
        elif was and not barred:
            yield Change("back_in", {"kind": treatment})
