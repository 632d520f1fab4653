"""The rows of the report."""

from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from recovery.plan.review.course import course
from recovery.presenters.report_rows import show_changes
from tests.plan.cases import START, Raw, about, check_in, on, onset


def changes(*told: Raw) -> list[str]:
    """What the plan changed, at noon of day 6."""
    now = on(6, "12:00")
    events = course(situation_at(parse_journal([about(), onset(), *told], now), now)).events
    return [row.what for row in show_changes(events)]


def test_pain_that_takes_well_again_back_is_not_the_end_of_the_hours() -> None:
    hours = "72 hours are over."
    assert hours in changes(check_in(START, 5), check_in(on(6, "11:00"), 5))
    well = [check_in(on(2, clock), 1, limits=False) for clock in ("07:05", "20:00")]
    found = changes(check_in(START, 5), *well, check_in(on(6, "11:00"), 5, screened=True, flags=[]))
    assert hours not in found
    assert "Well again. Ice, warmth and pill notes end." in found
    assert found[-1] == "Back to: Short walks. Pain went up to 5."
