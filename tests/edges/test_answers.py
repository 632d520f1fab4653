"""How often a clinician reads that a question was asked is how often the pages did ask it."""

from datetime import datetime
from typing import Any

import pytest

from recovery.edges.answers import answers, asked_at
from recovery.plan.build import situation_at
from recovery.plan.facts import parse_journal
from recovery.plan.story import Story
from recovery.screen import FULL_SCREEN, rows_due, week_rows_due
from tests.plan.cases import START, Raw, about, after, check_in, entry, on, onset

SCREENED: dict[str, Any] = {"flags": [], "screened": True}
START_PAGES = check_in(START, 7, **SCREENED)
EVENING = on(4, "20:00")


def told(*entries: Raw, now: datetime = EVENING) -> dict[str, dict[str, Any]]:
    journal = parse_journal([about(), onset(), *entries], now)
    return {each["flag"]: each for each in answers(situation_at(journal, now))}


def test_a_question_counts_whenever_the_pages_put_it() -> None:
    """Walk through nine days and ask, before each check-in, which rows the page shows."""
    times = [on(day, clock) for day in (1, 2, 3, 5, 6, 7, 8, 9) for clock in ("09:30", "15:00")]
    journal = parse_journal([about(), onset(), START_PAGES, *(check_in(at, 5, **SCREENED) for at in times)], times[-1])
    put = {flag: [START] for flag, _row in FULL_SCREEN}
    for at in times:
        story = Story([each for each in journal if each.at < at], at)
        for flag, _row in (*rows_due(story), *week_rows_due(story)):
            put.setdefault(flag, []).append(at)
    found = {each["flag"]: each["asked"] for each in answers(situation_at(journal, times[-1]))}
    assert {flag: found[flag] for flag in put} == {flag: len(asked) for flag, asked in put.items()}


def test_the_screen_alone_asks_all_but_what_can_wait() -> None:
    alone = check_in(on(1, "18:00"), **SCREENED)
    asked = asked_at(Story(parse_journal([about(), onset(), START_PAGES, alone], EVENING), EVENING))
    assert {level: len(times) for level, times in asked.items()} == {"E": 2, "S": 2, "D": 0}


def test_nothing_asked_is_told_as_nothing_asked() -> None:
    found = told(check_in(START, 7))
    assert {(each["asked"], each["last_asked"]) for each in found.values()} == {(0, None)}


@pytest.mark.parametrize("because", ["professional", "mistake"])
def test_a_yes_tells_when_it_was_cleared_and_how(because: str) -> None:
    raised = check_in(on(2, "08:00"), 5, flags=["S3"], screened=True)
    cleared, screen = entry("cleared", on(2, "09:00"), because=because), check_in(on(2, "09:05"), **SCREENED)
    yes = {"at": on(2, "08:00"), "cleared": None, "because": None}
    assert told(raised)["S3"]["yes"] == [yes]
    assert told(raised, cleared)["S3"]["yes"] == [yes | {"because": because}]
    assert told(raised, cleared, screen)["S3"]["yes"] == [yes | {"because": because, "cleared": on(2, "09:05")}]


def test_an_emergency_taken_back_is_still_told_and_a_yes_counts_as_asked() -> None:
    raised = check_in(on(2, "08:00"), flags=["E6"]) | {"id": "00000000-0000-0000-0000-000000000001"}
    gone = entry("withdrawn", on(2, "08:01"), entry=raised["id"])
    found = told(raised, gone)["E6"]
    assert (found["asked"], found["last_asked"], len(found["yes"])) == (1, on(2, "08:00"), 1)


def test_what_an_answer_means_is_told_too() -> None:
    assert told(check_in(after(1), 6, leg="tingling"))["D5"]["yes"][0]["at"] == after(1)
