"""The archive: it can be read back as it was, and any other file is refused with a reason."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.exports.archive import MOST_BYTES, BadArchive, export, read_archive
from recovery.plan.entries import parse
from recovery.store.copies import SavedEpisode
from tests.exports.saved import ABOUT, BEGAN, DRINK, HEAD, NOW, ONSET, saved
from tests.plan import journals
from tests.plan.cases import Raw


def data(*raw: Raw, **changed: Any) -> dict[str, Any]:
    return export([saved(*raw)], NOW) | changed


def episode(**changed: Any) -> dict[str, Any]:
    """The data of a file with one changed episode."""
    return data(episodes=[data()["episodes"][0] | changed])


def entries(*raw: Any) -> dict[str, Any]:
    return episode(entries=[ABOUT, ONSET, *raw])


def raw(value: Any) -> bytes:
    return json.dumps(value).encode()


def complaint(file: bytes) -> str:
    with pytest.raises(BadArchive) as problem:
        read_archive(file, NOW)
    return str(problem.value)


# --- export and read back


def test_export_names_its_format_and_holds_all_entries_oldest_first() -> None:
    file = data(DRINK | {"at": (BEGAN - timedelta(minutes=5)).isoformat()})
    assert (file["format"], file["version"], file["made"]) == ("backcare-journal", 1, NOW.isoformat())
    assert [each["kind"] for each in file["episodes"][0]["entries"]] == ["drink", "about", "onset"]
    assert file["episodes"][0]["closed_at"] is None


def test_withdrawn_entries_are_part_of_the_archive() -> None:
    undo = HEAD | {"kind": "withdrawn", "id": str(UUID(int=4)), "entry": DRINK["id"]}
    (back,) = read_archive(raw(data(DRINK, undo)), NOW)
    assert [each.kind for each in back.entries] == ["about", "onset", "drink", "withdrawn"]


def test_closed_episodes_stay_closed() -> None:
    episodes = (saved(closed_at=NOW), SavedEpisode(UUID(int=98), NOW, None, saved(DRINK).entries))
    assert read_archive(raw(export(episodes, NOW)), NOW) == episodes


@given(journals.cases(), st.sampled_from([None, 1]))
def test_any_journal_can_be_read_back_unchanged(case: tuple[list[Raw], datetime], indent: int | None) -> None:
    journal, now = journals.read(case)
    out = (SavedEpisode(UUID(int=0), now, None, journal),)
    text = json.dumps(export(out, now), ensure_ascii=False, indent=indent)
    (back,) = read_archive(text.encode(), now)
    assert (back,) == out


def test_a_file_may_have_a_byte_order_mark() -> None:
    assert read_archive(b"\xef\xbb\xbf" + raw(data()), NOW) == (saved(),)


def test_a_journal_of_two_years_can_be_read_back() -> None:
    drinks = [replace(parse(DRINK), id=UUID(int=1000 + place)) for place in range(21_001)]
    whole = replace(saved(), entries=(*saved().entries, *drinks))
    (back,) = read_archive(raw(export([whole], NOW)), NOW)
    assert len(back.entries) == len(whole.entries)


# --- files that are refused

LONG_AGO = {"at": "2001-01-01T00:00:00Z", "started_at": "2001-01-01T00:00:00Z"}
TOO_OLD = HEAD | {"kind": "onset", "id": str(UUID(int=8))} | LONG_AGO
SUDDEN = HEAD | {"kind": "check_in", "sudden": True}
FLAGGED = HEAD | {"kind": "check_in", "flags": ["D8"]}
CLEARED = HEAD | {"kind": "cleared", "because": "mistake"}


def many(entry: Raw, count: int, since: int = 100) -> list[Raw]:
    return [entry | {"id": str(UUID(int=since + place))} for place in range(count)]


@pytest.mark.parametrize(
    ("file", "reason"),
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
        (raw(entries(TOO_OLD)), "started_at: lies too long ago"),
        (raw(entries(TOO_OLD | {"at": HEAD["at"]})), "started_at: must lie in the 12 months before at"),
        (raw(entries(*many(SUDDEN, 201))), "are too many"),
        (raw(entries(*many(FLAGGED, 501), *many(CLEARED, 500, since=700))), "are too many"),
        (raw(entries(DRINK | {"\ud800": 1})), "entry 3 (drink): ?: is no field of this kind"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(file: bytes, reason: str) -> None:
    assert reason in complaint(file)


def test_the_reason_is_short_even_for_a_long_name_in_the_file() -> None:
    assert len(complaint(raw(entries(DRINK | {"x" * 10_000: 1})))) < 300


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_no_data_makes_the_reader_fail_otherwise(anything: Any) -> None:
    for file in (anything, episode(entries=[anything]), episode(id=anything), data(version=anything)):
        try:
            read_archive(raw(file), NOW)
        except BadArchive:
            continue
