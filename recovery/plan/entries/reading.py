"""The one way in for untrusted data: one entry, or a whole journal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import datetime, timedelta
from functools import cache
from json import dumps
from typing import Any
from uuid import UUID, uuid5

from recovery.plan.entries.classes import About, Onset
from recovery.plan.entries.entry import CLASSES, BadEntry, Entry
from recovery.plan.entries.merging import merge, taken_back
from recovery.plan.entries.readers import Reader

# How far in the future an entry may lie: clocks that run fast.
FUTURE_LIMIT = timedelta(minutes=5)
# How long before it is told a spasm may have started, and how long one journal may last. The work that a plan takes
# grows with its days.
OLDEST_ONSET = timedelta(days=366)
LONGEST_EPISODE = timedelta(days=5 * 365)
CASE_NAMESPACE = UUID("6b5d9c9e-6d2a-5d0f-9a43-0d6a2f1f7c55")


def parse(raw: Mapping[str, Any], label: str = "entry") -> Entry:
    """Read one entry from JSON-like data.

    `raw` holds `kind` and the fields of that kind; None counts as "not given". Raises BadEntry with a message that
    starts with `label` and names the field.
    """
    if not isinstance(raw, Mapping):
        raise BadEntry(f"{label}: must be an object with fields")
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in CLASSES:
        raise BadEntry(f"{label}: kind: must be one of {', '.join(CLASSES)}")
    try:
        entry = CLASSES[kind](**_values(kind, raw))
        _check(entry)
    except ValueError as problem:
        raise BadEntry(f"{label} ({kind}): {problem}") from None
    return entry


@cache
def _readers(kind: str) -> dict[str, tuple[Reader[Any], bool]]:
    """The reader of each field of a kind, and whether the field must be given."""
    return {each.name: (each.metadata["read"], each.default is MISSING) for each in fields(CLASSES[kind])}


def _values(kind: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Read the fields that are given; the message of a ValueError names the field."""
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
        case Onset(at=told, started_at=started) if started < told - OLDEST_ONSET:
            raise ValueError("started_at: must lie in the 12 months before at")
        case About(wake=wake, sleep=sleep) if wake and wake == sleep:
            raise ValueError("sleep: must differ from wake")


def parse_journal(raw: Any, now: datetime) -> tuple[Entry, ...]:
    """Read a whole journal whose entries may leave out `id`, `entered_at` and `by`.

    Raises BadEntry, also for an entry in the future of `now`, for one id with two contents, for a journal without an
    onset or without a zone in its first `about`, where wake and sleep are at the same time, and for a spasm that
    started too long ago.
    """
    if not isinstance(raw, list | tuple):
        raise BadEntry("journal: must be a list of entries")
    seen: Counter[str] = Counter()
    journal = checked([parse(_complete(each, seen), f"entry {place}") for place, each in enumerate(raw, 1)], now)
    refuse_long(journal, now)
    return journal


def refuse_long(journal: Sequence[Entry], end: datetime) -> None:
    """Raise BadEntry if a spasm of this journal started too long before its end."""
    if any(isinstance(entry, Onset) and entry.started_at < end - LONGEST_EPISODE for entry in journal):
        raise BadEntry("onset: started_at: lies too long ago")


def _complete(raw: Any, seen: Counter[str]) -> Any:
    """Fill in what a case may leave out; the id depends on the content, not on the place in the list."""
    if not isinstance(raw, Mapping):
        return raw
    full = {"by": "self", "entered_at": raw.get("at")} | {key: each for key, each in raw.items() if each is not None}
    if "id" not in full:
        name = dumps(full, sort_keys=True, default=str)
        seen[name] += 1
        full["id"] = uuid5(CASE_NAMESPACE, f"{seen[name]} {name}")
    return full


def checked(entries: Sequence[Entry], now: datetime) -> tuple[Entry, ...]:
    """Put entries in journal order, each id once; raises BadEntry when no plan can be made of them."""
    for place, entry in enumerate(entries, 1):
        _refuse_future(entry, now, f"entry {place} ({entry.kind})")
    journal = merge(entries)
    gone = taken_back(journal)
    abouts = [each for each in journal if isinstance(each, About) and each.id not in gone]
    _check_abouts(abouts, entries)
    if not any(isinstance(entry, Onset) and entry.id not in gone for entry in journal):
        raise BadEntry("journal: onset: is missing, so there is no start to count from")
    if not abouts:
        raise BadEntry("journal: time_zone: is missing, because no about says where the person is")
    return journal


def _check_abouts(abouts: Sequence[About], entries: Sequence[Entry]) -> None:
    """Refuse a first `about` without a zone, and one that puts wake and sleep at the same time."""
    if abouts and abouts[0].time_zone is None:
        raise BadEntry(f"{_label(abouts[0], entries)}: time_zone: is missing in the first about")
    wake = sleep = None
    for about in abouts:
        wake, sleep = about.wake or wake, about.sleep or sleep
        if wake and wake == sleep:
            field, other = ("sleep", "wake") if about.sleep else ("wake", "sleep")
            raise BadEntry(f"{_label(about, entries)}: {field}: must differ from {other}")


def _label(entry: Entry, entries: Sequence[Entry]) -> str:
    return f"entry {entries.index(entry) + 1} ({entry.kind})"


def _refuse_future(entry: Entry, now: datetime, label: str) -> None:
    latest = now + FUTURE_LIMIT
    moments = {"at": entry.at, "entered_at": entry.entered_at}
    if isinstance(entry, Onset):
        moments["started_at"] = entry.started_at
        moments["latest_at"] = entry.latest_at or entry.started_at
    for name, moment in moments.items():
        if moment > latest:
            raise BadEntry(f"{label}: {name}: lies in the future")
