"""The journal: every kind of entry as a frozen dataclass, and the one way in for untrusted data."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import UTC, datetime, time, timedelta
from functools import cache
from json import dumps
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID, uuid5
from zoneinfo import available_timezones

FUTURE_LIMIT = timedelta(minutes=5)
TIMED = ("cold", "heat", "walk", "rest", "legs_up", "breathing", "stretch", "massage")
ITEM_KINDS = (*TIMED, "drink", "check_in")
TREATMENTS = ("cold", "heat", "massage", "stretch", "nsaid", "paracetamol")
MEDICINES = ("ibuprofen", "naproxen", "aspirin", "paracetamol", "other")
CONDITIONS = (
    "numb_skin", "diabetes", "raynaud", "poor_circulation", "heart_disease", "angina", "heart_failure",
    "high_blood_pressure", "past_stroke", "skin_wound", "cancer", "pregnant", "kidney_disease", "liver_disease",
    "ulcer_or_bleed", "blood_thinner", "steroids", "aspirin_for_heart", "asthma", "painkiller_allergy", "thin_bones",
    "heavy_alcohol", "sedatives", "recent_back_surgery", "breathless_lying_flat", "diuretic",
)  # fmt: skip
# A treatment that a doctor or pharmacist may have agreed to, although a condition says: ask first.
AGREEABLE = tuple(f"{treatment}:{trait}" for treatment in TREATMENTS for trait in (*CONDITIONS, "age_60"))
FLAGS = (
    *(f"E{number}" for number in range(1, 13)),
    *(f"S{number}" for number in range(1, 10)),
    *(f"D{number}" for number in range(1, 12)),
)
# Names that the zone database lists but that are no place: "localtime" would be the server's own zone.
NOT_PLACES = {"Factory", "localtime", "posixrules"}
NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
CASE_NAMESPACE = UUID("6b5d9c9e-6d2a-5d0f-9a43-0d6a2f1f7c55")
# The order of a journal: by when things happened, then by when they were written down, then by id.
ORDER = attrgetter("at", "entered_at", "id.int")


class BadEntry(ValueError):
    """An entry that cannot be read. Its message names the entry, the field and what is wrong."""


@cache
def zone_names() -> frozenset[str]:
    """Every IANA zone name that stands for a place."""
    return frozenset(available_timezones() - NOT_PLACES)


# --- readers: one untrusted value in, one checked value out, ValueError with the remedy otherwise


def instant(value: Any) -> datetime:
    """Read an aware instant, an ISO 8601 text with an offset or a datetime, as UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("must be an instant such as 2026-12-07T10:00:00+00:00") from None
    if not isinstance(value, datetime):
        raise ValueError("must be an instant such as 2026-12-07T10:00:00+00:00")
    if value.utcoffset() is None:
        raise ValueError("must say its offset from UTC, such as 2026-12-07T10:00:00+00:00")
    if not 1900 < value.year < 2200:
        raise ValueError("must lie between the years 1901 and 2199")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def number(low: float, high: float) -> Callable[[Any], float]:
    """Make a reader of numbers from `low` to `high`."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("must be a number")
        if not low <= value <= high:
            raise ValueError(f"must lie between {low} and {high}")
        return value

    return read


def whole(low: int, high: int) -> Callable[[Any], int]:
    """Make a reader of whole numbers from `low` to `high`."""
    read_number = number(low, high)

    def read(value: Any) -> int:
        if read_number(value) != (found := int(value)):
            raise ValueError("must be a whole number")
        return found

    return read


def one_of(*words: str) -> Callable[[Any], str]:
    """Make a reader of one word out of `words`."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return value

    return read


def several(*words: str) -> Callable[[Any], tuple[str, ...]]:
    """Make a reader of a list of `words`; the order given does not matter."""
    read_word = one_of(*words)

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError("must be a list")
        return tuple(sorted({read_word(word) for word in value}, key=words.index))

    return read


