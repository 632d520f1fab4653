"""Every page for many people and situations, for tests that read the whole app."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any

import time_machine
from django.test import Client

from recovery.models import Share
from recovery.plan.clinical import figures
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.entries import Entry
from recovery.plan.kinds import KINDS, TIMED
from recovery.store import journal
from recovery.store.shares import make
from tests.browser import cast
from tests.browser.cast import Role

NONE = {"answer": "none"}
FORMS = ("check_in", *TIMED, "drink", "medicine", "roland", "activities")
# Pages that are different for each person, and pages that are nearly the same for all.
LOOKS = (
    *("/today/", "/today/hours/", "/move/", "/plan/", "/log/", "/progress/", "/report/", "/help/", "/again/"),
    "/log/medicine/",
)
REST = (
    *("/settings/", "/settings/about/", "/settings/onset/", "/settings/sharing/", "/settings/export/"),
    *("/settings/import/", "/settings/delete/", *(f"/log/{kind}/" for kind in FORMS)),
    *("/today/?twice=1", "/today/?over=1", *(f"/today/?not_yet={kind}" for kind in TIMED)),
    *(f"/today/{kind}/" for kind in TIMED),
)
DAYS = (-2, -1, 0, 1, 4, 20)  # the day pages, counted from today
SECRETS = {Share.HELPER: "a-helpers-secret", Share.CLINICIAN: "a-clinicians-secret"}


@dataclass(frozen=True)
class Seen:
    """One page: its HTML, its path, and the person who opened it."""

    who: str
    path: str
    page: str


def every_page() -> Iterator[Seen]:
    """All pages of a guest who starts a plan, of each person of the cast, and of their helpers and clinicians."""
    yield from out_of_the_blue(Client())
    for make_role in (*CAST, *RUNNING):
        role = make_role()
        with time_machine.travel(role.now, tick=False):
            yield from of_person(make_role.__name__, role)


def texts_of(page: str) -> list[str]:
    """The pieces of text between the tags of a page."""
    visible = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    pieces = (" ".join(unescape(piece).split()) for piece in re.split(r"<[^>]*>", visible))
    return [piece for piece in pieces if piece]


def out_of_the_blue(guest: Client) -> Iterator[Seen]:
    """The pages of a guest from the first visit to the plan."""
    with time_machine.travel(cast.at(1, "10:20"), tick=False):
        yield from _look(guest, "guest", ["/", "/help/", "/good-to-know/", "/rules/", "/rules/booklet/", "/start/"])
        guest.post("/start/", NONE | {"time_zone": "Europe/London"})
        yield from _look(guest, "guest", ["/move/", *(f"/move/{guide}/" for guide in GUIDES), "/move/where/"])
        guest.post("/move/where/", {"where": "floor_alone"})
        yield from _look(guest, "guest", [f"/move/fall/?q={number}" for number in (1, 2, 3)])
        guest.post("/move/where/", {"where": "chair"})
        yield from _look(guest, "guest", ["/start/today/"])
        guest.post("/start/today/", NONE)
        yield from _look(guest, "guest", ["/start/when/"])
        guest.post("/start/when/", {"when": "60", "pain": "5", "can_walk": "yes", "time_zone": "Europe/London"})
        yield from _look(guest, "guest", ["/start/about/"])
        guest.post("/start/about/", NONE | {"wake": "07:00", "sleep": "22:00"})
        yield from _look(guest, "guest", ["/today/", "/keep/"])


def of_person(who: str, role: Role) -> Iterator[Seen]:
    """The pages of one person on a wide screen, then those of a helper and a clinician."""
    role.client.cookies["wide"] = "1"
    if role.sees == "timer":
        yield from _look(role.client, who, ["/today/"])
    else:
        yield from _look(role.client, who, (*LOOKS, *_day_pages(role)))
    if role.sees == "everything":
        entries = {entry.kind: entry for entry in journal.read(role.episode)}
        yield from _look(role.client, who, (*REST, *(path for entry in entries.values() for path in _paths_of(entry))))
    for kind, secret in SECRETS.items():
        make(role.episode, kind=kind, label="Anna", days=30, notes=True, secret=secret, now=role.now)
        yield from _look(
            Client(), f"{kind} of {who}", [f"/with/{secret}/?open=1", f"/with/{secret}/?open=1&not_yet=heat"]
        )
        role.episode.shares.all().delete()


def _day_pages(role: Role) -> list[str]:
    return [f"/plan/{role.now.date() + timedelta(days=days)}/" for days in DAYS]


def _paths_of(entry: Entry) -> list[str]:
    return [f"/log/{entry.id}/", f"/log/{entry.id}/?after=1", f"/today/?saved={entry.id}"]


def _look(client: Client, who: str, paths: Iterable[str]) -> Iterator[Seen]:
    for path in paths:
        response: Any = client.get(path)
        if response.status_code == 200:
            yield Seen(who, path, response.text)


# --- more people, besides the cast of the browser tests


def everything() -> Role:
    """Each kind of entry once, on the second day."""
    role = cast.live(cast.person("everything", cast.at(2, "16:00"), "everything"), 1, [6])
    fields_of: dict[str, dict[str, Any]] = {
        **{kind: {"minutes": 30 if kind == "walk" else 5} for kind in TIMED},
        "drink": {"ml": 200},
        "medicine": {"name": "ibuprofen", "mg": 400},
        "worse": {"item": "stretch"},
        "roland": {"ticked": [1, 2, 3]},
        "activities": {"scores": [{"name": "Socks", "score": 4}]},
        "dismissed": {"notices": ["D1"]},
        "cleared": {"because": "mistake"},
    }
    for place, (kind, fields) in enumerate(fields_of.items()):
        cast.log(role.episode, kind, cast.at(2, f"{8 + place // 3:02}:{place % 3 * 20:02}"), **fields)
    assert {*fields_of, "about", "onset", "check_in", "started", "withdrawn"} == set(KINDS)
    return role


def left_out() -> Role:
    """Conditions that leave out ice, warmth and most pills."""
    ill = ["numb_skin", "poor_circulation", "pregnant", "kidney_disease", "heart_failure", "thin_bones"]
    role = cast.person("left_out", cast.at(2, "10:20"), conditions=ill, birth_year=1950, weeks_pregnant=30)
    cast.log(role.episode, "check_in", cast.at(1, "07:30"), pain=7, can_walk="a_few_steps", **cast.SCREENED)
    cast.log(role.episode, "medicine", cast.at(1, "08:30"), name="ibuprofen")
    return role


def pills() -> Role:
    """Ten days of pain pills of two kinds, with too much of one."""
    role = cast.live(cast.person("pills", cast.at(11, "10:20")), 10, [8, 8, 7, 7, 7, 7, 7, 7, 7, 7])
    for day in range(1, 12):
        for clock, name in (("08:10", "ibuprofen"), ("09:00", "paracetamol"), ("09:30", "naproxen")):
            cast.log(role.episode, "medicine", cast.at(day, clock), name=name, mg=1500)
    return role


def sudden() -> Role:
    """A new spasm on a day with warmth."""
    role = cast.live(cast.person("sudden", cast.at(6, "16:10")), 6, [6, 6, 5, 4, 4, 3])
    cast.log(role.episode, "check_in", cast.at(6, "15:00"), pain=8, sudden=True, can_walk="no", **cast.SCREENED)
    return role


def since_noon(name: str, day: int, **about: Any) -> Callable[[], Role]:
    """A person whose spasm began on Monday at noon, on the afternoon of a later day."""

    def made() -> Role:
        role = cast.live(cast.person(name, cast.at(day, "13:10"), **about), day, [6, 5, 5, 5][:day])
        cast.log(role.episode, "onset", cast.at(1, "12:10"), started_at=cast.at(1, "12:00"))
        return role

    made.__name__ = name
    return made


def just_well() -> Role:
    """The third day without much pain, and a long walk."""
    role = cast.live(cast.person("just_well", cast.at(10, "16:10")), 10, [5, 5, 4, 4, 3, 3, 2, 1, 1, 1])
    cast.log(role.episode, "walk", cast.at(10, "15:00"), minutes=50, pain_before=1, pain_after=1)
    return role


def last_pill() -> Role:
    """A late evening without any further item; the label allows one more pill."""
    role = cast.person("last_pill", cast.at(1, "21:05"))
    cast.log(role.episode, "check_in", cast.at(1, "07:30"), pain=2, can_walk="yes", **cast.SCREENED)
    for clock in ("01:05", "07:05", "16:05"):
        cast.log(role.episode, "medicine", cast.at(1, clock), name="ibuprofen", mg=333)
    return role


def not_yet_18() -> Role:
    role = cast.person("not_yet_18", cast.at(1, "10:20"), birth_year=2009)
    cast.log(role.episode, "check_in", cast.at(1, "10:00"), pain=6, **cast.SCREENED)
    return role


def maybe_17() -> Role:
    """Somebody who turns 18 this year, and has not said if that day has come."""
    role = cast.person("maybe_17", cast.at(1, "10:20"), birth_year=2026 - figures.ADULT_AGE)
    cast.log(role.episode, "check_in", cast.at(1, "10:00"), pain=6, **cast.SCREENED)
    return role


def weeks_later() -> Role:
    """Six weeks of pain that does not get better."""
    role = cast.person("weeks_later", cast.at(1, "10:20") + timedelta(days=44))
    for day in range(45):
        cast.log(role.episode, "check_in", cast.at(1, "07:30") + timedelta(days=day), pain=7, **cast.SCREENED)
    return role


def running(kind: str) -> Callable[[], Role]:
    """A person with a running timer of this kind."""

    def made() -> Role:
        role = cast.live(cast.person(f"running_{kind}", cast.at(6, "10:14"), "timer"), 6, [6, 5, 4, 3, 3, 3])
        cast.log(role.episode, "started", cast.at(6, "10:12"), item=kind)
        return role

    made.__name__ = f"running_{kind}"
    return made


CAST: tuple[Callable[[], Role], ...] = (
    *(cast.cold, cast.night, cast.timer, cast.heat, cast.recovered, cast.today_banner, cast.emergency, cast.checked),
    *(cast.too_young, cast.silent, cast.fortnight, everything, left_out, pills, sudden, weeks_later, last_pill),
    *(not_yet_18, maybe_17, just_well, since_noon("after_48_hours", 3), since_noon("after_72_hours", 4)),
    *(since_noon("no_warmth", 4, conditions=["pregnant"]), since_noon("no_ice", 4, conditions=["raynaud"])),
)
RUNNING = tuple(running(kind) for kind in TIMED)
