"""What the report, progress and the exports cost: no more than twice the work for twice the days."""

from collections.abc import Callable
from datetime import UTC
from uuid import UUID

import pytest

from recovery.exports.archive import export
from recovery.exports.fhir import bundle
from recovery.exports.report import report as report_of
from recovery.exports.spreadsheet import spreadsheet
from recovery.plan.build import plan_of, situation_at
from recovery.plan.encode import encode, plain
from recovery.plan.review.course import course
from recovery.presenters.progress import show_progress
from recovery.presenters.report import show_report
from recovery.store.copies import SavedEpisode
from tests.clock import NOW
from tests.work import check_linear, journal_of


def saved(days: int, logged: bool) -> tuple[SavedEpisode]:
    return (SavedEpisode(UUID(int=1), NOW, None, tuple(journal_of(days, NOW, logged))),)


def report_page(days: int, logged: bool) -> Callable[[], object]:
    situation = situation_at(journal_of(days, NOW, logged), NOW)
    plan = plan_of(situation)
    return lambda: show_report(situation, plan)


def report_data(days: int, logged: bool) -> Callable[[], object]:
    situation = situation_at(journal_of(days, NOW, logged), NOW)
    plan = plan_of(situation)
    return lambda: plain(report_of(situation, plan, course(situation)), UTC)


def fhir(days: int, logged: bool) -> Callable[[], object]:
    situation = situation_at(journal_of(days, NOW, logged), NOW)
    return lambda: bundle(situation)


def progress(days: int, logged: bool) -> Callable[[], object]:
    situation = situation_at(journal_of(days, NOW, logged), NOW)
    plan = plan_of(situation)
    return lambda: show_progress(plan, course(situation), None, [course(situation)])


def plan_as_data(days: int, logged: bool) -> Callable[[], object]:
    plan = plan_of(situation_at(journal_of(days, NOW, logged), NOW))
    return lambda: encode(plan)


def file(days: int, logged: bool) -> Callable[[], object]:
    episodes = saved(days, logged)
    return lambda: export(episodes, NOW)


def table(days: int, logged: bool) -> Callable[[], object]:
    episodes = saved(days, logged)
    return lambda: spreadsheet(episodes)


@pytest.mark.parametrize("logged", [True, False])
@pytest.mark.parametrize("made", [report_page, report_data, fhir, progress, plan_as_data, file, table])
def test_the_work_of_what_a_person_takes_out_grows_with_its_days(
    made: Callable[[int, bool], Callable[[], object]], logged: bool
) -> None:
    check_linear(lambda days: made(days, logged))
