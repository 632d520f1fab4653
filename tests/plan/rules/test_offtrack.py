"""When it does not get better as it should."""

from datetime import UTC, datetime, timedelta

import pytest

from recovery.plan.advice import Plan
from tests.plan.cases import START, Raw, about, after, check_in, days_of, entry, notice, on, onset, plan, plan_of, walk

DAY = 24


def off_track(shown: Plan) -> list[str]:
    return [each.code for each in shown.notices if each.code.startswith("off_track") and each.level == "soon"]


ROWS: list[tuple[float, int, int, dict[str, bool], list[str]]] = [
    (71.99, 8, 8, {}, []),
    (72, 8, 8, {}, ["off_track_72h"]),
    (72, 9, 7, {}, ["off_track_72h"]),
    (72, 8, 6, {}, []),
    (72, 6, 5, {}, ["off_track_72h"]),
    (72, 5, 5, {}, ["off_track_72h"]),
    (72, 7, 5, {}, []),
    (72, 5, 4, {}, []),
    (72, 4, 4, {}, []),
    (72, 5, 3, {}, []),
    (72, 2, 1, {}, []),
    (14 * DAY - 0.01, 6, 5, {}, ["off_track_72h"]),
    (14 * DAY, 6, 5, {}, ["off_track_14d"]),
    (14 * DAY, 6, 4, {}, []),
    (14 * DAY, 3, 2, {}, []),
    (14 * DAY, 10, 7, {}, ["off_track_72h"]),
    (14 * DAY, 4, 3, {}, ["off_track_14d"]),
    (28 * DAY, 6, 5, {}, ["off_track_28d"]),
    (28 * DAY, 6, 2, {}, []),
    (28 * DAY, 6, 2, {"limits": True}, ["off_track_28d"]),
    (28 * DAY - 0.01, 6, 2, {"limits": True}, []),
    (42 * DAY, 6, 2, {}, ["off_track_42d"]),
    (42 * DAY, 6, 2, {"limits": False}, []),
    (42 * DAY, 6, 1, {"limits": True}, ["off_track_42d"]),
    (42 * DAY, 6, 1, {}, []),
    (84 * DAY - 0.01, 6, 2, {}, ["off_track_42d"]),
    (84 * DAY, 6, 2, {"limits": False}, ["off_track_84d"]),
    (84 * DAY, 6, 1, {}, []),
]


@pytest.mark.parametrize(("hours", "first", "now", "fields", "expected"), ROWS)
def test_not_better_in_time_names_the_furthest_date(
    hours: float, first: int, now: int, fields: dict[str, bool], expected: list[str]
) -> None:
    last = check_in(after(hours) - timedelta(minutes=5), now, **fields)
    shown = plan(after(hours), check_in(START, first), last)
    assert [code for code in off_track(shown) if code.endswith(("h", "d"))] == expected


@pytest.mark.parametrize(
    ("began", "by"), [(72, 120), (14 * DAY, 21 * DAY), (28 * DAY, 35 * DAY), (42 * DAY, 49 * DAY), (84 * DAY, 91 * DAY)]
)
def test_not_better_in_time_says_by_when_and_can_be_put_away_until_then(began: float, by: float) -> None:
    bad = [check_in(START, 8), check_in(after(began - 1), 8, limits=True)]
    [code] = off_track(plan(after(began), *bad))
    told = notice(plan(after(began), *bad), code)
    assert told is not None
    assert told.because["by"] == after(by)
    away = entry("dismissed", after(began), notices=[code])
    assert [each.hidden for each in plan(after(began + 1), *bad, away).notices if each.code == code] == [True]


def test_getting_worse_counts_from_the_third_day() -> None:
    told = notice(plan(on(5, "07:10"), *days_of([3, 5, 5, 5, 5])), "off_track_worse")
    assert told is not None
    assert told.because["by"] == on(4, "07:00") + timedelta(days=7)


def test_not_better_in_time_counts_limits_without_a_pain() -> None:
    assert off_track(plan(after(28 * DAY), check_in(after(27 * DAY), limits=True))) == ["off_track_28d"]
    assert off_track(plan(after(28 * DAY), check_in(after(27 * DAY)))) == []


