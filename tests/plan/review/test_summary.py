"""What was said, done and taken, summed up."""

from datetime import datetime

from recovery.plan.entries import parse_journal
from recovery.plan.history.story import Story
from recovery.plan.review.summary import (
    AtTheStart,
    CouldNot,
    Felt,
    LegSpell,
    Sleep,
    Taken,
    Tried,
    at_the_start,
    could_not,
    leg_spells,
    medicines_taken,
    sleep,
    tried,
)
from tests.plan.cases import START, Raw, about, check_in, entry, on, onset

EVENING = on(4, "20:00")
NIGHTS = [
    check_in(on(day, "09:30"), 5, leg=leg, slept=slept)
    for day, leg, slept in ((1, "tingling", "badly"), (2, "tingling", "badly"), (3, "none", "well"), (4, "none", None))
]


def story(*entries: Raw, now: datetime = EVENING) -> Story:
    return Story(parse_journal([about(), onset(), *entries], now), now)


def test_at_the_start_is_the_first_check_in_with_a_pain() -> None:
    first = check_in(on(1, "10:00"), 8, can_walk="a_few_steps", spasm="lots")
    found = at_the_start(story(check_in(START, limits=True), first, check_in(on(2, "10:00"), 3)))
    assert found == AtTheStart(on(1, "10:00"), 8, "a_few_steps", "lots", None, None)


def test_at_the_start_is_none_before_a_pain_is_known() -> None:
    assert at_the_start(story(check_in(START, limits=True))) is None


def test_leg_spells_join_the_same_answers_in_a_row() -> None:
    assert leg_spells(story(*NIGHTS), START) == [
        LegSpell("tingling", on(1, "09:30"), on(2, "09:30")),
        LegSpell("none", on(3, "09:30"), on(4, "09:30")),
    ]


def test_leg_spells_begin_with_the_first_answer_since_the_instant() -> None:
    assert leg_spells(story(*NIGHTS), on(2, "09:30"))[0] == LegSpell("tingling", on(2, "09:30"), on(2, "09:30"))


def test_sleep_counts_the_nights_since_the_instant() -> None:
    assert sleep(story(*NIGHTS), START) == Sleep(well=1, badly=2, last="well")
    assert sleep(story(*NIGHTS), on(2, "00:00")) == Sleep(well=1, badly=1, last="well")
    assert sleep(story(), START) == Sleep(well=0, badly=0, last=None)


def test_tried_holds_each_kind_that_was_done_or_made_things_worse() -> None:
    ice = [entry("cold", on(1, clock), minutes=20) for clock in ("10:00", "12:00")]
    told = story(*ice, entry("worse", on(2, "10:00"), item="massage"))
    assert list(tried(told, START)) == [
        Tried("cold", times=2, first=on(1, "10:00"), last=on(1, "12:00"), made_worse=[], felt=Felt(0, 0, 0)),
        Tried("massage", times=0, first=None, last=None, made_worse=[on(2, "10:00")], felt=Felt(0, 0, 0)),
    ]
    assert [each.kind for each in tried(told, on(2, "00:00"))] == ["massage"]


def test_walks_and_stretches_count_how_they_were_felt() -> None:
    rises = [(5, 3), (5, 4), (5, 5), (4, 6), (4, None)]
    walks = [
        entry("walk", on(1, f"{hour}:00"), minutes=3, pain_before=before, pain_after=after)
        for hour, (before, after) in enumerate(rises, 10)
    ]
    [found] = tried(story(*walks), START)
    assert (found.times, found.felt) == (5, Felt(eased=2, same=1, hurt=1))
    assert [each.felt for each in tried(story(*walks), on(1, "12:30"))] == [Felt(eased=0, same=0, hurt=1)]


def test_could_not_counts_the_answers_and_takes_the_newest_activities() -> None:
    own = [{"name": "Socks", "score": 8}], [{"name": "Socks", "score": 5}]
    told = story(
        check_in(on(1, "09:30"), 7, limits=True, can_walk="no"),
        check_in(on(2, "08:00"), 5, limits=False),
        check_in(on(2, "09:00"), 5),
        *(entry("activities", on(day, "10:00"), scores=scores) for day, scores in enumerate(own, 1)),
    )
    found = could_not(told, START)
    assert (found.asked, found.limited, found.could_not_walk) == (2, 1, [on(1, "09:30")])
    assert [(each.name, each.score) for each in found.activities] == [("Socks", 5)]
    assert could_not(told, on(2, "00:00")).limited == 0
    assert could_not(story(), START) == CouldNot(0, 0, [], ())


def test_medicines_taken_sum_the_known_doses_of_each() -> None:
    doses = [(1, "ibuprofen", 400), (2, "ibuprofen", 200), (2, "ibuprofen", None), (3, "paracetamol", None)]
    told = story(*(entry("medicine", on(day, "10:00"), name=name, mg=mg) for day, name, mg in doses))
    assert list(medicines_taken(told)) == [
        Taken("ibuprofen", doses=3, mg=600, mg_unknown=1, first=on(1, "10:00"), last=on(2, "10:00")),
        Taken("paracetamol", doses=1, mg=0, mg_unknown=1, first=on(3, "10:00"), last=on(3, "10:00")),
    ]
