"""The safety questions of a journal: how often each was asked, every yes, and what became of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from recovery.plan.facts import FLAGS, CheckIn
from recovery.plan.situation import Situation
from recovery.plan.story import Story

NEVER_PUT = ("D11",)  # the plan's own dates ask whether it is slow to get better
EACH_TIME = ("S1",)  # fever is asked beside the emergencies
WEEK = 7


def answers(s: Situation) -> list[dict[str, Any]]:
    """One row for each red flag, the gravest first; instants are aware datetimes."""
    asked = asked_at(s.story)
    put = {flag: asked["E" if flag in EACH_TIME else flag[0]] for flag in FLAGS if flag not in NEVER_PUT}
    return [_answer(s, flag, put.get(flag, ())) for flag in FLAGS]


def asked_at(story: Story) -> dict[str, list[datetime]]:
    """When each level's questions were put, which is how recovery/screen.py puts them.

    E at every screen; S at the first of a day, and where nothing but the screen is asked; D at the first check-in of a
    week, and not on the start pages.
    """
    screens = [each for each in story.check_ins if each.screened]
    feelings = [each for each in screens if each.pain is not None]

    def day(screen: CheckIn) -> int:
        return next((day.number for day in reversed(story.days) if day.starts <= screen.at), 0)

    firsts = _first_of_each(day, screens)
    return {
        "E": [each.at for each in screens],
        "S": [each.at for each in screens if each in firsts or each.pain is None],
        "D": [each.at for each in _first_of_each(lambda each: max(0, day(each) - 1) // WEEK, feelings[1:])],
    }


def _first_of_each(span: Callable[[CheckIn], int], screens: Sequence[CheckIn]) -> list[CheckIn]:
    return list({span(each): each for each in reversed(screens)}.values())[::-1]


def _answer(s: Situation, flag: str, put: Sequence[datetime]) -> dict[str, Any]:
    """A yes counts as asked, also where the question came by another way."""
    told = [each for each in s.raised if flag in each.flags]
    asked = sorted({*put, *(each.at for each in told)})
    return {
        "flag": flag,
        "asked": len(asked),
        "last_asked": asked[-1] if asked else None,
        "yes": [{"at": each.at, "cleared": each.lifted_at, "because": each.because} for each in told],
    }
