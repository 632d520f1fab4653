"""The drawn examples of the rule book are what the core does, and the first one of a rule shows it at work."""

import pytest

from recovery.plan.build import build_plan
from recovery.plan.encode import encode
from recovery.plan.entries import instant, parse_journal
from recovery.plan.rulebook import ARTICLES
from recovery.presenters.case_words import EVENTS
from recovery.presenters.day_drawing import WIDTH
from recovery.presenters.examples import at_work, play, show_examples
from recovery.presenters.fired import Fired
from recovery.samples.case import Case, Course, Walks
from recovery.samples.events import Event
from recovery.samples.examples import CASES, EXAMPLES


def test_each_rule_has_two_different_examples_and_no_case_is_left_over() -> None:
    assert list(EXAMPLES) == list(ARTICLES)
    assert [name for name, cases in EXAMPLES.items() if len({*cases}) != 2] == []
    assert {case for cases in EXAMPLES.values() for case in cases} == set(CASES)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_first_example_shows_the_rule_at_work_and_the_second_is_another_case(rule: str) -> None:
    one, other = show_examples(rule)
    assert one.fired
    assert one.fired.title
    assert (one.fired, one.drawing, one.told) != (other.fired, other.drawing, other.told)


@pytest.mark.parametrize("name", CASES)
def test_a_case_makes_the_same_plan_as_its_journal(name: str) -> None:
    data = CASES[name].as_data()
    now = instant(data["now"])
    played, planned = play(CASES[name])[0], build_plan(parse_journal(data["journal"], now), now)
    assert (played, encode(played)) == (planned, encode(planned))


def test_every_rule_at_work_is_in_the_book() -> None:
    found = {each.rule for case in CASES.values() for each in at_work(*play(case))}
    assert found == set(ARTICLES)


def test_behind_an_emergency_only_the_alert_is_at_work() -> None:
    found = at_work(*play(CASES["sign_E1"]))
    assert [each.rule for each in found] == ["gate.emergency", "signs.whom_to_call"]


def test_an_item_is_drawn_where_it_is_planned() -> None:
    drawing = show_examples("temperature.cold_pack")[0].drawing
    assert drawing.own.startswith("M0 12h4M18 12h4")  # at waking and 90 minutes later, for 20 minutes
    assert drawing.awake == "M0 12H180"  # 15 of 24 hours
    assert drawing.now == 60
    assert not drawing.shut
    assert drawing.now < WIDTH


def test_a_closed_gate_is_drawn_shut() -> None:
    assert show_examples("gate.emergency")[0].drawing.shut


@pytest.mark.parametrize("event", Event)
def test_each_event_has_words_and_makes_a_plan(event: Event) -> None:
    assert EVENTS[event]
    plan, _situation = play(Case(after=3, also=(event,)))
    assert plan.days or plan.gate


@pytest.mark.parametrize(
    ("course", "pains"),
    [
        (Course.FAST, [6, 5, 4, 3, 2, 1, 0, 0]),
        (Course.SLOWLY, [6, 6, 5, 5, 4, 4, 3, 3]),
        (Course.STAYS, [6] * 8),
        (Course.BACK, [6, 5, 4, 3, 2, 1, 0, 0]),
    ],
)
def test_the_pain_follows_its_course(course: Course, pains: list[int]) -> None:
    case = Case(pain=6, course=course, after=7)
    told = [each["pain"] for each in case.as_data()["journal"] if each["kind"] == "check_in"]
    assert told == pains


def test_typed_pains_replace_the_course_and_none_is_a_silent_morning() -> None:
    journal = Case(typed=(6, None, 4), walks=Walks.NONE, after=3).as_data()["journal"]
    assert [each["pain"] for each in journal if each["kind"] == "check_in"] == [6, 4]


def test_nothing_is_told_after_the_instant_that_is_looked_at() -> None:
    for case in CASES.values():
        data = case.as_data()
        assert [each for each in data["journal"] if each["at"] > data["now"]] == []


def test_what_is_fired_can_be_compared() -> None:
    assert Fired("a", "b", "c") == Fired("a", "b", "c", (), "", aside=False)
