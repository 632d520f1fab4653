"""What a notification or a mail brings back: a signed note of what it reminded of. Whoever has it may answer it."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core import signing

from recovery.models import Reminder
from recovery.store.reminders import SPACE

SALT = "recovery.reminders"
GOOD_FOR = timedelta(days=3)


@dataclass(frozen=True)
class Note:
    """One reminder as its notification knows it: whose it is, which browser got it, and what its buttons log."""

    wishes: int
    browser: int
    name: str  # the same on every device of the person
    kinds: tuple[str, ...]
    one: str | None = None  # the kind that "Done" logs
    minutes: int = 0
    timer: str | None = None

    @property
    def shared(self) -> UUID:
        """The id of this reminder, the same on every device."""
        return uuid5(SPACE, f"{self.wishes} {self.name}")

    @property
    def entry(self) -> UUID:
        """The id of the entry that "Done" logs, so that a second tap on any device finds it."""
        return uuid5(self.shared, "done")


def name_of(reminder: Reminder) -> str:
    """Name a reminder, without its device."""
    return f"{reminder.what} {reminder.at.isoformat()} {reminder.timer}"


def sign(note: Note) -> str:
    """Write a note that nobody can change."""
    return signing.dumps(asdict(note), salt=SALT, compress=True)


def read(text: str) -> Note:
    """Read a note. Raises BadSignature if it is not ours, or too old."""
    fields: dict[str, Any] = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
    return Note(**fields | {"kinds": tuple(fields["kinds"])})


def sign_stop(wishes: int) -> str:
    """Write what the link in a mail brings back to stop the mail. It stays good."""
    return signing.dumps(wishes, salt=f"{SALT}.mail")


def read_stop(text: str) -> int:
    """Read whose mail is to stop. Raises BadSignature if it is not ours."""
    found: int = signing.loads(text, salt=f"{SALT}.mail")
    return found
