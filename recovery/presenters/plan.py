"""The plan page: past days, today, tomorrow, and the weeks after."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from recovery.plan.advice import DayLine, Plan
from recovery.plan.build import WEEK
from recovery.plan.enums import LifeCardId, Phase
from recovery.plan.history.days import PlanDay
from recovery.plan.history.story import Story
from recovery.presenters.day_grid import LEGEND, DayGrid, LegendEntry, href_of, show_grid, weekday
from recovery.presenters.kinds import KINDS
from recovery.presenters.phases import PHASES, theme_of
from recovery.presenters.say import Text, day_text, weekday_clock
from recovery.presenters.stages import STAGES, stage_bars
from recovery.presenters.tomorrow import Tomorrow, show_tomorrow


@dataclass(frozen=True)
class PastRow:
    """A past day: the activities, and the first and last pain, None where it is unknown."""

    number: int
    theme: str
    name: str
    href: str
    done: str
    first: int | None
    last: int | None


@dataclass(frozen=True)
class TodayRow:
    """Today: the walking stage with its bars, and the end of the ice phase."""

    number: int
    href: str
    what: Text
    until: str
    bars: int


@dataclass(frozen=True)
class LaterRow:
    """A day of the weeks after."""

    number: int
    theme: str
    name: str
    href: str
    what: Text
    rule: str


@dataclass(frozen=True)
class PlanPage:
    """Everything that plan.html shows."""

    theme: str
    days: DayGrid
    legend: Sequence[LegendEntry]
    rows: Sequence[PastRow]
    today: TodayRow
    tomorrow: Tomorrow
    later: Sequence[LaterRow]
    tab: str = "plan"


def show_plan(plan: Plan, story: Story) -> PlanPage:
    """Show the past days, today, tomorrow, and the weeks after."""
    past = {day.number: day for day in story.days}
    grid = _two_weeks(plan)
    return PlanPage(
        theme=theme_of(plan.phase),
        days=show_grid(plan, grid),
        legend=LEGEND,
        rows=[_past(plan, story, line, past[line.number]) for line in plan.days if line.past],
        today=_today(plan),
        tomorrow=show_tomorrow(plan, story),
        later=[_later(plan, line) for line in plan.days if line.number > max(grid[-1].number, plan.day.number)],
    )


def _two_weeks(plan: Plan) -> list[DayLine]:
    """The first two weeks, later the last week and this one."""
    first = plan.days[0].number
    week = plan.day.number - (plan.day.number - first) % WEEK
    starts = max(first, week - WEEK)
    return [line for line in plan.days if starts <= line.number < starts + 2 * WEEK]


def _past(plan: Plan, story: Story, line: DayLine, day: PlanDay) -> PastRow:
    pains = [pain.value for pain in story.pains.on(day) if pain.resting]
    return PastRow(
        number=day.number,
        theme=theme_of(line.phase),
        name=weekday(day.date),
        href=href_of(plan, day.number, day.date),
        done=_done(story, day) if story.logs_on(day) else _("Nothing logged"),
        first=pains[0] if pains else None,
        last=pains[-1] if pains else None,
    )


def _done(story: Story, day: PlanDay) -> str:
    """The minutes walked and the packs of ice and warmth. What was not done is not counted."""
    minutes = sum(walk.minutes for walk in story.walks if day.holds(walk.at))
    walked = [_("%(minutes)d min walked") % {"minutes": minutes}] if minutes else []
    packs = [(kind, len(story.done_of(kind, day))) for kind in ("cold", "heat")]
    return ", ".join([*walked, *(KINDS[kind].many % {"count": count} for kind, count in packs if count)])


def _today(plan: Plan) -> TodayRow:
    stage = plan.day.walking.stage if plan.day.walking else None
    return TodayRow(
        number=plan.day.number,
        href=href_of(plan, plan.day.number, plan.day.date),
        what=STAGES[stage].name if stage else _("A few questions first"),
        until=_ice_until(plan),
        bars=stage_bars(stage),
    )


def _ice_until(plan: Plan) -> str:
    ice = plan.can_start["cold"]
    if not (ice.now or ice.opens):
        return ""
    return _("Ice until %(when)s") % {"when": weekday_clock(plan.heat_from)}


def _later(plan: Plan, line: DayLine) -> LaterRow:
    well = line.phase == Phase.KEEP_WELL
    return LaterRow(
        number=line.number,
        theme=theme_of(line.phase),
        name=day_text(line.date, "D j M"),
        href=href_of(plan, line.number, line.date),
        what=PHASES[line.phase].name if well else _usual(line),
        rule="clock.phases" if well else f"life.{LifeCardId.USUAL_COURSE}",
    )


def _usual(line: DayLine) -> str:
    """What usually happens by then; what the walks would be without a log says nothing about a recovery."""
    return _("Most people are well by now.") if line.number >= 6 * WEEK else _("Many people are well by now.")
