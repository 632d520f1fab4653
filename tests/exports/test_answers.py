"""How often each red flag was asked about, and what became of each yes."""

from datetime import datetime
from typing import Any

import pytest

from recovery.exports.answers import Answer, Yes, answers
from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from tests.plan.cases import START, Raw, about, after, check_in, entry, on, onset

SCREENED: dict[str, Any] = {"flags": [], "screened": True}
START_PAGES = check_in(START, 7, **SCREENED)
EVENING = on(4, "20:00")


def told(*entries: Raw, now: datetime = EVENING) -> dict[str, Answer]:
    journal = parse_journal([about(), onset(), *entries], now)
    return {each.flag: each for each in answers(situation_at(journal, now))}


def test_no_flag_was_asked_about_without_a_screen() -> None:
    found = told(check_in(START, 7))
    assert {(each.asked, each.last_asked) for each in found.values()} == {(0, None)}


@pytest.mark.parametrize("because", ["professional", "mistake"])
def test_a_yes_says_when_it_was_cleared_and_who_checked_it(because: str) -> None:
    raised = check_in(on(2, "08:00"), 5, flags=["S3"], screened=True)
    cleared, screen = entry("cleared", on(2, "09:00"), because=because), check_in(on(2, "09:05"), **SCREENED)
    said = on(2, "08:00")
    assert told(raised)["S3"].yes == (Yes(said, ticked=True, cleared=None, because=None),)
    assert told(raised, cleared)["S3"].yes == (Yes(said, ticked=True, cleared=None, because=because),)
    assert told(raised, cleared, screen)["S3"].yes == (Yes(said, ticked=True, cleared=on(2, "09:05"), because=because),)


def test_a_withdrawn_emergency_is_listed_and_counts_as_asked() -> None:
    raised = check_in(on(2, "08:00"), flags=["E6"]) | {"id": "00000000-0000-0000-0000-000000000001"}
    gone = entry("withdrawn", on(2, "08:01"), entry=raised["id"])
    found = told(raised, gone)["E6"]
    assert (found.asked, found.last_asked, len(found.yes)) == (1, on(2, "08:00"), 1)


def test_a_flag_that_an_answer_about_the_legs_means_is_listed() -> None:
    assert told(check_in(after(1), 6, leg="tingling"))["D5"].yes[0].at == after(1)


def test_a_flag_that_nobody_ticked_follows_from_the_answers_and_was_not_asked() -> None:
    found = told(check_in(after(1), 6, leg="weak", temperature_c=38.6), check_in(after(2), 6, can_walk="no"))
    follows = {flag: each.yes[0] for flag, each in found.items() if each.yes}
    assert {flag: each.at for flag, each in follows.items()} == {
        **dict.fromkeys(("E10", "S1", "S3"), after(1)),
        "S6": after(48),
    }
    assert not any(each.ticked for each in follows.values())
    assert {found[flag].asked for flag in follows} == {0}
