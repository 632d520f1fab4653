"""The report tells what the journal tells, of the last fortnight, and the same each time."""

import json
from datetime import datetime
from typing import Any

from hypothesis import given, settings

from recovery.edges.report import DAYS, report
from recovery.plan.build import plan_of, situation_at
from recovery.plan.course import course
from recovery.plan.encode import plain
from recovery.plan.facts import Entry, parse_journal
from recovery.plan.figures import RULES_VERSION
from tests.plan.cases import START, Raw, about, after, check_in, days_of, entry, on, onset, walk
from tests.plan.journals import cases, read

EVENING = on(4, "20:00")


def made(journal: tuple[Entry, ...], now: datetime) -> dict[str, Any]:
    s = situation_at(journal, now)
    return report(s, plan_of(s), course(s))


def told(*entries: Raw, now: datetime = EVENING, **about_them: Any) -> dict[str, Any]:
    """The report of somebody in London since Monday 09:00."""
    journal = [about(**about_them), onset(), *(each for each in entries if each["at"] <= now)]
    return made(parse_journal(journal, now), now)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_every_journal_makes_the_same_json_in_whatever_order_it_comes(case: tuple[list[Raw], datetime]) -> None:
    journal, now = read(case)
    one, other = (json.dumps(plain(made(each, now), now.tzinfo)) for each in (journal, journal[::-1]))
    assert one == other
    assert json.loads(one)["rules"] == RULES_VERSION


def test_a_person_is_what_matters_to_the_back_and_no_address() -> None:
    ill = {"birth_year": 1984, "sex": "f", "conditions": ["pregnant", "asthma"], "weeks_pregnant": 10}
    assert told(now=on(9, "20:00"), **ill)["person"] == {
        "birth_year": 1984,
        "sex": "f",
        "weeks_pregnant": 11,
        "conditions": ["asthma", "pregnant"],
        "agreed": [],
        "time_zone": "Europe/London",
    }


def test_an_unsure_start_says_how_unsure() -> None:
    sudden = check_in(on(3, "10:00"), 8, sudden=True)
    found = made(parse_journal([about(), onset(latest_at=after(2)), sudden], EVENING), EVENING)["onset"]
    assert found == {"started_at": START, "latest_at": after(2), "sudden_again": [on(3, "10:00")]}


def test_then_and_now_stand_side_by_side() -> None:
    began = check_in(START, 8, can_walk="a_few_steps", spasm="lots")
    later = check_in(on(4, "08:00"), 3, spasm="some", limits=False)
    found = told(began, later, walk(on(4, "10:00"), minutes=12))
    assert (found["at_the_start"]["pain"], found["at_the_start"]["can_walk"]) == (8, "a_few_steps")
    assert (found["at_present"]["pain"], found["at_present"]["spasm"]) == (3, "some")
    assert found["at_present"]["limits"] is False
    assert found["at_present"]["longest_walk"] == 12
    assert found["at_present"]["walking"]["stage"] == "W2"


def test_nothing_told_is_none_and_not_zero() -> None:
    found = told()
    assert found["at_the_start"] is None
    assert found["at_present"]["pain"] is None
    assert found["at_present"]["longest_walk"] is None
    assert {day["walks"] for day in found["days"]} == {None}


def test_legs_come_in_spells_and_nights_are_counted() -> None:
    legs = [("tingling", "badly"), ("tingling", "badly"), ("none", "well"), ("none", None)]
    found = told(*(check_in(on(day, "09:30"), 5, leg=leg, slept=slept) for day, (leg, slept) in enumerate(legs, 1)))
    assert found["legs"] == [
        {"leg": "tingling", "first": on(1, "09:30"), "last": on(2, "09:30")},
        {"leg": "none", "first": on(3, "09:30"), "last": on(4, "09:30")},
    ]
    assert found["sleep"] == {"well": 1, "badly": 2, "last": "well"}


def test_only_the_last_fortnight_is_told_day_by_day() -> None:
    found = told(*days_of([5] * 20, [3] * 20), entry("cold", on(2, "10:00"), minutes=20), now=on(20, "20:00"))
    assert [day["number"] for day in found["days"]] == list(range(7, 7 + DAYS))
    assert min(each["at"] for each in found["changes"]) >= on(7, "07:00")
    assert [each["kind"] for each in found["tried"]] == ["walk"]


def test_what_was_tried_tells_when_and_what_made_it_worse() -> None:
    ice = [entry("cold", on(1, clock), minutes=20) for clock in ("10:00", "12:00")]
    found = told(*ice, entry("worse", on(2, "10:00"), item="massage"))["tried"]
    assert found == [
        {"kind": "cold", "times": 2, "first": on(1, "10:00"), "last": on(1, "12:00"), "made_worse": []},
        {"kind": "massage", "times": 0, "first": None, "last": None, "made_worse": [on(2, "10:00")]},
    ]


def test_medicines_tell_doses_mg_and_days_of_use() -> None:
    doses = [
        entry("medicine", on(day, "10:00"), name="ibuprofen", mg=mg) for day, mg in ((1, 400), (2, 200), (2, None))
    ]
    found = told(*doses)["medicines"]
    assert found["days_of_use"] == 2
    assert found["taken"][0] | {"first": None, "last": None} == {
        "name": "ibuprofen",
        "doses": 3,
        "mg": 600,
        "mg_unknown": 1,
        "first": None,
        "last": None,
    }


def test_each_change_has_its_instant_and_its_reason() -> None:
    hurt = walk(on(4, "10:00"), before=3, after=6)
    found = told(*days_of([5, 5, 5, 5], [0, 5, 5]), hurt)["changes"]
    eased = next(each for each in found if each["decision"] == "ease")
    assert eased["because"] == {"code": "pain_rose", "inputs": {"rise": 3, "before": 3, "after": 6}}
    assert [each["at"] for each in found] == sorted(each["at"] for each in found)


def test_the_newest_notes_come_first_and_what_is_off_track_is_told() -> None:
    notes = [check_in(on(day, "09:30"), 8, note=f"Day {day}") for day in range(1, 8)]
    found = told(*notes, now=on(7, "20:00"))
    assert [each["note"] for each in found["notes"]] == ["Day 7", "Day 6", "Day 5", "Day 4", "Day 3"]
    assert [each["code"] for each in found["notices"]] == ["off_track_72h"]
