"""A cast of journals that together make every rule say everything that it can say.

`CAST` maps a name to the entries of a journal and the instant at which to look at it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from recovery.plan.enums import Condition
from recovery.plan.situation import Situation
from tests.plan.cases import START, Raw, about, after, check_in, days_of, entry, on, onset, walk, walks

type Case = tuple[list[Raw], datetime]

DAY = 24
WELL = [*days_of([3]), *(check_in(on(day, "07:05"), 1, limits=False) for day in range(2, 12))]
HOURLY = [*days_of([4, 3, 3, 3], [3, 8])]


def case(now: datetime, *entries: Raw, **told: Any) -> Case:
    """The journal of a person in London since Monday 09:00, with these fields in the first `about`."""
    return [about(**told), onset(), *entries], now


def took(name: str, hours: float, mg: float | None = None) -> Raw:
    """A dose so many hours after the onset."""
    return entry("medicine", after(hours), name=name, mg=mg)


def pills(days: int) -> list[Raw]:
    """A pill on each of so many days."""
    return [took("ibuprofen", DAY * day + 1, 200) for day in range(days)]


def named() -> Iterator[tuple[str, Case]]:
    """Every case with its name."""
    yield from _severities_and_phases()
    yield from _conditions()
    yield from _timers()
    yield from _starts()
    yield from _walks()
    yield from _medicines()
    yield from _notices()
    yield from _recovery()
    yield from _places()


def _severities_and_phases() -> Iterator[tuple[str, Case]]:
    for pain in (2, 5, 8):
        for hours in (1, 30, 50, 75, 100):
            yield f"pain {pain} after {hours} hours", case(after(hours), check_in(START, pain))
    yield "a first evening", ([about(), onset(on(1, "20:00")), check_in(on(1, "20:00"), 5)], on(1, "20:30"))
    yield "a woman", case(after(1), check_in(START, 5), sex="f")
    yield "a man", case(after(1), check_in(START, 5), sex="m")


def _conditions() -> Iterator[tuple[str, Case]]:
    for condition in Condition:
        for hours in (1, 80):
            yield f"{condition} after {hours} hours", case(after(hours), check_in(START, 5), conditions=[condition])
    for weeks in (10, 22, 30):
        yield f"{weeks} weeks pregnant", case(after(80), check_in(START, 5), weeks_pregnant=weeks)
    yield "warmth agreed", case(after(80), check_in(START, 5), weeks_pregnant=10, agreed=["heat:pregnant"])
    for age in (61, 70):
        yield f"age {age}", case(after(80), check_in(START, 5), birth_year=2026 - age)


def _timers() -> Iterator[tuple[str, Case]]:
    for kind in ("cold", "rest", "legs_up", "breathing", "stretch", "walk"):
        yield f"{kind} runs", case(after(30.05), check_in(START, 5), entry("started", after(30), item=kind))
    for kind in ("heat", "massage", "stretch"):
        yield f"{kind} runs later", case(after(80.05), check_in(START, 5), entry("started", after(80), item=kind))
    for weeks in (10, 30):
        lying = entry("started", after(30), item="stretch")
        yield f"stretch runs, {weeks} weeks pregnant", case(after(30.05), lying, weeks_pregnant=weeks)
    resting = entry("started", after(1), item="rest")
    yield "rest runs on the first day", case(after(1.05), check_in(START, 8), resting)
    yield "a longer walk runs", case(on(5, "12:05"), *WELL, entry("started", on(5, "12:00"), item="walk"))
    chair = entry("started", after(1), item="rest")
    yield "rest runs in a chair", case(after(1.05), chair, conditions=["breathless_lying_flat"])


def _starts() -> Iterator[tuple[str, Case]]:
    iced = entry("cold", after(1), minutes=20)
    yield "ice just now", case(after(1.4), check_in(START, 5), iced)
    yield "ice left marks", case(after(3), check_in(START, 5), entry("cold", after(1), minutes=20, skin="marked"))
    slow_ice = entry("cold", after(50), minutes=20)
    yield "ice in the transition", case(after(51), check_in(START, 5), slow_ice)
    late_ice = entry("cold", after(71.3), minutes=20)
    yield "ice just before warmth", case(after(72.2), check_in(START, 5), late_ice)
    warm = [entry("heat", after(hours), minutes=15) for hours in (73, 76, 79, 82)]
    yield "warmth just now", case(after(73.5), check_in(START, 5), warm[0])
    yield "warmth left marks", case(after(76), check_in(START, 5), entry("heat", after(73), minutes=15, skin="numb"))
    yield "warmth four times", case(after(83.9), check_in(START, 5), *warm)
    long_ice = entry("cold", after(1), minutes=30)
    yield "ice for too long", case(after(2), check_in(START, 5), long_ice)
    yield "ice in the night", case(on(2, "06:00"), check_in(START, 5), entry("cold", on(2, "03:00"), minutes=20))
    yield "warmth in the night", case(on(5, "06:00"), check_in(START, 5), entry("heat", on(5, "03:00"), minutes=15))
    yield "ice made the skin numb", case(after(3), check_in(START, 5), entry("cold", after(1), minutes=20, skin="numb"))
    yield "legs up just now", case(after(1.5), check_in(START, 5), entry("legs_up", after(1), minutes=10))
    yield "a stretch just now", case(after(30.1), check_in(START, 5), entry("stretch", after(30), minutes=5))
    for kind in ("cold", "rest", "legs_up", "breathing", "drink"):
        yield f"{kind} made it worse", case(after(2), check_in(START, 5), entry("worse", after(1), item=kind))
    yield "a new leg symptom", case(after(30), check_in(START, 5), check_in(after(29), 5, leg="tingling"))
    yield "too much pain to stretch", case(after(50), check_in(after(49), 9))
    yield "questions after silence", case(on(8, "12:00"), check_in(START, 5))
    yield "a sign for today", case(after(75), check_in(after(74), 5, flags=["S2"]))
    yield "a fever", case(after(75), check_in(after(74), 5, temperature_c=38.5))
    yield "a fall", case(after(75), check_in(after(74), 5, flags=["S4"]))
    yield "a swollen calf", case(after(75), check_in(after(74), 5, flags=["S5"]))


def _walks() -> Iterator[tuple[str, Case]]:
    smooth = [*days_of([6, 5, 5, 4, 4]), *walks(2, 3), *walks(3, 8), *walks(4, 10)]
    for day in range(1, 6):
        yield f"a smooth course on day {day}", case(on(day, "12:00"), *smooth)
    hurt = [walk(on(2, "10:00"), 5, 8), walk(on(2, "12:00"), 5, 8)]
    yield "a walk that hurt", case(on(2, "10:30"), *days_of([5, 5]), hurt[0])
    yield "two walks that hurt", case(on(2, "12:30"), *days_of([5, 5]), *hurt)


def _medicines() -> Iterator[tuple[str, Case]]:
    for name in ("ibuprofen", "naproxen", "aspirin", "paracetamol"):
        yield f"one {name}", case(after(2), took(name, 1))
        yield f"{name} up to its most", case(after(24), *(took(name, 4 * place + 1) for place in range(6)))
    us = {"country": "US"}
    yield "two naproxen at once", case(after(2), took("naproxen", 1, 440), **us)
    yield "naproxen twice", case(after(10), took("naproxen", 0.5, 220), took("naproxen", 1, 220), **us)
    yield "a pill elsewhere", case(after(2), took("ibuprofen", 1, 200), country="DE")
    yield "two kinds", case(after(3), took("ibuprofen", 1), took("naproxen", 2))
    yield "too much", case(after(3), took("ibuprofen", 1, 2000))
    yield "not for this person", case(after(3), took("ibuprofen", 1), conditions=["kidney_disease"])
    yield "eight days of pills", case(after(DAY * 7 + 2), *pills(8))
    yield "ten days of pills", case(after(DAY * 9 + 2), *pills(10))


def _notices() -> Iterator[tuple[str, Case]]:
    for hours, pain in ((73, 8), (14 * DAY, 7), (28 * DAY, 7), (42 * DAY, 7), (84 * DAY, 7)):
        told = [check_in(START, 8), check_in(after(hours - 1), pain, limits=True)]
        yield f"not better after {hours} hours", case(after(hours), *told)
    for pain in (3, 9):
        told = [check_in(START, 5), check_in(on(4, "08:00"), 5), walk(on(4, "10:00"), pain, pain)]
        yield f"a newer pain of {pain} before a walk", case(on(4, "10:10"), *told)
    yield "worse for days", case(on(5, "07:10"), *days_of([3, 5, 5, 5, 5]))
    yield "two steps back", case(on(5, "12:00"), *days_of([3, 3, 5, 5, 7]), *walks(1, 8), *walks(2, 10))
    yield "two silent days", case(on(4, "12:00"), *days_of([5]))
    yield "two pains", case(after(2), check_in(after(1), 3), check_in(after(1.5), 7))
    yield "silent with a sign for today", case(on(8, "12:00"), check_in(START, 6), check_in(after(23), 5, flags=["S9"]))
    yield "a walk denied", case(after(3), walk(after(1)), check_in(after(2), 4, walked=False))
    yield "from before the onset", case(after(1), check_in(START - timedelta(hours=1), 5))
    reaction = check_in(after(1), 5, flags=["E12"], screened=True)
    checked = [entry("cleared", after(2), because="professional"), check_in(after(3), 5, screened=True)]
    yield "a reaction to a pill", case(after(4), reaction, *checked)
    for conditions in ([], ["heart_failure"]):
        lost = check_in(after(1), 5, fluids_lost=True)
        yield f"fluids lost with {len(conditions)} conditions", case(after(2), lost, conditions=conditions)
    for number in range(1, 12):
        yield f"D{number}", case(after(2), check_in(after(1), 5, flags=[f"D{number}"]))


def _recovery() -> Iterator[tuple[str, Case]]:
    for day in (2, 3, 6, 11):
        yield f"well on day {day}", case(on(day, "12:00"), *(each for each in WELL if each["at"] <= on(day, "12:00")))
    again = [*WELL, check_in(on(12, "10:00"), 6, sudden=True, screened=True)]
    yield "it seized up again", case(on(12, "11:00"), *again)
    crept = [*WELL, check_in(on(12, "10:00"), 5)]
    twice = [check_in(after(20), 3), check_in(after(21), 7, sudden=True), check_in(after(60), 3)]
    yield "it keeps seizing up", case(after(62), check_in(START, 5), *twice, check_in(after(61), 7, sudden=True))
    yield "it crept up again", case(on(12, "11:00"), *crept)
    yield "day 14", case(on(14, "12:00"), *days_of([5] * 14))


def _places() -> Iterator[tuple[str, Case]]:
    for where, told in (("floor", {"alone": True}), ("floor", {"alone": False}), ("bed", {}), ("chair", {})):
        answer = check_in(START, 8, where_now=where, can_walk="no", **told)
        yield f"in the {where}, {told}", case(after(1), answer)
    yield "on the floor after a fall", case(after(1), check_in(START, 8, where_now="floor", flags=["S4"]))
    yield "a few steps", case(after(1), check_in(START, 8, can_walk="a_few_steps"))
    yield (
        "a bad night, strong pills and a cough",
        case(
            on(2, "20:00"),
            check_in(on(2, "07:10"), 5, slept="badly", can_walk="yes", flags=["D8"]),
            entry("medicine", on(2, "08:00"), name="other", note="Co-codamol"),
        ),
    )


CAST: dict[str, Case] = dict(named())


def situation(name: str) -> Situation:
    """What is true in a case of the cast."""
    entries, now = CAST[name]
    return situation_at(parse_journal([each for each in entries if each["at"] <= now], now), now)
