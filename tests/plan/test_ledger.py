"""What labels leave in the rolling 24 real hours; it counts, and never suggests."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recovery.plan.advice import Dose
from tests.plan.cases import Raw, about, after, card, check_in, days_of, entry, notice, on, onset, plan, plan_of


def took(name: str, hours: float, mg: float | None = None) -> Raw:
    return entry("medicine", after(hours), name=name, mg=mg)


def dose(name: str, hours: float, *taken: Raw, **told: Any) -> tuple[str | None, float, str | None]:
    found: Dose = plan(after(hours), *taken, **told).medicine.next[name]
    opens = f"{(found.opens - after()) / timedelta(hours=1):g}" if found.opens else None
    return opens, found.mg_left_24h, found.because


ROWS: list[tuple[str, float, list[Raw], tuple[str | None, float, str | None]]] = [
    ("ibuprofen", 2, [took("ibuprofen", 1, 200)], ("5", 1000, "gap")),
    ("ibuprofen", 5, [took("ibuprofen", 1, 200)], ("5", 1000, None)),
    ("ibuprofen", 6, [took("ibuprofen", 1, 200)], ("6", 1000, None)),
    ("ibuprofen", 2, [took("ibuprofen", 1)], ("5", 800, "gap")),
    ("ibuprofen", 13, [took("ibuprofen", hour, 400) for hour in (1, 5, 9)], ("25", 0, "most_in_24_hours")),
    ("ibuprofen", 25, [took("ibuprofen", hour, 400) for hour in (1, 5, 9)], ("25", 400, None)),
    ("ibuprofen", 24.99, [took("ibuprofen", 1, 1200)], ("25", 0, "most_in_24_hours")),
    ("ibuprofen", 13, [took("ibuprofen", hour, 350) for hour in (1, 5, 9)], ("25", 150, "most_in_24_hours")),
    ("ibuprofen", 3, [took("ibuprofen", 1, 5000)], ("25", 0, "most_in_24_hours")),
    (
        "ibuprofen",
        4,
        [took("ibuprofen", hour, mg) for hour, mg in ((1, 100), (2, 600), (3, 500))],
        ("26", 0, "most_in_24_hours"),
    ),
    ("aspirin", 2, [took("aspirin", 1, 650)], ("5", 3250, "gap")),
    ("paracetamol", 2, [took("paracetamol", 1, 1000)], ("7", 3000, "gap")),
    ("paracetamol", 20, [took("paracetamol", hour, 1000) for hour in (1, 7, 13, 19)], ("25", 0, "most_in_24_hours")),
    ("naproxen", 2, [took("naproxen", 1, 220)], ("9", 440, "gap")),
    ("naproxen", 2, [took("naproxen", 1, 440)], ("13", 220, "two_in_12_hours")),
    ("naproxen", 10, [took("naproxen", 1, 220), took("naproxen", 9, 220)], ("17", 220, "gap")),
    ("naproxen", 18, [took("naproxen", hour, 220) for hour in (1, 9, 17)], ("25", 0, "most_in_24_hours")),
    ("naproxen", 26, [took("naproxen", hour, 220) for hour in (1, 9, 17)], ("26", 220, None)),
    ("naproxen", 22, [took("naproxen", hour, 220) for hour in (1, 9, 13)], ("25", 0, "most_in_24_hours")),
]


@pytest.mark.parametrize(("name", "hours", "taken", "expected"), ROWS)
def test_what_the_label_leaves_and_from_when(
    name: str, hours: float, taken: list[Raw], expected: tuple[str | None, float, str | None]
) -> None:
    assert dose(name, hours, *taken) == expected


def test_a_second_kind_is_blocked_for_24_hours() -> None:
    both = [took("naproxen", 1, 220), took("ibuprofen", 5, 200)]
    assert dose("ibuprofen", 2, *both[:1]) == ("25", 0, "second_nsaid")
    assert dose("aspirin", 6, *both) == dose("naproxen", 6, *both) == ("29", 0, "second_nsaid")
    assert dose("ibuprofen", 25, *both) == ("25", 1000, None)
    assert set(plan(after(2), took("naproxen", 1)).medicine.next) == {"ibuprofen", "naproxen", "aspirin"}
    assert set(plan(after(2), took("paracetamol", 1)).medicine.next) == {"paracetamol"}
    assert plan(after(25), took("naproxen", 1)).medicine.next.keys() == {"naproxen"}
    assert plan(after(2), took("other", 1)).medicine.next == {}


def test_24_hours_are_real_hours_when_the_clocks_change() -> None:
    began = datetime(2027, 3, 27, 12, tzinfo=UTC)  # 24 hours later London shows 13:00
    journal = [about(began), onset(began), entry("medicine", began, name="ibuprofen", mg=1200)]
    early = plan_of(journal, began + timedelta(hours=24, seconds=-1)).medicine.next["ibuprofen"]
    assert (early.mg_left_24h, early.because, early.opens) == (0, "most_in_24_hours", began + timedelta(hours=24))
    assert plan_of(journal, began + timedelta(hours=24)).medicine.next["ibuprofen"].mg_left_24h == 1200


@pytest.mark.parametrize(
    ("condition", "name"),
    [("kidney_disease", "ibuprofen"), ("heavy_alcohol", "paracetamol"), ("liver_disease", "paracetamol")],
)
def test_who_must_not_take_it_is_left_nothing(condition: str, name: str) -> None:
    assert dose(name, 9, took(name, 1), conditions=[condition]) == (None, 0, condition)


def test_what_bars_one_medicine_leaves_the_other() -> None:
    assert dose("paracetamol", 9, took("paracetamol", 1, 500), conditions=["diabetes"]) == ("9", 3500, None)


# --- days of use


def daily(days: int, name: str = "ibuprofen") -> list[Raw]:
    return [
        entry("medicine", on(day, clock), name=name, mg=200)
        for day in range(1, days + 1)
        for clock in ("09:30", "15:00")
    ]


@pytest.mark.parametrize(
    ("days", "code", "shown"),
    [(7, None, None), (8, "medicine_8_days", None), (9, "medicine_8_days", None), (10, "medicine_10_days", "ten_days")],
)
def test_warn_on_the_eighth_day_and_stop_on_the_tenth(days: int, code: str | None, shown: str | None) -> None:
    result = plan(on(days, "20:00"), *days_of([5] * days), *daily(days))
    assert result.medicine.day_count == days
    codes = [each.code for each in result.notices if each.code.startswith("medicine")]
    assert codes == ([code] if code else [])
    assert card(result, "nsaid").because == card(result, "paracetamol").because == shown
    assert result.medicine.next["ibuprofen"].because == shown
    assert result.medicine.next["ibuprofen"].mg_left_24h == (0 if shown else 800)


def test_days_count_in_the_zone_the_person_was_in() -> None:
    late = datetime(2026, 12, 8, 23, 30, tzinfo=UTC)  # 9 December in Berlin, where the next dose falls as well
    taken = [entry("medicine", late + timedelta(hours=hours), name="ibuprofen") for hours in (0, 6)]
    assert plan(late + timedelta(hours=7), *taken).medicine.day_count == 2
    assert plan(late + timedelta(hours=7), *taken, time_zone="Europe/Berlin").medicine.day_count == 1


def test_a_new_spasm_does_not_reset_the_days_unless_a_month_was_free_of_pain() -> None:
    spasm = check_in(on(45, "10:00"), 7, sudden=True)
    journal = [*days_of([4]), *daily(3)]
    assert plan(on(45, "11:00"), *journal, spasm).medicine.day_count == 3
    calm = [check_in(on(day, "07:05"), 1, limits=False) for day in (10, 20, 30, 42)]
    shown = plan(on(45, "11:00"), *journal, *calm, spasm)
    assert (shown.medicine.day_count, notice(shown, "off_track_42d")) == (0, None)
    short = [check_in(on(day, "07:05"), 1, limits=False) for day in (16, 42)]
    assert plan(on(45, "11:00"), *journal, *short, spasm).medicine.day_count == 3
    gradual = check_in(on(45, "10:00"), 5, sudden=False, screened=True)
    assert plan(on(45, "11:00"), *journal, *calm, gradual).medicine.day_count == 0
