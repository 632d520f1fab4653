"""The fortnight as a clinician wants it: what was told, asked, done and taken, and what the plan made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from typing import Any

from recovery.edges.answers import answers
from recovery.plan.advice import Plan
from recovery.plan.course import Course, DayCourse
from recovery.plan.facts import CheckIn, Medicine, Worse
from recovery.plan.measures import activity_scores, roland_scores
from recovery.plan.rules.offtrack import DATED
from recovery.plan.situation import Situation
from recovery.plan.story import LONGEST, Story

DAYS = 14
NOTES = 5
Data = dict[str, Any]


def report(s: Situation, plan: Plan, course: Course) -> Data:
    """Put the report together as one dict, its instants still aware datetimes; encode.plain makes it JSON-ready.

    The same journal and instant give the same report. Days, what was tried, what was told of legs and sleep, and
    changes are those of the last 14 plan days; all else is of the whole journal. No address and no name stand in it.
    """
    days = course.days[-DAYS:]
    since = days[0].starts
    return {
        "rules": plan.rules,
        "now": plan.now,
        "person": _person(s),
        "onset": {
            "started_at": s.story.onset_entry.started_at,
            "latest_at": s.story.onset_entry.latest_at,
            "sudden_again": [each.at for each in s.story.relapses],
        },
        "at_the_start": _at_the_start(s.story),
        "at_present": _at_present(s, plan, days),
        "legs": _legs(s.story, since),
        "sleep": _sleep(s.story, since),
        "safety": {"asked": len(_screens(s.story)), "last_asked": _last(_screens(s.story)), "flags": answers(s)},
        "days": [_day(day) for day in days],
        "tried": list(_tried(s.story, since)),
        "medicines": {"days_of_use": plan.medicine.day_count, "taken": list(_medicines(s.story))},
        "measures": {
            "roland_of_24": [asdict(each) for each in roland_scores(s.story)],
            "own_activities_of_10": [asdict(each) for each in activity_scores(s.story)],
        },
        "changes": [asdict(event) for event in course.events if event.at >= since],
        "notices": [
            {"code": each.code, "because": each.because, "words": each.words}
            for each in plan.notices
            if each.code in DATED
        ],
        "notes": [{"at": each.at, "note": each.note} for each in s.story.check_ins if each.note][-NOTES:][::-1],
    }


def _person(s: Situation) -> Data:
    return {
        "birth_year": next((each.birth_year for each in reversed(s.story.abouts) if each.birth_year), None),
        "sex": s.sex,
        "weeks_pregnant": s.weeks_pregnant,
        "conditions": sorted(s.story.conditions),
        "agreed": sorted(s.agreed),
        "time_zone": s.story.habits.zone.key,
    }


# --- then and now


def _at_the_start(story: Story) -> Data | None:
    """The first check-in that tells a pain, None before there is one."""
    first = next((each for each in story.check_ins if each.pain is not None), None)
    told = ("at", "pain", "can_walk", "spasm", "stiffness", "leg")
    return {name: getattr(first, name) for name in told} if first else None


def _at_present(s: Situation, plan: Plan, days: Sequence[DayCourse]) -> Data:
    walking = s.walking
    return {
        "day": plan.day.number,
        "phase": plan.phase,
        "severity": s.severity,
        "pain": s.pain,
        "spasm": _newest(s.story, "spasm"),
        "stiffness": _newest(s.story, "stiffness"),
        "limits": _newest(s.story, "limits"),
        "walking": walking and asdict(walking),
        "longest_walk": max(day.longest for day in days) or None,
    }


def _newest(story: Story, name: str) -> Any:
    """The last answer to one question of the check-in."""
    return next((getattr(each, name) for each in reversed(story.check_ins) if getattr(each, name) is not None), None)


def _legs(story: Story, since: datetime) -> list[Data]:
    """What was told of the legs, in spells of the same answer."""
    told = [each for each in story.check_ins if each.leg and each.at >= since]
    spells = [list(spell) for _, spell in groupby(told, key=lambda each: each.leg)]
    return [{"leg": spell[0].leg, "first": spell[0].at, "last": spell[-1].at} for spell in spells]


def _sleep(story: Story, since: datetime) -> Data:
    """How often each answer was given, and the last one."""
    told = [each.slept for each in story.check_ins if each.slept and each.at >= since]
    return {"well": told.count("well"), "badly": told.count("badly"), "last": told[-1] if told else None}


# --- what was asked, done and taken


def _screens(story: Story) -> list[CheckIn]:
    return [each for each in story.check_ins if each.screened]


def _last(told: Sequence[CheckIn]) -> datetime | None:
    return told[-1].at if told else None


def _day(day: DayCourse) -> Data:
    """A day's figures; None stands for all of them on a day on which nothing was logged."""
    head = {"number": day.number, "date": day.date, "phases": day.phases, "stage": day.stage, "logged": day.logged}
    figures = {
        "pains": [{"at": pain.at, "pain": pain.value, "resting": pain.resting} for pain in day.pains],
        "lowest": day.lowest,
        "highest": day.highest,
        "walks": day.walks,
        "minutes": day.minutes,
        "longest": day.longest,
        "cold": day.cold,
        "heat": day.heat,
        "medicines": [asdict(pills) for pills in day.medicines],
    }
    return head | (figures if day.logged else dict.fromkeys(figures))


def _tried(story: Story, since: datetime) -> Iterator[Data]:
    """Each kind that was done, or that made it worse: how often, first and last."""
    for kind in LONGEST:
        done = [each.at for each in story.done_of(kind) if each.at >= since]
        worse = [each.at for each in story.of(Worse) if each.item == kind and each.at >= since]
        if done or worse:
            yield {
                "kind": kind,
                "times": len(done),
                "first": done[0] if done else None,
                "last": done[-1] if done else None,
                "made_worse": worse,
            }


def _medicines(story: Story) -> Iterator[Data]:
    """Each medicine: doses logged, their mg as far as told, first and last."""
    for name in sorted({each.name for each in story.of(Medicine)}):
        doses = [each for each in story.of(Medicine) if each.name == name]
        yield {
            "name": name,
            "doses": len(doses),
            "mg": sum(each.mg or 0 for each in doses),
            "mg_unknown": sum(each.mg is None for each in doses),
            "first": doses[0].at,
            "last": doses[-1].at,
        }
