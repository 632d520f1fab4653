"""The rules' advice put together: what a plan holds, behind which gate, and how far it looks ahead."""

import gc
import weakref
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from recovery.plan.advice import Card, Item, LeftOut, Notice
from recovery.plan.build import build_plan, plan_of, situation_at
from recovery.plan.clinical.figures import RULES_VERSION
from recovery.plan.encode import encode
from recovery.plan.entries import parse_journal
from recovery.plan.rules import RULES
from tests.plan.cases import START, Raw, about, after, check_in, days_of, entry, on, onset, plan
from tests.plan.cast import CAST
from tests.plan.cast import situation as cast_situation

JOURNAL: list[Raw] = [about(), onset(), check_in(START, 5)]
NOW = after(1)


def test_build_plan_is_the_plan_of_the_situation() -> None:
    journal = parse_journal(JOURNAL, NOW)
    built, same = build_plan(journal, NOW), plan_of(situation_at(journal, NOW))
    assert (built, encode(built)) == (same, encode(same))


def test_build_plan_ignores_order_and_repetition() -> None:
    journal = parse_journal(JOURNAL, NOW)
    shown, same = build_plan(journal, NOW), build_plan([*reversed(journal), *journal], NOW)
    assert (same, encode(same)) == (shown, encode(shown))


def test_build_plan_takes_now_in_any_offset() -> None:
    journal = parse_journal(JOURNAL, NOW)
    there = NOW.astimezone(timezone(timedelta(hours=-8)))
    here, same = build_plan(journal, NOW), build_plan(journal, there)
    assert (here, encode(here)) == (same, encode(same))


def test_situation_at_refuses_a_naive_now() -> None:
    with pytest.raises(ValueError, match="now must be aware"):
        situation_at((), datetime(2026, 12, 7))  # noqa: DTZ001


def test_situation_at_refuses_a_journal_without_an_onset_and_one_id_with_two_contents() -> None:
    journal = parse_journal(JOURNAL, NOW)
    with pytest.raises(ValueError, match="no onset"):
        situation_at((), NOW)
    with pytest.raises(ValueError, match="stands for other content"):
        situation_at([*journal, replace(journal[0], by="helper")], NOW)


@pytest.mark.parametrize(("minutes", "pain"), [(54.9, 5), (55, 8), (60, 8)])
def test_situation_at_knows_entries_up_to_five_minutes_ahead(minutes: float, pain: int) -> None:
    journal = parse_journal([*JOURNAL, check_in(after(2), 8)], after(2))
    assert situation_at(journal, after(1, minutes)).story.check_ins[-1].pain == pain


def test_a_story_is_gone_as_soon_as_nobody_needs_it() -> None:
    gc.disable()  # it would have to look through every entry
    try:
        for name in CAST:
            situation = cast_situation(name)
            plan_of(situation)
            story = weakref.ref(situation.story)
            del situation
            assert story() is None, name
    finally:
        gc.enable()


def test_plan_of_says_what_every_rule_says() -> None:
    shown = plan(after(1), check_in(START, 5))
    said: list[Item | Card | Notice | LeftOut] = [*shown.day.items, *shown.cards, *shown.notices, *shown.left_out]
    named = {each.rule for each in said}
    assert named <= {rule.name for rule in RULES}
    assert {"temperature.cold_pack", "walking.short_walks", "rest.positions_card"} <= named


def test_plan_of_its_head() -> None:
    shown = plan(after(24.5), check_in(START, 5), time_zone="Asia/Kolkata")
    assert (shown.rules, shown.elapsed_hours, shown.phase, shown.severity) == (RULES_VERSION, 24.5, "cold", "moderate")
    assert (str(shown.now.tzinfo), shown.heat_from, shown.position) == ("Asia/Kolkata", after(72), "incline")


def test_plan_of_a_closed_gate_shows_only_what_is_true() -> None:
    pill = entry("medicine", START, name="ibuprofen")
    shown = plan(after(1), check_in(after(0.5), 5, flags=["E1"]), pill)
    nothing = (shown.day.items, shown.notices, shown.cards, shown.left_out, shown.reminders, shown.days)
    assert nothing == ((), (), (), (), (), ())
    assert (shown.timer, dict(shown.can_start), shown.day.walking, dict(shown.medicine.next)) == (None, {}, None, {})
    assert (shown.medicine.day_count, shown.phase, shown.day.number) == (1, "cold", 1)


def test_plan_of_lists_items_in_the_order_of_the_day() -> None:
    opens = [item.opens for item in plan(after(1), check_in(START, 5)).day.items]
    assert opens == sorted(opens)


# --- the days before and ahead


def test_days_run_daily_for_two_weeks_and_then_weekly() -> None:
    numbers = [line.number for line in plan(after(1)).days]
    assert numbers == [*range(1, 15), *range(21, 85, 7)]


@pytest.mark.parametrize(("day", "last"), [(1, 84), (77, 84), (78, 84), (84, 91), (85, 91)])
def test_days_look_a_week_ahead_at_least(day: int, last: int) -> None:
    assert plan(on(day, "12:00"), check_in(START, 5)).days[-1].number == last


@pytest.mark.parametrize("day", [14, 15, 20, 21, 22, 60])
def test_days_of_this_week_and_the_last_are_all_there(day: int) -> None:
    numbers = [line.number for line in plan(on(day, "12:00"), check_in(START, 5)).days]
    monday = day - (day - 1) % 7  # Day 1 is the first of its week
    assert {*range(monday - 7, monday + 7)} <= {*numbers}
    assert numbers == sorted(numbers)


def test_days_say_which_are_past() -> None:
    shown = plan(on(3, "12:00"), *days_of([5, 5, 5]))
    assert [line.past for line in shown.days[:4]] == [True, True, False, False]


def test_days_keep_the_stage_and_the_phase_that_they_ended_with() -> None:
    shown = plan(on(5, "12:00"), *days_of([4, 4, 4, 4, 4], [0, 3, 8, 2, 0]))
    assert [str(line.stage) for line in shown.days[:5]] == ["W1", "W2", "W3a", "W3b", "W4"]
    assert [str(line.phase) for line in shown.days[:5]] == ["cold", "cold", "cold", "transition", "heat"]


def test_days_hold_the_phase_of_now_for_today() -> None:
    assert [str(plan(on(3, clock), check_in(START, 5)).days[2].phase) for clock in ("08:59", "09:00")] == [
        "cold",
        "transition",
    ]


def test_days_to_come_have_no_stage_while_questions_are_open() -> None:
    lines = plan(on(8, "12:00"), check_in(START, 5)).days
    assert {line.number for line in lines if line.stage is None} == {line.number for line in lines if not line.past}
