"""The course of a person in London whose spasm began on Monday 7 December 2026 at 09:00."""

from datetime import datetime

from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from recovery.plan.review.course import Course, course
from tests.plan.cases import Raw, about, onset


def course_at(now: datetime, *entries: Raw) -> Course:
    """The course of the entries up to `now`."""
    journal = [about(), onset(), *(each for each in entries if each["at"] <= now)]
    return course(situation_at(parse_journal(journal, now), now))


def changes(found: Course, *kinds: str) -> list[str]:
    """The events of these kinds as "Mon 09:00 walking W1 start first_day"."""
    return [
        f"{each.at:%a %H:%M} {each.kind} {each.to} {each.decision} {each.because.code}".replace("  ", " ")
        for each in found.events
        if each.kind in kinds
    ]
