"""A running timer: its end, its steps, and when to stop at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Plan, Timer
from recovery.plan.kinds import ON_SKIN
from recovery.plan.review.steps import breath, steps
from recovery.plan.situation import TIMER
from recovery.presenters.claims import Claim
from recovery.presenters.kinds import KINDS, SILENT, TimerWords
from recovery.presenters.page_links import page_href
from recovery.presenters.say import Fields, Text, clock, say
from recovery.presenters.why import Why, why_stop

RINGS = lazy("This phone rings at the end.")
EARLIER = (5, 10, 15)  # minutes by which a late tap can be moved back


@dataclass(frozen=True)
class Running:
    """A running timer as every page shows it.

    `left` is its remaining time as text, `seconds` the same in seconds (below 0 after the end) and `total` its length
    in seconds. `over` is said once it has ended. `stop` is the reason code for which it must end now, "" without one.
    """

    id: str
    name: Text
    over: Text
    left: str
    seconds: int
    total: int
    percent: int
    until: str
    stop: str


@dataclass(frozen=True)
class TimerStep:
    """One step: `at` is its seconds from the start. `again` is true if its drawing is the one before."""

    at: int
    time: str
    words: str
    drawing: str
    again: bool
    current: bool


@dataclass(frozen=True)
class TimerCard:
    """The timer on Today, with the form that ends it and those that move its start or cancel it.

    `entry` is the address of its entry, empty for a helper, who may not change it. `breath` is the seconds of one
    breath in. `earlier` are the minutes by which its start can be moved back. `stop` says why it must end now.
    """

    running: Running
    stop: Claim | None
    rule: str
    lines: Sequence[Text]
    steps: Sequence[TimerStep]
    breath: int | None
    action: str
    fields: Fields
    button: Text
    runs: bool
    entry: str
    cancel_id: UUID
    earlier_id: UUID
    earlier: Sequence[int]


def show_timer(plan: Plan, timer: Timer, rings: bool = False) -> TimerCard:
    """Show the timer with its steps and its buttons. `rings`: this phone rings at its end, also when it is locked."""
    words, runs = words_of(timer), timer.over_by_seconds == 0 and timer.stop is None
    lasted = plan.now - timer.started_at
    return TimerCard(
        running=show_running(timer, plan.now),
        stop=why_stop(timer, plan.heat_from) if timer.stop else None,
        rule=TIMER.name,
        lines=[RINGS if rings and line is SILENT else line for line in words.lines] if runs else (),
        steps=_steps(plan, timer),
        breath=breath() if timer.kind == "breathing" and runs else None,
        action=page_href("log_kind", timer.kind),
        fields=[("id", uuid4()), ("started", timer.id), ("ends", "1")],
        button=words.end,
        runs=runs,
        entry=reverse("entry", args=[timer.id]),
        cancel_id=uuid4(),
        earlier_id=uuid4(),
        earlier=[each for each in EARLIER if runs and lasted + timedelta(minutes=each) < _length(timer)],
    )


def show_running(timer: Timer, now: datetime) -> Running:
    """Show the name of a running timer, the time left and its end."""
    words, over = words_of(timer), timer.over_by_seconds
    left = -over if over else 0 if timer.stop else ceil((timer.ends_at - now).total_seconds())
    total = int(_length(timer).total_seconds())
    after = _("Take it off now") if timer.kind in ON_SKIN else _("Stop now") if timer.stop else _("Time is up")
    until = _("off at %(time)s") if timer.kind in ON_SKIN else _("until %(time)s")
    return Running(
        id=timer.id,
        name=after if over or timer.stop else words.running,
        over=after,
        left=f"{'+' if left < 0 else ''}{abs(left) // 60}:{abs(left) % 60:02}",
        seconds=left,
        total=total,
        percent=max(0, 100 * left // total),
        until="" if timer.stop else until % {"time": clock(timer.ends_at)},
        stop=timer.stop or "",
    )


def words_of(timer: Timer) -> TimerWords:
    """The timer words of a kind; every kind that can be timed has them."""
    words = KINDS[timer.kind].timer
    if words is None:
        raise LookupError(f"the kind {timer.kind} has no words for its timer")
    return words


def when_to_stop(timer: Timer) -> Why | None:
    """The sign at which to stop at once; None for a kind without one."""
    words = words_of(timer)
    if words.stop is None:
        return None
    sign, remedy = words.stop
    return Why("alert", str(sign), str(remedy), "guide.steps", danger=timer.kind in ON_SKIN)


def _length(timer: Timer) -> timedelta:
    return timer.ends_at - timer.started_at


def _steps(plan: Plan, timer: Timer) -> list[TimerStep]:
    """The steps with their local times; the last one that has begun is the current one."""
    stage = plan.day.walking.stage if plan.day.walking else None
    all_steps = steps(timer, stage, plan.position)
    begun = [step for step in all_steps if timer.started_at + step.after <= plan.now]
    drawn, shown, drawing = words_of(timer).drawn, [], ""
    for step in all_steps:
        drawing = step.picture or drawing
        shown.append(
            TimerStep(
                at=int(step.after.total_seconds()),
                time=clock(timer.started_at + step.after),
                words=say(step.words),
                drawing=drawing if drawn else "",
                again=not step.picture,
                current=step == begun[-1],
            )
        )
    return shown
