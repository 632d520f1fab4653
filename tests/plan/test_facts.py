"""What may stand in a journal, and one sentence for whatever may not."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.facts import (
    KINDS,
    BadEntry,
    CheckIn,
    Drink,
    Entry,
    Withdrawn,
    dump,
    merge,
    parse,
    parse_journal,
    taken_back,
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
    ([about(country="gb")], "entry 1 (about): country: must be a country in two capital letters"),
    ([about(birth_year=1850)], "entry 1 (about): birth_year: must lie between 1900 and 2200"),
    ([about(sex="x")], "entry 1 (about): sex: must be one of f, m"),
    ([about(conditions="diabetes")], "entry 1 (about): conditions: must be a list"),
    ([about(conditions=["gout"])], "entry 1 (about): conditions: must be one of numb_skin,"),
    ([check_in(START, 11)], "entry 1 (check_in): pain: must lie between 0 and 10"),
    ([check_in(START, -1)], "entry 1 (check_in): pain: must lie between 0 and 10"),
    ([{"kind": "check_in", "at": START, "pain": 4.5}], "entry 1 (check_in): pain: must be a whole number"),
    ([{"kind": "check_in", "at": START, "pain": "4"}], "entry 1 (check_in): pain: must be a number"),
    ([{"kind": "check_in", "at": START, "pain": True}], "entry 1 (check_in): pain: must be a number"),
    ([{"kind": "check_in", "at": START, "pain": float("nan")}], "pain: must lie between 0 and 10"),
    ([{"kind": "check_in", "at": START, "pain": float("inf")}], "pain: must lie between 0 and 10"),
    ([{"kind": "check_in", "at": START, "pain": 10**400}], "pain: must lie between 0 and 10"),
    ([check_in(START, temperature_c=101.0)], "entry 1 (check_in): temperature_c: must lie between 30 and 45"),
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
    ([onset(latest_at=after(1))], "entry 1 (onset): latest_at: lies in the future"),
    ([check_in(after(minutes=5, seconds=1))], "entry 1 (check_in): at: lies in the future"),
    ([check_in(START, entered_at=after(1))], "entry 1 (check_in): entered_at: lies in the future"),
    ([about()], "journal: onset: is missing, so there is no start to count from"),
    ({"kind": "about"}, "journal: must be a list of entries"),
]


@pytest.mark.parametrize(("journal", "complaint"), CASES)
def test_bad_input_is_refused_with_the_entry_and_the_field(journal: Any, complaint: str) -> None:
    with pytest.raises(BadEntry) as problem:
        parse_journal(journal, START)
    assert complaint in str(problem.value)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_back_what_it_writes(kind: str) -> None:
    read = parse(BASE | {"kind": kind} | FULL[kind])
    assert set(dump(read)) - {"started"} >= {"kind", *FULL[kind]} - {"started"}
    assert parse(dump(read)) == read


def test_none_counts_as_not_given() -> None:
    assert parse(BASE | {"kind": "check_in", "pain": None, "flags": None}) == CheckIn(**BASE)


def test_an_instant_of_any_offset_is_kept_as_utc() -> None:
    read = parse(BASE | {"kind": "drink", "at": "2026-12-07T14:30:00+05:30", "ml": 200})
    assert read.at == START
    assert read.at.tzinfo is UTC


def test_code_cannot_make_a_naive_entry_either() -> None:
    with pytest.raises(ValueError, match="at must be aware"):
        Drink(**BASE | {"at": datetime(2026, 12, 7)}, ml=200)  # noqa: DTZ001


def test_the_order_of_a_list_of_words_does_not_matter() -> None:
    one = parse(BASE | {"kind": "check_in", "flags": ["S2", "E1", "S2"]})
    other = parse(BASE | {"kind": "check_in", "flags": ["E1", "S2"]})
    assert one == other


def test_an_entry_up_to_five_minutes_ahead_is_a_clock_that_runs_fast() -> None:
    assert len(parse_journal([onset(), check_in(after(minutes=5))], START)) == 2


def test_the_first_about_by_time_must_name_the_zone_wherever_it_stands_in_the_list() -> None:
    journal = [onset(), about(after(1)), about(START, time_zone=None)]
    with pytest.raises(BadEntry, match=r"entry 3 \(about\): time_zone: is missing"):
        parse_journal(journal, after(2))
    assert parse_journal([onset(), about(START), about(after(1), time_zone=None)], after(2))


# --- the same id


def test_the_same_id_twice_is_one_entry_whenever_it_was_written_down() -> None:
    first = parse(BASE | {"kind": "drink", "ml": 200})
    again = replace(first, entered_at=after(1))
    assert merge([again, first, first]) == (first,)


def test_the_same_id_with_other_content_is_refused() -> None:
    first = parse(BASE | {"kind": "drink", "ml": 200})
    assert isinstance(first, Drink)
    with pytest.raises(BadEntry, match=f"entry {first.id} .drink.: id: stands for other content already"):
        merge([first, replace(first, ml=300)])


def test_ids_left_out_do_not_depend_on_the_place_in_the_list() -> None:
    journal = [onset(), about(), walk(after(1)), walk(after(2)), walk(after(1))]
    assert parse_journal(journal, after(3)) == parse_journal(journal[::-1], after(3))
    assert len(parse_journal(journal, after(3))) == 5


# --- taken back


def withdrawal(name: int, of: int) -> Entry:
    return Withdrawn(**BASE | {"id": UUID(int=name)}, entry=UUID(int=of))


@pytest.mark.parametrize(
    ("withdrawals", "gone"),
    [
        ([], set()),
        ([(2, 1)], {1}),
        ([(2, 1), (3, 2)], {2}),
        ([(2, 1), (3, 2), (4, 3)], {1, 3}),
        ([(2, 1), (3, 1), (4, 2)], {1, 2}),
        ([(2, 2)], {2}),
        ([(2, 3), (3, 2)], {2, 3}),
        ([(2, 9)], {9}),
    ],
)
def test_a_withdrawal_taken_back_takes_nothing_back(withdrawals: list[tuple[int, int]], gone: set[int]) -> None:
    entries = [withdrawal(*pair) for pair in withdrawals]
    assert {each.int for each in taken_back(entries)} == gone
    assert taken_back(entries[::-1]) == taken_back(entries)


def test_an_onset_brought_back_counts_again() -> None:
    ids = [UUID(int=place) for place in range(3)]
    journal = [
        onset(id=ids[0]),
        entry("withdrawn", START, id=ids[1], entry=str(ids[0])),
        entry("withdrawn", START, id=ids[2], entry=str(ids[1])),
    ]
    assert len(parse_journal(journal, START)) == 3
    with pytest.raises(BadEntry, match="onset: is missing"):
        parse_journal(journal[:2], START)


def test_a_long_chain_of_undo_and_redo_is_read_in_a_moment() -> None:
    chain = [withdrawal(name, name - 1) for name in range(2, 400)]
    assert len(taken_back(chain)) == 199
