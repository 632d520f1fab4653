"""What counts of an entry that waits for the person's choice: the higher pain and the graver signs."""

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid5

from recovery.models import Entry as Row
from recovery.models import Episode
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import CheckIn, Entry
from recovery.plan.situation import SKINS
from recovery.store import journal

PAINS = ("pain", "pain_before", "pain_after", "pain_hour_later")
# Other answers, from mild to grave.
ANSWERS: dict[str, tuple[object, ...]] = {
    "sudden": (False, True),
    "can_walk": ("yes", "a_few_steps", "no"),
    "skin": SKINS,
}


def count_meanwhile(episode: Episode, waiting: Entry, standing: Entry) -> bool:
    """Write a check-in of what is graver in the entry that waits, once. True if there is such a thing."""
    if graver := _graver(waiting, standing):
        head: dict[str, Any] = {"at": waiting.at, "entered_at": waiting.entered_at, "by": waiting.by}
        with suppress(journal.Refused):  # it was sent before
            journal.append(episode, CheckIn(id=_id(waiting.id), **head, **graver))
    return bool(graver)


def chosen(episode: Episode, waiting: Entry) -> None:
    """Take that check-in back, because the person chose. An emergency stays, as after any withdrawal."""
    check_in = _id(waiting.id)
    with suppress(journal.First, journal.Refused, Row.DoesNotExist):
        journal.withdraw(episode, check_in, uuid5(check_in, "chosen"), waiting.entered_at)


def _graver(waiting: Entry, standing: Entry) -> dict[str, Any]:
    """Return the answers of a check-in that are graver in the entry that waits."""
    found = {
        name: getattr(waiting, name)
        for name, grades in ANSWERS.items()
        if _grade(waiting, name, grades) > _grade(standing, name, grades)
    }
    pain = _pain(waiting)
    if pain is not None and pain > (_pain(standing) or 0):
        found["pain"] = pain
    if flags := _flags(waiting) - _flags(standing):
        found["flags"] = tuple(sorted(flags))
    return found


def _grade(entry: Entry, name: str, grades: tuple[object, ...]) -> int:
    """Return how grave an answer is; no answer is as mild as the mildest."""
    answer = getattr(entry, name, None)
    return 0 if answer is None else grades.index(answer)


def _id(waiting: UUID) -> UUID:
    return uuid5(waiting, "until chosen")


def _pain(entry: Entry) -> int | None:
    return max((told for name in PAINS if (told := getattr(entry, name, None)) is not None), default=None)


def _flags(entry: Entry) -> frozenset[str]:
    return flags_of(entry) if isinstance(entry, CheckIn) else frozenset()
