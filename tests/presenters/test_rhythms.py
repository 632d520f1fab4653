"""The rest of the day on one screen: pills, rows and tiles, and what a tap on them sends."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from recovery.plan.build import build_plan
from recovery.plan.entries import Entry, parse
from recovery.plan.history.story import Story
from recovery.presenters.pills import Pill
from recovery.presenters.rhythms import MOST_PILLS, RhythmRow, show_rhythms
from recovery.presenters.tiles import Tile, show_tiles

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 12, 7, 7, tzinfo=UTC)  # the first morning
SCREENED: dict[str, Any] = {"flags": [], "screened": True}


def log(kind: str, at: datetime, **fields: Any) -> Entry:
    head = {"kind": kind, "id": uuid4(), "at": at, "entered_at": at, "by": "self"}
    return parse(head | fields)


def begin(pain: int = 6, can_walk: str = "yes", **about: Any) -> list[Entry]:
    """A spasm in the night before Monday, told on Monday morning."""
    night = MONDAY - timedelta(hours=8)
    habits = {"time_zone": "Europe/London", "wake": "07:00", "sleep": "22:00"}
    return [
        log("about", night, **habits | about),
        log("onset", night, started_at=night),
        log("check_in", MONDAY, pain=pain, can_walk=can_walk, **SCREENED),
    ]


def rows(journal: Sequence[Entry], now: datetime) -> dict[str, RhythmRow]:
    with timezone.override(LONDON):
        return {row.kind: row for row in show_rhythms(build_plan(journal, now), Story(sorted(journal, key=at), now))}


def tiles(journal: Sequence[Entry], now: datetime) -> dict[str, Tile]:
    with timezone.override(LONDON):
        return {tile.kind: tile for tile in show_tiles(build_plan(journal, now), Story(sorted(journal, key=at), now))}


def at(entry: Entry) -> datetime:
    return entry.at


def states(row: RhythmRow) -> list[str]:
    return [pill.state for pill in row.pills]


def on_short_walks(now: datetime) -> tuple[list[Entry], Pill]:
    """A journal on a day of short walks, and the pill that can be logged."""
    journal = [*begin(pain=2), log("check_in", now, pain=2, longest_walk=15, **SCREENED)]
    return journal, next(pill for pill in rows(journal, now)["walk"].pills if pill.action)


LATER = MONDAY + timedelta(days=2, minutes=40)  # in a window of walks


# --- walks


def test_a_day_of_rest_has_rest_first_ice_as_pills_and_getting_up_as_one_plus() -> None:
    found = rows(begin(pain=8, can_walk="a_few_steps"), MONDAY + timedelta(hours=2))
    assert list(found) == ["rest", "cold", "walk"]
    assert [position.best for position in found["rest"].positions] == [True, False, False]
    assert found["walk"].plus
    assert not found["walk"].pills
    assert strip_tags(found["walk"].hint).strip().startswith("Next ")
    assert found["cold"].pills


def test_walks_come_first_on_other_days() -> None:
    journal, _pill = on_short_walks(LATER)
    assert list(rows(journal, LATER)) == ["walk", "cold"]


def test_what_is_done_is_one_pill_and_what_is_far_off_another() -> None:
    journal = [
        *begin(pain=3),
        *(log("walk", MONDAY + timedelta(days=6, minutes=45 * each), minutes=3) for each in (1, 2)),
    ]
    now = MONDAY + timedelta(days=6, hours=2)
    journal.append(log("check_in", now - timedelta(hours=1), pain=3, longest_walk=5, **SCREENED))
    walk = rows(journal, now)["walk"]
    assert states(walk) == ["done", "coming", *["later"] * 7, "far"]
    assert len(walk.pills) == MOST_PILLS
    assert (walk.pills[0].text, walk.pills[0].spoken) == ("2", "Done: 2 walks")
    assert walk.pills[-1].text.startswith("+")


def test_nothing_done_is_not_counted() -> None:
    journal, _pill = on_short_walks(LATER)
    assert "done" not in states(rows(journal, LATER)["walk"])


def test_a_walk_that_is_open_is_logged_at_its_time_and_a_later_one_opens_the_sheet() -> None:
    journal, pill = on_short_walks(LATER)
    fields = dict(pill.fields)
    assert pill.action == "/log/walk/"
    assert fields["when"] == "pick"
    assert f"T{pill.text}" in str(fields["pick"])
    others = [each for each in rows(journal, LATER)["walk"].pills if each is not pill and each.state == "later"]
    assert {(each.action, each.href) for each in others if not each.action} == {("", "/log/walk/")}


@pytest.mark.parametrize(("early", "logs"), [(6, False), (5, True), (0, True)])
def test_a_walk_can_be_logged_five_minutes_early_and_never_in_the_future(early: int, logs: bool) -> None:
    journal, _pill = on_short_walks(LATER)
    journal.append(log("walk", LATER, minutes=3))
    opens = next(
        item.opens for item in build_plan(journal, LATER).day.items if item.kind == "walk" and item.state == "due"
    )
    now = opens - timedelta(minutes=early)
    pill = next(each for each in rows(journal, now)["walk"].pills if each.state == "coming")
    assert bool(pill.action) == logs
    if logs:
        assert str(dict(pill.fields)["pick"]) == f"{now.astimezone(LONDON):%Y-%m-%dT%H:%M}"


def test_two_people_who_tap_the_same_pill_write_one_entry() -> None:
    journal, pill = on_short_walks(LATER)
    again = next(each for each in rows(journal, LATER + timedelta(minutes=3))["walk"].pills if each.action)
    assert dict(again.fields)["id"] == dict(pill.fields)["id"]


def test_a_walk_that_was_taken_back_can_be_logged_again() -> None:
    journal, pill = on_short_walks(LATER)
    known = dict(pill.fields)["id"]
    assert isinstance(known, UUID)
    walk = log("walk", LATER, minutes=3, id=known)
    journal += [walk, log("withdrawn", LATER + timedelta(minutes=1), entry=known)]
    again = next(each for each in rows(journal, LATER + timedelta(minutes=2))["walk"].pills if each.action)
    assert dict(again.fields)["id"] not in (known, None)


def test_when_nothing_is_left_the_row_says_so() -> None:
    journal, _pill = on_short_walks(LATER)
    late = rows(journal, LATER.replace(hour=21, minute=58))["walk"]
    assert late.hint == "That is all for today."
    assert not late.pills


# --- ice and warmth


def test_ice_starts_now_and_only_where_the_plan_allows_it() -> None:
    now = MONDAY + timedelta(hours=1)
    starts = [pill for pill in rows(begin(), now)["cold"].pills if pill.action]
    assert [(pill.state, dict(pill.fields)["item"]) for pill in starts] == [("coming", "cold")]
    iced = [*begin(), log("cold", now, minutes=20, skin="fine")]
    after = rows(iced, now + timedelta(minutes=30))["cold"].pills
    assert not [pill for pill in after if pill.action]
    assert {pill.href for pill in after if pill.state == "coming"} == {"/today/cold/"}


def test_two_windows_show_both_of_their_times() -> None:
    journal, _pill = on_short_walks(LATER)
    cold = rows(journal, LATER + timedelta(hours=4, minutes=30))["cold"]
    assert cold.windows
    assert cold.hint == "Only if it still helps."
    assert all("–" in pill.text for pill in cold.pills if pill.state != "done")


def test_ice_beyond_the_plan_is_one_pill_that_helps_if_needed() -> None:
    done = [log("cold", MONDAY + timedelta(minutes=90 * each), minutes=20, skin="fine") for each in range(6)]
    now = MONDAY + timedelta(hours=9)
    cold = rows([*begin(), *done], now)["cold"]
    assert states(cold) == ["done", "coming"]
    assert strip_tags(cold.hint) == "Only if it still helps. Open now."


# --- tiles


def test_a_tile_starts_what_can_start_and_else_says_from_when() -> None:
    journal, now = [*begin(), log("legs_up", MONDAY + timedelta(hours=1), minutes=10)], MONDAY + timedelta(hours=1.5)
    found = tiles(journal, now)
    assert dict(found["breathing"].fields)["item"] == "breathing"
    assert (found["legs_up"].action, found["legs_up"].href) == ("", "/today/legs_up/")
    assert found["legs_up"].since
    assert found["legs_up"].done == 1


def test_a_timer_leaves_only_the_tiles_that_can_start_beside_it() -> None:
    journal = [*begin(), log("started", MONDAY + timedelta(hours=1), item="cold")]
    assert list(tiles(journal, MONDAY + timedelta(hours=1, minutes=5))) == ["drink"]


def test_a_drink_that_was_taken_back_is_not_counted() -> None:
    glasses = [log("drink", MONDAY + timedelta(minutes=each), ml=200) for each in (1, 2, 3)]
    journal = [*begin(), *glasses, log("withdrawn", MONDAY + timedelta(minutes=9), entry=glasses[0].id)]
    assert tiles(journal, MONDAY + timedelta(hours=1))["drink"].done == 2
