"""The report holds the facts of the journal, and is the same each time."""

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter, ValidationError

from recovery.exports.report import DAYS, report
from recovery.exports.report_shape import PersonFacts, Report
from recovery.plan.advice import Reason
from recovery.plan.build import plan_of, situation_at
from recovery.plan.clinical.figures import RULES_VERSION
from recovery.plan.encode import plain
from recovery.plan.entries import Entry, parse_journal
from recovery.plan.enums import WalkReason
from recovery.plan.review.course import course
from tests.plan.cases import START, Raw, about, after, check_in, days_of, entry, on, onset, walk
from tests.plan.journals import cases, read

EVENING = on(4, "20:00")
SHAPE = TypeAdapter(Report)


def made(journal: tuple[Entry, ...], now: datetime) -> Report:
    s = situation_at(journal, now)
    return report(s, plan_of(s), course(s))


def told(*entries: Raw, now: datetime = EVENING, **about_them: Any) -> Report:
    """The report of somebody in London since Monday 09:00."""
    journal = [about(**about_them), onset(), *(each for each in entries if each["at"] <= now)]
    return made(parse_journal(journal, now), now)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_the_order_of_the_entries_does_not_matter(case: tuple[list[Raw], datetime]) -> None:
    journal, now = read(case)
    one, other = (json.dumps(plain(made(each, now), now.tzinfo)) for each in (journal, journal[::-1]))
    assert one == other
    assert json.loads(one)["rules"] == RULES_VERSION


def validated(data: Any) -> Report:
    """Return the report that the shape reads from the file. A sentence, which is text there, becomes words again."""
    notices = [each | {"words": {"text": each["words"].replace("%", "%%")}} for each in data["notices"]]
    return SHAPE.validate_json(json.dumps(data | {"notices": notices}))


@settings(max_examples=40, deadline=None)
@given(cases())
def test_a_validator_takes_the_json_of_any_journal_and_loses_nothing(case: tuple[list[Raw], datetime]) -> None:
    journal, now = read(case)
    data = plain(made(journal, now), now.tzinfo)
    assert plain(validated(data), now.tzinfo) == data


def test_the_validator_finds_a_mistake() -> None:
    data = plain(told(), EVENING.tzinfo)
    data["days"][0]["walks"] = "some"
    with pytest.raises(ValidationError, match="walks"):
        validated(data)


def test_the_person_has_no_name_and_no_address() -> None:
    ill = {"birth_year": 1984, "sex": "f", "conditions": ["pregnant", "asthma"], "weeks_pregnant": 10}
    assert told(now=on(9, "20:00"), **ill).person == PersonFacts(
        birth_year=1984,
        sex="f",
        weeks_pregnant=11,
        conditions=["asthma", "pregnant"],
        agreed=[],
        time_zone="Europe/London",
    )


def test_the_start_has_its_latest_possible_time_and_new_spasms() -> None:
    sudden = check_in(on(3, "10:00"), 8, sudden=True)
    found = made(parse_journal([about(), onset(latest_at=after(2)), sudden], EVENING), EVENING).onset
    assert (found.started_at, found.latest_at, found.sudden_again) == (START, after(2), [on(3, "10:00")])


def test_the_start_and_the_present_are_compared() -> None:
    began = check_in(START, 8, can_walk="a_few_steps", spasm="lots")
    later = check_in(on(4, "08:00"), 3, spasm="some", limits=False)
    found = told(began, later, walk(on(4, "10:00"), minutes=12))
    start, present = found.at_the_start, found.at_present
    assert start is not None
    assert (start.pain, start.can_walk) == (8, "a_few_steps")
    assert (present.pain, present.spasm, present.limits, present.longest_walk) == (3, "some", False, 12)
    assert present.walking is not None
    assert present.walking.stage == "W2"


def test_an_unknown_number_is_none_and_not_zero() -> None:
    found = told()
    assert found.at_the_start is None
    assert found.at_present.pain is None
    assert found.at_present.longest_walk is None
    assert {day.walks for day in found.days} == {None}


def test_days_legs_sleep_changes_and_what_was_tried_are_those_of_the_last_two_weeks() -> None:
    early = [
        entry("cold", on(2, "10:00"), minutes=20),
        check_in(on(2, "10:00"), 5, leg="tingling", slept="badly"),
    ]
    found = told(*days_of([5] * 20, [3] * 20), *early, now=on(20, "20:00"))
    assert [day.number for day in found.days] == list(range(7, 7 + DAYS))
    assert min(each.at for each in found.changes) >= on(7, "07:00")
    assert [each.kind for each in found.tried] == ["walk"]
    assert (found.legs, found.sleep.badly) == ([], 0)


def test_medicines_are_those_of_the_whole_journal() -> None:
    dose = entry("medicine", on(1, "10:00"), name="ibuprofen", mg=400)
    found = told(dose, now=on(20, "20:00")).medicines
    assert [(each.name, each.mg) for each in found.taken] == [("ibuprofen", 400)]
    assert found.days_of_use == 1


def test_each_change_has_its_time_and_its_reason() -> None:
    hurt = walk(on(4, "10:00"), before=3, after=6)
    found = told(*days_of([5, 5, 5, 5], [0, 5, 5]), hurt).changes
    eased = next(each for each in found if each.decision == "ease")
    assert eased.because == Reason(WalkReason.PAIN_ROSE, {"rise": 3, "before": 3, "after": 6})
    assert [each.at for each in found] == sorted(each.at for each in found)


def test_notes_are_newest_first_and_dated_notices_are_listed() -> None:
    notes = [check_in(on(day, "09:30"), 8, note=f"Day {day}") for day in range(1, 8)]
    found = told(*notes, now=on(7, "20:00"))
    assert [each.note for each in found.notes] == ["Day 7", "Day 6", "Day 5", "Day 4", "Day 3"]
    assert [each.code for each in found.notices] == ["off_track_72h"]
