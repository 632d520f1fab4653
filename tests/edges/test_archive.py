"""The journal as a file: what goes out comes in again, a table runs none of it, and what is foreign is refused."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.edges.archive import MOST_BYTES, BadArchive, export, read_archive, spreadsheet
from recovery.journal import Bout
from recovery.plan import facts
from tests.plan import journals
from tests.plan.cases import Raw

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)
BEGAN = NOW - timedelta(hours=1)
HEAD: dict[str, Any] = {"at": BEGAN.isoformat(), "entered_at": BEGAN.isoformat(), "by": "self"}
ABOUT = HEAD | {"kind": "about", "id": str(UUID(int=1)), "time_zone": "America/New_York"}
ONSET = HEAD | {"kind": "onset", "id": str(UUID(int=2)), "started_at": BEGAN.isoformat()}
DRINK = HEAD | {"kind": "drink", "id": str(UUID(int=3)), "ml": 200}


def bout(*raw: Raw, closed_at: datetime | None = None) -> Bout:
    entries = facts.checked([facts.parse(each) for each in (ABOUT, ONSET, *raw)], NOW)
    return Bout(UUID(int=99), BEGAN, closed_at, entries)


def data(*raw: Raw, **changed: Any) -> dict[str, Any]:
    return export([bout(*raw)], NOW) | changed


def episode(**changed: Any) -> dict[str, Any]:
    """The file of one episode that was meddled with."""
    return data(episodes=[data()["episodes"][0] | changed])


def entries(*raw: Any) -> dict[str, Any]:
    return episode(entries=[ABOUT, ONSET, *raw])


def raw(value: Any) -> bytes:
    return json.dumps(value).encode()


def complaint(file: bytes) -> str:
    with pytest.raises(BadArchive) as problem:
        read_archive(file, NOW)
    return str(problem.value)


def rows(*bouts: Bout) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(spreadsheet(bouts).removeprefix("\ufeff"), newline="")))


# --- out and in


def test_the_file_says_what_it_is_and_holds_every_entry_the_oldest_first() -> None:
    file = data(DRINK | {"at": (BEGAN - timedelta(minutes=5)).isoformat()})
    assert (file["format"], file["version"], file["made"]) == ("backcare-journal", 1, NOW.isoformat())
    assert [each["kind"] for each in file["episodes"][0]["entries"]] == ["drink", "about", "onset"]
    assert file["episodes"][0]["closed_at"] is None


def test_what_was_taken_back_goes_along() -> None:
    undo = HEAD | {"kind": "withdrawn", "id": str(UUID(int=4)), "entry": DRINK["id"]}
    (back,) = read_archive(raw(data(DRINK, undo)), NOW)
    assert [each.kind for each in back.entries] == ["about", "onset", "drink", "withdrawn"]


def test_past_episodes_stay_past() -> None:
    bouts = (bout(closed_at=NOW), Bout(UUID(int=98), NOW, None, bout(DRINK).entries))
    assert read_archive(raw(export(bouts, NOW)), NOW) == bouts


@given(journals.cases(), st.sampled_from([None, 1]))
def test_any_journal_comes_back_as_it_was(case: tuple[list[Raw], datetime], indent: int | None) -> None:
    journal, now = journals.read(case)
    out = (Bout(UUID(int=0), now, None, journal),)
    text = json.dumps(export(out, now), ensure_ascii=False, indent=indent)
    (back,) = read_archive(text.encode(), now)
    assert (back,) == out


def test_an_editor_may_have_marked_the_byte_order() -> None:
    assert read_archive(b"\xef\xbb\xbf" + raw(data()), NOW) == (bout(),)


# --- a table


def test_a_table_has_one_row_for_each_entry_by_the_clock_of_where_the_person_was() -> None:
    later = (NOW - timedelta(minutes=10)).isoformat()
    move = ABOUT | {"id": str(UUID(int=5)), "at": later, "time_zone": "Asia/Tokyo", "conditions": ["asthma", "cancer"]}
    found = rows(bout(DRINK, move), bout(closed_at=NOW))
    assert [(row["at"], row["kind"], row["by"]) for row in found[:4]] == [
        ("2026-12-07 04:00", "about", "self"),
        ("2026-12-07 04:00", "onset", "self"),
        ("2026-12-07 04:00", "drink", "self"),
        ("2026-12-07 18:50", "about", "self"),
    ]
    assert (found[1]["started_at"], found[2]["ml"]) == ("2026-12-07 04:00", "200")
    assert (found[3]["entered_at"], found[3]["conditions"]) == ("2026-12-07 18:00", "cancer asthma")
    assert len(found) == 6


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_spreadsheet_runs_nothing(note: str) -> None:
    feel = HEAD | {"kind": "check_in", "id": str(UUID(int=6)), "by": note, "note": note}
    row = rows(bout(feel))[2]
    assert (row["note"], row["by"]) == (f"'{note}", f"'{note}")


def test_a_note_may_hold_commas_quotes_lines_and_any_letter() -> None:
    note = 'ow, "much"\r\nbetter ü 😀'
    feel = HEAD | {"kind": "check_in", "id": str(UUID(int=6)), "pain": 4, "screened": True, "note": note}
    table = spreadsheet([bout(feel)])
    assert table.startswith("\ufeffat,kind,by,")
    assert table.endswith("\r\n")
    assert (rows(bout(feel))[2]["note"], rows(bout(feel))[2]["screened"]) == (note, "True")


def test_measures_have_their_cells() -> None:
    ticked = HEAD | {"kind": "roland", "id": str(UUID(int=6)), "ticked": [1, 24]}
    things = HEAD | {"kind": "activities", "id": str(UUID(int=7)), "scores": [{"name": "Socks", "score": 7}]}
    *_, one, other = rows(bout(ticked, things))
    assert (one["ticked"], other["scores"]) == ("1 24", "Socks 7")


# --- refused

OLD = HEAD | {"kind": "onset", "id": str(UUID(int=8)), "started_at": "2001-01-01T00:00:00Z"}
FEEL = HEAD | {"kind": "check_in", "sudden": True}


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"", "cannot be read"),
        (b"\xff\xfe{}", "cannot be read"),
        (b"at,kind,by\r\n", "cannot be read"),
        (b"[" * 200_000, "cannot be read"),
        (b'{"version": ' + b"1" * 5000 + b"}", "cannot be read"),
        (b" " * (MOST_BYTES + 1), "too big"),
        (raw([]), "does not come from BackCare"),
        (raw({"resourceType": "Bundle"}), "does not come from BackCare"),
        (raw(data(version="1")), "does not come from BackCare"),
        (raw(data(episodes={})), "does not come from BackCare"),
        (raw(data(version=2)), "newer BackCare"),
        (raw(data(episodes=[])), "no plan, or too many"),
        (raw(data(episodes=[1] * 101)), "no plan, or too many"),
        (raw(data(episodes=[1])), "episode 1: entries: must be a list"),
        (raw(episode(entries=[])), "episode 1: journal: onset: is missing"),
        (raw(episode(id="x")), "episode 1: must be a UUID"),
        (raw(episode(created_at=None)), "episode 1: must be an instant"),
        (raw(episode(closed_at="")), "episode 1: must be an instant"),
        (raw(episode(closed_at="2027-01-01T00:00:00Z")), "episode 1: lies in the future"),
        (raw(entries([])), "episode 1: entry 3: must be an object"),
        (raw(entries(DRINK | {"ml": float("nan")})), "episode 1: entry 3 (drink): ml: must lie between"),
        (raw(entries({"kind": "drink", "ml": 1, "at": BEGAN.isoformat()})), "entry 3 (drink): id: is missing"),
        (raw(entries(DRINK | {"at": "2027-01-01T00:00:00Z"})), "entry 3 (drink): at: lies in the future"),
        (raw(entries(DRINK, DRINK | {"ml": 300})), "id: stands for other content already"),
        (raw(episode(closed_at="2026-12-01T00:00:00Z")), "closed_at: lies before an entry"),
        (raw(entries(OLD)), "started_at: lies too long ago"),
        (raw(entries(*(FEEL | {"id": str(UUID(int=100 + count))} for count in range(201)))), "are too many"),
        (raw(entries(DRINK | {"\ud800": 1})), "entry 3 (drink): ?: is no field of this kind"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(file: bytes, told: str) -> None:
    assert told in complaint(file)


def test_a_long_name_in_a_file_does_not_flood_the_page() -> None:
    assert len(complaint(raw(entries(DRINK | {"x" * 10_000: 1})))) < 300


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_no_file_breaks_the_reader(anything: Any) -> None:
    for file in (anything, episode(entries=[anything]), episode(id=anything), data(version=anything)):
        try:
            read_archive(raw(file), NOW)
        except BadArchive:
            continue
