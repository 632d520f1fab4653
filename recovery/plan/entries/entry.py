"""What all entries share: the base classes, how a field is declared, and the register of kinds."""

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID

from recovery.plan.entries.readers import Reader, identity, instant, one_of, text, whole

# The order of a journal: by when things happened, then by when they were written down, then by id.
ORDER = attrgetter("at", "entered_at", "id.int")
# The class of each kind, in the order in which the classes are defined.
CLASSES: dict[str, type["Entry"]] = {}


class BadEntry(ValueError):
    """An entry that cannot be read. The message names the entry, the field and what is wrong."""


def needed(read: Reader[Any]) -> Any:
    """Declare a field that must be given."""
    return field(metadata={"read": read})


def maybe(read: Reader[Any]) -> Any:
    """Declare a field that may be left out; it is None then, which means "not said"."""
    return field(default=None, metadata={"read": read})


MINUTES = whole(0, 24 * 60)
PAIN = whole(0, 10)
SKIN = one_of("fine", "marked", "numb")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a journal: `at` is when it happened, `entered_at` when it was written down, both in UTC.

    A subclass with a `kind` registers itself as the class of that kind.
    """

    kind: ClassVar[str]
    id: UUID = needed(identity)
    at: datetime = needed(instant)
    entered_at: datetime = needed(instant)
    by: str = needed(text(80))

    def __init_subclass__(cls) -> None:
        """Register the class of a kind; raises TypeError when two classes have the same kind."""
        if kind := vars(cls).get("kind"):
            if kind in CLASSES:
                raise TypeError(f"two classes of entries have the kind {kind}")
            CLASSES[kind] = cls

    def __post_init__(self) -> None:
        """Refuse naive instants also where code makes an entry."""
        for name in ("at", "entered_at"):
            if getattr(self, name).utcoffset() is None:
                raise ValueError(f"{name} must be aware")

    @property
    def order(self) -> tuple[datetime, datetime, int]:
        """The place of the entry in its journal."""
        return ORDER(self)


@dataclass(frozen=True, kw_only=True)
class Log(Entry):
    """What a person logs about a day. Saying who one is, or correcting the onset, is no log."""


@dataclass(frozen=True, kw_only=True)
class Offered(Log):
    """What the plan offers as an item, and what can make the back worse."""


@dataclass(frozen=True, kw_only=True)
class Timed(Offered):
    """An activity that takes time: `at` is when it began, `started` the id of the `started` entry that it ends."""

    minutes: int = needed(MINUTES)
    started: UUID | None = maybe(identity)


@dataclass(frozen=True, kw_only=True)
class OnSkin(Timed):
    """Cold or warmth on the skin, and how the skin looked and felt after it."""

    skin: str | None = maybe(SKIN)


def kind_of(base: type[Entry]) -> Reader[str]:
    """Make a reader of the kinds whose class is a `base`; it looks them up when it reads."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in CLASSES or not issubclass(CLASSES[value], base):
            kinds = (kind for kind, each in CLASSES.items() if issubclass(each, base))
            raise ValueError(f"must be one of {', '.join(kinds)}")
        return value

    return read