def test_not_better_in_time_compares_with_the_worst_pain_too() -> None:
    told = notice(plan(after(72), check_in(START, 4), check_in(after(5), 6), check_in(after(70), 5)), "off_track_72h")
    assert told is not None
    assert told.because == {"pain": 5, "first": 4, "worst": 6, "by": after(hours=120)}


@pytest.mark.parametrize(
    ("pains", "worse"),
    [
        ([3, 5, 5], False),
        ([3, 5, 5, 5], True),
        ([3, 5, 4, 5], False),
        ([5, 3, 5, 5, 5], True),
        ([3, 5, 5, 5, 4], False),
        ([3, 5, None, 5, 5], False),
    ],
)
def test_getting_worse_needs_three_days_in_a_row_above_the_best(pains: list[int | None], worse: bool) -> None:
    shown = plan(on(len(pains), "07:10"), *days_of(pains))
    assert ("off_track_worse" in off_track(shown)) == worse


def test_getting_worse_does_not_wait_for_this_morning() -> None:
    assert "off_track_worse" in off_track(plan(on(5, "07:01"), *days_of([3, 5, 5, 5])))


@pytest.mark.parametrize(
    ("now", "later", "said"),
    [
        (on(6, "07:01"), [], True),  # the morning of Day 5 was not told
        (on(6, "08:00"), [check_in(on(6, "07:30"), 5)], True),
        (on(6, "08:00"), [check_in(on(6, "07:30"), 4)], False),
        (on(12, "06:59"), [check_in(on(10, "12:00"), longest_walk=5, screened=True)], True),
        (on(12, "07:00"), [check_in(on(10, "12:00"), longest_walk=5, screened=True)], False),
        # a new spasm does not say that it is better
        (on(7, "08:00"), [check_in(on(5, "10:00"), 8, sudden=True, screened=True), check_in(on(6, "07:30"), 6)], True),
        (on(7, "08:00"), [check_in(on(5, "10:00"), 8, sudden=True, screened=True), check_in(on(6, "07:30"), 4)], False),
    ],
)
def test_getting_worse_keeps_its_date_until_a_morning_is_better(now: datetime, later: list[Raw], said: bool) -> None:
    found = notice(plan(now, *days_of([3, 5, 5, 5]), *later), "off_track_worse")
    assert (found and found.because["by"]) == (on(11, "07:00") if said else None)


def test_getting_worse_keeps_its_first_date_when_it_goes_on_after_a_gap() -> None:
    found = notice(plan(on(9, "08:00"), *days_of([3, 5, 5, 5, None, 6, 6, 6, 6])), "off_track_worse")
    assert found is not None
    assert found.because == {"days": 4, "best": 3, "by": on(11, "07:00")}


@pytest.mark.parametrize(
    ("pains", "by"),
    [
        ([3, *[5] * 11, None], on(11, "07:00")),  # the row goes on, so its date stays
        ([3, *[5] * 11, None, None], None),
        ([3, *[5] * 11, None, 5], None),
        ([3, *[5] * 11, None, 5, 5, 5], on(23, "07:00")),
        ([3, 5, 5, 5, *[None] * 7, 5], None),
        ([3, 5, 5, 5, *[None] * 6, 5, 5], on(11, "07:00")),  # a row that began before the end of that date
    ],
)
def test_getting_worse_names_a_new_date_for_new_mornings_once_the_first_is_past(
    pains: list[int | None], by: datetime | None
) -> None:
    answers = [check_in(on(day, "06:59"), longest_walk=5, screened=True) for day in range(6, len(pains) + 1)]
    found = notice(plan(on(len(pains), "08:00"), *days_of(pains), *answers), "off_track_worse")
    assert (found and found.because["by"]) == by


def test_getting_worse_keeps_its_date_when_a_new_spasm_makes_it_worse_still() -> None:
    journal = [*days_of([3, 5, 5, 5, 5, 6, 8, 8, 8]), check_in(on(5, "10:00"), 8, sudden=True, screened=True)]
    found = notice(plan(on(9, "08:00"), *journal), "off_track_worse")
    assert found is not None
    assert found.because == {"days": 4, "best": 3, "by": on(11, "07:00")}


