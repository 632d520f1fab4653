"""The spreadsheet: one row for each entry, in cells that no program runs."""

import csv
import io
from datetime import timedelta
from uuid import UUID

import pytest

from recovery.exports.spreadsheet import spreadsheet
from recovery.store.copies import SavedEpisode
from tests.exports.saved import ABOUT, DRINK, HEAD, NOW, saved


def rows(*episodes: SavedEpisode) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(spreadsheet(episodes).removeprefix("\ufeff"), newline="")))


def test_each_entry_is_a_row_with_times_local_to_where_the_person_was() -> None:
    later = (NOW - timedelta(minutes=10)).isoformat()
    move = ABOUT | {"id": str(UUID(int=5)), "at": later, "time_zone": "Asia/Tokyo", "conditions": ["asthma", "cancer"]}
    found = rows(saved(DRINK, move), saved(closed_at=NOW))
    assert [(row["at"], row["offset"], row["kind"], row["by"]) for row in found[:4]] == [
        ("2026-12-07 04:00", "UTC-05:00", "about", "self"),
        ("2026-12-07 04:00", "UTC-05:00", "onset", "self"),
        ("2026-12-07 04:00", "UTC-05:00", "drink", "self"),
        ("2026-12-07 18:50", "UTC+09:00", "about", "self"),
    ]
    assert (found[1]["started_at"], found[2]["ml"]) == ("2026-12-07 04:00", "200")
    assert (found[3]["entered_at"], found[3]["conditions"]) == ("2026-12-07 18:00", "cancer asthma")
    assert len(found) == 6


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(note: str) -> None:
    check_in = HEAD | {"kind": "check_in", "id": str(UUID(int=6)), "by": note, "note": note}
    row = rows(saved(check_in))[2]
    assert (row["note"], row["by"]) == (f"'{note}", f"'{note}")


def test_a_note_may_hold_commas_quotes_line_breaks_and_any_letter() -> None:
    note = 'ow, "much"\r\nbetter ü 😀'
    check_in = HEAD | {"kind": "check_in", "id": str(UUID(int=6)), "pain": 4, "screened": True, "note": note}
    table = spreadsheet([saved(check_in)])
    assert table.startswith("\ufeffat,offset,kind,by,")
    assert table.endswith("\r\n")
    assert (rows(saved(check_in))[2]["note"], rows(saved(check_in))[2]["screened"]) == (note, "True")


def test_every_time_of_a_row_has_the_offset_of_its_row() -> None:
    summer = {"kind": "onset", "id": str(UUID(int=6)), "started_at": "2026-07-01T12:00:00+00:00"}
    row = rows(saved(HEAD | summer))[2]
    assert (row["offset"], row["started_at"]) == ("UTC-05:00", "2026-07-01 07:00")


def test_a_table_may_have_semicolons() -> None:
    table = spreadsheet([saved(DRINK)], ";").removeprefix("\ufeff")
    row = list(csv.DictReader(io.StringIO(table, newline=""), delimiter=";"))[2]
    assert (row["kind"], row["ml"]) == ("drink", "200")


def test_measures_are_written_in_one_cell() -> None:
    roland = HEAD | {"kind": "roland", "id": str(UUID(int=6)), "ticked": [1, 24]}
    activities = HEAD | {"kind": "activities", "id": str(UUID(int=7)), "scores": [{"name": "Socks", "score": 7}]}
    *_, one, other = rows(saved(roland, activities))
    assert (one["ticked"], other["scores"]) == ("1 24", "Socks 7")
