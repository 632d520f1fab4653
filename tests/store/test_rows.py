"""What is written to a row is read back from it."""

import json
from datetime import UTC, datetime
from typing import Any, get_args, get_type_hints
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from recovery.models import Entry as Row
from recovery.models import Episode
from recovery.plan.entries import CLASSES, BadEntry, Entry, dump, parse
from recovery.plan.entries.stored import READERS, stored
from recovery.store.rows import Unreadable, _read, entries_by_episode, entries_of, row_of
from tests.plan.journals import cases, read
from tests.plan.test_properties import Case
from tests.store.stage import NOW, drink

JSON_TYPES = {str, int, float, bool, type(None)}
EVERY_KIND = [
    parse({"id": str(uuid4()), "at": NOW, "entered_at": NOW, "by": "self", **raw})
    for raw in (
        {"kind": "about", "time_zone": "Europe/London", "wake": "07:00", "conditions": ["asthma", "pregnant"]},
        {"kind": "onset", "started_at": "2026-12-06T23:10:00+01:00", "latest_at": "2026-12-07T01:00:00+01:00"},
        {"kind": "check_in", "pain": 7, "temperature_c": 37.0, "flags": ["E1"], "screened": True, "note": "ow ü 😀"},
        {"kind": "walk", "minutes": 4, "finished": False, "started": str(uuid4())},
        {"kind": "roland", "ticked": [24, 1]},
        {"kind": "activities", "scores": [{"name": "Put on socks", "score": 7}]},
        {"kind": "dismissed", "notices": ["off_track_72h"]},
        {"kind": "withdrawn", "entry": str(uuid4())},
        {"kind": "drink", "ml": 200, "at": NOW.replace(microsecond=120_000), "entered_at": NOW.replace(microsecond=7)},
    )
]


@pytest.mark.django_db
@pytest.mark.parametrize("entry", EVERY_KIND, ids=lambda entry: entry.kind)
def test_an_entry_comes_back_from_the_database_as_it_was(episode: Episode, entry: Entry) -> None:
    row_of(episode, entry).save()
    assert list(map(repr, entries_of(episode.entries.all()))) == [repr(entry)]


@pytest.mark.django_db
def test_several_journals_are_read_apart(episode: Episode) -> None:
    other, mine, theirs = Episode.objects.create(guest_key=uuid4()), drink(), drink()
    row_of(episode, mine).save()
    row_of(other, theirs).save()
    assert entries_by_episode(Row.objects.all()) == {episode.pk: [mine], other.pk: [theirs]}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_a_row_gives_the_entry_that_parsing_it_would_give(case: Case) -> None:
    for entry in read(case)[0]:
        row = dump(entry)
        head = (entry.id, row.pop("kind"), entry.at, entry.entered_at, entry.by)
        data = {name: value for name, value in row.items() if name not in ("id", "at", "entered_at", "by")}
        assert repr(stored(*head, data)) == repr(parse(dump(entry)))
        assert stored(*head, data) == entry


def plain(hint: Any) -> bool:
    """True if JSON gives a value of this type as it is."""
    return hint in JSON_TYPES or (bool(get_args(hint)) and all(plain(each) for each in get_args(hint)))


@pytest.mark.parametrize("kind", CLASSES)
def test_every_type_of_a_field_is_one_that_rows_can_hold(kind: str) -> None:
    hints = get_type_hints(CLASSES[kind])
    assert [
        name
        for name, hint in hints.items()
        if name not in ("kind", "id", "at", "entered_at", "by")
        and not plain(hint)
        and not any(each in READERS for each in (hint, *get_args(hint)))
    ] == []


def test_a_kind_of_a_newer_release_is_named() -> None:
    with pytest.raises(BadEntry, match="kind: sauna is not known to this release"):
        stored(uuid4(), "sauna", NOW, NOW, "self", {})


def test_an_instant_is_read_in_utc() -> None:
    onset = stored(uuid4(), "onset", NOW, NOW, "self", {"started_at": "2026-12-06T23:10:00+01:00"})
    assert dump(onset)["started_at"] == datetime(2026, 12, 6, 22, 10, tzinfo=UTC).isoformat()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["2026-12-06 22:10:00", "2026-12-06 22:10:00+00:00", "2026-12-06 23:10:00.000000+01:00"]
)
def test_an_instant_of_another_program_may_have_an_offset(episode: Episode, text: str) -> None:
    row_of(episode, drink()).save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE recovery_entry SET at = %s", [text])
    [entry] = entries_of(episode.entries.all())
    assert entry.at == datetime(2026, 12, 6, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "change",
    [{"id": "x"}, {"id": 7}, {"at": "yesterday"}, {"at": None}, {"entered_at": ""}, {"kind": "sauna"}, {"data": []}],
    ids=str,
)
def test_a_row_that_is_damaged_cannot_be_read(change: dict[str, Any]) -> None:
    row = {"id": str(uuid4()), "kind": "drink", "at": "2026-12-07T10:00:00Z", "entered_at": "2026-12-07T10:00:00Z"}
    text = json.dumps([list((row | {"by": "self", "data": {"ml": 200}} | change).values())])
    with pytest.raises(Unreadable):
        _read(lambda: [(uuid4(), text)])


@pytest.mark.parametrize("text", ["", "{oops", "[[]]", "{}"])
def test_what_is_no_list_of_rows_cannot_be_read(text: str) -> None:
    with pytest.raises(Unreadable):
        _read(lambda: [(uuid4(), text)])
