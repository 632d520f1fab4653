"""The medicine ledger: what labels leave in the rolling 24 real hours. It counts and never suggests."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recovery.plan.advice import Dose
from recovery.plan.entries import parse_journal
from recovery.plan.ledger import against
from recovery.plan.situation import Situation
from tests.plan.cases import Raw, about, after, card, check_in, days_of, entry, notice, on, onset, plan, plan_of


def took(name: str, hours: float, mg: float | None = None) -> Raw:
    return entry("medicine", after(hours), name=name, mg=mg)


def place(name: str) -> Raw:
    """A country whose packs of this medicine were read."""
    return {"country": "GB" if name == "paracetamol" else "US"}


def dose(name: str, hours: float, *taken: Raw, **told: Any) -> tuple[str | None, float, str | None]:
    found: Dose = plan(after(hours), *taken, **place(name) | told).medicine.next[name]
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
def test_the_ledger_says_what_the_label_leaves_and_from_when(
    name: str, hours: float, taken: list[Raw], expected: tuple[str | None, float, str | None]
) -> None:
    assert dose(name, hours, *taken) == expected


def test_a_second_kind_is_blocked_for_24_hours() -> None:
    both = [took("naproxen", 1, 220), took("ibuprofen", 5, 200)]
    assert dose("ibuprofen", 2, *both[:1]) == ("25", 0, "second_nsaid")
    assert dose("aspirin", 6, *both) == dose("naproxen", 6, *both) == ("29", 0, "second_nsaid")
    assert dose("ibuprofen", 25, *both) == ("25", 1000, None)
    assert set(plan(after(2), took("naproxen", 1), country="US").medicine.next) == {"ibuprofen", "naproxen", "aspirin"}
    assert set(plan(after(2), took("paracetamol", 1)).medicine.next) == {"paracetamol"}
    assert plan(after(25), took("naproxen", 1), country="US").medicine.next.keys() == {"naproxen"}
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
def test_a_condition_against_a_pill_leaves_nothing(condition: str, name: str) -> None:
    assert dose(name, 9, took(name, 1), conditions=[condition]) == (None, 0, condition)


NAMES = ("ibuprofen", "naproxen", "aspirin", "paracetamol")


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("US", {"ibuprofen", "naproxen", "aspirin", "paracetamol"}),
        ("GB", {"ibuprofen", "paracetamol"}),
        ("DE", set()),
    ],
)
def test_a_line_is_counted_only_where_packs_of_the_country_were_read(country: str, lines: set[str]) -> None:
    for name in NAMES:
        found = plan(after(30), took(name, 1, 200), country=country).medicine.next
        assert found.keys() == ({name} & lines), name


@pytest.mark.parametrize("country", ["GB", "DE"])
def test_what_speaks_against_a_medicine_is_said_in_every_country(country: str) -> None:
    both = [took("naproxen", 1, 250), took("ibuprofen", 5, 200)]
    assert dose("naproxen", 6, *both, country=country) == ("29", 0, "second_nsaid")
    assert dose("naproxen", 9, took("naproxen", 1), country=country, conditions=["asthma"]) == (None, 0, "asthma")
    assert objection("naproxen", 30, 250, took("naproxen", 29, 250), country=country) is None
    assert objection("naproxen", 30, None, took("ibuprofen", 29, 200), country=country) == "second_nsaid"
    assert objection("paracetamol", 30, 1000, took("paracetamol", 20, 3001), country=country) == "most_in_24_hours"


def test_paracetamol_is_counted_by_the_packs_of_the_country() -> None:
    taken = took("paracetamol", 1, 1000)
    for told, left in (
        ({"country": "US"}, 2000),
        ({"country": "GB"}, 3000),
        ({"time_zone": "UTC", "country": None}, 2000),
    ):
        assert dose("paracetamol", 2, taken, **told) == ("7", left, "gap")


def test_a_bar_on_one_medicine_leaves_the_other() -> None:
    assert dose("paracetamol", 9, took("paracetamol", 1, 500), conditions=["diabetes"]) == ("9", 3500, None)


@pytest.mark.parametrize(
    ("hours", "taken", "grows", "then"),
    [
        (2, [took("ibuprofen", 1, 200)], 25, None),
        (10, [took("ibuprofen", hour, 400) for hour in (1, 9)], 25, None),  # two more fit
        (14, [took("ibuprofen", hour, 333) for hour in (1, 5, 9)], 25, 25),  # 201 mg are left: one, not two
        (14, [took("ibuprofen", hour, 334) for hour in (1, 5, 9)], 25, None),  # 198 mg: none
        (24, [took("ibuprofen", hour, mg) for hour, mg in ((1, 400), (12, 400), (16, 200))], 25, 28),  # the gap binds
        (25, [took("ibuprofen", 1, 200)], None, None),
        (10, [took("naproxen", hour, 220) for hour in (1, 9)], 25, 25),
    ],
)
def test_the_ledger_says_when_more_is_left_and_warns_before_the_last_pill(
    hours: float, taken: list[Raw], grows: float | None, then: float | None
) -> None:
    found = plan(after(hours), *taken, **place(taken[0]["name"])).medicine.next[taken[0]["name"]]
    assert found.grows == (None if grows is None else after(grows))
    assert found.then == (None if then is None else after(then))


# --- what speaks against a dose


def objection(name: str, hours: float, mg: float | None, *taken: Raw, **told: Any) -> str | None:
    """The reason against a dose so many hours after the onset, as seen two days later."""
    now, told = after(72), place(name) | told
    found = against(Situation(parse_journal([about(**told), onset(), *taken], now), now), name, mg, after(hours))
    return found.code if found else None


@pytest.mark.parametrize(
    ("code", "name", "mg", "hours", "apart"),
    [
        ("gap", "ibuprofen", 200, 4, 200),
        ("gap", "aspirin", 325, 4, 325),
        ("gap", "paracetamol", 500, 6, 500),
        ("gap", "naproxen", 220, 8, 220),
        ("two_in_12_hours", "naproxen", 220, 12, 440),
        ("most_in_24_hours", "ibuprofen", 200, 24, 1200),
        ("most_in_24_hours", "paracetamol", None, 24, 3001),
        ("most_in_24_hours", "aspirin", None, 24, 3251),
    ],
)
def test_a_dose_too_soon_is_refused_whichever_was_logged_first(
    code: str, name: str, mg: float | None, hours: float, apart: float
) -> None:
    other, second = took(name, 30, apart), 1 / 3600
    assert objection(name, 30 + hours - second, mg, other) == objection(name, 30 - hours + second, mg, other) == code
    assert objection(name, 30 + hours, mg, other) is objection(name, 30 - hours, mg, other) is None


@pytest.mark.parametrize(
    ("one", "other"), [("ibuprofen", "naproxen"), ("aspirin", "ibuprofen"), ("naproxen", "aspirin")]
)
def test_a_second_kind_is_refused_24_hours_before_and_after(one: str, other: str) -> None:
    second = 1 / 3600
    for name, beside in ((one, other), (other, one)):
        assert objection(name, 54 - second, 200, took(beside, 30)) == "second_nsaid"
        assert objection(name, 6 + second, 200, took(beside, 30)) == "second_nsaid"
        assert objection(name, 54, 200, took(beside, 30)) is objection(name, 6, 200, took(beside, 30)) is None
    assert objection("paracetamol", 30, 500, took(one, 30), took(other, 30)) is None


def test_a_dose_between_two_others_fills_the_24_hours_of_both() -> None:
    around = [took("ibuprofen", hour, 400) for hour in (20, 28, 36)]
    assert objection("ibuprofen", 32, 200, *around) == "most_in_24_hours"
    assert objection("ibuprofen", 32, 200, *around[:2]) is None


def test_a_limit_broken_a_day_later_does_not_count_against_this_dose() -> None:
    assert objection("ibuprofen", 30, 200, took("ibuprofen", 54, 1400)) is None


def test_the_nearest_of_several_doses_is_named() -> None:
    taken = [took("ibuprofen", 20), took("ibuprofen", 26), took("aspirin", 33)]
    s = Situation(parse_journal([about(), onset(), *taken], after(72)), after(72))
    found = against(s, "naproxen", 220, after(28))
    assert found is not None
    assert found.inputs == {"other": "ibuprofen", "at": after(26)}


@pytest.mark.parametrize(
    ("mg", "taken", "inputs"),
    [
        (500, [], {"most": 400}),
        (200, [took("ibuprofen", 27, 200)], {"at": after(27), "span": timedelta(hours=4)}),
        (
            200,
            [took("ibuprofen", hour, 400) for hour in (1, 12, 16, 20)],
            {"mg": 1400, "since": after(12), "span": timedelta(hours=24), "most": 1200},
        ),
    ],
)
def test_what_is_against_a_dose_carries_its_numbers(mg: float, taken: list[Raw], inputs: dict[str, Any]) -> None:
    s = Situation(parse_journal([about(country="US"), onset(), *taken], after(72)), after(72))
    found = against(s, "ibuprofen", mg, after(28))
    assert found is not None
    assert found.inputs == inputs


def test_more_than_two_pills_at_once_are_refused() -> None:
    assert objection("ibuprofen", 30, 400) is None
    assert objection("ibuprofen", 30, 401) == objection("paracetamol", 30, 1001) == "most_at_once"


def test_a_dose_without_mg_counts_as_the_most_at_once() -> None:
    taken = [took("ibuprofen", hour) for hour in (20, 24, 28)]
    assert objection("ibuprofen", 32, None, *taken[:2]) is None
    assert objection("ibuprofen", 32, 1, *taken) == "most_in_24_hours"


def test_the_gravest_reason_comes_first() -> None:
    assert objection("ibuprofen", 31, 200, took("ibuprofen", 30, 1200)) == "most_in_24_hours"
    assert objection("ibuprofen", 31, 200, took("ibuprofen", 30, 1200), took("aspirin", 29)) == "second_nsaid"
    assert objection("ibuprofen", 31, 200, took("aspirin", 29), conditions=["asthma"]) == "asthma"


def test_a_condition_is_named_unless_a_clinician_agreed() -> None:
    assert objection("naproxen", 30, 220, conditions=["diabetes"]) == "diabetes"
    assert objection("naproxen", 30, 220, conditions=["diabetes"], agreed=["nsaid:diabetes"]) is None
    assert objection("paracetamol", 30, 500, conditions=["diabetes"]) is None
    assert objection("paracetamol", 30, 500, conditions=["heavy_alcohol"]) == "heavy_alcohol"


def test_a_pill_with_an_unknown_label_is_only_counted() -> None:
    assert objection("other", 30, 20_000, took("other", 30), conditions=["kidney_disease"]) is None


def test_24_hours_between_two_kinds_are_real_hours_over_a_clock_change() -> None:
    began = datetime(2027, 3, 27, 12, tzinfo=UTC)  # 24 hours later London shows 13:00
    now = began + timedelta(days=2)
    journal = [about(began), onset(began), entry("medicine", began, name="ibuprofen", mg=200)]
    s = Situation(parse_journal(journal, now), now)
    early = against(s, "naproxen", 220, began + timedelta(hours=24, seconds=-1))
    assert early is not None
    assert (early.code, early.inputs) == ("second_nsaid", {"other": "ibuprofen", "at": began})
    assert against(s, "naproxen", 220, began + timedelta(hours=24)) is None


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


@pytest.mark.parametrize(
    ("days", "moment", "code"),
    [
        (9, on(10, "09:00"), None),  # the tenth day begins
        (10, on(10, "21:00"), "ten_days"),
        (10, on(11, "09:00"), "ten_days"),
        (10, on(3, "21:00"), "ten_days"),  # the tenth day has two already
    ],
)
def test_one_more_dose_is_refused_after_ten_days(days: int, moment: datetime, code: str | None) -> None:
    now = on(11, "22:00")
    s = Situation(parse_journal([about(), onset(), *daily(days)], now), now)
    found = against(s, "ibuprofen", 200, moment)
    assert (found.code if found else None) == code


def test_a_dose_entered_late_before_the_tenth_day_is_not_refused() -> None:
    once = daily(10)[::2]
    s = Situation(parse_journal([about(), onset(), *once], on(11, "22:00")), on(11, "22:00"))
    assert against(s, "ibuprofen", 200, on(3, "21:00")) is None


def test_a_first_day_entered_late_counts_as_if_logged_in_time() -> None:
    now = on(12, "22:00")
    later = [each for each in daily(11) if each["at"] > on(2, "00:00")]
    found = against(Situation(parse_journal([about(), onset(), *later], now), now), "ibuprofen", 200, on(1, "10:00"))
    assert found is not None
    assert found.code == "ten_days"


def test_medicine_changes_no_stage_and_no_phase() -> None:
    journal = days_of([6, 5, 4, 4], [0, 3, 4, 5])
    for day in (1, 2, 3, 4):
        now = on(day, "20:00")
        bare, full = plan(now, *journal), plan(now, *journal, *daily(4), *daily(4, "naproxen"))
        assert (bare.phase, bare.day.walking, bare.days) == (full.phase, full.day.walking, full.days)


def test_days_count_in_the_zone_the_person_was_in() -> None:
    late = datetime(2026, 12, 8, 23, 30, tzinfo=UTC)  # 9 December in Berlin, where the next dose falls as well
    taken = [entry("medicine", late + timedelta(hours=hours), name="ibuprofen") for hours in (0, 6)]
    assert plan(late + timedelta(hours=7), *taken).medicine.day_count == 2
    assert plan(late + timedelta(hours=7), *taken, time_zone="Europe/Berlin").medicine.day_count == 1


def test_a_new_spasm_resets_the_days_only_after_a_month_without_pain() -> None:
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


# --- aspirin for the heart, and a bad reaction

HEART = {"conditions": ["aspirin_for_heart"]}


@pytest.mark.parametrize(
    ("doses", "told", "days"),
    [
        ([75], HEART, 0),
        ([162], HEART, 0),
        ([163], HEART, 1),
        ([81, 81], HEART, 0),
        ([81, 82], HEART, 1),
        ([None], HEART, 1),
        ([75], {}, 1),
        ([75], {"conditions": ["heart_disease"]}, 1),
    ],
)
def test_a_little_aspirin_a_day_is_no_pain_pill_for_those_who_take_it_for_the_heart(
    doses: list[float | None], told: dict[str, Any], days: int
) -> None:
    taken = [took("aspirin", 1 + 5 * place, mg) for place, mg in enumerate(doses)]
    assert plan(after(7), *taken, **told).medicine.day_count == days


def test_aspirin_for_the_heart_is_counted_by_the_local_day() -> None:
    taken = [took("aspirin", 12, 100), took("aspirin", 14.6, 100)]  # 21:00 and 23:36 in London
    assert plan(after(20), *taken, **HEART).medicine.day_count == 1
    assert plan(after(20), *taken, **HEART, time_zone="Europe/Berlin").medicine.day_count == 0


def test_aspirin_for_the_heart_that_is_told_later_counts_for_the_days_before() -> None:
    taken = [took("aspirin", 24 * day + 1, 75) for day in range(10)]
    later = entry("about", after(24 * 9 + 2), **HEART)
    assert plan(after(24 * 9 + 2), *taken).medicine.day_count == 10
    assert plan(after(24 * 9 + 2), *taken, later).medicine.day_count == 0
    gone = entry("about", after(24 * 9 + 3), conditions=[])
    assert plan(after(24 * 9 + 3), *taken, later, gone).medicine.day_count == 10


def test_nothing_speaks_against_aspirin_for_the_heart() -> None:
    ill = {"conditions": ["aspirin_for_heart", "kidney_disease", "ulcer_or_bleed"]}
    beside = [took("ibuprofen", 29), took("aspirin", 28, 81)]
    assert objection("aspirin", 30, 81, *beside, **ill) is None
    assert objection("aspirin", 30, 82, *beside, **ill) == "kidney_disease"
    assert objection("aspirin", 30, 162, **ill) is None
    assert objection("aspirin", 30, 163, **ill) == "kidney_disease"
    assert objection("aspirin", 30, None, **HEART) == "aspirin_for_heart"
    assert objection("aspirin", 30, 75, *pills_of_ten_days(), **HEART) is None


def pills_of_ten_days() -> list[Raw]:
    return [took("paracetamol", 2.5 * place, 500) for place in range(1, 11)]


@pytest.mark.parametrize("name", ["ibuprofen", "naproxen"])
def test_a_pill_beside_aspirin_for_the_heart_is_asked_about_and_the_aspirin_is_not(name: str) -> None:
    taken = [took("aspirin", 1, 75), took(name, 2, 200)]
    shown = plan(after(3), *taken, **HEART, country="US")
    found = notice(shown, "pill_not_for_you")
    assert found is not None
    assert found.because == {"treatment": "nsaid", "condition": "aspirin_for_heart", "ask": True}
    assert notice(shown, "two_nsaids") is None
    assert (shown.medicine.next, shown.medicine.day_count) == ({}, 1)
    assert objection(name, 30, 200, took("aspirin", 29, 75), **HEART) == "aspirin_for_heart"


def test_when_a_doctor_agreed_to_a_pill_beside_aspirin_for_the_heart_nothing_speaks_against_either() -> None:
    agreed = HEART | {"agreed": ["nsaid:aspirin_for_heart"]}
    taken = [took("aspirin", 1, 75), took("ibuprofen", 2, 200)]
    shown = plan(after(3), *taken, **agreed)
    assert {each.code for each in shown.notices} & {"two_nsaids", "pill_not_for_you"} == set()
    assert shown.medicine.next.keys() == {"ibuprofen", "naproxen"}
    assert shown.medicine.next["ibuprofen"].because == "gap"
    assert objection("ibuprofen", 30, 200, took("aspirin", 29, 75), **agreed) is None
    assert objection("ibuprofen", 30, 200, took("aspirin", 29, 325), **agreed) == "second_nsaid"


def test_much_aspirin_counts_as_ever_beside_aspirin_for_the_heart() -> None:
    shown = plan(after(3), took("aspirin", 1, 75), took("aspirin", 2, 325), **HEART)
    assert shown.medicine.day_count == 1
    assert shown.medicine.next["aspirin"].because == "aspirin_for_heart"
    assert notice(shown, "pill_not_for_you") is not None
    shown = plan(after(3), took("aspirin", 1, 81), took("aspirin", 2, 3900), **HEART)
    assert notice(shown, "too_much_medicine") is not None


def test_much_aspirin_is_counted_for_24_hours_after_midnight_too() -> None:
    """On 650 mg at 23:00 the local day is over after an hour, and the label counts on."""
    agreed = HEART | {"agreed": ["nsaid:aspirin_for_heart"]}
    for hours in (14.99, 15, 37.99):
        assert plan(after(hours), took("aspirin", 14, 650), **HEART, country="US").medicine.next.keys() == {"aspirin"}
    assert dose("aspirin", 15, took("aspirin", 14, 650), **agreed) == ("18", 3250, "gap")
    assert dose("aspirin", 16, took("aspirin", 14, 650), took("aspirin", 15.5, 81), **agreed) == ("19.5", 3169, "gap")
    assert plan(after(38), took("aspirin", 14, 650), **agreed).medicine.next == {}


REACTION = [check_in(after(2), 5, flags=["E12"], screened=True)]
CHECKED = [*REACTION, entry("cleared", after(3), because="professional"), check_in(after(4), 5, screened=True)]
MISTAKE = [*REACTION, entry("cleared", after(3), because="mistake"), check_in(after(4), 5, screened=True)]


@pytest.mark.parametrize(
    ("reaction", "told", "because"),
    [
        (CHECKED, {}, "E12"),
        (CHECKED, {"agreed": ["nsaid:E12"]}, None),
        (CHECKED, {"conditions": ["asthma"], "agreed": ["nsaid:E12"]}, "asthma"),
        (CHECKED, {"conditions": ["kidney_disease"], "agreed": ["nsaid:E12"]}, "kidney_disease"),
        (MISTAKE, {}, None),
        ([*MISTAKE[:2], *CHECKED[2:]], {}, None),
        ([*MISTAKE, *(each | {"at": each["at"] + timedelta(hours=3)} for each in CHECKED)], {}, "E12"),
    ],
)
def test_after_a_bad_reaction_nsaids_stay_barred_for_the_episode(
    reaction: list[Raw], told: dict[str, Any], because: str | None
) -> None:
    for days in (1, 20):
        shown = plan(
            after(24 * days), check_in(after(24 * days - 1), 5, screened=True, longest_walk=5), *reaction, **told
        )
        assert card(shown, "nsaid").because == because
        assert card(shown, "paracetamol").because != "E12"
        assert objection("ibuprofen", 40, 200, *reaction, **told) == because


def test_a_mistake_about_another_sign_later_leaves_the_bar_after_a_reaction() -> None:
    other = [
        check_in(after(30), 5, flags=["S2"], screened=True),
        entry("cleared", after(31), because="mistake"),
        check_in(after(32), 5, screened=True),
    ]
    assert card(plan(after(33), *CHECKED, *other), "nsaid").because == "E12"


def test_a_reaction_whose_check_in_was_withdrawn_still_bars_once_a_professional_checked_it() -> None:
    told = [each | {"id": f"00000000-0000-4000-8000-00000000000{place}"} for place, each in enumerate(CHECKED)]
    undo = entry("withdrawn", after(2.5), entry=told[0]["id"])
    assert card(plan(after(5), *told, undo), "nsaid").because == "E12"


def test_a_new_episode_ends_the_bar_after_a_reaction() -> None:
    calm = [check_in(on(day, "07:05"), 0, limits=False, screened=True) for day in (10, 20, 30, 42)]
    spasm = check_in(on(45, "10:00"), 7, sudden=True, screened=True)
    assert card(plan(on(45, "11:00"), *CHECKED, *calm, spasm), "nsaid").because is None
    short = [check_in(on(day, "07:05"), 0, limits=False, screened=True) for day in (30, 42)]
    assert card(plan(on(45, "11:00"), *CHECKED, *short, spasm), "nsaid").because == "E12"