def test_not_better_in_time_keeps_its_dates_over_a_new_spasm() -> None:
    journal: list[Raw] = [check_in(START, 6), check_in(after(13 * DAY), 6, sudden=True)]
    assert off_track(plan(after(14 * DAY), *journal)) == ["off_track_14d"]


def test_not_better_in_time_is_silent_once_the_person_is_well() -> None:
    journal = days_of([6, 1], [0])
    journal[1]["limits"] = False
    assert off_track(plan(after(100 * DAY), *journal)) == []


def spasm(hours: float, pain: int) -> Raw:
    return check_in(after(hours), pain, sudden=True, screened=True)


@pytest.mark.parametrize(
    ("journal", "hours", "said"),
    [
        # no 72 hour notice in the first 72 hours of a new spasm
        ([check_in(START, 8), check_in(after(70), 5), spasm(71, 8)], 72, False),
        ([check_in(START, 8), check_in(after(70), 5), spasm(71, 8)], 142.99, False),
        ([check_in(START, 8), check_in(after(70), 5), spasm(71, 8)], 143, True),
        ([check_in(START, 8), check_in(after(70), 5), spasm(71, 8), check_in(after(140), 6)], 143, False),
        # a spasm without more pain is no new one
        ([check_in(START, 8), spasm(71, 8)], 72, True),
    ],
)
def test_not_better_in_time_speaks_of_this_bout_only(journal: list[Raw], hours: float, said: bool) -> None:
    assert ("off_track_72h" in off_track(plan(after(hours), *journal))) == said


def test_not_better_in_time_says_no_early_sentence_after_a_recovery_in_between() -> None:
    well = [*days_of([6, 1, 1]), check_in(on(3, "08:00"), 1, limits=False)]
    crept = [*well, check_in(on(5, "08:00"), 7, screened=True, sudden=False)]
    assert off_track(plan(on(5, "09:00"), *crept)) == []
    assert off_track(plan(on(22, "12:00"), *crept, check_in(on(22, "11:00"), 7))) == []
    # dates to see a doctor go on
    assert off_track(plan(on(30, "12:00"), *crept, check_in(on(30, "11:00"), 7))) == ["off_track_28d"]
    # a new spasm is a bout of its own
    again = [*well, check_in(on(5, "08:00"), 7, screened=True, sudden=True)]
    assert off_track(plan(on(8, "07:59"), *again)) == []
    assert off_track(plan(on(8, "08:00"), *again)) == ["off_track_72h"]
    assert off_track(plan(on(19, "08:00"), *again, check_in(on(19, "07:30"), 6))) == ["off_track_14d"]


def test_getting_worse_counts_the_mornings_since_the_newest_spasm() -> None:
    journal = [*days_of([3, 3]), spasm(30, 7), *(check_in(on(day, "07:05"), 6) for day in (3, 4, 5, 6))]
    assert "off_track_worse" not in off_track(plan(on(6, "12:00"), *journal))
    worse = [*journal, *(check_in(on(day, "07:05"), 8) for day in (7, 8, 9))]
    assert "off_track_worse" in off_track(plan(on(9, "12:00"), *worse))


@pytest.mark.parametrize(
    ("spasms", "said"),
    [([30], False), ([30, 100], True), ([30, 198], True), ([30, 198.1], False), ([30, 100, 300], False)],
)
def test_keeps_seizing_names_a_date_after_two_new_spasms_in_a_week(spasms: list[float], said: bool) -> None:
    calm = [check_in(after(hours - 1), 3) for hours in spasms]
    journal = [check_in(START, 5), *calm, *(spasm(hours, 7) for hours in spasms)]
    found = notice(plan(after(spasms[-1] + 1), *journal), "keeps_seizing")
    assert (found is not None) == said
    if found:
        assert found.because == {"spasms": 2, "by": after(spasms[-1]) + timedelta(days=7)}


def test_two_steps_back_within_four_days_name_a_date() -> None:
    hurt = [walk(on(2, clock), 3, 6) for clock in ("10:00", "10:40", "12:00", "12:40")]
    once, twice = plan(on(2, "11:30"), *days_of([3, 3]), *hurt), plan(on(2, "13:00"), *days_of([3, 3]), *hurt)
    assert "off_track_step_backs" not in off_track(once)
    told = notice(twice, "off_track_step_backs")
    assert told is not None
    assert told.because == {"days": [2, 2], "by": on(2, "07:00") + timedelta(days=7)}


