"""Life cards: each from its day or stage, and at most two new ones a day."""

from collections import Counter
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings

from recovery.plan.build import situation_at
from recovery.plan.clinical.life import LIFE_CARDS
from recovery.plan.entries import parse_journal
from recovery.plan.enums import LifeCardId
from recovery.plan.review.good_to_know import new_today, opened
from recovery.plan.situation import Situation
from tests.plan.cases import Raw, about, check_in, days_of, on, onset
from tests.plan.journals import cases, read

WELL = [*days_of([3]), *(check_in(on(day, "07:05"), 1, limits=False) for day in range(2, 12))]


def situation(now: datetime, *entries: Raw) -> Situation:
    return situation_at(parse_journal([about(), onset(), *entries], now), now)


@pytest.mark.parametrize(
    ("day", "new"),
    [
        (1, "spasm broken"),
        (2, "usual_course driving"),
        (3, "worry work"),
        (4, "sitting lifting"),
        (5, "baby ups_and_downs"),
        (6, "sex scans"),
    ],
)
def test_two_cards_a_day_are_new(day: int, new: str) -> None:
    assert " ".join(new_today(situation(on(day, "10:00"), *days_of([8] * day)))) == new


def test_a_night_before_the_first_day_has_its_own_cards() -> None:
    first = parse_journal([about(), onset(on(1, "21:00")), check_in(on(1, "21:00"), 8)], on(1, "21:30"))
    assert new_today(situation_at(first, on(1, "21:30"))) == [LifeCardId.SPASM, LifeCardId.BROKEN]


def test_travel_sport_and_coming_back_wait_for_their_stage() -> None:
    severe = opened(situation(on(10, "10:00"), check_in(on(1, "09:05"), 8)))
    assert not {LifeCardId.TRAVEL, LifeCardId.SPORT, LifeCardId.COMES_BACK} & set(severe)
    well = opened(situation(on(11, "10:00"), *WELL))
    assert {LifeCardId.TRAVEL, LifeCardId.SPORT, LifeCardId.COMES_BACK} <= set(well)


def test_strong_pills_are_there_on_wish_only() -> None:
    assert set(LIFE_CARDS) - set(opened(situation(on(11, "10:00"), *WELL))) == {LifeCardId.STRONG_PILLS}


@pytest.mark.parametrize(("country", "says"), [("GB", "fit note"), ("DE", "Ill over"), ("FR", "Ask at work")])
def test_a_sick_note_is_spoken_of_as_the_country_has_it(country: str, says: str) -> None:
    work = LIFE_CARDS[LifeCardId.WORK]
    found = [each for each in ("fit note", "Ill over", "Ask at work") if each in str([*work.lines_in(country)])]
    assert found == [says]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(days=30))
def test_never_more_than_two_cards_a_day_are_new_and_none_comes_twice(case: tuple[list[Raw], datetime]) -> None:
    found = opened(situation_at(*read(case)))
    assert max(Counter(found.values()).values(), default=0) <= 2
    for name, day in found.items():
        opens = LIFE_CARDS[name].opens
        assert not isinstance(opens, int) or day >= opens


@pytest.mark.parametrize("name", LIFE_CARDS)
def test_each_card_has_lines_of_few_words_with_a_source(name: LifeCardId) -> None:
    card = LIFE_CARDS[name]
    assert all(len(str(line).split()) <= 12 for line in card.sentences)
    assert card.source
    assert not card.review
