"""A case that is tried: the days of its plan, the rules at work with their reasons, and what one answer changes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import DayLine, Plan
from recovery.plan.clinical import figures
from recovery.plan.rulebook import ARTICLES
from recovery.plan.situation import Situation
from recovery.presenters.case_address import case_href
from recovery.presenters.case_words import WALKS, pains_of, seen_on, told
from recovery.presenters.day_drawing import DayDrawing, draw_day
from recovery.presenters.day_grid import weekday
from recovery.presenters.examples import at_work, play
from recovery.presenters.fired import Fired, show_care
from recovery.presenters.phases import theme_of
from recovery.presenters.rule_cards import SourceRow, fill_gaps, named_sources
from recovery.presenters.rule_links import rule_href
from recovery.presenters.say import Text, day_text
from recovery.presenters.stages import stage_bars
from recovery.samples.case import ZONE, Case, Course, Walks
from recovery.samples.events import Event
from recovery.samples.examples import CASES

SHOWN_DAYS = 15
NAMED = 6  # differences that one changed answer names
STARTS: Mapping[str, tuple[Text, Case]] = {
    "mild": (lazy("Mild"), Case(pain=3, after=2)),
    "moderate": (lazy("Moderate"), Case(after=3)),
    "severe": (lazy("Severe"), Case(pain=8, after=3)),
    "hurts": (
        lazy("A walk hurts"),
        Case(pain=8, typed=(8, 7, 6, 5), after=3, walks=Walks.HURT, conditions=("raynaud", "blood_thinner")),
    ),
    "night_shift": (lazy("Night shift"), CASES["night_shift"]),
    "relapse": (lazy("Relapse"), Case(course=Course.BACK, after=10)),
    "red_flag": (lazy("Emergency sign"), Case(after=3, flags=("E1",))),
    "pregnant": (lazy("Pregnant"), Case(after=4, conditions=("pregnant",), weeks_pregnant=30, sex="f")),
}


@dataclass(frozen=True)
class DayCell:
    """One day of the strip; `state` is "past", "today" or "ahead", `pain` what was told, empty where nothing was."""

    href: str
    theme: str
    state: str
    weekday: str
    number: int
    bars: int
    pain: str
    spoken: str


@dataclass(frozen=True)
class RuleRow:
    """What the plan says, beside the rule behind it."""

    fired: Fired
    says: str
    evidence: str
    sources: Sequence[SourceRow]
    href: str


@dataclass(frozen=True)
class Change:
    """One answer changed: what the plan then says, and what it no longer says."""

    text: str
    href: str
    then: Sequence[str]
    gone: Sequence[str]


@dataclass(frozen=True)
class Start:
    """A case to begin with; `current` is true while it is the one that is shown."""

    href: str
    text: Text
    current: bool


@dataclass(frozen=True)
class TriedCase:
    """A case with its plan; `shut` is true behind a closed gate. `data` is what the address `json` gives."""

    plan: Plan
    pains: str
    told: Sequence[str]
    seen: str
    number: int
    days: Sequence[DayCell]
    drawing: DayDrawing
    rows: Sequence[RuleRow]
    aside: Sequence[RuleRow]
    changes: Sequence[Change]
    shut: bool
    json: str
    data: str


def show_starts(case: Case | None) -> list[Start]:
    """Return the cases to begin with."""
    return [Start(case_href(each), text, each == case) for text, each in STARTS.values()]


def version() -> str:
    """Return the version of the rules in force."""
    return figures.RULES_VERSION


def show_case(case: Case) -> TriedCase:
    """Play a case, and show what the rules make of it."""
    with timezone.override(ZoneInfo(ZONE)):
        plan, situation = play(case)
        fired = at_work(plan, situation)
        return TriedCase(
            plan=plan,
            pains=pains_of(case),
            told=told(case),
            seen=seen_on(case),
            number=plan.day.number,
            days=[_cell(case, plan, situation, line) for line in plan.days[:SHOWN_DAYS]],
            drawing=draw_day(plan, "walking.short_walks"),
            rows=[_row(each) for each in fired if not each.aside],
            aside=[_row(each) for each in fired if each.aside and not each.rule.startswith(("move.", "life."))],
            changes=[_change(text, each, plan, situation) for text, each in _alternatives(case)],
            shut=plan.gate is not None and plan.gate.closed,
            json=case_href(case, "rules_try_json"),
            data=write_case(case),
        )


def write_case(case: Case) -> str:
    """Write a case as `manage.py plan` reads it."""
    return json.dumps(case.as_data(), indent=2, ensure_ascii=False)


def _row(fired: Fired) -> RuleRow:
    article = ARTICLES[fired.rule]
    return RuleRow(
        fired, fill_gaps(_(article.says)), _(article.evidence), named_sources(article.source), rule_href(fired.rule)
    )


def _cell(case: Case, plan: Plan, situation: Situation, line: DayLine) -> DayCell:
    state = "past" if line.past else "today" if line.number == plan.day.number else "ahead"
    pain = _pain_on(situation, line.date)
    spoken = f"{day_text(line.date, 'l j F')}, {_('day %(number)d') % {'number': line.number}}"
    return DayCell(
        href=case_href(replace(case, after=max(0, (line.date - case.started_on).days))),
        theme=theme_of(line.phase),
        state=state,
        weekday=weekday(line.date),
        number=line.number,
        bars=stage_bars(line.stage),
        pain=pain,
        spoken=spoken,
    )


def _pain_on(situation: Situation, on: date) -> str:
    """Return the last pain told on a plan day, as "5/10"."""
    days = [day for day in situation.story.days if day.date == on]
    pains = [each.pain for day in days for each in situation.story.check_ins.on(day) if each.pain is not None]
    return f"{pains[-1]}/10" if pains else ""


def _change(text: str, case: Case, plan: Plan, situation: Situation) -> Change:
    now = _said(show_care(plan, situation))
    then = _said(show_care(*play(case)))
    return Change(
        text=text,
        href=case_href(case),
        then=[each for each in then if each not in now][:NAMED],
        gone=[each for each in now if each not in then][:NAMED],
    )


def _said(fired: Sequence[Fired]) -> list[str]:
    """Return what a person would notice, each in one line."""
    said = (" ".join(filter(None, (each.title, *each.lines[:1], each.because))) for each in fired if not each.aside)
    return list(dict.fromkeys(said))


def _alternatives(case: Case) -> Iterator[tuple[str, Case]]:
    """Yield cases in which one answer is another."""
    for walks in Walks:
        if walks not in (case.walks, Walks.TWO_HURT):
            yield _("Walks: %(how)s") % {"how": str(WALKS[walks]).lower()}, replace(case, walks=walks)
    if not case.typed and case.pain <= 7:
        yield _("Pain %(pain)d at the start") % {"pain": case.pain + 3}, replace(case, pain=case.pain + 3)
    for condition, text in (("raynaud", _("Raynaud")), ("blood_thinner", _("Blood thinners"))):
        if condition not in case.conditions:
            yield text, replace(case, conditions=(*case.conditions, condition))
        else:
            left = tuple(each for each in case.conditions if each != condition)
            yield _("Without: %(what)s") % {"what": text}, replace(case, conditions=left)
    for flag, text in (("S2", _("A sign for today")), ("E1", _("An emergency sign"))):
        if flag not in case.flags:
            yield text, replace(case, flags=(*case.flags, flag))
    if Event.SUDDEN_SCREENED not in case.also:
        yield _("It seized up again"), replace(case, also=(*case.also, Event.SUDDEN_SCREENED))
    yield _("One day later"), replace(case, after=case.after + 1)