def text(limit: int) -> Callable[[Any], str]:
    """Make a reader of texts of at most `limit` characters."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("must be a text")
        if len(value) > limit:
            raise ValueError(f"must have at most {limit} characters")
        if NO_CHARACTER.search(value):
            raise ValueError("must hold whole characters only")
        return value

    return read


def numbers(low: int, high: int) -> Callable[[Any], tuple[int, ...]]:
    """Make a reader of a list of whole numbers from `low` to `high`; the order given does not matter."""
    read_number = whole(low, high)

    def read(value: Any) -> tuple[int, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError("must be a list")
        return tuple(sorted({read_number(each) for each in value}))

    return read


@dataclass(frozen=True)
class Activity:
    """Something the person wants to do again, and how hard it is from 0 (as ever) to 10 (not at all)."""

    name: str
    score: int


def activities(value: Any) -> tuple[Activity, ...]:
    """Read one to three activities, each with its name and score."""
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= 3:
        raise ValueError("must be a list of one to three activities")
    return tuple(_activity(each) for each in value)


def _activity(value: Any) -> Activity:
    if isinstance(value, Activity):
        return value
    if not isinstance(value, Mapping) or set(value) != {"name", "score"}:
        raise ValueError("must hold a name and a score for each activity")
    return Activity(text(60)(value["name"]), whole(0, 10)(value["score"]))


def texts(limit: int) -> Callable[[Any], tuple[str, ...]]:
    """Make a reader of a list of texts of at most `limit` characters; the order given does not matter."""
    read_text = text(limit)

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError("must be a list")
        return tuple(sorted({read_text(each) for each in value}))

    return read


def yes_or_no(value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def identity(value: Any) -> UUID:
    """Read a UUID."""
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError):
        raise ValueError("must be a UUID") from None


def local_time(value: Any) -> time:
    """Read a local time of day such as 07:00."""
    if isinstance(value, time):
        return value
    try:
        return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    except (ValueError, TypeError):
        raise ValueError("must be a local time such as 07:00") from None


def zone(value: Any) -> str:
    """Read an IANA zone name such as Europe/London."""
    if not isinstance(value, str) or value not in zone_names():
        raise ValueError("must be a time zone such as Europe/London")
    return value


def country_code(value: Any) -> str:
    """Read a country as two capital letters."""
    if not isinstance(value, str) or len(value) != 2 or not (value.isascii() and value.isalpha() and value.isupper()):
        raise ValueError("must be a country in two capital letters, such as GB")
    return value


def needed(read: Callable[[Any], Any]) -> Any:
    """Declare a field that must be given."""
    return field(metadata={"read": read})


def maybe(read: Callable[[Any], Any]) -> Any:
    """Declare a field that may be left out; None then stands for "not said"."""
    return field(default=None, metadata={"read": read})


MINUTES = whole(0, 24 * 60)
PAIN = whole(0, 10)
AMOUNT = one_of("none", "some", "lots")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every entry has: `at` is when it happened, `entered_at` when it was written down, both in UTC."""

    kind: ClassVar[str]
    id: UUID = needed(identity)
    at: datetime = needed(instant)
    entered_at: datetime = needed(instant)
    by: str = needed(text(80))

    def __post_init__(self) -> None:
        """Refuse naive instants also where an entry is made by code."""
        for name in ("at", "entered_at"):
            if getattr(self, name).utcoffset() is None:
                raise ValueError(f"{name} must be aware")

    @property
    def order(self) -> tuple[datetime, datetime, int]:
        """The place in the journal."""
        return ORDER(self)


@dataclass(frozen=True, kw_only=True)
class About(Entry):
    """Who the person is. A later one changes only what it carries, from its `at` on."""

    kind = "about"
    time_zone: str | None = maybe(zone)
    wake: time | None = maybe(local_time)
    sleep: time | None = maybe(local_time)
    country: str | None = maybe(country_code)
    birth_year: int | None = maybe(whole(1900, 2200))
    sex: str | None = maybe(one_of("f", "m"))
    weeks_pregnant: int | None = maybe(whole(0, 45))
    conditions: tuple[str, ...] | None = maybe(several(*CONDITIONS))
    agreed: tuple[str, ...] | None = maybe(several(*AGREEABLE))


