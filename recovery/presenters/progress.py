"""Progress: the finding first, then the chart, the milestones, and earlier episodes to compare with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Plan
from recovery.plan.clinical import figures
from recovery.plan.review.course import Course, DayCourse
from recovery.plan.review.milestones import Mark, Milestone
from recovery.plan.review.trend import Finding, Trend
from recovery.presenters.chart import WEEK, Chart, day_theme, show_chart, show_week_ahead, theme_at
from recovery.presenters.phases import theme_of
from recovery.presenters.say import Text, day_text, filled, local_day, weekday_clock
from recovery.presenters.stages import often
from recovery.presenters.why import barred_by_condition

SHOWN = 14
COMPARED = 7  # episodes are compared by the minutes walked on this plan day
REACHED: Mapping[Mark, Text] = {
    Mark.FIRST_WALK: lazy("First walk"),
    Mark.FIRST_WALK_OUTSIDE: lazy("First walk outside"),
    Mark.SLEPT_WELL: lazy("Slept well"),
    Mark.WALKS_EVERY_HOUR: often(lazy("Walks {every}"), figures.W3A_EVERY),
    Mark.WALKS_EVERY_HALF_HOUR: often(lazy("Walks {every}"), figures.W3B_EVERY),
    Mark.MILD_DAY: lazy("A whole day of mild pain"),
    Mark.NORMAL_THINGS: lazy("Normal things again"),
    Mark.RECOVERED: lazy("Well again"),
    Mark.CONFIRMED: filled(lazy("Well for %(CONFIRMED_DAYS)s days")),
}
NEXT: Mapping[Mark, Text] = {
    Mark.FIRST_WALK: lazy("Next: a first walk"),
    Mark.WALKS_EVERY_HOUR: often(lazy("Next: walks {every}"), figures.W3A_EVERY),
    Mark.WALKS_EVERY_HALF_HOUR: often(lazy("Next: walks {every}"), figures.W3B_EVERY),
    Mark.RECOVERED: lazy("Next: well again"),
    Mark.CONFIRMED: filled(lazy("Next: well for %(CONFIRMED_DAYS)s days")),
}
IN_ONE_GO: Mapping[Mark, int] = {
    Mark.TEN_MINUTES: figures.W4_MINUTES,
    Mark.TWENTY_MINUTES: figures.HALFWAY_MINUTES,
    Mark.THIRTY_MINUTES: figures.W4_LONGEST,
}
TRENDS: Mapping[Trend, Text] = {
    Trend.DOWN: lazy("Pain is down from %(first)d to %(last)d"),
    Trend.UP: lazy("Pain is up from %(first)d to %(last)d"),
    Trend.SAME: lazy("Pain is about the same: first %(first)d, now %(last)d"),
}
# Milestones with a time of day; the others belong to a whole day.
AT_A_MINUTE = (Mark.FIRST_WALK, Mark.FIRST_WALK_OUTSIDE, Mark.NORMAL_THINGS, *IN_ONE_GO)


@dataclass(frozen=True)
class NumbersRow:
    """One day of the table behind the chart."""

    number: int
    name: str
    pain: str
    walked: str


@dataclass(frozen=True)
class Reached:
    """A milestone with the colour of its phase."""

    phase: str
    what: str
    when: str


@dataclass(frozen=True)
class EpisodeRow:
    """One episode in the comparison."""

    start: str
    well: str
    worst: str
    week: str


@dataclass(frozen=True)
class ProgressPage:
    """Everything that progress.html shows of the course.

    `empty` is true on the first day while the first pain is all that is known. `earlier` and `later` are dates to show
    days until, empty where there are none. `times` is empty without an earlier episode, otherwise this one comes first;
    `compared` is the plan day whose minutes stand in it.
    """

    theme: str
    finding: str
    sub: str
    chart: Chart
    rows: Sequence[NumbersRow]
    earlier: str
    later: str
    reached: Sequence[Reached]
    next: str
    times: Sequence[EpisodeRow]
    compared: int = COMPARED
    empty: bool = False
    tab: str = "progress"


def show_progress(plan: Plan, found: Course, until: date | None, past: Sequence[Course]) -> ProgressPage:
    """Show the days up to `until`, or up to today; `past` are the courses of the closed episodes."""
    days = [day for day in found.days if until is None or day.date <= until][-SHOWN:] or found.days[:SHOWN]
    names = phase_names(plan)
    empty = plan.day.number <= 1 and len(found.pains) == 1 and not any(day.minutes for day in found.days)
    return ProgressPage(
        theme=theme_of(plan.phase),
        finding=_starts(found) if empty else say_finding(found.finding),
        empty=empty,
        sub=_("Progress, day %(number)d") % {"number": plan.day.number},
        chart=_week_ahead(plan, found, names) if empty else show_chart(found, days, names),
        rows=[_row(day, names[day_theme(found, day)]) for day in days],
        earlier=_earlier(found, days),
        later=_later(found, days),
        reached=[_reached(found, each, plan.now) for each in found.milestones[-2:]],
        next=say_next(found.ahead),
        times=[_episode(each) for each in (found, *past)] if past else [],
    )


def phase_names(plan: Plan) -> dict[str, str]:
    """The name of each colour of the chart; it names no treatment that the plan leaves out."""
    return {
        "cold": _("First days") if barred_by_condition(plan, "cold") else _("Cold"),
        "heat": _("Getting moving") if barred_by_condition(plan, "heat") else _("Heat"),
        "recovered": _("Recovered"),
    }


def say_finding(finding: Finding) -> str:
    """One sentence about how the pain moved."""
    if finding.first is None or finding.last is None:
        return _("One more check-in, and you see how it goes")
    pains = {"first": finding.first.value, "last": finding.last.value}
    if pains["first"] == pains["last"]:
        return _("Pain is at %(last)d, as at the start") % pains
    return TRENDS[finding.code] % pains


def _week_ahead(plan: Plan, found: Course, names: Mapping[str, Text]) -> Chart:
    return show_week_ahead(found.pains[0].value, [day for day in plan.days if day.number][:WEEK], names)


def _starts(found: Course) -> str:
    return _("Your line starts at %(pain)d") % {"pain": found.pains[0].value}


# --- days


def _row(day: DayCourse, phase: str) -> NumbersRow:
    return NumbersRow(
        number=day.number,
        name=_("%(date)s, %(phase)s") % {"date": day_text(day.date, "D j M"), "phase": phase},
        pain=_pain(day.resting),
        walked=_minutes(day.minutes) if day.logged else _("not logged"),
    )


def _pain(felt: Sequence[int]) -> str:
    if len(felt) > 1:
        return _("%(first)d, then %(last)d") % {"first": felt[0], "last": felt[-1]}
    return str(felt[0]) if felt else _("not logged")


def _minutes(minutes: int) -> str:
    return _("%(minutes)d min") % {"minutes": minutes}


def _earlier(found: Course, days: Sequence[DayCourse]) -> str:
    place = found.days.index(days[0])
    return found.days[place - 1].date.isoformat() if place else ""


def _later(found: Course, days: Sequence[DayCourse]) -> str:
    place = found.days.index(days[-1])
    last = found.days[min(place + SHOWN, len(found.days) - 1)]
    return "" if days[-1] == found.days[-1] else last.date.isoformat()


# --- milestones


def say_reached(code: Mark) -> str:
    """The name of a milestone."""
    if code in IN_ONE_GO:
        return _("%(minutes)d minutes in one go") % {"minutes": IN_ONE_GO[code]}
    return str(REACHED[code])


def say_next(code: Mark | None) -> str:
    """The name of the milestone to aim at, empty for none."""
    if code and code in IN_ONE_GO:
        return _("Next: %(minutes)d minutes in one go") % {"minutes": IN_ONE_GO[code]}
    return str(NEXT[code]) if code else ""


def _reached(found: Course, each: Milestone, now: datetime) -> Reached:
    return Reached(theme_at(found, each.at), say_reached(each.code), _when(each, now))


def _when(each: Milestone, now: datetime) -> str:
    """Mon 08:00 or Mon; a date when the weekday alone is not clear any more."""
    if now - each.at > timedelta(days=6):
        return local_day(each.at, "j M")
    return weekday_clock(each.at) if each.code in AT_A_MINUTE else local_day(each.at, "D")


# --- earlier episodes


def _episode(found: Course) -> EpisodeRow:
    """The start and end of an episode, its highest pain, and the minutes walked on one day."""
    well = next((each.at for each in found.milestones if each.code == Mark.RECOVERED), None)
    day = next((day.number for day in found.days if well and day.starts <= well < day.ends), None)
    week = next((day.minutes for day in found.days if day.number == COMPARED and day.logged), None)
    worst = max((day.highest for day in found.days if day.highest is not None), default=None)
    return EpisodeRow(
        start=day_text(found.days[0].date, "j M Y"),
        well=_("not so far") if day is None else _("day %(number)d") % {"number": day},
        worst=_("not logged") if worst is None else str(worst),
        week=_("not logged") if week is None else _minutes(week),
    )
