"""What is true at an instant: each property with the instants and values at which it changes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.advice import Start
from recovery.plan.build import situation_at
from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.entries import parse_journal
from recovery.plan.enums import NotNow, Phase, Recovery, Severity
from recovery.plan.kinds import TIMED
from recovery.plan.situation import Situation
from tests.plan.cases import START, Raw, about, after, check_in, days_of, entry, on, onset, plan, plan_of

BEGUN, OTHER = UUID(int=7), UUID(int=8)
WELL = days_of([3, 1, 1], [3])
WELL[1]["limits"] = False


def at(hours: float, *entries: Raw, **said: Any) -> Situation:
    """The situation so many hours after the onset; entries after that are left out."""
    now = after(hours)
    journal = [about(**said), onset(), *(each for each in entries if each["at"] <= now)]
    return situation_at(parse_journal(journal, now), now)


def started(hours: float, item: str, name: UUID = BEGUN) -> Raw:
    return entry("started", after(hours), item=item, id=name)


# --- time


def test_elapsed_counts_from_the_onset_and_clock_from_the_newest_spasm() -> None:
    found = at(20, check_in(after(10), 6, sudden=True))
    assert (found.elapsed, found.clock) == (timedelta(hours=20), timedelta(hours=10))


def test_elapsed_is_real_time_also_when_clocks_change() -> None:
    began = START.replace(year=2027, month=3, day=27, hour=22)
    now = began + timedelta(hours=72)
    assert situation_at(parse_journal([about(began), onset(began)], now), now).elapsed == timedelta(hours=72)


@pytest.mark.parametrize(
    ("hours", "phase"),
    [(0, "cold"), (47.99, "cold"), (48, "transition"), (71.99, "transition"), (72, "heat"), (999, "heat")],
)
def test_phase_by_the_clock(hours: float, phase: str) -> None:
    assert at(hours, check_in(after(hours), 4)).phase == phase


def test_phase_goes_back_to_cold_with_a_new_spasm() -> None:
    spasm = check_in(after(80), 6, sudden=True)
    assert [at(hours, spasm).phase for hours in (79, 80, 128, 152)] == ["heat", "cold", "transition", "heat"]


def test_phase_of_a_person_who_is_well() -> None:
    assert [at(hours, *WELL).phase for hours in (46, 46.1)] == ["cold", "keep_well"]
    assert at(1).phase_at(after(1), Recovery.PROVISIONAL) is Phase.KEEP_WELL


def test_phase_at_an_instant_to_come() -> None:
    found = at(1, check_in(START, 4))
    assert [found.phase_at(after(hours), None) for hours in (47, 48, 72)] == ["cold", "transition", "heat"]


@pytest.mark.parametrize(("clock", "expected"), [("22:00", "21:30"), ("20:00", "19:30")])
def test_last_begin_leaves_half_an_hour_before_sleep(clock: str, expected: str) -> None:
    assert f"{at(1, sleep=clock).last_begin:%H:%M}" == expected


@pytest.mark.parametrize(("hours", "expected"), [(1, after(0)), (5, after(0)), (23, on(2, "07:00"))])
def test_planned_from_is_the_start_of_the_waking_hours(hours: float, expected: object) -> None:
    assert at(hours).planned_from == expected


def test_planned_from_is_when_the_person_first_came() -> None:
    late = on(2, "11:00")
    journal = parse_journal([about(late), onset(START, at=late)], late)
    assert situation_at(journal, late).planned_from == late


# --- how the person is


@pytest.mark.parametrize(("pain", "severity"), [(3, "mild"), (4, "moderate"), (6, "moderate"), (7, "severe")])
def test_pain_and_severity_are_those_known_now(pain: int, severity: str) -> None:
    found = at(2, check_in(after(1), pain))
    assert (found.pain, found.severity) == (pain, severity)
    assert (at(2).pain, at(2).severity) == (None, Severity.MODERATE)


@pytest.mark.parametrize(
    ("entries", "hours", "acute"),
    [
        ([], 42 * 24 - 0.01, True),
        ([], 42 * 24, False),
        (WELL, 46.1, False),
        ([check_in(after(1000), 8, sudden=True)], 42 * 24, True),
        ([check_in(after(1000), 7, sudden=True)], 42 * 24, False),
        ([check_in(after(1000), 8, sudden=True)], 1000 + 14 * 24 - 0.01, True),
        ([check_in(after(1000), 8, sudden=True)], 1000 + 14 * 24, False),
        ([check_in(after(1100), 8, sudden=True)], 1100, True),
        ([check_in(after(400), 8, sudden=True)], 42 * 24 - 0.01, True),
    ],
)
def test_acute_until_the_last_day_of_the_plan(entries: list[Raw], hours: float, acute: bool) -> None:
    assert at(hours, check_in(START, 6), *entries).acute is acute


def test_flags_are_those_still_open() -> None:
    raised = check_in(after(1), 5, flags=["D1", "S2"])
    checked = [entry("cleared", after(2), because="professional"), check_in(after(3), screened=True, flags=[])]
    assert at(1, raised).flags == {"D1", "S2"}
    assert at(2, raised, *checked).flags == {"S2"}
    assert at(3, raised, *checked).flags == set()


@pytest.mark.parametrize(
    ("said", "trait", "holds"),
    [
        ({"birth_year": 1967}, "age_60", False),
        ({"birth_year": 1966}, "age_60", True),
        ({"birth_year": 1961}, "age_65", True),
        ({"conditions": ["asthma"]}, "asthma", True),
        ({"weeks_pregnant": 19}, "pregnant", True),
        ({"weeks_pregnant": 19}, "pregnant_20_weeks", False),
        ({"weeks_pregnant": 20}, "pregnant_20_weeks", True),
        ({"weeks_pregnant": 28}, "pregnant_28_weeks", True),
        ({"conditions": ["pregnant"]}, "pregnant_28_weeks", True),
        ({}, "pregnant", False),
    ],
)
def test_traits_are_conditions_and_what_age_and_pregnancy_add(said: dict[str, Any], trait: str, holds: bool) -> None:
    assert (trait in at(1, **said).traits) is holds


def test_traits_are_also_what_open_flags_add() -> None:
    assert {"fever", "S4"} <= at(2, check_in(after(1), 5, flags=["S1", "S4"])).traits


def test_person_facts_are_those_of_the_profile() -> None:
    found = at(1, birth_year=1990, sex="f", weeks_pregnant=12, agreed=["heat:pregnant"])
    assert (found.age, found.sex, found.weeks_pregnant) == (36, "f", 12)
    assert found.agreed == {"heat:pregnant"}
    assert (at(1).age, at(1).sex, at(1).weeks_pregnant, at(1).agreed) == (None, None, None, frozenset())


@pytest.mark.parametrize(
    ("said", "positions"),
    [
        ({}, ("incline", "recliner", "side")),
        ({"weeks_pregnant": 27}, ("incline", "recliner", "side")),
        ({"weeks_pregnant": 28}, ("side",)),
        ({"conditions": ["breathless_lying_flat"]}, ("recliner",)),
        ({"conditions": ["breathless_lying_flat"], "weeks_pregnant": 30}, ("recliner",)),
    ],
)
def test_positions_suit_the_person(said: dict[str, Any], positions: tuple[str, ...]) -> None:
    assert at(1, **said).positions == positions


@pytest.mark.parametrize(
    ("entries", "skin"),
    [
        ([], None),
        ([entry("cold", after(1), minutes=9)], None),
        ([entry("cold", after(1), minutes=9, skin="marked")], "marked"),
        ([entry("cold", after(1), minutes=9, skin="marked"), entry("cold", after(3), minutes=9)], "marked"),
        ([entry("cold", after(1), minutes=9, skin="marked"), entry("heat", after(3), minutes=9, skin="fine")], "fine"),
        ([entry("heat", after(3), minutes=9, skin="numb"), entry("cold", after(1), minutes=9, skin="fine")], "numb"),
    ],
)
def test_skin_after_the_last_cold_or_warmth(entries: list[Raw], skin: str | None) -> None:
    assert at(5, *entries).skin == skin


@pytest.mark.parametrize(
    ("legs", "new"),
    [([], False), (["same"], False), (["lower"], True), (["tingling", "none"], False), (["none", "weak"], True)],
)
def test_has_new_leg_symptom_by_the_newest_answer_of_today(legs: list[str], new: bool) -> None:
    said = [check_in(after(1 + place), leg=leg) for place, leg in enumerate(legs)]
    assert at(5, *said).has_new_leg_symptom is new
    assert at(23, *said).has_new_leg_symptom is False


# --- the walks


def test_walking_is_withheld_behind_a_gate_that_asks_and_shown_with_a_same_day_flag() -> None:
    assert at(1, check_in(START, 5)).walking is not None
    assert at(1, check_in(START, 5, flags=["S2"])).walking is not None
    assert at(1, check_in(START, 5, flags=["E1"])).walking is None
    assert at(24 * 8, check_in(START, 5)).walking is None


# --- timers


TIMERS: list[tuple[list[Raw], float, tuple[str, int] | None]] = [
    ([], 1, None),
    ([started(1, "cold")], 1, ("cold", 0)),
    ([started(1, "cold")], 1 + 20 / 60, ("cold", 0)),
    ([started(1, "cold")], 1 + 25 / 60, ("cold", 300)),
    ([started(1, "cold")], 1 + 80 / 60, ("cold", 3600)),
    ([started(1, "cold")], 1 + 81 / 60, None),
    ([started(1, "cold"), entry("cold", after(1), minutes=9, started=str(BEGUN))], 1.2, None),
    ([started(1, "cold"), entry("withdrawn", after(1.1), entry=str(BEGUN))], 1.2, None),
    ([started(1, "cold"), entry("rest", after(1.1), minutes=5)], 1.2, ("cold", 0)),
    ([started(1, "cold"), entry("walk", after(1.3), minutes=5)], 1.35, ("cold", 60)),
    ([started(1, "cold"), entry("walk", after(1.4), minutes=5)], 1.45, None),
    ([started(1, "cold"), entry("cold", after(1.1), minutes=5)], 1.2, None),
    ([started(1, "rest"), entry("walk", after(1.1), minutes=5)], 1.2, None),
    ([started(1, "rest"), started(1.1, "walk", OTHER)], 1.11, ("walk", 0)),
    # begun on two phones: what lies on the skin comes first, until it is ended or something begins after its end
    ([started(1, "cold"), started(1.1, "walk", OTHER)], 1.11, ("cold", 0)),
    ([started(1, "cold"), started(1.1, "rest", OTHER)], 1 + 21 / 60, ("cold", 60)),
    ([started(1, "cold"), started(1.4, "rest", OTHER)], 1.41, ("rest", 0)),
    (
        [started(1, "cold"), started(1.1, "rest", OTHER), entry("cold", after(1), minutes=9, started=str(BEGUN))],
        1.2,
        ("rest", 0),
    ),
    ([started(80, "heat")], 80.2, ("heat", 0)),
    ([started(1, "legs_up")], 1 + 11 / 60, ("legs_up", 60)),
    ([started(1, "rest"), check_in(after(1.1), 5, flags=["S2"])], 1.2, ("rest", 0)),
]


@pytest.mark.parametrize(("journal", "hours", "expected"), TIMERS)
def test_timer_is_what_runs_now_and_by_how_much_it_is_over(
    journal: list[Raw], hours: float, expected: tuple[str, int] | None
) -> None:
    timer = plan(after(seconds=round(hours * 3600)), *journal).timer
    assert (timer and (timer.kind, timer.over_by_seconds)) == expected


STOPPED: list[tuple[str, float, list[Raw], str | None]] = [
    ("cold", 1, [], None),
    ("cold", 1, [about(after(1.1), conditions=["raynaud"])], "raynaud"),
    ("cold", 1, [check_in(after(1.1), 5, flags=["D7"])], "D7"),
    ("cold", 1, [check_in(after(1.1), 8, sudden=True)], "questions_first"),
    ("cold", 1, [check_in(after(1.1), skin="marked")], "skin_not_normal"),
    ("cold", 1, [check_in(after(1.1), skin="numb"), check_in(after(1.15), skin="fine")], None),
    ("cold", 1, [entry("worse", after(1.1), item="cold")], "made_it_worse"),
    ("cold", 50, [onset(after(-21.8), at=after(50.1))], None),
    ("cold", 50, [onset(after(-21.9), at=after(50.1))], "after_72_hours"),  # on the dot
    ("cold", 50, [onset(after(-22), at=after(50.1))], "after_72_hours"),
    ("heat", 80, [], None),
    ("heat", 80, [about(after(80.1), conditions=["numb_skin"])], "numb_skin"),
    ("heat", 80, [check_in(after(80.1), 5, flags=["S2"])], "red_flag"),
    ("heat", 80, [onset(after(8.1), at=after(80.1))], None),
    ("heat", 80, [onset(after(8.3), at=after(80.1))], "before_72_hours"),
    ("stretch", 80, [check_in(after(80.1), 5, flags=["S5"])], "red_flag"),
    ("massage", 80, [about(after(80.1), conditions=["blood_thinner"])], "blood_thinner"),
    ("legs_up", 1, [check_in(after(1.1), 5, leg="tingling")], "leg_symptom"),
    ("walk", 1, [check_in(after(1.02), 8, sudden=True)], "questions_first"),
    ("breathing", 1, [check_in(after(1.02), 8, sudden=True)], None),
]


@pytest.mark.parametrize(("kind", "hours", "told", "stop"), STOPPED)
def test_timer_that_is_no_longer_allowed_stays_and_says_why(
    kind: str, hours: float, told: list[Raw], stop: str | None
) -> None:
    now = max([after(hours + 0.05), *(each["at"] for each in told)])
    timer = plan(now, started(hours, kind), *told).timer
    assert timer is not None
    assert (timer.kind, timer.stop) == (kind, stop)


@pytest.mark.parametrize(("kind", "hours"), [("cold", 1), ("heat", 80)])
@pytest.mark.parametrize("later", ["rest", "walk"])
def test_what_may_no_longer_lie_on_the_skin_is_told_to_stop_beside_a_later_timer(
    kind: str, hours: float, later: str
) -> None:
    told = [about(after(hours), conditions=["numb_skin"]), check_in(after(hours + 0.15), 5, flags=["E1"])]
    both = [started(hours, kind), started(hours + 0.05, later, OTHER)]
    timer = plan(after(hours + 0.1), *told, *both).timer
    assert timer is not None
    assert (timer.kind, timer.stop) == (kind, "numb_skin")
    gate = plan(after(hours + 0.2), *told, *both).gate
    assert gate is not None
    assert gate.stop == kind


@pytest.mark.parametrize(("kind", "hours"), [("cold", 1), ("heat", 80), ("rest", 1)])
def test_a_closed_gate_says_what_must_come_off_the_skin(kind: str, hours: float) -> None:
    flag = check_in(after(hours + 0.1), 5, flags=["E1"])
    moments = [plan(after(hours + later), started(hours, kind), flag) for later in (0.1, 1, 2)]
    stops = [shown.gate and shown.gate.stop for shown in moments]
    assert stops == ([kind, kind, None] if kind != "rest" else [None] * 3)
    assert {shown.timer for shown in moments} == {None}


@pytest.mark.parametrize(
    ("kind", "said", "minutes"),
    [
        ("cold", {}, 20),
        ("heat", {}, 15),
        ("heat", {"birth_year": 1961}, 10),
        ("heat", {"birth_year": 1962}, 15),
        ("walk", {}, 2),
        ("rest", {}, 20),
        ("legs_up", {}, 10),
        ("breathing", {}, 5),
        ("stretch", {}, 5),
        ("massage", {}, 5),
    ],
)
def test_timer_minutes_of_each_kind(kind: str, said: dict[str, Any], minutes: int) -> None:
    assert at(1, **said).timer_minutes(kind) == minutes


def test_timer_minutes_of_every_timed_kind_are_known() -> None:
    assert all(at(1).timer_minutes(kind) > 0 for kind in TIMED)


def test_last_done_and_done_today() -> None:
    found = at(
        30,
        entry("cold", after(1), minutes=20),
        entry("cold", after(24), minutes=20),
        entry("rest", after(2), minutes=9),
    )
    last = found.last_done("cold")
    assert last is not None
    assert last.at == after(24)
    assert found.last_done("heat") is None
    assert {kind: len(done) for kind, done in found.done_today.items() if done} == {"cold": 1}


@pytest.mark.parametrize(
    ("entries", "expected"), [([], after(0)), ([entry("cold", after(1), minutes=20)], after(1, 30))]
)
def test_supple_from_ten_minutes_after_the_last_cold(entries: list[Raw], expected: object) -> None:
    assert at(2, *entries).supple_from == expected


# --- what is against a kind


@pytest.mark.parametrize(
    ("kind", "entries", "against"),
    [
        ("rest", [], None),
        ("rest", [entry("worse", after(1), item="rest")], NotNow.MADE_IT_WORSE),
        ("rest", [check_in(after(1), 5, flags=["S2"])], None),
        ("heat", [check_in(after(1), 5, flags=["S2"])], NotNow.RED_FLAG),
        ("stretch", [check_in(after(1), 5, flags=["S2"])], NotNow.RED_FLAG),
        ("massage", [check_in(after(1), 5, flags=["S2"])], NotNow.RED_FLAG),
        ("cold", [check_in(after(1), 5, flags=["S2"])], None),
        ("legs_up", [check_in(after(1), leg="tingling")], NotNow.LEG_SYMPTOM),
        ("rest", [check_in(after(1), leg="tingling")], None),
        ("cold", [about(after(1), conditions=["raynaud"])], "raynaud"),
        ("walk", [entry("worse", after(1), item="walk")], None),
    ],
)
def test_against(kind: str, entries: list[Raw], against: str | None) -> None:
    assert at(2, *entries).against(kind) == against


def test_bars_name_the_firm_one_first_and_an_agreement_lifts_the_others() -> None:
    pregnant = {"conditions": ["pregnant", "numb_skin"]}
    found = at(1, **pregnant)
    assert [bar.trait for bar in found.bars["heat"]] == ["numb_skin", "pregnant"]
    assert (found.barred("heat"), found.bar("heat")) == ("numb_skin", found.bars["heat"][0])
    agreed = at(1, **pregnant, agreed=["heat:pregnant"])
    assert [bar.trait for bar in agreed.bars["heat"]] == ["numb_skin"]
    assert set(found.bars) == set(MATRIX)


def test_bar_of_a_kind_without_contra_indications() -> None:
    assert (at(1).bar("walk"), at(1).barred("walk")) == (None, None)


@pytest.mark.parametrize(
    ("hours", "read", "hidden"), [(2, 1.5, True), (2, 0.5, False), (169, 1.5, False), (168.99, 1.5, True)]
)
def test_put_away_until_the_date_of_the_banner(hours: float, read: float, hidden: bool) -> None:
    dismissed = entry("dismissed", after(read), notices=["D5"])
    assert at(hours, dismissed).put_away("D5", after(1), after(169)) is hidden
    assert at(hours, dismissed).put_away("D1", after(1), after(169)) is False


@pytest.mark.parametrize(
    ("hours", "entries", "said", "reason"),
    [
        (1, [check_in(START, 3)], {}, None),
        (1, [check_in(START, 5)], {}, NotNow.REST_FIRST),
        (23, [check_in(START, 5)], {}, None),
        (49, [check_in(after(48.5), 5)], {}, None),
        (49, [check_in(after(48.5), 6)], {}, NotNow.TOO_MUCH_PAIN),
        (49, [check_in(after(48.5), 7)], {}, NotNow.TOO_MUCH_PAIN),
        (1, [check_in(START, 5, flags=["E1"])], {}, NotNow.QUESTIONS_FIRST),
        (24 * 8, [check_in(START, 3)], {}, NotNow.QUESTIONS_FIRST),
    ],
)
def test_not_yet_stretch(hours: float, entries: list[Raw], said: dict[str, Any], reason: NotNow | None) -> None:
    assert at(hours, *entries, **said).not_yet_stretch == reason


def test_not_yet_stretch_on_day_zero() -> None:
    began = on(1, "20:00")
    journal = parse_journal([about(began), onset(began), check_in(began, 2)], began)
    assert situation_at(journal, began).not_yet_stretch is NotNow.FIRST_NIGHT


# --- can it start


@pytest.mark.parametrize(
    ("opens", "entries", "expected"),
    [
        (1, [], Start(True, None, None)),
        (2, [], Start(True, None, None)),
        (2.01, [], Start(False, after(2.01), NotNow.STIFF_AFTER_COLD)),
        (1, [entry("worse", after(1), item="rest")], Start(False, None, NotNow.MADE_IT_WORSE)),
        (1, [started(1.9, "legs_up")], Start(False, after(1.9, 10), NotNow.TIMER_RUNNING)),
        (3, [started(1.9, "legs_up")], Start(False, after(3), NotNow.STIFF_AFTER_COLD)),
        (1, [started(1.5, "legs_up")], Start(True, None, None)),
    ],
)
def test_start(opens: float, entries: list[Raw], expected: Start) -> None:
    assert at(2, *entries).start("rest", after(opens), NotNow.STIFF_AFTER_COLD) == expected


def test_start_nothing_else_while_a_timer_runs() -> None:
    begun = started(1, "rest")
    shown = plan(after(1.1), check_in(START, 3), begun)
    assert shown.can_start["walk"].because == shown.can_start["legs_up"].because == "session_running"
    assert shown.can_start["walk"].opens == after(1, 20)
    assert shown.can_start["breathing"].now
    assert plan(after(1, 21), check_in(START, 3), begun).can_start["walk"].now


@pytest.mark.parametrize(("kind", "hours"), [("cold", 1), ("heat", 80), ("breathing", 1)])
def test_start_keeps_the_end_of_ice_or_warmth_in_sight(kind: str, hours: float) -> None:
    shown = plan(after(hours + 0.05), check_in(after(hours - 1), 3), started(hours, kind))
    assert shown.can_start["breathing"].because == "session_running"


def test_start_waits_for_the_last_of_two_timers() -> None:
    both = [started(1, "cold"), started(1.1, "rest", OTHER)]
    legs_up = plan(after(1.2), check_in(START, 3), *both).can_start["legs_up"]
    assert (legs_up.because, legs_up.opens) == ("session_running", after(1.1, 20))


def test_a_situation_needs_an_onset() -> None:
    with pytest.raises(ValueError, match="the journal holds no onset"):
        Situation((), START)
    assert plan_of([about(), onset()], START).day.number == 1


# --- when a spasm began that is reported now


@pytest.mark.parametrize(
    ("before", "pain", "minutes", "since"),
    [
        (3, 5, 10, 50),  # a rise just told is the beginning
        (3, 5, 60, 50),
        (3, 5, 61, 50 + 61 / 60),
        (3, 4, 10, 50 + 10 / 60),
        (2, 4, 10, 50),
        (1, 3, 10, 50 + 10 / 60),
    ],
)
def test_sudden_since_is_a_rise_of_the_last_hour_or_now(before: int, pain: int, minutes: int, since: float) -> None:
    earlier = [check_in(after(1), 8), check_in(after(40), before)]
    found = at(50 + minutes / 60, *earlier, check_in(after(50), pain))
    assert found.sudden_since == after(since)


def test_sudden_since_is_the_flare_that_is_asked_about() -> None:
    flare = check_in(on(5, "10:00"), 5)
    found = situation_at(parse_journal([about(), onset(), *WELL, flare], on(5, "18:00")), on(5, "18:00"))
    assert found.gate is not None
    assert found.gate.asks == ("screen", "sudden")
    assert found.sudden_since == on(5, "10:00")


def test_sudden_since_is_now_where_the_pain_stayed_after_a_rise() -> None:
    rise = [check_in(after(hours), pain) for hours, pain in ((4.1, 2), (4.5, 8), (4.9, 8))]
    assert at(5, *rise[:2]).sudden_since == after(4.5)
    assert at(5, *rise).sudden_since == after(5)


def test_sudden_since_is_now_where_nothing_was_told() -> None:
    assert at(5).sudden_since == after(5)
    assert at(5, check_in(after(4.9), 9)).sudden_since == after(5)


# --- a bad reaction to a pain pill

CHECKED = [entry("cleared", after(2), because="professional"), check_in(after(3), screened=True, flags=[])]


@pytest.mark.parametrize(("because", "had"), [("professional", True), ("mistake", False)])
def test_had_reaction_counts_once_checked_and_not_by_mistake(because: str, had: bool) -> None:
    told = check_in(after(1), 5, flags=["E12"])
    assert at(4, told).had_reaction
    assert at(4, told, CHECKED[0] | {"because": because}, CHECKED[1]).had_reaction is had
    assert not at(4, check_in(after(1), 5, flags=["E8"]), *CHECKED).had_reaction


def test_had_reaction_counts_before_the_onset_and_until_another_episode() -> None:
    assert at(4, check_in(after(-1), 5, flags=["E12"]), *CHECKED).had_reaction
    told = [check_in(after(1), 5, flags=["E12"]), *CHECKED]
    quiet = [check_in(after(24 * day), 0) for day in range(2, 40)]
    again = check_in(after(24 * 40), 6, sudden=True, screened=True, flags=[])
    assert at(24 * 39, *told, *quiet).had_reaction
    assert not at(24 * 41, *told, *quiet, again).had_reaction
    new = check_in(after(24 * 40), 6, sudden=True, screened=True, flags=["E12"])
    assert at(24 * 41, *told, *quiet, new).had_reaction
