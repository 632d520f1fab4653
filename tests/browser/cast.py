"""People at every point of a recovery: each has a journal, and an instant at which to look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.test import Client

from recovery.models import Entry as Row
from recovery.models import Episode
from recovery.plan.entries import Entry, parse
from recovery.store import journal
from recovery.store.rows import row_of
from tests.conftest import client_of, make_person

LONDON = ZoneInfo("Europe/London")
ONSET = datetime(2026, 5, 10, 23, 10, tzinfo=LONDON)  # a Sunday; heat opens on Wednesday 23:10
SCREENED: dict[str, Any] = {"flags": [], "screened": True}


def at(day: int, clock: str) -> datetime:
    """Return a moment of day `day`, counted from the date of the onset, by the clock of London."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 5, 10 + day, hour, minute, tzinfo=LONDON)


def entry(kind: str, moment: datetime, **fields: Any) -> Entry:
    """Make an entry that is written down when it happens."""
    return parse({"kind": kind, "id": uuid4(), "at": moment, "entered_at": moment, "by": "self"} | fields)


def log(episode: Episode, kind: str, moment: datetime, **fields: Any) -> Entry:
    """Append an entry that is written down when it happens."""
    return journal.append(episode, entry(kind, moment, **fields))


@dataclass(frozen=True)
class Role:
    """A signed-in test client, its episode, the instant to look at it, and words that Today shows then."""

    client: Client
    episode: Episode
    now: datetime
    sees: str


def person(name: str, now: datetime, sees: str = "", **about: Any) -> Role:
    """Make a person with an account whose back seized up on Sunday at 23:10."""
    owner = make_person(f"{name}@example.com")
    episode = Episode.objects.create(owner=owner)
    habits = {"time_zone": "Europe/London", "country": "GB", "wake": "07:00", "sleep": "22:00", "conditions": []}
    log(episode, "about", ONSET, **habits | about)
    log(episode, "onset", ONSET, started_at=ONSET)
    return Role(client_of(owner), episode, now, sees)


def live(role: Role, until: int, pains: list[int]) -> Role:
    """Log a pain each morning, and a walk that goes well at each hour of the day, all of them at once."""
    lived = [entry("check_in", at(1, "00:10"), pain=pains[0], can_walk="a_few_steps", **SCREENED)]
    for day, pain in zip(range(1, until + 1), pains, strict=True):
        lived.append(entry("check_in", at(day, "07:30"), pain=pain, leg="none", limits=pain > 2, **SCREENED))
        walk = {"minutes": 6 + day, "pain_before": pain, "pain_after": pain, "finished": True, "where": "home"}
        hours = (at(day, f"{hour:02}:30") for hour in range(8, 20))
        lived += [entry("walk", moment, **walk) for moment in hours if moment < role.now]
    Row.objects.bulk_create(row_of(role.episode, each) for each in lived)
    return role


def cold() -> Role:
    """The first morning, with a walk, an ice pack and a drink logged."""
    role = person("cold", at(1, "10:20"), "Cold phase")
    log(role.episode, "check_in", at(1, "07:30"), pain=6, can_walk="yes", **SCREENED)
    log(role.episode, "cold", at(1, "08:00"), minutes=20, skin="fine")
    log(role.episode, "walk", at(1, "09:00"), minutes=2, pain_before=6, pain_after=6, finished=True, where="home")
    log(role.episode, "drink", at(1, "09:10"), ml=200)
    return role


def night() -> Role:
    """The first night."""
    role = person("night", at(1, "03:04"), "Night")
    log(role.episode, "check_in", at(1, "03:00"), pain=8, can_walk="a_few_steps", **SCREENED)
    return role


def timer() -> Role:
    """A timer for ice runs."""
    role = person("timer", at(1, "10:25"), "Ice is on")
    log(role.episode, "check_in", at(1, "07:30"), pain=6, can_walk="yes", **SCREENED)
    log(role.episode, "started", at(1, "10:20"), item="cold")
    return role


