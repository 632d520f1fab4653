"""Generated journals: any kinds of entries, in any zone, around clock changes, with withdrawals and journeys."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from recovery.plan.entries import AGREEABLE, CONDITIONS, FLAGS, MEDICINES, Entry, parse_journal, zone_names
from recovery.plan.kinds import ITEMS, TIMED
from tests.plan.cases import Raw

ZONES = (
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "America/St_Johns",
)
HABITS = (("07:00", "22:00"), ("17:00", "09:00"), ("09:00", "01:00"), ("05:30", "19:30"), ("12:00", "03:00"))
# Days before a clock change in one of the zones above, and one in winter.
BEGINNINGS = ("2026-03-27", "2026-04-03", "2026-10-02", "2026-10-30", "2027-03-12", "2026-12-07")

pain = st.none() | st.integers(0, 10)
minutes = st.integers(0, 30)
calm_flags = st.lists(st.sampled_from([flag for flag in FLAGS if flag[0] == "D"]), max_size=2)
flags: st.SearchStrategy[list[str]] = st.just(list[str]()) | calm_flags | st.lists(st.sampled_from(FLAGS), max_size=2)


def zones_of_every_offset(at: datetime) -> list[str]:
    """One zone for each offset from UTC that is in force at an instant."""
    found: dict[timedelta | None, str] = {}
    for zone in sorted(zone_names()):
        found.setdefault(at.astimezone(ZoneInfo(zone)).utcoffset(), zone)
    return list(found.values())


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Raw]:
    """Any of these fields, each given or left out."""
    return st.fixed_dictionaries({}, optional=fields)


FIELDS: dict[str, st.SearchStrategy[Raw]] = {
    "about": optional(
        time_zone=st.sampled_from(ZONES),
        conditions=st.lists(st.sampled_from(CONDITIONS), max_size=3),
        birth_year=st.integers(1930, 2005),
        weeks_pregnant=st.integers(0, 40),
        country=st.sampled_from(["GB", "US", "IN", "NG"]),
        agreed=st.lists(st.sampled_from(AGREEABLE), max_size=4),
    ),
    "check_in": optional(
        pain=st.integers(0, 10),
        leg=st.sampled_from(["none", "same", "lower", "tingling"]),
        temperature_c=st.sampled_from([36.5, 37.9, 38.0, 39.5]),
        slept=st.sampled_from(["well", "badly"]),
        skin=st.sampled_from(["fine", "fine", "marked", "numb"]),
        can_walk=st.sampled_from(["yes", "a_few_steps", "no"]),
        where_now=st.sampled_from(["floor", "bed", "chair", "up"]),
        alone=st.booleans(),
        flags=flags,
        screened=st.booleans(),
        sudden=st.booleans(),
        longest_walk=minutes,
        limits=st.booleans(),
        fluids_lost=st.booleans(),
        walked=st.booleans(),
        walks=st.integers(0, 20),
        walks_felt=st.sampled_from(["fine", "sore", "bad"]),
    ),
    "walk": st.fixed_dictionaries(
        {"minutes": minutes, "pain_before": pain, "pain_after": pain, "pain_hour_later": pain},
        optional={"finished": st.booleans()},
    ),
    "started": st.fixed_dictionaries({"item": st.sampled_from(list(TIMED))}),
    **{
        kind: st.fixed_dictionaries(
            {"minutes": minutes}, optional={"skin": st.sampled_from(["fine", "fine", "marked"])}
        )
        for kind in ("cold", "heat")
    },
    **{
        kind: st.fixed_dictionaries({"minutes": minutes})
        for kind in ("rest", "legs_up", "breathing", "massage", "stretch")
    },
    "drink": st.fixed_dictionaries({"ml": st.integers(50, 500)}),
    "medicine": st.fixed_dictionaries(
        {"name": st.sampled_from(MEDICINES)}, optional={"mg": st.integers(0, 1000), "note": st.just("codeine")}
    ),
    "cleared": st.fixed_dictionaries({"because": st.sampled_from(["professional", "mistake", "gone"])}),
    "worse": st.fixed_dictionaries({"item": st.sampled_from(list(ITEMS))}),
    "dismissed": st.fixed_dictionaries({"notices": st.lists(st.sampled_from(["D1", "D5", "off_track_72h"]))}),
}
USUAL = ("check_in", "walk", "cold", "heat", "started", "drink", "medicine", "rest", "stretch")


@st.composite
def cases(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(FIELDS), days: int = 12) -> tuple[list[Raw], datetime]:
    """A raw journal and a `now` after all its entries; ids are the numbers from 1 on."""
    zone, (wake, sleep) = draw(st.sampled_from(ZONES)), draw(st.sampled_from(HABITS))
    began = datetime.fromisoformat(draw(st.sampled_from(BEGINNINGS))).replace(tzinfo=UTC)
    began += timedelta(minutes=draw(st.integers(0, 24 * 60)))
    span = draw(st.integers(0, days * 24 * 60))
    unsure = draw(st.none() | st.integers(0, 300))
    latest = began + timedelta(minutes=min(unsure, span)) if unsure else None
    journal: list[Raw] = [
        {"kind": "about", "at": began - timedelta(hours=1), "time_zone": zone, "wake": wake, "sleep": sleep},
        {"kind": "onset", "at": began, "started_at": began, "latest_at": latest},
    ]
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=25)):
        at = began + timedelta(minutes=draw(st.integers(-30, span)))
        journal.append({"kind": kind, "at": at} | draw(FIELDS[kind]))
    for place, entry in enumerate(journal, 1):
        entry["id"] = UUID(int=place)
    return journal, began + timedelta(minutes=span, seconds=draw(st.integers(0, 59)))


# --- journals that were tampered with

# The answers that contradict others told at about the same time.
CONTRADICTIONS: tuple[Raw, ...] = (
    {"kind": "check_in", "pain": 0, "limits": False, "can_walk": "yes"},
    {"kind": "check_in", "pain": 9, "can_walk": "no", "walked": False},
    {"kind": "check_in", "sudden": True},
    {"kind": "check_in", "screened": True, "flags": []},
    {"kind": "check_in", "skin": "numb"},
    {"kind": "cleared", "because": "mistake"},
)


@st.composite
def tampered_cases(draw: st.DrawFn) -> tuple[list[Raw], datetime]:
    """A journal with entries edited, moved, told late or by a fast clock, contradicted, and lived in other zones."""
    journal, now = draw(cases(days=8))
    for number in range(1000, 1000 + draw(st.integers(1, 8))):
        journal += draw(_tampered(journal, now, number))
    return journal, now


@st.composite
def _tampered(draw: st.DrawFn, journal: list[Raw], now: datetime, number: int) -> list[Raw]:
    """Entries that change what one entry of a journal says."""
    old = draw(st.sampled_from(journal[1:]))
    new, at, minute = {"id": UUID(int=number)}, old["at"], timedelta(minutes=1)
    back = {"kind": "withdrawn", "at": now, "id": UUID(int=2 * number), "entry": old["id"]}
    match draw(st.sampled_from(["edit", "move", "late", "fast clock", "zone", "onset", "contradict"])):
        case "edit":
            return [back, old | draw(FIELDS.get(old["kind"], st.just({}))) | new]
        case "move":
            moved = at + draw(st.integers(-600, 600)) * minute
            return [back, old | new | {"at": min(max(moved, journal[1]["at"]), now)}]
        case "late":
            return [old | new | {"entered_at": now}]
        case "fast clock":
            return [old | new | {"at": now + 5 * minute}]
        case "zone":
            zone, (wake, sleep) = draw(st.sampled_from(ZONES)), draw(st.sampled_from(HABITS))
            about = {"kind": "about", "at": max(at, journal[1]["at"]), "time_zone": zone, "wake": wake, "sleep": sleep}
            return [about | new]
        case "onset":
            started = min(journal[1]["at"] + draw(st.integers(-300, 300)) * minute, now)
            return [{"kind": "onset", "at": now, "started_at": started} | new]
    told = draw(st.sampled_from(CONTRADICTIONS))
    return [told | new | {"at": min(at + draw(st.integers(0, 59)) * minute, now)}]


@st.composite
def calm_cases(draw: st.DrawFn) -> tuple[list[Raw], datetime]:
    """A journal of everyday entries: no flags, no moves, no conditions."""
    journal, now = draw(cases(kinds=USUAL))
    for entry in journal:
        for name in ("flags", "can_walk", "temperature_c"):
            entry.pop(name, None)
    return journal, now


def read(case: tuple[list[Raw], datetime]) -> tuple[tuple[Entry, ...], datetime]:
    """The entries of a case, and its now."""
    journal, now = case
    return parse_journal(journal, now), now