@dataclass(frozen=True, kw_only=True)
class Onset(Entry):
    """When the spasm started; `latest_at` is the latest plausible instant of somebody who is unsure."""

    kind = "onset"
    started_at: datetime = needed(instant)
    latest_at: datetime | None = maybe(instant)


@dataclass(frozen=True, kw_only=True)
class CheckIn(Entry):
    """How the person feels, and what they answered to the red-flag questions."""

    kind = "check_in"
    pain: int | None = maybe(PAIN)
    spasm: str | None = maybe(AMOUNT)
    stiffness: str | None = maybe(AMOUNT)
    leg: str | None = maybe(one_of("none", "same", "lower", "tingling", "weak", "both"))
    temperature_c: float | None = maybe(number(30, 45))
    slept: str | None = maybe(one_of("well", "badly"))
    can_walk: str | None = maybe(one_of("yes", "a_few_steps", "no"))
    flags: tuple[str, ...] | None = maybe(several(*FLAGS))
    screened: bool | None = maybe(yes_or_no)
    sudden: bool | None = maybe(yes_or_no)
    longest_walk: int | None = maybe(MINUTES)
    walked: bool | None = maybe(yes_or_no)
    limits: bool | None = maybe(yes_or_no)
    note: str | None = maybe(text(2000))


@dataclass(frozen=True, kw_only=True)
class Timed(Entry):
    """Something that takes time: `at` is when it began, `started` the entry of the running session it ends."""

    minutes: int = needed(MINUTES)
    started: UUID | None = maybe(identity)


@dataclass(frozen=True, kw_only=True)
class Walk(Timed):
    """A walk, with the pain right before, right after and an hour later."""

    kind = "walk"
    pain_before: int | None = maybe(PAIN)
    pain_after: int | None = maybe(PAIN)
    pain_hour_later: int | None = maybe(PAIN)
    finished: bool | None = maybe(yes_or_no)
    where: str | None = maybe(one_of("home", "outside"))


@dataclass(frozen=True, kw_only=True)
class Started(Entry):
    """A timed thing began. It is over after its longest time even when no end is logged."""

    kind = "started"
    item: str = needed(one_of(*TIMED))


@dataclass(frozen=True, kw_only=True)
class OnSkin(Timed):
    """Cold or warmth on the skin, and how the skin looked and felt after it."""

    skin: str | None = maybe(one_of("fine", "marked", "numb"))


@dataclass(frozen=True, kw_only=True)
class Cold(OnSkin):
    """A cold pack."""

    kind = "cold"


@dataclass(frozen=True, kw_only=True)
class Heat(OnSkin):
    """Moist warmth."""

    kind = "heat"


@dataclass(frozen=True, kw_only=True)
class Rest(Timed):
    """Rest in a position."""

    kind = "rest"
    position: str | None = maybe(text(40))


@dataclass(frozen=True, kw_only=True)
class LegsUp(Timed):
    """Lower legs up on a chair."""

    kind = "legs_up"


@dataclass(frozen=True, kw_only=True)
class Breathing(Timed):
    """Slow breathing."""

    kind = "breathing"


@dataclass(frozen=True, kw_only=True)
class Massage(Timed):
    """Light massage beside the spine."""

    kind = "massage"


@dataclass(frozen=True, kw_only=True)
class Stretch(Timed):
    """A set of gentle stretches."""

    kind = "stretch"
    pain_before: int | None = maybe(PAIN)
    pain_after: int | None = maybe(PAIN)


@dataclass(frozen=True, kw_only=True)
class Drink(Entry):
    """A drink."""

    kind = "drink"
    ml: int = needed(whole(1, 5000))


