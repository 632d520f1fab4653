"""Reading untrusted data: good entries, and one sentence for each bad one."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.entries import (
    CLASSES,
    BadEntry,
    CheckIn,
    dump,
    parse,
    parse_journal,
)
from tests.plan.cases import START, about, after, check_in, entry, onset, walk

BASE: dict[str, Any] = {"id": UUID(int=1), "at": START, "entered_at": START, "by": "self"}
FULL: dict[str, dict[str, Any]] = {
    "about": {
        "time_zone": "Asia/Kolkata",
        "wake": "17:00",
        "sleep": "09:00",
        "country": "IN",
        "birth_year": 1980,
        "sex": "f",
        "weeks_pregnant": 12,
        "conditions": ["diabetes", "asthma"],
    },
    "onset": {"started_at": START, "latest_at": after(1)},
    "check_in": {
        "pain": 5,
        "spasm": "lots",
        "stiffness": "some",
        "leg": "same",
        "temperature_c": 36.6,
        "slept": "badly",
        "can_walk": "a_few_steps",
        "where_now": "floor",
        "alone": False,
        "flags": ["D5"],
        "screened": True,
        "sudden": False,
        "longest_walk": 12,
        "walked": True,
        "limits": True,
        "note": "after lunch",
    },
    "walk": {
        "minutes": 5,
        "pain_before": 3,
        "pain_after": 4,
        "pain_hour_later": 3,
        "finished": True,
        "where": "home",
        "started": UUID(int=2),
    },
    "started": {"item": "cold"},
    "cold": {"minutes": 20, "skin": "fine"},
    "heat": {"minutes": 15, "skin": "marked"},
    "rest": {"minutes": 20, "position": "incline"},
    "legs_up": {"minutes": 10},
    "breathing": {"minutes": 5},
    "massage": {"minutes": 5},
    "stretch": {"minutes": 5, "pain_before": 3, "pain_after": 2},
    "drink": {"ml": 200},
    "medicine": {"name": "ibuprofen", "mg": 200, "note": "with food"},
    "cleared": {"because": "professional"},
    "worse": {"item": "drink"},
    "roland": {"ticked": [1, 24]},
    "activities": {"scores": [{"name": "Put on socks", "score": 7}]},
    "dismissed": {"notices": ["D1", "off_track_14d"]},
    "withdrawn": {"entry": UUID(int=3)},
}
CASES = [
    ([1], "entry 1: must be an object with fields"),
    ([{"at": START}], "entry 1: kind: must be one of about, onset,"),
    ([entry("nap", START)], "entry 1: kind: must be one of"),
    ([entry("drink", START, ml=200, size=3)], "entry 1 (drink): size: is no field of this kind"),
    ([entry("drink", START)], "entry 1 (drink): ml: is missing"),
    ([{"kind": "drink", "ml": 200}], "entry 1 (drink): at: is missing"),
    ([entry("drink", datetime(2026, 12, 7), ml=200)], "entry 1 (drink): at: must say its offset from UTC"),  # noqa: DTZ001
    ([{"kind": "drink", "at": "2026-12-07T10:00", "ml": 200}], "entry 1 (drink): at: must say its offset from UTC"),
    ([{"kind": "drink", "at": "noon", "ml": 200}], "entry 1 (drink): at: must be an instant such as"),
    ([{"kind": "drink", "at": 5, "ml": 200}], "entry 1 (drink): at: must be an instant such as"),
    ([{"kind": "drink", "at": "0001-01-01T00:00:00+00:00", "ml": 2}], "at: must lie between the years 1901 and 2199"),
    ([about(time_zone="Mars/Base")], "entry 1 (about): time_zone: must be a time zone such as Europe/London"),
    ([about(time_zone="localtime")], "entry 1 (about): time_zone: must be a time zone"),
    ([about(time_zone=None)], "entry 1 (about): time_zone: is missing in the first about"),
    ([about(wake="25:00")], "entry 1 (about): wake: must be a local time such as 07:00"),
    ([about(wake="07:00", sleep="07:00")], "entry 1 (about): sleep: must differ from wake"),
    ([about(), about(sleep="07:00", wake=None)], "entry 2 (about): sleep: must differ from wake"),
    ([about(), about(sleep=None, wake="22:00")], "entry 2 (about): wake: must differ from sleep"),
    # only between two of them
    (
        [about(after(-3)), about(after(-2), sleep="07:00", wake=None), about(after(-1), sleep=None, wake="09:00")],
        "entry 2 (about): sleep: must differ from wake",
    ),
    (
        [about(after(-1), sleep="07:00", wake=None), about(wake="07:00", sleep=None)],
        "entry 2 (about): wake: must differ",
    ),
    ([onset(), check_in(START, 5)], "journal: time_zone: is missing, because no about says where the person is"),
    ([about(country="gb")], "entry 1 (about): country: must be a country in two capital letters"),
    ([about(birth_year=1850)], "entry 1 (about): birth_year: must lie between 1900 and 2200"),
    ([about(sex="x")], "entry 1 (about): sex: must be one of f, m"),
    ([about(conditions="diabetes")], "entry 1 (about): conditions: must be a list"),
    (
        [about(conditions=["gout"])],
        "entry 1 (about): conditions: must be one of breast_feeding, recent_joint_replacement, numb_skin,",
    ),
    ([check_in(START, 11)], "entry 1 (check_in): pain: must lie between 0 and 10"),
    ([check_in(START, -1)], "entry 1 (check_in): pain: must lie between 0 and 10"),
    ([{"kind": "check_in", "at": START, "pain": 4.5}], "entry 1 (check_in): pain: must be a whole number"),
    ([{"kind": "check_in", "at": START, "pain": "4"}], "entry 1 (check_in): pain: must be a number"),
    ([{"kind": "check_in", "at": START, "pain": True}], "entry 1 (check_in): pain: must be a number"),
    ([{"kind": "check_in", "at": START, "pain": float("nan")}], "pain: must lie between 0 and 10"),
    ([{"kind": "check_in", "at": START, "pain": float("inf")}], "pain: must lie between 0 and 10"),
    ([{"kind": "check_in", "at": START, "pain": 10**400}], "pain: must lie between 0 and 10"),
    ([check_in(START, temperature_c=101.0)], "entry 1 (check_in): temperature_c: must lie between 30 and 45"),
    ([check_in(START, where_now="roof")], "entry 1 (check_in): where_now: must be one of floor, bed, chair, up"),
    ([check_in(START, alone="yes")], "entry 1 (check_in): alone: must be true or false"),
    ([check_in(START, flags=["E99"])], "entry 1 (check_in): flags: must be one of E1,"),
    ([check_in(START, flags=[["E1"]])], "entry 1 (check_in): flags: must be one of E1,"),
    ([check_in(START, screened="yes")], "entry 1 (check_in): screened: must be true or false"),
    ([check_in(START, note="x" * 2001)], "entry 1 (check_in): note: must have at most 2000 characters"),
    ([check_in(START, note="a\x00b")], "entry 1 (check_in): note: must hold whole characters only"),
    ([check_in(START, note="a\ud800")], "entry 1 (check_in): note: must hold whole characters only"),
    ([check_in(START, note=7)], "entry 1 (check_in): note: must be a text"),
    ([walk(START, minutes=-5)], "entry 1 (walk): minutes: must lie between 0 and 1440"),
    ([walk(START, started="me")], "entry 1 (walk): started: must be a UUID"),
    ([walk(START, started=7)], "entry 1 (walk): started: must be a UUID"),
    ([onset(started_at=START, latest_at=after(-1))], "entry 1 (onset): latest_at: must not lie before started_at"),
    ([onset(after(minutes=6), at=START)], "entry 1 (onset): started_at: lies in the future"),
    ([onset(after(-24 * 367), at=START)], "entry 1 (onset): started_at: must lie in the 12 months before at"),
    ([about(), onset(datetime(1950, 1, 1, tzinfo=UTC))], "onset: started_at: lies too long ago"),
    ([onset(latest_at=after(1))], "entry 1 (onset): latest_at: lies in the future"),
    ([check_in(after(minutes=5, seconds=1))], "entry 1 (check_in): at: lies in the future"),
    ([check_in(START, entered_at=after(1))], "entry 1 (check_in): entered_at: lies in the future"),
    ([about()], "journal: onset: is missing, so there is no start to count from"),
    ({"kind": "about"}, "journal: must be a list of entries"),
]


@pytest.mark.parametrize(("journal", "complaint"), CASES)
def test_parse_journal_refuses_bad_input_and_names_the_entry_and_the_field(journal: Any, complaint: str) -> None:
    with pytest.raises(BadEntry) as problem:
        parse_journal(journal, START)
    assert complaint in str(problem.value)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("kind", CLASSES)
def test_parse_reads_back_what_dump_writes_of_every_kind(kind: str) -> None:
    read = parse(BASE | {"kind": kind} | FULL[kind])
    assert set(dump(read)) - {"started"} >= {"kind", *FULL[kind]} - {"started"}
    assert parse(dump(read)) == read


def test_parse_takes_none_as_not_given() -> None:
    assert parse(BASE | {"kind": "check_in", "pain": None, "flags": None}) == CheckIn(**BASE)


def test_parse_keeps_an_instant_of_any_offset_as_utc() -> None:
    read = parse(BASE | {"kind": "drink", "at": "2026-12-07T14:30:00+05:30", "ml": 200})
    assert read.at == START
    assert read.at.tzinfo is UTC


def test_parse_ignores_the_order_of_a_list_of_words() -> None:
    one = parse(BASE | {"kind": "check_in", "flags": ["S2", "E1", "S2"]})
    other = parse(BASE | {"kind": "check_in", "flags": ["E1", "S2"]})
    assert one == other


def test_checked_allows_a_clock_that_runs_five_minutes_fast() -> None:
    assert len(parse_journal([about(), onset(), check_in(after(minutes=5))], START)) == 3


def test_checked_leaves_a_withdrawn_about_out() -> None:
    same = about(after(-1), wake=None, sleep="07:00", id=UUID(int=5))
    undo = entry("withdrawn", START, entry=str(UUID(int=5)))
    assert parse_journal([about(after(-2)), same, undo, onset()], START)
    with pytest.raises(BadEntry, match="journal: time_zone: is missing"):
        parse_journal([about(after(-2), id=UUID(int=5)), undo, onset()], START)


def test_checked_wants_a_zone_in_the_first_about_by_time_wherever_it_is_in_the_list() -> None:
    journal = [onset(), about(after(1)), about(START, time_zone=None)]
    with pytest.raises(BadEntry, match=r"entry 3 \(about\): time_zone: is missing"):
        parse_journal(journal, after(2))
    assert parse_journal([onset(), about(START), about(after(1), time_zone=None)], after(2))
