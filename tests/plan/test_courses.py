"""Whole courses, one line a morning: day, phase, stage with its walks, and why."""

from datetime import UTC, datetime, timedelta

from recovery.plan.advice import Plan
from tests.plan.cases import Raw, about, card, check_in, entry, on, onset, plan_of, walk


def line(shown: Plan) -> str:
    walking = shown.day.walking
    if walking is None:
        return f"{shown.day.number} {shown.phase} {shown.gate.level if shown.gate else ''}"
    because = f"{walking.decision} {walking.because.code}"
    return f"{shown.day.number} {shown.phase} {walking.stage} {walking.walks}x{walking.minutes} {because}"


def course(
    began: datetime, mornings: list[datetime], pains: list[int | None], walked: list[int], **said: str
) -> list[str]:
    """Live through the mornings: log the pain, look at the plan, then walk so many times."""
    journal: list[Raw] = [about(began, **said), onset(began)]
    shown = []
    for place, morning in enumerate(mornings):
        pain = pains[place] if place < len(pains) else None
        if pain is not None:
            journal.append(check_in(morning, pain))
        plan = plan_of(journal, morning + timedelta(minutes=5))
        shown.append(line(plan))
        walking = plan.day.walking
        for count in range(walked[place] if place < len(walked) and walking else 0):
            at = morning + timedelta(minutes=10 + 35 * count)
            journal.append(walk(at, pain, pain, minutes=walking.minutes if walking else 1))
    return shown


LONDON = [on(day, "09:00" if day == 1 else "07:00") for day in range(1, 13)]


def test_a_moderate_spasm_that_heals_as_hoped() -> None:
    pains, walked = [6, 5, 5, 4, 4, 3, 3, 2, 1, 1, 1, 1], [0, 3, 8, 10, 2, 2, 2, 2, 2, 1, 1, 1]
    assert course(LONDON[0], LONDON, [*pains], walked) == [
        "1 cold W1 6x2 start first_day",
        "2 cold W2 5x4 advance rest_done",
        "3 cold W3a 15x4 advance good_day",
        "4 transition W3b 20x3 advance good_day",
        "5 heat W4 3x10 advance good_day",
        "6 heat W4 3x13 advance longer_walks",
        "7 heat W4 3x16 advance longer_walks",
        "8 heat W4 3x19 advance longer_walks",
        "9 heat W4 3x22 advance longer_walks",
        "10 keep_well W5 1x25 advance recovered",
        "11 keep_well W5 1x25 hold keep_well",
        "12 keep_well W5 1x25 hold keep_well",
    ]


def test_a_mild_spasm_walks_on_the_first_day() -> None:
    assert course(LONDON[0], LONDON[:6], [3, 2, 2, 2, 1, 1], [3, 8, 10, 2, 2, 2]) == [
        "1 cold W2 6x5 start first_day",
        "2 cold W3a 15x5 advance good_day",
        "3 cold W3b 20x3 advance good_day",
        "4 transition W4 3x10 advance good_day",
        "5 heat W4 3x13 advance longer_walks",
        "6 keep_well W5 1x16 advance recovered",
    ]


def test_a_severe_spasm_rests_for_two_days_and_stumbles() -> None:
    pains = [9, 8, 7, 7, 9, 7, 6, 6, 5]
    assert course(LONDON[0], LONDON[:9], [*pains], [0, 0, 2, 8, 0, 2, 8, 10, 2]) == [
        "1 cold W1 6x1 start first_day",
        "2 cold W1 7x1 hold rest_first",
        "3 cold W2 4x2 advance rest_done",
        "4 transition W3a 15x3 advance good_day",
        "5 heat W2 4x2 step_back morning_pain",
        "6 heat W2 4x2 hold too_few_walks",
        "7 heat W3a 15x4 advance good_day",
        "8 heat W3b 20x3 advance good_day",
        "9 heat W4 3x10 advance good_day",
    ]


