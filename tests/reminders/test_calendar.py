"""The plan as a calendar: read by three libraries, right over both changes of the clock, sent only if it changed."""

import ctypes
import ctypes.util
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, ReminderSettings
from recovery.plan.build import build_plan
from recovery.store import journal
from recovery.store.reminders import wish
from recovery.store.shares import hashed
from tests.missing import missing
from tests.npm import ICAL_JS
from tests.reminders.stage import ORIGIN
from tests.web.stage import NOW, begin, write

pytestmark = pytest.mark.django_db
PATH = "/calendar/secret.ics"
READ_BY_ICAL_JS = """
const { default: ICAL } = await import(process.argv[1]);
const text = await new Response(process.stdin).text();
const file = new ICAL.Component(ICAL.parse(text));
const events = file.getAllSubcomponents("vevent");
const starts = events.map((each) => new ICAL.Event(each).startDate.toJSDate().toISOString());
const alarms = events.flatMap((each) => each.getAllSubcomponents("valarm")).length;
console.log(JSON.stringify({ starts, alarms }));
"""
Starts = list[datetime]


def events_of(file: bytes) -> list[Any]:
    """The events, whose values may be of any of icalendar's types."""
    return list(icalendar.Calendar.from_ical(file).walk("VEVENT"))


def by_icalendar(file: bytes) -> Starts:
    return [each.decoded("dtstart") for each in events_of(file)]


def by_ical_js(file: bytes) -> Starts:
    if not ICAL_JS.exists():
        missing("ical.js is not there")
    command = [str(Path(sys.executable).parent / "node"), "--input-type=module", "-e", READ_BY_ICAL_JS, str(ICAL_JS)]
    read = json.loads(subprocess.run(command, input=file, capture_output=True, check=True).stdout)
    assert read["alarms"] == len(read["starts"])
    return [datetime.fromisoformat(each) for each in read["starts"]]


def by_libical(file: bytes) -> Starts:
    name = ctypes.util.find_library("ical")
    if name is None:
        missing("libical is not there")
    lib = ctypes.CDLL(name)
    for function in ("first_component", "next_component", "first_property"):
        getattr(lib, f"icalcomponent_get_{function}").restype = ctypes.c_void_p
    lib.icalparser_parse_string.restype = ctypes.c_void_p
    lib.icalproperty_get_value_as_string.restype = ctypes.c_char_p
    root = ctypes.c_void_p(lib.icalparser_parse_string(file))
    lib.icalrestriction_check(root)
    assert lib.icalcomponent_count_errors(root) == 0
    return list(_starts(lib, root))


def _starts(lib: ctypes.CDLL, root: ctypes.c_void_p) -> Starts:
    events, starts = lib.icalcomponent_string_to_kind(b"VEVENT"), lib.icalproperty_string_to_kind(b"DTSTART")
    found, event = list[datetime](), lib.icalcomponent_get_first_component(root, events)
    while event:
        start = lib.icalcomponent_get_first_property(ctypes.c_void_p(event), starts)
        text = lib.icalproperty_get_value_as_string(ctypes.c_void_p(start)).decode()
        found.append(datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC))
        event = lib.icalcomponent_get_next_component(root, events)
    return found


@pytest.fixture
def wishes(episode: Episode) -> ReminderSettings:
    return wish(episode, ORIGIN, calendar_hash=hashed("secret"))


def read(path: str = PATH) -> bytes:
    return Client().get(path).content