@pytest.mark.parametrize(
    ("now", "more", "said"),
    [
        (on(6, "07:10"), [], True),
        (on(10, "06:59"), [], True),  # it returns on its date, Day 9, for a day
        (on(10, "07:00"), [], False),
        # more steps back do not move the date, until it is past
        (on(7, "12:00"), [walk(on(7, clock), 3, 6) for clock in ("10:00", "10:40", "11:00", "11:40")], True),
        (on(7, "21:00"), [check_in(on(7, clock), 1, limits=False) for clock in ("08:00", "18:00")], False),
    ],
)
def test_two_steps_back_keep_their_date_unless_the_person_is_well(now: datetime, more: list[Raw], said: bool) -> None:
    hurt = [walk(on(2, clock), 3, 6) for clock in ("10:00", "10:40", "12:00", "12:40")]
    quiet = [check_in(on(day, "07:05"), 3) for day in (3, 4, 5, 6)]
    found = notice(plan(now, *days_of([3, 3]), *hurt, *quiet, *more), "off_track_step_backs")
    assert (found and found.because) == ({"days": [2, 2], "by": on(9, "07:00")} if said else None)


@pytest.mark.parametrize(("second", "said"), [(5, True), (6, False)])
def test_two_steps_back_count_within_four_plan_days(second: int, said: bool) -> None:
    hurt = [walk(on(day, clock), 3, 6) for day in (2, second) for clock in ("10:00", "10:40")]
    found = plan(on(second, "11:00"), *days_of([3] * second), *hurt)
    assert ("off_track_step_backs" in off_track(found)) is said


def test_two_steps_back_name_a_new_date_once_the_first_is_past() -> None:
    hurt = [walk(on(day, clock), 3, 6) for day in (2, 9) for clock in ("10:00", "10:40", "12:00", "12:40")]
    found = notice(plan(on(9, "13:00"), *days_of([3] * 9), *hurt), "off_track_step_backs")
    assert found is not None
    assert found.because == {"days": [9, 9], "by": on(16, "07:00")}


def test_two_steps_back_name_a_new_date_after_the_week_in_which_summer_time_begins() -> None:
    began = datetime(2027, 3, 21, 9, tzinfo=UTC)
    days = [began + timedelta(days=each) for each in range(9)]
    calm = [check_in(each, 3, screened=True) for each in days]
    hurt = [walk(days[day] + timedelta(minutes=late), 3, 6) for day in (1, 8) for late in (60, 100, 180, 220)]
    found = notice(
        plan_of([about(began), onset(began), *calm, *hurt], days[8] + timedelta(hours=4)), "off_track_step_backs"
    )
    assert found is not None
    assert found.because["days"] == [9, 9]


@pytest.mark.parametrize(("day", "said"), [(3, False), (4, True), (5, True), (6, False)])
def test_nudge_comes_after_two_silent_days_and_not_with_the_questions(day: int, said: bool) -> None:
    shown = plan(on(day, "12:00"), *days_of([3]))
    found = notice(shown, "missed_days")
    assert (found and found.because) == ({"days": day - 2} if said else None)
    assert notice(plan(on(day, "12:00"), *days_of([3]), check_in(on(day, "11:00"), 3)), "missed_days") is None


@pytest.mark.parametrize(
    ("pains", "hours", "by"),
    [
        ([(0, 8), (71, 8)], 80, 120),
        ([(0, 8), (71, 3), (100, 8)], 124, 148),  # bad only since hour 100
        ([(0, 8), (71, 3), (100, 8), (110, 9)], 130, 148),
        ([(0, 8), (71, 3), (100, 8), (104, 3), (110, 8)], 134, 158),
        ([(0, 8), (71, 8)], 160, 120),
    ],
)
def test_not_better_in_time_counts_its_date_from_when_it_is_off_track(
    pains: list[tuple[float, int]], hours: float, by: float
) -> None:
    told = notice(plan(after(hours), *(check_in(after(at), pain) for at, pain in pains)), "off_track_72h")
    assert told is not None
    assert told.because["by"] == after(by)