@dataclass(frozen=True, kw_only=True)
class Medicine(Entry):
    """A dose of a medicine."""

    kind = "medicine"
    name: str = needed(one_of(*MEDICINES))
    mg: float | None = maybe(number(0, 20_000))
    note: str | None = maybe(text(2000))


@dataclass(frozen=True, kw_only=True)
class Cleared(Entry):
    """A health professional said home care is fine, or the flag was ticked by mistake."""

    kind = "cleared"
    because: str = needed(one_of("professional", "mistake"))


@dataclass(frozen=True, kw_only=True)
class Worse(Entry):
    """This item made it worse."""

    kind = "worse"
    item: str = needed(one_of(*ITEM_KINDS))


@dataclass(frozen=True, kw_only=True)
class Roland(Entry):
    """The statements of the Roland-Morris questionnaire that describe the person today, by their numbers."""

    kind = "roland"
    ticked: tuple[int, ...] = needed(numbers(1, 24))


@dataclass(frozen=True, kw_only=True)
class Activities(Entry):
    """How hard the person's own activities are today."""

    kind = "activities"
    scores: tuple[Activity, ...] = needed(activities)


@dataclass(frozen=True, kw_only=True)
class Dismissed(Entry):
    """Dated notices were read and put away, each until its date; `notices` are their codes."""

    kind = "dismissed"
    notices: tuple[str, ...] = needed(texts(40))


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Entry):
    """An entry is taken back."""

    kind = "withdrawn"
    entry: UUID = needed(identity)


KINDS: dict[str, type[Entry]] = {
    entry.kind: entry
    for entry in (
        About, Onset, CheckIn, Walk, Started, Cold, Heat, Rest, LegsUp, Breathing, Massage, Stretch, Drink, Medicine,
        Cleared, Worse, Roland, Activities, Dismissed, Withdrawn,
    )
}  # fmt: skip


def parse(raw: Mapping[str, Any], label: str = "entry") -> Entry:
    """Read one entry from JSON-like data.

    `raw` holds `kind` and the fields of that kind; None counts as "not given". Raises BadEntry, whose message starts
    with `label` and names the field.
    """
    if not isinstance(raw, Mapping):
        raise BadEntry(f"{label}: must be an object with fields")
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadEntry(f"{label}: kind: must be one of {', '.join(KINDS)}")
    try:
        entry = KINDS[kind](**_values(kind, raw))
        _check(entry)
    except ValueError as problem:
        raise BadEntry(f"{label} ({kind}): {problem}") from None
    return entry


def dump(entry: Entry) -> dict[str, Any]:
    """Write an entry as JSON-ready data with only the fields that were given; parse(dump(entry)) == entry."""
    given = {each.name: getattr(entry, each.name) for each in fields(entry)}
    return {"kind": entry.kind} | {name: _plain(value) for name, value in given.items() if value is not None}


def content(entry: Entry) -> dict[str, Any]:
    """What makes an entry what it is: all but when it was written down."""
    return {name: value for name, value in dump(entry).items() if name != "entered_at"}


def parse_journal(raw: Any, now: datetime) -> tuple[Entry, ...]:
    """Read a whole journal in which entries may leave out `id`, `entered_at` and `by`.

    Raises BadEntry, also for an entry in the future of `now`, for one id with two contents, for a first `about`
    without a zone and for a journal without an onset.
    """
    if not isinstance(raw, list | tuple):
        raise BadEntry("journal: must be a list of entries")
    seen: Counter[str] = Counter()
    return checked([parse(_complete(each, seen), f"entry {place}") for place, each in enumerate(raw, 1)], now)


def checked(entries: Sequence[Entry], now: datetime) -> tuple[Entry, ...]:
    """Put entries in journal order, each id once, if a plan can be made of them; raises BadEntry if not."""
    for place, entry in enumerate(entries, 1):
        _refuse_future(entry, now, f"entry {place} ({entry.kind})")
    journal = merge(entries)
    first_about = min((entry for entry in journal if isinstance(entry, About)), key=lambda e: e.order, default=None)
    if first_about and first_about.time_zone is None:
        raise BadEntry(f"entry {entries.index(first_about) + 1} (about): time_zone: is missing in the first about")
    gone = taken_back(journal)
    if not any(isinstance(entry, Onset) and entry.id not in gone for entry in journal):
        raise BadEntry("journal: onset: is missing, so there is no start to count from")
    return journal