@pytest.mark.parametrize("reader", [by_icalendar, by_ical_js, by_libical])
@pytest.mark.parametrize("changes", [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)])
def test_all_readers_find_the_times_of_the_plan_over_both_changes_of_the_clock(
    owner: Person, time_machine: TimeMachineFixture, reader: Callable[[bytes], Starts], changes: datetime
) -> None:
    now = changes - timedelta(hours=15)
    time_machine.move_to(now, tick=False)
    episode = begin(owner, onset=now - timedelta(hours=12))
    wish(episode, ORIGIN, calendar_hash=hashed("secret"))
    starts, at = [], now
    for _ in range(3):
        plan = build_plan(journal.read(episode), at)
        starts += [each.at.astimezone(UTC) for each in plan.reminders]
        at = plan.day.ends
    assert reader(read()) == starts
    mornings = [min(each.astimezone(plan.now.tzinfo) for each in starts if each.date() == day) for day in days(starts)]
    assert {f"{each:%H:%M}" for each in mornings[1:]} == {"07:15"}


def days(starts: Starts) -> list[object]:
    return sorted({each.date() for each in starts}, key=str)


def test_each_event_has_an_alarm_and_says_nothing_about_health(wishes: ReminderSettings) -> None:
    file = read()
    events = events_of(file)
    assert len(events) > 10
    for event in events:
        [alarm] = event.subcomponents
        assert (event["summary"], event["class"], event["transp"]) == ("Your next step", "PRIVATE", "TRANSPARENT")
        assert (alarm["action"], alarm["trigger"].dt) == ("DISPLAY", -timedelta(minutes=1))
        assert "description" not in event
    assert len({event["uid"] for event in events}) == len(events)


def test_plain_words_name_what_is_due(wishes: ReminderSettings) -> None:
    wish(wishes.episode, ORIGIN, plain=True)
    first = events_of(read())[0]
    assert str(first["summary"]) == "How you feel, ice"
    assert "Ice, 20 minutes" in str(first["description"])


def test_the_file_is_as_the_standard_wants_it(wishes: ReminderSettings) -> None:
    file = read()
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert not [line for line in lines if line.endswith(b":")]
    assert b"METHOD" not in file


def test_an_event_keeps_its_id_and_a_log_changes_the_stamp(
    wishes: ReminderSettings, time_machine: TimeMachineFixture
) -> None:
    def events() -> dict[str, datetime]:
        found = events_of(read())
        return {str(each["uid"]): each.decoded("dtstamp") for each in found}

    before = events()
    time_machine.move_to(NOW + timedelta(hours=3), tick=False)
    assert events().items() < before.items()
    write(wishes.episode, "drink", NOW + timedelta(hours=3), ml=200)
    after = events()
    assert set(after) & set(before)
    assert set(after.values()) == {NOW + timedelta(hours=3)}


def test_it_is_sent_only_if_it_has_changed(wishes: ReminderSettings) -> None:
    response = Client().get(PATH)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies
    known = {"If-None-Match": response["ETag"]}
    assert Client().get(PATH, headers=known).status_code == 304
    write(wishes.episode, "walk", NOW - timedelta(minutes=10), minutes=4)
    assert Client().get(PATH, headers=known).status_code == 200


def test_wishes_and_an_emergency_leave_events_out(wishes: ReminderSettings) -> None:
    every = len(by_icalendar(read()))
    wish(wishes.episode, ORIGIN, muted=["cold", "heat", "walk"])
    assert 0 < len(by_icalendar(read())) < every
    write(wishes.episode, "check_in", flags=["E1"], screened=True)
    file = read()
    assert by_icalendar(file) == by_ical_js(file) == by_libical(file) == []
    assert icalendar.Calendar.from_ical(file).subcomponents, "a calendar without any component is not valid"


def test_a_wrong_secret_is_not_found_and_too_many_are_refused(wishes: ReminderSettings) -> None:
    assert Client().get("/calendar/wrong.ics").status_code == 404
    for _ in range(30):
        last = Client().get("/calendar/wrong.ics").status_code
    assert last == 429
    assert Client().get(PATH).status_code == 429
    assert Client().post(PATH).status_code == 405


def test_a_closed_plan_has_no_calendar(wishes: ReminderSettings) -> None:
    Episode.objects.filter(pk=wishes.episode_id).update(closed_at=NOW)
    assert Client().get(PATH).status_code == 404