@pytest.mark.parametrize(
    ("pains", "hours", "expected"),
    [
        ([(0, 8), (71, 3), (100, 8)], 124 - 0.01, []),  # a flare of less than a day
        ([(0, 8), (71, 3), (100, 8)], 124, ["off_track_72h"]),
        ([(0, 8), (71, 3), (100, 8), (110, 3)], 130, []),
        ([(71, 8)], 72, ["off_track_72h"]),  # it never was on track
        ([(0, 8), (71, 7), (14 * DAY, 8)], 14 * DAY, ["off_track_14d"]),
        ([(0, 6), (14 * DAY - 48, 2), (14 * DAY - 20, 6)], 14 * DAY, []),
        ([(0, 6), (14 * DAY - 48, 2), (14 * DAY - 24, 6)], 14 * DAY, ["off_track_14d"]),
    ],
)
def test_not_better_in_time_lets_a_short_flare_pass(
    pains: list[tuple[float, int]], hours: float, expected: list[str]
) -> None:
    shown = plan(after(hours), *(check_in(after(at), pain, longest_walk=5, screened=True) for at, pain in pains))
    assert [code for code in off_track(shown) if code.endswith(("h", "d"))] == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(3, ["off_track_72h"]), (4, ["off_track_72h"]), (5, []), (14, []), (28, ["off_track_28d"])]
)
def test_not_better_in_time_tells_no_pain_that_the_plan_asks_for(day: int, expected: list[str]) -> None:
    """After a silence the pain now is not known; the dates that do not speak of it go on."""
    assert off_track(plan(after(day * DAY), check_in(START, 8))) == expected


def test_not_better_in_time_counts_answers_about_limits_from_the_first_of_the_last_ones() -> None:
    answers = [(1, 6, True), (29, 3, False), (30, 3, True), (31, 3, True)]
    told = [check_in(after(day * DAY), pain, limits=limits) for day, pain, limits in answers]
    found = notice(plan(after(32 * DAY), *told), "off_track_28d")
    assert found is not None
    assert found.because["by"] == after(37 * DAY)


def test_not_better_in_time_says_the_pains_that_it_compares() -> None:
    journal = [check_in(START, 5), check_in(after(5), 8), check_in(after(70), 7)]
    said = notice(plan(after(72), *journal), "off_track_72h")
    assert said is not None
    assert str(said.words).startswith("72 hours have passed. Pain was 8 at its worst, and is 7 now.")
    journal.append(check_in(after(14 * DAY), 7))
    said = notice(plan(after(14 * DAY), *journal), "off_track_14d")
    assert said is not None
    assert str(said.words).startswith("2 weeks have passed. Pain was 5 when you first told it, and is 7 now.")


@pytest.mark.parametrize(
    ("answer", "before", "expected"),
    [
        (check_in(on(4, "08:00"), 6), 9, "Pain was 9 at its worst, and is 9 now."),
        (check_in(on(4, "09:30"), 6), 5, "Pain was 6 at its worst, and is 6 now."),  # close together the higher
        (check_in(on(4, "08:00"), 6), 5, "Pain was 6 at its worst, and is 5 now."),
        (check_in(on(4, "10:05"), 8), 9, "Pain was 9 at its worst, and is 8 now."),
        (check_in(on(3, "20:00"), 6), 3, ""),
    ],
)
def test_not_better_in_time_counts_a_newer_pain_before_a_walk(answer: Raw, before: int, expected: str) -> None:
    journal = [check_in(on(1, "09:05"), 6), answer, walk(on(4, "10:00"), before, before)]
    said = notice(plan(on(4, "10:10"), *journal), "off_track_72h")
    assert (said is not None) == bool(expected)
    assert said is None or expected in str(said.words)


def test_getting_worse_and_two_steps_back_say_how_long_and_how_often() -> None:
    worse = notice(plan(on(6, "07:10"), *days_of([3, 5, 5, 5, 5, 6])), "off_track_worse")
    assert worse is not None
    assert str(worse.words).startswith("Your pain was 2 points or more above your best, 5 days in a row.")
    assert (worse.because["days"], worse.because["best"]) == (5, 3)
