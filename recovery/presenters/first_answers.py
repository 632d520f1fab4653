"""The first answers of the log's forms, so that one tap saves."""

from datetime import datetime
from typing import Any

from recovery.plan.advice import Walking
from recovery.plan.entries import Activities, dump
from recovery.plan.enums import GateLevel
from recovery.plan.history.answers import fresh_check_in
from recovery.plan.history.story import Story
from recovery.plan.kinds import TIMED
from recovery.plan.situation import Situation
from recovery.presenters.say import day_clock

# What "same as before" says again in a check-in.
SAID_AGAIN = ("pain", "spasm", "stiffness", "leg")
# For a plan without an amount.
WALK_MINUTES, GLASS_ML = 2, 200


def first_answers(kind: str, s: Situation) -> dict[str, Any]:
    """The first answers of a form by field: those of the last entry, otherwise those of the plan."""
    if kind == "check_in":
        return answers_again(s)
    story, pain = s.story, s.story.pains.at(s.now)
    match kind:
        case "walk":
            return first_walk(s.walking, story, s.now)
        case "drink":
            return {"ml": GLASS_ML}
        case "activities":
            earlier = story.of(Activities)
            return {"scores": dump(earlier[-1])["scores"]} if earlier else {}
        case "medicine" | "roland":
            return {}
    return {"minutes": TIMED[kind].minutes, "position": s.positions[0], "pain_before": pain, "pain_after": pain}


def answers_again(s: Situation) -> dict[str, Any]:
    """The answers that a person who feels the same gives again; none when the plan asks anew."""
    last = fresh_check_in(s.story)
    if last is None or (s.gate and s.gate.level == GateLevel.ASK_FIRST):
        return {}
    return {name: getattr(last, name) for name in SAID_AGAIN}


def last_time(s: Situation) -> str:
    """When these answers were given: "14:20 today"; empty without any."""
    last = fresh_check_in(s.story) if answers_again(s) else None
    return day_clock(last.at, s.now) if last else ""


def first_walk(walking: Walking | None, story: Story, now: datetime) -> dict[str, Any]:
    """The answers of a walk: those of the last one, otherwise the minutes of today's plan (`walking`)."""
    pain = story.pains.at(now)
    if story.walks:
        last = story.walks[-1]
        before = pain if last.pain_before is None else last.pain_before
        after = before if last.pain_after is None else last.pain_after
        return {"minutes": last.minutes, "where": last.where or "home", "pain_before": before, "pain_after": after}
    minutes = walking.minutes if walking else WALK_MINUTES
    return {"minutes": minutes, "where": "home", "pain_before": pain, "pain_after": pain}
