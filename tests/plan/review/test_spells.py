"""The phases in turn."""

from tests.plan.cases import check_in, days_of, on
from tests.plan.review.courses import changes, course_at


def test_phases_begin_at_their_hour_and_a_day_can_hold_two() -> None:
    found = course_at(on(5, "12:00"), *days_of([5] * 5))
    assert [day.phases for day in found.days] == [
        ("cold",),
        ("cold",),
        ("cold", "transition"),
        ("transition", "heat"),
        ("heat",),
    ]
    assert changes(found, "phase") == ["Wed 09:00 phase transition hours", "Thu 09:00 phase heat hours"]


def test_a_new_spasm_starts_the_cold_again() -> None:
    logs = [*days_of([4] * 5), check_in(on(5, "15:00"), 6, sudden=True)]
    found = course_at(on(5, "16:00"), *logs)
    assert changes(found, "relapse", "phase")[-2:] == [
        "Fri 15:00 relapse W2 step_back sudden_spasm",
        "Fri 15:00 phase cold sudden_spasm",
    ]
    assert found.days[-1].phases == ("heat", "cold")
