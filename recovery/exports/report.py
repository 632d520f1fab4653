"""The report for a clinician: the last two weeks in facts, and how the plan changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from recovery.exports.answers import answers
from recovery.exports.report_shape import (
    AtPresent,
    Began,
    Measures,
    Medicines,
    Note,
    PainAt,
    PersonFacts,
    Report,
    ReportDay,
    ReportNotice,
    Safety,
    Stopped,
)
from recovery.plan.advice import Plan
from recovery.plan.entries import CheckIn
from recovery.plan.enums import NotNow
from recovery.plan.history.story import Story
from recovery.plan.review.course import Course, DayCourse
from recovery.plan.review.measures import activity_scores, roland_scores
from recovery.plan.review.summary import at_the_start, could_not, leg_spells, medicines_taken, sleep, tried
from recovery.plan.rules.offtrack import DATED
from recovery.plan.situation import Situation

DAYS = 14
NOTES = 5
# Of the reasons why something cannot start now, these are news to a clinician; the others are the plan's own times.
STOPPED = (NotNow.SKIN_NOT_NORMAL, NotNow.RED_FLAG, NotNow.MADE_IT_WORSE, NotNow.LEG_SYMPTOM)


def report(s: Situation, plan: Plan, course: Course) -> Report:
    """Make the report; the same journal and instant give the same report."""
    days, story = course.days[-DAYS:], s.story
    since = days[0].starts
    return Report(
        rules=plan.rules,
        now=plan.now,
        person=_person(s),
        onset=_began(story),
        at_the_start=at_the_start(story),
        at_present=_at_present(s, plan, days),
        legs=leg_spells(story, since),
        sleep=sleep(story, since),
        safety=_safety(s),
        days=[_day(day) for day in days],
        tried=list(tried(story, since)),
        medicines=Medicines(plan.medicine.day_count, list(medicines_taken(story))),
        measures=Measures(roland_scores(story), activity_scores(story)),
        changes=[event for event in course.events if event.at >= since],
        notices=[ReportNotice(each.code, each.because, each.words) for each in plan.notices if each.code in DATED],
        notes=[Note(each.at, each.note) for each in story.check_ins if each.note][-NOTES:][::-1],
        could_not=could_not(story, since),
        stopped=list(_stopped(plan)),
        questions=story.about.questions or "",
    )


def _person(s: Situation) -> PersonFacts:
    return PersonFacts(
        birth_year=s.story.about.birth_year,
        sex=s.sex,
        weeks_pregnant=s.weeks_pregnant,
        conditions=sorted(s.story.conditions),
        agreed=sorted(s.agreed),
        time_zone=s.story.habits.zone.key,
    )


def _stopped(plan: Plan) -> Iterator[Stopped]:
    """What is left out because of who the person is, and what waits because of something that they told."""
    for each in plan.left_out:
        yield Stopped(each.kind, each.because)
    for kind, start in plan.can_start.items():
        if start.because in STOPPED:
            yield Stopped(kind, start.because)


# --- the start and the present


def _began(story: Story) -> Began:
    onset = story.onset_entry
    return Began(onset.started_at, onset.latest_at, [each.at for each in story.relapses])


def _at_present(s: Situation, plan: Plan, days: Sequence[DayCourse]) -> AtPresent:
    return AtPresent(
        day=plan.day.number,
        phase=plan.phase,
        severity=s.severity,
        pain=s.pain,
        spasm=_newest(s.story, "spasm"),
        stiffness=_newest(s.story, "stiffness"),
        limits=_newest(s.story, "limits"),
        walking=s.walking,
        longest_walk=max(day.longest for day in days) or None,
    )


def _newest(story: Story, name: str) -> Any:
    """The newest answer to one question of the check-in."""
    return next((getattr(each, name) for each in reversed(story.check_ins) if getattr(each, name) is not None), None)


# --- the answers and the days


def _safety(s: Situation) -> Safety:
    screens: list[CheckIn] = [each for each in s.story.check_ins if each.screened]
    return Safety(len(screens), screens[-1].at if screens else None, answers(s))


def _day(day: DayCourse) -> ReportDay:
    if not day.logged:
        return ReportDay(day.number, day.date, day.phases, day.stage, logged=False)
    return ReportDay(
        number=day.number,
        date=day.date,
        phases=day.phases,
        stage=day.stage,
        logged=True,
        pains=[PainAt(pain.at, pain.value, pain.resting) for pain in day.pains],
        lowest=day.lowest,
        highest=day.highest,
        walks=day.walks,
        minutes=day.minutes,
        longest=day.longest,
        cold=day.cold,
        heat=day.heat,
        medicines=day.medicines,
    )
