"""Journals of people on the ladder, and what the ladder says of them."""

from collections.abc import Iterable
from datetime import datetime

from recovery.plan.advice import Walking
from recovery.plan.entries import parse_journal
from recovery.plan.history.screening import raised
from recovery.plan.history.story import Story
from recovery.plan.ladder.climb import climbed
from recovery.plan.ladder.rung import Climb
from tests.plan.cases import Raw, about, check_in, days_of, on, onset, plan, step, walk

MORNING = on(3, "07:10")
# On W2 since Day 2 (moderate); the second day was ordinary: pain 4, three easy walks.
BASE = days_of([4, 4], [0, 3])
# On W4 since Day 4.
CALM = days_of([3, 3, 3, 2, 2, 2, 2, 2], [3, 8, 10, 3, 3, 3, 3])
# Nothing logged after Day 2.
QUIET = days_of([4, 4], [0, 3])


def third_day(*more: Raw, pain: int = 4, now: datetime = MORNING) -> str:
    """Where the ladder is on the third day of BASE, with this morning pain and these entries."""
    return step(plan(now, *BASE, check_in(on(3, "07:05"), pain), *more))


def walking(now: datetime, *entries: Raw) -> Walking:
    """The walks of a plan that shows a stage."""
    found = plan(now, *entries).day.walking
    assert found is not None
    return found


def climb(now: datetime, *entries: Raw) -> Climb:
    """The climb of a person in London whose back seized on Monday 09:00; entries after `now` are left out."""
    journal = parse_journal([about(), onset(), *(each for each in entries if each["at"] <= now)], now)
    story = Story(journal, now)
    return climbed(story, raised(story))


def well(days: int, walked: Iterable[int], *more: Raw) -> list[Raw]:
    """Well since Day 3, a check-in each morning, and an easy walk of 10 minutes on each of the days `walked`."""
    journal = days_of([3, *[1] * (days - 1)], [0])
    journal[1]["limits"] = False
    return [*journal, *(walk(on(day, "10:00"), 1, 1, minutes=10) for day in walked), *more]
