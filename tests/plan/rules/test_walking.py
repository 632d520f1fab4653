"""Walks in the day: little and often, and never straight out of the cold."""

from tests.plan.cases import about, check_in, entry, on, plan, windows


def test_no_walk_opens_on_a_back_still_stiff_from_the_cold() -> None:
    running = entry("started", on(2, "10:00"), item="cold")
    now = plan(on(2, "10:05"), check_in(on(2, "07:30"), 8), running)
    assert windows(now, "walk", "due", "open")[0].startswith("10:30")


def test_no_walk_is_listed_before_the_pack_is_off_and_the_pause_over() -> None:
    cold = entry("cold", on(2, "10:00"), minutes=10)
    now = plan(on(2, "10:15"), check_in(on(2, "07:30"), 8), cold)
    assert windows(now, "walk", "due", "open")[0].startswith("10:20")


def test_without_any_cold_nobody_is_stiff_not_even_in_the_night_after_a_move() -> None:
    moved = about(on(2, "10:00"), time_zone="America/New_York")  # 05:00 there
    shown = plan(on(2, "10:05"), check_in(on(2, "07:30"), 3), moved)
    assert shown.can_start["walk"].now
    assert windows(shown, "walk")[0] == "07:30-08:00"