def heat() -> Role:
    """The sixth day: warmth instead of ice."""
    return live(person("heat", at(6, "10:10"), "Heat phase"), 6, [6, 6, 5, 4, 4, 3])


def recovered() -> Role:
    """Day 16, after two weeks of less and less pain."""
    return live(person("recovered", at(16, "10:10"), "Recovered"), 16, [5, 5, 4, 4, 3, 3, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0])


def today_banner() -> Role:
    """A sign that a doctor must see today: the plan goes on under a banner."""
    role = person("today", at(1, "10:20"), "Speak to a doctor today")
    log(role.episode, "check_in", at(1, "07:30"), pain=6, can_walk="yes", flags=["S1"], screened=True)
    return role


def emergency() -> Role:
    """Two emergency signs: the alert replaces the plan."""
    role = person("emergency", at(1, "10:20"), "Get medical help now")
    log(role.episode, "check_in", at(1, "10:00"), pain=6, flags=["E1", "E5"], screened=True)
    return role


def checked() -> Role:
    """A professional cleared the emergency: the questions come again."""
    role = person("checked", at(1, "10:20"), "A few questions again")
    log(role.episode, "check_in", at(1, "10:00"), pain=6, flags=["E1"], screened=True)
    log(role.episode, "cleared", at(1, "10:10"), because="professional")
    return role


def too_young() -> Role:
    """A person under 16."""
    role = person("young", at(1, "10:20"), "See a doctor first", birth_year=2012)
    log(role.episode, "check_in", at(1, "10:00"), pain=6, **SCREENED)
    return role


def silent() -> Role:
    """Back after five days without a log."""
    role = person("silent", at(6, "10:20"), "First, a few questions")
    log(role.episode, "check_in", at(1, "07:30"), pain=6, can_walk="yes", **SCREENED)
    return role


def fortnight() -> Role:
    """Fourteen full days with everything: signs, a sudden spasm, three kinds of pills, notes, walks that hurt."""
    ill = ["asthma", "blood_thinner", "diabetes", "high_blood_pressure", "numb_skin"]
    role = person("fortnight", at(14, "20:30"), "Heat phase", birth_year=1984, sex="f", conditions=ill)
    live(role, 14, [8, 7, 7, 6, 6, 5, 5, 8, 7, 6, 5, 5, 4, 4])
    signs = {2: ["S1"], 3: [], 4: ["D5", "D8"], 6: ["S3", "D3"], 11: ["D2"]}
    for day in range(1, 15):
        legs = ("tingling", "none", "lower", "same")[day // 2 % 4]
        answers = {"leg": legs, "slept": "badly" if day % 3 else "well", "spasm": "some", "stiffness": "lots"}
        note = f"Day {day}: sat at the desk for too long, and could hardly get up again." + " That is all." * 9
        evening = {"flags": signs.get(day, []), "screened": True, "note": note, "sudden": day == 8}
        log(role.episode, "check_in", at(day, "19:40"), pain=7 if day == 8 else 5, **answers, **evening)
        for hour, kind in ((9, "heat" if day > 3 else "cold"), (11, "stretch"), (14, "legs_up"), (16, "massage")):
            log(role.episode, kind, at(day, f"{hour:02}:10"), minutes=10)
        log(role.episode, "breathing", at(day, "17:10"), minutes=5)
        log(role.episode, "walk", at(day, "18:10"), minutes=5, pain_before=3, pain_after=6 if day % 3 else 7)
        for clock, name in (("08:40", "ibuprofen"), ("13:40", "paracetamol"), ("18:40", "other")):
            log(role.episode, "medicine", at(day, clock), name=name, mg=400)
        log(role.episode, "worse", at(day, "18:20"), item="walk" if day % 2 else "stretch")
    log(role.episode, "cleared", at(6, "20:10"), because="professional")
    log(role.episode, "check_in", at(6, "20:20"), **SCREENED)
    return role


def others() -> Iterator[Role]:
    """Everybody but the person of the first morning."""
    for make in (night, timer, heat, recovered, today_banner, emergency, checked, too_young, silent):
        yield make()
