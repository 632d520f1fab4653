"""The question which of two entries about the same minutes is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from recovery.plan.entries import Entry
from recovery.presenters.journal import name_of
from recovery.presenters.kinds import KINDS
from recovery.presenters.say import Text, clock, near_clock


@dataclass(frozen=True)
class Choice:
    """One answer: what it says, and who said it when."""

    value: str
    says: str
    source: str


@dataclass(frozen=True)
class Question:
    """Two entries about the same minutes. Until the person chooses, the one that is in the journal counts."""

    name: Text
    asks: str
    choices: Sequence[Choice]
    until: str


def show_question(standing: Entry, fact: Entry, by: str, now: datetime, source: Text) -> Question:
    """Ask the visitor `by` which is right: `standing` from the journal, `fact` that comes from `source`, or both."""
    words = KINDS[fact.kind]
    written = _("%(who)s wrote this at %(time)s")
    theirs = written % {"who": name_of(standing.by, by), "time": near_clock(standing.entered_at, now)}
    return Question(
        name=words.name,
        asks=_("This is in the log already, for the same minutes. Which is right?"),
        choices=[
            Choice("theirs", _said(standing), theirs),
            Choice("mine", _said(fact), str(source)),
            Choice("both", _("Both are right"), ""),
        ],
        until=_("Until you choose, the one in the log counts."),
    )


def _said(entry: Entry) -> str:
    detail = KINDS[entry.kind].detail(entry)
    time = clock(entry.at)
    return f"{time}, {detail}" if detail else time
