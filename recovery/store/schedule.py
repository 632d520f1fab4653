"""What a plan and its timer ring, and whether a reminder is still true when it is sent. No rows and no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from recovery.models import Reminder, ReminderSettings
from recovery.plan.advice import Plan, Timer
from recovery.plan.advice import Reminder as Planned
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemState, Phase
from recovery.plan.kinds import ON_SKIN
from recovery.plan.situation import Situation

What = Reminder.What
BELLS = (What.STOP, What.LOOK, What.END, What.STILL)  # of a timer that the person started
OF_THE_PLAN = (What.PLAN, What.AGAIN)  # at most one an hour


@dataclass(frozen=True)
class Ring:
    """Something to remind of at one instant: the kinds that are due, or the timer it belongs to."""

    what: Reminder.What
    at: datetime
    kinds: tuple[str, ...] = ()
    timer: UUID | None = None


def ring_of(reminder: Reminder) -> Ring:
    """Read a ring from its row."""
    return Ring(What(reminder.what), reminder.at, tuple(reminder.kinds), reminder.timer)


def rings(plan: Plan, wishes: ReminderSettings, sent: Sequence[datetime]) -> Iterator[Ring]:
    """Everything that rings from now to the end of the plan day; `sent` are today's reminders so far."""
    if plan.timer:
        yield from _bells(plan.timer, wishes.skin_looks, plan.now)
    for each in _spaced(plan, sent):
        kinds = tuple(kind for kind in each.kinds if kind not in wishes.muted)
        if kinds and each.at < plan.day.bedtime and not silenced(wishes, each.at, plan):
            yield Ring(What.PLAN, each.at, kinds)


def silenced(wishes: ReminderSettings, at: datetime, plan: Plan) -> bool:
    """True in quiet hours, by the person's clock, and during a pause. Bells of a timer ring all the same."""
    if wishes.paused_until and at < wishes.paused_until:
        return True
    first, last = wishes.quiet_from, wishes.quiet_until
    if first is None or last is None:
        return False
    clock = at.astimezone(plan.now.tzinfo).time()
    return first <= clock < last if first < last else clock >= first or clock < last


def still_true(ring: Ring, plan: Plan, situation: Situation, wishes: ReminderSettings) -> tuple[str, ...] | None:
    """The kinds that a reminder names if it is sent now, or None if it is no longer true."""
    if plan.gate and plan.gate.closed:
        return None
    timer = plan.timer if plan.timer and plan.timer.id == str(ring.timer) else None
    match ring.what:
        case What.STOP:
            return (timer.kind,) if timer and timer.stop else None
        case What.LOOK:
            return (timer.kind,) if timer and not timer.stop else None
        case What.END | What.STILL:
            return (timer.kind,) if timer else None
        case What.MAIL:
            return () if plan.reminders and wishes.mail else None
        case _:
            return _still_due(ring, plan, situation, wishes) or None


def _still_due(ring: Ring, plan: Plan, situation: Situation, wishes: ReminderSettings) -> tuple[str, ...]:
    if plan.phase == Phase.KEEP_WELL or not situation.day.awake(plan.now) or silenced(wishes, plan.now, plan):
        return ()
    open_ = {each.kind for each in plan.day.items if each.state == ItemState.OPEN}
    ready = {kind for kind in open_ if kind not in plan.can_start or plan.can_start[kind].now}
    return tuple(kind for kind in ring.kinds if kind in ready and kind not in wishes.muted)


def _bells(timer: Timer, looks: bool, now: datetime) -> Iterator[Ring]:
    """The bells of a timer that are to come. One that is no longer allowed has a bell at once."""
    if timer.stop:
        yield Ring(What.STOP, now, timer=UUID(timer.id))
    yield from (each for each in _marks(timer, looks and not timer.stop) if each.at > now)


def _marks(timer: Timer, looks: bool) -> Iterator[Ring]:
    """Looks at the skin if wanted, the end of a timer, and for what lies on the skin once more after it."""
    bell, on_skin = UUID(timer.id), timer.kind in ON_SKIN
    marks = (figures.FIRST_LOOK, figures.SECOND_LOOK) if timer.kind == "cold" else (figures.FIRST_LOOK,)
    for after in marks if looks and on_skin else ():
        if timer.started_at + after < timer.ends_at:
            yield Ring(What.LOOK, timer.started_at + after, timer=bell)
    yield Ring(What.END, timer.ends_at, timer=bell)
    if on_skin:
        yield Ring(What.STILL, timer.ends_at + figures.OVERDUE, timer=bell)


def _spaced(plan: Plan, sent: Sequence[datetime]) -> Iterator[Planned]:
    """The reminders to come, at least an hour after the last one and no more than a day may have."""
    left = figures.REMINDERS_A_DAY - sum(at >= plan.day.starts for at in sent)
    free = max(sent) + figures.REMINDER_GAP if sent else plan.now - timedelta(seconds=1)
    for each in [each for each in plan.reminders if each.at not in sent][: max(0, left)]:
        at = max(each.at, free.astimezone(plan.now.tzinfo))
        free = at + figures.REMINDER_GAP
        yield Planned(at, each.kinds)
