"""What comes before the plan: red flags until they are checked, an age, questions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.advice import Plan
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.entries import FLAGS
from tests.plan.cases import START, Raw, about, after, check_in, entry, items, notice, onset, plan, plan_of, step

E1 = UUID(int=1)


def flagged(*flags: str, hours: float = 1, **fields: Any) -> Raw:
    return check_in(after(hours), 5, flags=list(flags), **fields)


def cleared(hours: float, because: str = "professional", **fields: Any) -> Raw:
    return entry("cleared", after(hours), because=because, **fields)


def screen(hours: float, **fields: Any) -> Raw:
    return entry("check_in", after(hours), **{"screened": True, "flags": []} | fields)


def gate(*journal: Raw, hours: float = 10, **said: Any) -> str:
    found = plan(after(hours), *journal, **said).gate
    return f"{found.level} {','.join(found.flags)} {','.join(found.asks)}".strip() if found else "open"


# --- from emergency to clearance

JOURNEYS: list[tuple[list[Raw], str]] = [
    ([], "open"),
    ([flagged("E1")], "emergency E1"),
    ([flagged("E1"), screen(2)], "emergency E1"),
    ([flagged("E1"), cleared(2)], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2, "mistake")], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), screen(3)], "open"),
    ([flagged("E1"), cleared(2), screen(2)], "open"),
    ([flagged("E1"), cleared(2, "mistake"), screen(3)], "open"),
    ([flagged("E1"), screen(2), cleared(3)], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), screen(3, flags=["D1"])], "open"),
    ([flagged("E1"), cleared(2), screen(3, flags=["S1"])], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), screen(3, temperature_c=38.0)], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), check_in(after(3), flags=[])], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), screen(3, flags=["E2"])], "emergency E1,E2"),
    ([flagged("E1"), cleared(2), screen(3), flagged("E1", hours=4)], "emergency E1"),
    ([cleared(0.5), screen(0.6), flagged("E1")], "emergency E1"),
    ([flagged("E1"), cleared(2, entered_at=after(0.5))], "emergency E1"),
    ([flagged("E1"), cleared(2), screen(3, entered_at=after(1.5))], "ask_first E1 screen"),
    ([flagged("S2", "E1")], "emergency E1"),
    ([flagged("S2")], "today S2"),
    ([flagged("S2"), screen(2)], "today S2"),
    ([flagged("S2"), cleared(2)], "today S2 screen"),
    ([flagged("S2"), cleared(2), screen(3)], "open"),
    ([flagged("E12", "S2", "E2")], "emergency E2,E12"),
    ([flagged("D1")], "open"),
]


WELL = [check_in(after(24), 1, limits=False), check_in(after(35), 1)]


@pytest.mark.parametrize(("journal", "expected"), JOURNEYS)
def test_find_gate_opens_after_a_clearance_and_a_newer_clean_screen(journal: list[Raw], expected: str) -> None:
    assert gate(*journal) == expected


@pytest.mark.parametrize(("flag", "level"), [("E1", "emergency"), ("S2", "open"), ("D5", "open")])
def test_emergency_stays_when_its_check_in_is_withdrawn_and_other_flags_go(flag: str, level: str) -> None:
    withdrawn = entry("withdrawn", after(2), entry=str(E1))
    assert gate(flagged(flag, id=E1), withdrawn).startswith(level)
    assert notice(plan(after(3), flagged(flag, id=E1), withdrawn), flag) is None


def test_emergency_is_back_when_its_clearance_is_withdrawn() -> None:
    withdrawn = entry("withdrawn", after(4), entry=str(E1))
    assert gate(flagged("E1"), cleared(2, id=E1), screen(3), withdrawn) == "emergency E1"
    assert gate(flagged("E1"), cleared(2), screen(3, id=E1), withdrawn) == "ask_first E1 screen"


def test_emergency_shows_nothing_of_the_plan() -> None:
    for journal in ([flagged("E1")], [flagged("E1"), cleared(2)]):
        shown = plan(after(3), *journal, entry("medicine", after(2), name="ibuprofen"))
        assert (shown.day.items, shown.cards, shown.reminders, shown.notices) == ((), (), (), ())
        assert (shown.can_start, shown.days, shown.timer, shown.day.walking) == ({}, (), None, None)
        assert shown.medicine.next == {}
    assert plan(after(3), flagged("E1")).gate is not None


def test_today_pauses_stretch_massage_and_warmth_and_nothing_else() -> None:
    shown = plan(after(80), check_in(after(73), 3, flags=["S3"]))
    kinds = {item.kind for item in shown.day.items}
    assert kinds == {"walk", "rest", "legs_up", "breathing", "drink", "check_in"}
    assert {kind for kind, start in shown.can_start.items() if start.because == "red_flag"} == {
        "heat",
        "stretch",
        "massage",
    }
    assert any(item.kind == "cold" for item in plan(after(3), flagged("S3")).day.items)


# --- what answers mean


@pytest.mark.parametrize(
    ("fields", "hours", "expected"),
    [
        ({"temperature_c": 37.9}, 1, "open"),
        ({"temperature_c": 38.0}, 1, "today S1"),
        ({"leg": "same"}, 1, "open"),
        ({"leg": "both"}, 1, "emergency E5"),
        ({"leg": "weak"}, 1, "today S3"),
        ({"leg": "weak", "temperature_c": 38.5}, 1, "emergency E10"),
        ({"leg": "weak", "flags": ["S1"]}, 1, "emergency E10"),
        ({"can_walk": "no"}, 47.99, "open"),
        ({"can_walk": "no"}, 48, "today S6"),
        ({"can_walk": "a_few_steps"}, 48, "open"),
    ],
)
def test_emergency_and_today_from_other_answers(fields: dict[str, Any], hours: float, expected: str) -> None:
    assert gate(check_in(after(hours), 5, **fields), hours=hours) == expected


@pytest.mark.parametrize("leg", ["lower", "tingling"])
def test_a_leg_that_tingles_raises_d5(leg: str) -> None:
    found = notice(plan(after(2), check_in(after(1), 5, leg=leg)), "D5")
    assert found is not None
    assert (found.level, found.because) == ("soon", {"flag": "D5", "by": after(1) + timedelta(days=7)})


@pytest.mark.parametrize(("flag", "days"), [("D1", 2), ("D4", 2), ("D5", 7), ("D10", 7), ("D11", 7)])
def test_each_d_flag_names_the_date_until_it_is_checked(flag: str, days: int) -> None:
    found = notice(plan(after(9), flagged(flag)), flag)
    assert found is not None
    assert found.because["by"] == after(1) + timedelta(days=days)
    assert notice(plan(after(9), flagged(flag), screen(2)), flag) is not None
    assert notice(plan(after(9), flagged(flag), cleared(2)), flag) is None


@pytest.mark.parametrize("flags", [["E1", "E5"], ["S2"]])
def test_a_gate_of_red_flags_names_them_in_its_reason(flags: list[str]) -> None:
    found = plan(after(2), flagged(*flags)).gate
    assert found is not None
    assert found.because.inputs == {"flags": flags}


# --- whom to call


@pytest.mark.parametrize(
    ("said", "call"),
    [
        ({"country": "GB"}, "999"),
        ({"country": "IN", "time_zone": "Europe/London"}, "112"),
        ({"country": "NG", "time_zone": "Europe/London"}, None),
        ({"time_zone": "Europe/London"}, "999"),
        ({"time_zone": "Asia/Calcutta"}, "112"),
        ({"time_zone": "America/New_York"}, "911"),
        ({"time_zone": "Africa/Lagos"}, None),
        ({"time_zone": "UTC"}, None),
    ],
)
def test_emergency_names_the_number_of_the_country_or_of_the_zone(said: dict[str, str], call: str | None) -> None:
    found = plan(after(2), flagged("E1"), **said).gate
    assert found is not None
    assert found.call == call


def test_every_flag_has_its_question_and_source() -> None:
    assert tuple(RED_FLAGS) == FLAGS
    for flag in RED_FLAGS.values():
        assert str(flag.asks).endswith("?"), flag.id
        assert set(flag.source.split(",")) <= set(SOURCES), flag.id
        assert flag.level in "ESD"


# --- not for everybody


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2026 - 17, "under_18"),
        (2026 - 16, "under_18"),
        (2026 - 15, "under_16"),
        (2026 - 18, "maybe_17"),
        (2026 - 19, None),
        (None, None),
    ],
)
def test_too_young(year: int | None, expected: str | None) -> None:
    shown = plan(after(1), birth_year=year)
    assert (shown.gate.because.code if shown.gate else None) == expected
    if shown.gate:
        assert (shown.gate.level, shown.day.items, shown.cards, shown.reminders) == ("not_for_you", (), (), ())
        assert shown.can_start == {}


def test_find_gate_takes_the_gravest() -> None:
    assert gate(flagged("E1", "S1"), birth_year=2015) == "emergency E1"
    assert gate(flagged("S1"), birth_year=2015) == "not_for_you"


def test_emergency_says_since_when_and_which_flags_in_their_order() -> None:
    found = plan(after(9), flagged("E3"), flagged("E1", hours=2)).gate
    assert found is not None
    assert (found.flags, found.since) == (("E1", "E3"), after(1))


def test_too_young_counts_the_year_in_the_zone_of_the_person() -> None:
    began = START.replace(month=12, day=31, hour=23, minute=30)
    said = about(began, time_zone="Pacific/Auckland", birth_year=2008)
    assert plan_of([said, onset(began)], began).gate is None


@pytest.mark.parametrize(
    ("year", "adult", "expected"),
    [
        (2026 - 18, None, "not_for_you  adult"),
        (2026 - 18, False, "not_for_you  adult"),
        (2026 - 18, True, "open"),
        (2026 - 17, True, "not_for_you"),
    ],
)
def test_too_young_asks_in_the_year_of_the_birthday(year: int, adult: bool | None, expected: str) -> None:
    assert gate(birth_year=year, adult=adult) == expected


def test_too_young_asks_once_and_not_again_in_later_years() -> None:
    told = entry("about", after(1), adult=True)
    assert gate(told, hours=2, birth_year=2008) == "open"
    later = check_in(after(24 * 60), 5)  # February 2027
    assert not gate(later, hours=24 * 60, birth_year=2008).startswith("not_for_you")


def paused(shown: Plan) -> bool:
    """Whether nothing but rest, breathing and drinks is planned or can be begun."""
    kinds = {item.kind for item in shown.day.items}
    starts = {kind for kind, start in shown.can_start.items() if start.now}
    return starts == {"rest", "breathing"} and kinds <= {"rest", "breathing", "drink", "check_in"} and len(kinds) > 2


@pytest.mark.parametrize("hours", [30, 60, 100])
@pytest.mark.parametrize("fields", [{"sudden": True}, {"pain": 7, "sudden": True}, {"pain": 3, "sudden": True}])
def test_new_pain_after_a_sudden_report_pauses_all_but_rest_breathing_and_drinks(
    hours: float, fields: dict[str, Any]
) -> None:
    journal = [check_in(START, 3), entry("check_in", after(hours), **fields)]
    shown = plan(after(hours, 5), *journal)
    assert shown.gate is not None
    assert (shown.gate.level, shown.gate.because.code, shown.gate.since) == ("ask_first", "sudden_spasm", after(hours))
    assert shown.gate.asks == (("screen",) if "pain" in fields else ("pain", "screen"))
    assert step(shown) == "withheld"
    assert paused(shown)
    answered = plan(after(hours, 6), *journal, entry("check_in", after(hours, 6), screened=True))
    assert answered.gate is None
    assert items(answered, "walk")


def test_new_pain_after_a_flare_pauses_the_same() -> None:
    journal = [check_in(START, 3), *WELL, check_in(after(60), 5)]
    shown = plan(after(61), *journal)
    assert shown.gate is not None
    assert (shown.gate.level, shown.gate.because.code, shown.gate.asks) == ("ask_first", "flare", ("screen", "sudden"))
    assert step(shown) == "withheld"
    assert paused(shown)
    assert gate(*journal, screen(61, sudden=False), hours=62) == "open"
    assert gate(screen(1), *journal, screen(61, sudden=False), hours=62) == "open"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (screen(80), "open"),
        (screen(81, by="Mum"), "open"),
        (screen(79.99), "ask_first  screen"),
        (screen(90, entered_at=after(99)), "open"),
        (check_in(after(81), 5, flags=[]), "ask_first  screen"),
    ],
)
def test_new_pain_is_free_after_a_screen_at_or_after_it_however_it_was_entered(answer: Raw, expected: str) -> None:
    assert gate(check_in(START, 3), check_in(after(80), 7, sudden=True), answer, hours=100) == expected


def test_new_pain_asks_beside_a_flag_for_today() -> None:
    told = check_in(after(80), 7, sudden=True, flags=["S2"])
    shown = plan(after(81), check_in(START, 3), told)
    assert gate(check_in(START, 3), told, hours=81) == "today S2 screen"
    assert (step(shown), paused(shown)) == ("withheld", True)
    assert gate(check_in(START, 3), told, screen(81), hours=82) == "today S2"


def test_new_pain_before_the_onset_asks_nothing() -> None:
    assert gate(check_in(after(-1), 5, sudden=True), hours=1) == "open"


def test_a_mistaken_emergency_says_nothing_about_a_sign_for_today() -> None:
    told = [check_in(START, 3, flags=["S7"], screened=True), check_in(after(2), 3, flags=["E2"], screened=True)]
    mistake = [entry("cleared", after(3), because="mistake"), screen(4)]
    assert gate(*told, *mistake, hours=5) == "today S7"
    assert gate(*told, *mistake, entry("cleared", after(6), because="mistake"), screen(7), hours=8) == "open"


def test_a_mistaken_emergency_says_nothing_about_a_d_flag() -> None:
    flags = [check_in(after(1), 5, leg="tingling"), check_in(after(2), 5, flags=["E1"], screened=True)]
    mistake = [entry("cleared", after(3), because="mistake"), check_in(after(4), 5, flags=[], screened=True)]
    assert notice(plan(after(5), *flags, *mistake), "D5")
    later = entry("cleared", after(6), because="mistake")
    assert notice(plan(after(7), *flags, *mistake, later), "D5") is None


@pytest.mark.parametrize(
    ("answers", "asks"),
    [
        ([], ("screen", "sudden")),
        ([screen(61)], None),
        ([screen(60)], None),
        ([check_in(after(61), sudden=False)], ("screen",)),
        ([check_in(after(61), 6, sudden=True)], ("screen",)),
        ([screen(59, sudden=False)], ("screen", "sudden")),
        ([check_in(after(61), sudden=False), screen(61.5)], None),
    ],
)
def test_new_pain_asks_after_a_flare_what_is_not_answered_since(
    answers: list[Raw], asks: tuple[str, ...] | None
) -> None:
    journal = [check_in(START, 3), *WELL, check_in(after(60), 5), *answers]
    found = plan(after(62), *journal).gate
    assert (found and found.asks) == asks
    assert found is None or (found.since, found.closed, found.call) == (after(60), False, None)


@pytest.mark.parametrize(
    ("answers", "asks"),
    [
        ([], ("pain", "longest_walk", "screen")),
        ([{"pain": 4}], ("longest_walk", "screen")),
        ([{"longest_walk": 5, "screened": True}], ("pain",)),
        ([{"pain": 4, "longest_walk": 5, "screened": True}], None),
    ],
)
def test_silence_asks_what_is_not_answered_since(answers: list[dict[str, Any]], asks: tuple[str, ...] | None) -> None:
    said = [check_in(after(24 * 8), **fields) for fields in answers]
    found = plan(after(24 * 8 + 1), check_in(START, 5), *said).gate
    assert (found and found.asks) == asks
    assert found is None or (found.because.code, found.since, found.closed) == ("silence", None, False)


@pytest.mark.parametrize(
    ("journal", "closed", "call"),
    [
        ([flagged("E1")], True, "999"),
        ([flagged("E1"), cleared(2)], True, "999"),
        ([flagged("S2")], False, "999"),
        ([flagged("S2"), cleared(2)], False, "999"),
    ],
)
def test_emergency_and_today_name_the_number_and_say_what_may_be_shown(
    journal: list[Raw], closed: bool, call: str
) -> None:
    found = plan(after(9), *journal).gate
    assert found is not None
    assert (found.closed, found.call) == (closed, call)


def test_too_young_has_no_flags_and_no_number() -> None:
    found = plan(after(1), birth_year=2015).gate
    assert found is not None
    assert (found.flags, found.since, found.call, found.asks, found.closed) == ((), None, None, (), True)
    assert found.because.inputs == {"age": 11}