def test_a_night_worker_lives_from_five_in_the_afternoon_to_nine_in_the_morning() -> None:
    began = datetime(2026, 12, 8, 5, tzinfo=UTC)  # four waking hours left: Day 0
    evenings = [began, *(datetime(2026, 12, 8 + day, 17, tzinfo=UTC) for day in range(5))]
    pains, walked = [5, 5, 5, 4, 4, 4], [0, 0, 3, 8, 10, 2]
    assert course(began, evenings, [*pains], walked, wake="17:00", sleep="09:00") == [
        "0 cold W1 2x2 start first_day",
        "1 cold W1 8x2 start rest_first",
        "2 cold W2 5x4 advance rest_done",
        "3 transition W3a 16x4 advance good_day",
        "4 heat W3b 20x3 advance good_day",
        "5 heat W4 3x10 advance good_day",
    ]


def test_a_fortnight_without_a_log_after_the_first_day() -> None:
    days = [on(day, "12:00") for day in range(1, 15)]
    assert course(days[0], days, [5], []) == [
        "1 cold W1 5x2 start first_day",
        "2 cold W2 5x4 advance rest_done",
        "3 transition W2 5x4 hold no_log",
        "4 heat W2 5x4 hold no_log",
        "5 heat W2 5x4 hold no_log",
        *(f"{day} heat ask_first" for day in range(6, 15)),
    ]


def test_an_emergency_in_the_middle_of_a_good_course() -> None:
    journal = [
        about(),
        onset(),
        *(check_in(on(day, "07:05"), 3) for day in range(2, 8)),
        *(walk(on(day, f"{hour}:10"), 3, 3, minutes=10) for day in range(2, 8) for hour in range(10, 20)),
        check_in(on(8, "08:00"), 4, flags=["E2"]),
        entry("cleared", on(8, "12:00"), because="professional"),
        check_in(on(8, "18:00"), 3, screened=True, flags=[]),
    ]
    moments = [on(8, clock) for clock in ("07:00", "08:00", "12:00", "18:00")]
    shown = [plan_of([each for each in journal if each["at"] <= now], now) for now in moments]
    assert [line(plan) for plan in shown] == [
        "8 heat W4 3x19 hold no_morning_pain",
        "8 heat emergency",
        "8 heat ask_first",
        "8 heat W2 6x5 step_back after_check",
    ]
    assert card(shown[-1], "positions").shown


def test_sixty_days_from_the_spasm_to_keeping_well() -> None:
    """The back heals in ten days, then come walks on five days a week; only the days that say something new."""
    mornings = [on(day, "09:00" if day == 1 else "07:00") for day in range(1, 61)]
    pains = [6, 5, 5, 4, 4, 3, 3, 2, *[1] * 52]
    walked = [0, 3, 8, 10, 2, 2, 2, 2, 2, *[1] * 51]
    lines = course(mornings[0], mornings, [*pains], walked)
    split = [each.split(" ", 1) for each in lines]
    pairs = zip(split, [["", ""], *split], strict=False)
    fresh = [f"{day} {rest}" for (day, rest), (_day, before) in pairs if rest != before]
    assert fresh[9:] == [
        "10 keep_well W5 1x25 advance recovered",
        "11 keep_well W5 1x25 hold keep_well",
        "15 keep_well W5 0x25 hold keep_well",
        "17 keep_well W5 1x27 advance good_week",
        "22 keep_well W5 0x27 advance good_week",
        "24 keep_well W5 1x29 advance good_week",
        "29 keep_well W5 0x29 advance good_week",
        "31 keep_well W5 1x30 advance good_week",
        "36 keep_well W5 0x30 advance good_week",
        "38 keep_well W5 1x30 hold keep_well",
        "43 keep_well W5 0x30 hold keep_well",
        "45 keep_well W5 1x30 hold keep_well",
        "50 keep_well W5 0x30 hold keep_well",
        "52 keep_well W5 1x30 hold keep_well",
        "57 keep_well W5 0x30 hold keep_well",
        "59 keep_well W5 1x30 hold keep_well",
    ]
