"""The report for a clinician in words, short enough for one printed page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.exports.report import DAYS, report
from recovery.exports.report_shape import ReportNotice
from recovery.plan.advice import Plan
from recovery.plan.review.course import course
from recovery.plan.situation import Situation
from recovery.presenters.chart import Chart, show_chart
from recovery.presenters.claims import Claim, rule_of_code
from recovery.presenters.phases import theme_of
from recovery.presenters.report_facts import Fact, show_about, show_facts
from recovery.presenters.report_rows import (
    ChangeRow,
    DayRow,
    short_day,
    show_changes,
    show_day,
    show_stopped,
    show_tried,
)
from recovery.presenters.report_safety import SafetyPart, show_safety
from recovery.presenters.say import Text, clock, filled, local_day, say, short

MOST_CHANGES = 8  # as many as fit on the page; the data files hold the rest

# The names of the chart's colours; they are right for plans without ice or warmth too.
PHASE_NAMES: Mapping[str, Text] = {
    "cold": filled(lazy("First %(HEAT_LOCK)s h")),
    "heat": filled(lazy("After %(HEAT_LOCK)s h")),
    "recovered": lazy("Well"),
}


@dataclass(frozen=True)
class ShownNote:
    """A note of the person."""

    when: str
    note: str


@dataclass(frozen=True)
class ReportPage:
    """Everything that _report.html shows; `unshown` is the number of changes that did not fit."""

    theme: str
    chart: Chart
    rules: str
    number: int
    about: Sequence[str]
    sub: str
    facts: Sequence[Fact]
    safety: SafetyPart
    notices: Sequence[Claim]
    rows: Sequence[DayRow]
    until: str
    tried: Sequence[str]
    changes: Sequence[ChangeRow]
    unshown: int
    stopped: Sequence[str]
    questions: str
    notes: Sequence[ShownNote]
    tab: str = "progress"


def show_report(s: Situation, plan: Plan) -> ReportPage:
    """Show the report of this instant."""
    found = course(s)
    data = report(s, plan, found)
    changes = show_changes(data.changes)
    return ReportPage(
        theme=theme_of(plan.phase),
        chart=show_chart(found, found.days[-DAYS:], PHASE_NAMES),
        rules=data.rules,
        number=plan.day.number,
        about=list(show_about(data.person)),
        sub=f"{local_day(plan.now, 'l j F Y')}, {clock(plan.now)}",
        facts=show_facts(data),
        safety=show_safety(data.safety),
        notices=[_notice(each) for each in data.notices],
        rows=[show_day(day) for day in data.days],
        until=clock(plan.now),
        tried=[line for each in data.tried for line in show_tried(each)],
        changes=changes[-MOST_CHANGES:],
        unshown=max(0, len(changes) - MOST_CHANGES),
        stopped=show_stopped(data.stopped),
        questions=data.questions,
        notes=[ShownNote(short(each.at), each.note) for each in data.notes],
    )


def _notice(notice: ReportNotice) -> Claim:
    day = _("By %(when)s.") % {"when": short_day(notice.because["by"])}
    return Claim(f"{say(notice.words)} {day}", rule_of_code(notice.code))
