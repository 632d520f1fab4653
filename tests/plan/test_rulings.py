"""The journals that the rulings about the plan were made on, with what is right for each."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from recovery.plan.entries import BadEntry, instant
from tests.plan.cases import encoded, entry


def shown_cards(plan: dict[str, Any]) -> dict[str, bool]:
    return {card["kind"]: card["shown"] for card in plan["cards"]}


def codes(plan: dict[str, Any]) -> set[str]:
    return {notice["code"] for notice in plan["notices"]}


# --- gate, flags and clock

PAUSED = {"cold", "heat", "walk", "stretch", "massage", "legs_up"}


def startable(plan: dict[str, Any]) -> set[str]:
    return {kind for kind, start in plan["can_start"].items() if start["now"]}


def item_kinds(plan: dict[str, Any]) -> set[str]:
    return {item["kind"] for item in plan["day"]["items"]}


@pytest.mark.parametrize("name", ["r01-sudden-without-screen", "r01-flare-warmth-before-screen"])
def test_r01_a_new_pain_asks_first_and_leaves_rest_breathing_and_drinks(name: str) -> None:
    plan = encoded(name)
    assert (plan["gate"]["level"], "screen" in plan["gate"]["asks"]) == ("ask_first", True)
    assert item_kinds(plan) & PAUSED == set()
    assert startable(plan) == {"rest", "breathing"}
    assert item_kinds(plan) >= {"rest", "breathing", "drink"}


def test_r02_a_fever_and_then_a_weak_leg_are_an_emergency() -> None:
    gate = encoded("r02-fever-then-weak-leg")["gate"]
    assert (gate["level"], gate["flags"], gate["call"]) == ("emergency", ["E10"], "999")


def test_r06_a_fever_that_is_gone_stands_before_nothing() -> None:
    assert encoded("r06-fever-gone")["gate"] is None


def test_r09_in_the_year_of_the_birthday_the_age_is_asked() -> None:
    gate = encoded("r09-born-eighteen-years-ago")["gate"]
    assert (gate["level"], gate["asks"]) == ("not_for_you", ["adult"])
    said = encoded("r09-born-eighteen-years-ago", entry("about", instant("2027-01-02T09:35:00Z"), adult=True))
    assert (said["gate"], "walk" in item_kinds(said)) == (None, True)


def test_r10_a_spasm_without_more_pain_starts_nothing_afresh() -> None:
    plan = encoded("r10-seized-every-morning")
    assert (plan["phase"], plan["day"]["walking"]["stage"]) == ("heat", "W2")
    assert plan["can_start"]["heat"]["now"]
    assert plan["heat_from"] == "2026-12-10T09:30:00+00:00"


# --- medicines


def test_r07_a_rash_bars_cold_warmth_and_massage_and_the_plan_goes_on() -> None:
    plan = encoded("r07-rash-ice")
    kinds = {item["kind"] for item in plan["day"]["items"]}
    assert kinds & {"cold", "heat", "massage"} == set()
    assert kinds >= {"rest", "walk", "drink", "check_in"}
    for kind in ("cold", "heat", "massage"):
        assert plan["can_start"][kind] == {"now": False, "from": None, "because": "D7"}
    assert plan["gate"] is None


def test_r08_after_a_reaction_no_nsaid_is_shown_or_counted_down() -> None:
    plan = encoded("r08-reaction-then-ibuprofen")
    assert plan["gate"] is None
    [card] = [card for card in plan["cards"] if card["kind"] == "nsaid"]
    assert (card["shown"], card["because"]) == (False, "E12")
    assert plan["medicine"]["next"] == {}


def test_r37_aspirin_for_the_heart_is_no_pain_pill() -> None:
    plan = encoded("r37-heart-aspirin")
    assert plan["medicine"] == {"day_count": 0, "next": {}}
    assert codes(plan) & {"medicine_8_days", "medicine_10_days", "pill_not_for_you", "two_nsaids"} == set()
    assert (shown_cards(plan)["paracetamol"], shown_cards(plan)["nsaid"]) == (True, False)


# --- walking


def test_r24_no_step_up_before_this_morning_is_told() -> None:
    name, told = "r24-step-before-the-morning", entry("check_in", instant("2026-12-09T07:05:00Z"), pain=5)
    waiting, grown = (each["day"]["walking"] for each in (encoded(name), encoded(name, told, now="2026-12-09T07:10Z")))
    assert (waiting["stage"], waiting["because"]["code"]) == ("W2", "no_morning_pain")
    assert (grown["stage"], grown["because"]["code"]) == ("W3a", "good_day")


def test_r26_longer_walks_by_choice_lead_to_longer_walks() -> None:
    walking = encoded("r26-three-long-walks")["day"]["walking"]
    assert (walking["stage"], walking["decision"]) == ("W4", "advance")


# --- flags, walking, recovery


def reminded(plan: dict[str, Any]) -> set[str]:
    return {kind for each in plan["reminders"] for kind in each["kinds"]}


def test_r03_nobody_is_well_while_a_sign_is_open() -> None:
    plan = encoded("r03-hot-calf-well-again")
    assert (plan["gate"]["level"], plan["gate"]["flags"]) == ("today", ["S5"])
    assert plan["phase"] != "keep_well"
    assert plan["day"]["walking"]["stage"] == "W1"
    assert shown_cards(plan)["recovered"] is False


def test_r04_a_hot_calf_leaves_walks_to_the_toilet_until_it_is_checked() -> None:
    name, checked = "r04-hot-calf-longer-walks", instant("2026-12-13T10:00:00Z")
    plan = encoded(name)
    assert (plan["gate"]["flags"], plan["day"]["walking"]["stage"]) == (["S5"], "W1")
    assert "walk" not in reminded(plan)
    clear = [entry("cleared", checked, because="professional"), entry("check_in", checked, screened=True, flags=[])]
    same_day = encoded(name, *clear, now="2026-12-13T10:05:00Z")
    assert (same_day["gate"], same_day["day"]["walking"]["stage"]) == (None, "W3a")
    morning = entry("check_in", instant("2026-12-14T07:05:00Z"), pain=2, screened=True)
    assert encoded(name, *clear, morning, now="2026-12-14T07:10:00Z")["day"]["walking"]["stage"] == "W4"


def test_r05_not_walking_past_two_days_is_a_sign_for_today_until_it_is_told_otherwise() -> None:
    name = "r05-cannot-walk-past-48h"
    plan = encoded(name)
    assert (plan["gate"]["level"], plan["gate"]["flags"]) == ("today", ["S6"])
    assert plan["day"]["walking"]["stage"] == "W1"
    assert "walk" not in reminded(plan)
    now = plan["now"]
    walks_again = entry("check_in", instant(now), can_walk="a_few_steps")
    assert encoded(name, walks_again)["gate"] is None


def test_r11_no_word_of_not_eased_over_a_recovery_in_between() -> None:
    assert codes(encoded("r11-not-eased-after-recovery")) & {"off_track_72h", "off_track_14d"} == set()


def test_r12_well_again_does_not_stand_beside_a_pain_of_three() -> None:
    plan = encoded("r12-well-again-at-pain-3")
    assert plan["phase"] != "keep_well"
    assert shown_cards(plan)["recovered"] is False


def test_r13_after_six_weeks_longer_walks_a_weekly_check_in_and_the_referral_stay() -> None:
    plan = encoded("r13-six-weeks")
    assert item_kinds(plan) & {"cold", "heat"} == set()
    assert not plan["can_start"]["heat"]["now"]
    assert (plan["day"]["walking"]["stage"], plan["day"]["walking"]["gap_minutes"]) == ("W4", 120)
    assert "off_track_42d" in codes(plan)
    first = instant(plan["day"]["starts"])
    days = [encoded("r13-six-weeks", now=f"{first + timedelta(days=day):%Y-%m-%dT%H:%MZ}") for day in range(1, 8)]
    assert sorted(len(each["reminders"]) for each in days) == [0] * 6 + [1]
    assert {kind for each in days for kind in reminded(each)} == {"check_in"}


def test_r14_a_waking_day_after_landing_has_items_and_reminders() -> None:
    plan = encoded("r14-landing-empty-day")
    coming = [item for item in plan["day"]["items"] if item["state"] in ("due", "open")]
    assert len(coming) > 10
    assert plan["reminders"]


@pytest.mark.parametrize(("name", "field"), [("r15-sleep-at-waking-hour", "sleep|wake"), ("r17-no-about", "time_zone")])
def test_r15_and_r17_sleep_at_the_waking_hour_and_no_zone_are_refused_by_name(name: str, field: str) -> None:
    with pytest.raises(BadEntry, match=field):
        encoded(name)


def test_r28_a_nine_after_a_walk_is_a_rise_against_the_pain_told_last() -> None:
    walking = encoded("r28-nine-after-a-walk")["day"]["walking"]
    assert (walking["decision"], walking["because"]["code"]) == ("ease", "pain_rose")
    assert walking["because"]["inputs"] == {"rise": 6, "before": 3, "after": 9}


def test_r28_which_pain_is_right_is_asked_until_a_later_one_is_told() -> None:
    name = "r28-question-gone"
    assert "which_pain" in codes(encoded(name))
    told = entry("check_in", instant("2026-12-09T07:10:00Z"), pain=4)
    assert "which_pain" not in codes(encoded(name, told))


# --- ice, warmth, timers, drinks, reminders


def test_r18_an_hour_of_ice_is_followed_by_the_pause_of_the_skin_and_one_kind_word() -> None:
    plan = encoded("r18-hour-of-ice")
    start = plan["can_start"]["cold"]
    assert (start["now"], start["from"]) == (False, "2026-12-07T11:40:00+00:00")
    [word] = [each for each in plan["notices"] if each["code"] == "cold_too_long"]
    assert (word["level"], word["because"]) == ("info", {"minutes": 60})


def test_r21_warmth_that_is_no_longer_allowed_stays_with_its_reason() -> None:
    session = encoded("r21-numb-skin-while-warm")["session"]
    assert (session["kind"], session["stop"]) == ("heat", "numb_skin")
    flag = entry("check_in", instant("2026-12-10T10:06:00Z"), flags=["E1"])
    alarm = encoded("r21-numb-skin-while-warm", flag, now="2026-12-10T10:06:00Z")
    assert (alarm["session"], alarm["gate"]["level"], alarm["gate"]["stop"]) == (None, "emergency", "heat")


def test_r22_warmth_waits_for_the_skin_openly() -> None:
    name = "r22-mark-then-no-warmth"
    plan = encoded(name)
    assert "skin_not_normal" in codes(plan)
    assert "heat" not in item_kinds(plan)
    fine = encoded(name, entry("check_in", instant(plan["now"]), skin="fine"))
    assert "skin_not_normal" not in codes(fine)
    assert "heat" in item_kinds(fine)


def test_r29_a_week_of_silence_has_no_reminder() -> None:
    assert encoded("r29-silent-week")["reminders"] == []


def test_r32_a_late_evening_has_two_drinks_an_hour_apart_at_most() -> None:
    drinks = [item for item in encoded("r32-eight-glasses")["day"]["items"] if item["kind"] == "drink"]
    opens = [instant(item["opens"]) for item in drinks]
    assert 1 <= len(opens) <= 2
    assert all((then - one).total_seconds() >= 3600 for one, then in pairwise(opens))


def test_each_case_has_a_test_of_its_own_name() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    names = [path.stem for path in Path(__file__).with_name("cases").glob("*.json")]
    assert len(names) == 27
    assert [name for name in names if f'"{name}"' not in source] == []
