"""Reminders: few enough to live with. Check-ins come first, then ice and warmth, then walks over the whole day."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from recovery.plan.advice import Item, Reminder
from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemState, Phase, Stage
from recovery.plan.history.days import INSTANT, ONE_DAY
from recovery.plan.kinds import REMINDED, TIMED
from recovery.plan.ladder.silence import missed_days
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _

type Window = tuple[datetime, datetime]

REMINDERS = Article(
    name="timetable.reminders",
    says=_(
        "Reminders are for check-ins, ice, warmth and walks: one in %(REMINDER_GAP)s minutes and "
        "%(REMINDERS_A_DAY)s a day at most."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("REMINDER_GAP", "REMINDERS_A_DAY", "REMIND_AFTER_WAKING", "PUT_OFF"),
)
AFTER_SILENCE = Article(
    name="timetable.reminders_after_silence",
    says=_("After %(NUDGE_AFTER)s silent days there is one reminder a day, and after %(NUDGES_END)s there is none."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("NUDGE_AFTER", "NUDGES_END"),
)


def reminders(s: Situation, items: Sequence[Item]) -> Iterator[Reminder]:
    """The reminders from now to the end of the day, each of everything that is due then."""
    reminded = [item for item in items if _has_reminders(s, item.kind)]
    for at in sorted(_instants(s, reminded)):
        due = (each for each in reminded if each.state != ItemState.DONE and each.opens <= at <= each.closes)
        kinds = sorted({each.kind for each in due}, key=lambda kind: REMINDED[kind])
        if kinds and at >= s.now:
            yield Reminder(at, tuple(kinds))


def _has_reminders(s: Situation, kind: str) -> bool:
    """Whether a kind has reminders today: after silent days, and after the daily plan, only the check-in has."""
    if s.phase == Phase.KEEP_WELL or kind not in REMINDED:
        return False
    if kind == "walk" and s.climb.rung.allowed is Stage.W1:
        return False  # toilet walks only
    return kind == "check_in" or (s.acute and not _silent_days(s))


def _silent_days(s: Situation) -> int:
    """The days without a log, where there are enough of them to change the reminders; otherwise 0."""
    missed = missed_days(s.climb.rung, s.day) if s.acute else 0
    return missed if missed >= figures.NUDGE_AFTER else 0


def _most(s: Situation) -> int:
    """The most reminders of this day."""
    if silent := _silent_days(s):
        return int(silent < figures.NUDGES_END)
    return figures.REMINDERS_A_DAY


# --- the instants of a day


def _instants(s: Situation, items: Sequence[Item]) -> list[datetime]:
    """The instants of all reminders of this day, also of past ones, because they count too.

    They depend on the items of the whole day, not on the time of day. What was logged counts as reminded of. So does
    the instant at which warmth replaces ice, because the items of the day are others from then on.
    """
    most, picked = _most(s), _changes(s)
    check_ins, on_skin, walks = (_windows(s, items, turn) for turn in sorted({*REMINDED.values()}))
    for window in (*check_ins, *_logged(s), *on_skin):
        if len(picked) < most and (at := _free(picked, window)):
            picked.append(at)
    while len(picked) < most and (free := [at for window in walks if (at := _free(picked, window))]):
        picked.append(max(free, key=lambda at: _distance(at, picked)))
    return picked


def _changes(s: Situation) -> list[datetime]:
    """The instant at which warmth replaces ice, if reminders can come then."""
    first, last = _hours(s)
    at = s.story.heat_from
    return [at] if first <= at <= last and not _silent_days(s) else []


def _hours(s: Situation) -> Window:
    """The hours of this day in which reminders can come."""
    return s.planned_from + figures.REMIND_AFTER_WAKING, s.day.bedtime - INSTANT


def _windows(s: Situation, items: Sequence[Item], turn: int) -> list[Window]:
    """The windows in which the kinds with this turn can have their reminder.

    A check-in keeps its window when it is done; what takes time counts as it was logged.
    """
    first, last = _hours(s)
    mine = (each for each in items if REMINDED[each.kind] == turn)
    open_ = (each for each in mine if each.minutes == 0 or each.state != ItemState.DONE)
    return [(max(each.opens, first), min(each.closes, last)) for each in open_]


def _logged(s: Situation) -> list[Window]:
    """The instants at which something with reminders began today."""
    began = (each.at for kind in REMINDED if kind in TIMED for each in s.done_today[kind])
    return [(at, at) for at in sorted(began) if s.day.awake(at)]


def _distance(at: datetime, picked: Sequence[datetime]) -> timedelta:
    """How far an instant is from the nearest reminder."""
    return min((abs(at - each) for each in picked), default=ONE_DAY)


def _free(picked: Sequence[datetime], window: Window) -> datetime | None:
    """The first instant of a window that is far enough from all others; None where one is in the window already."""
    at, last = window
    if any(at <= each <= last for each in picked):
        return None
    for each in sorted(picked):
        if abs(at - each) < figures.REMINDER_GAP:
            at = each + figures.REMINDER_GAP
    return at if at <= last else None