def merge(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Put entries in journal order, each id once; raises BadEntry where one id has two contents."""
    told = list(entries)
    if len({entry.id.int for entry in told}) < len(told):
        told = _once(told)
    return tuple(sorted(told, key=ORDER))


def _once(entries: Iterable[Entry]) -> list[Entry]:
    by_id: dict[UUID, Entry] = {}
    for entry in sorted(entries, key=attrgetter("entered_at")):
        standing = by_id.setdefault(entry.id, entry)
        if standing is not entry and content(standing) != content(entry):
            raise BadEntry(f"entry {entry.id} ({entry.kind}): id: stands for other content already")
    return list(by_id.values())


def taken_back(entries: Iterable[Entry]) -> frozenset[UUID]:
    """Find the ids taken back. A withdrawal that was itself taken back takes nothing back."""
    gone: set[UUID] = set()
    pending = [entry for entry in entries if isinstance(entry, Withdrawn)]
    while pending:
        disputed = {entry.entry for entry in pending}
        # Where withdrawals take back each other in a ring, none stands above the rest: all count.
        free = {entry.id for entry in pending if entry.id not in disputed} or {entry.id for entry in pending}
        gone |= {entry.entry for entry in pending if entry.id in free}
        pending = [entry for entry in pending if entry.id not in free and entry.id not in gone]
    return frozenset(gone)


@cache
def _readers(kind: str) -> dict[str, tuple[Callable[[Any], Any], bool]]:
    """How each field of a kind is read, and whether it must be given."""
    return {each.name: (each.metadata["read"], each.default is MISSING) for each in fields(KINDS[kind])}


def _values(kind: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Read the fields that are given; ValueError names the one that is wrong."""
    readers, values = _readers(kind), {}
    for name in raw:
        if name not in readers and name != "kind":
            raise ValueError(f"{name}: is no field of this kind")
    for name, (read, must) in readers.items():
        try:
            if (value := raw.get(name)) is not None:
                values[name] = read(value)
            elif must:
                raise ValueError("is missing")
        except ValueError as problem:
            raise ValueError(f"{name}: {problem}") from None
    return values


def _check(entry: Entry) -> None:
    match entry:
        case Onset(started_at=started, latest_at=latest) if latest and latest < started:
            raise ValueError("latest_at: must not lie before started_at")
        case About(wake=wake, sleep=sleep) if wake and wake == sleep:
            raise ValueError("sleep: must differ from wake")


def _complete(raw: Any, seen: Counter[str]) -> Any:
    """Fill in what a case may leave out; the made-up id depends on the content, not on the place in the list."""
    if not isinstance(raw, Mapping):
        return raw
    full = {"by": "self", "entered_at": raw.get("at")} | {key: each for key, each in raw.items() if each is not None}
    if "id" not in full:
        name = dumps(full, sort_keys=True, default=str)
        seen[name] += 1
        full["id"] = uuid5(CASE_NAMESPACE, f"{seen[name]} {name}")
    return full


def _refuse_future(entry: Entry, now: datetime, label: str) -> None:
    latest = now + FUTURE_LIMIT
    moments = {"at": entry.at, "entered_at": entry.entered_at}
    if isinstance(entry, Onset):
        moments["started_at"] = entry.started_at
        moments["latest_at"] = entry.latest_at or entry.started_at
    for name, moment in moments.items():
        if moment > latest:
            raise BadEntry(f"{label}: {name}: lies in the future")


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case tuple():
            return [_plain(each) for each in value]
        case Activity():
            return {"name": value.name, "score": value.score}
        case UUID():
            return str(value)
    return value
