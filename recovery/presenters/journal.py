"""Entries in words: a line of the journal, and the toast after saving."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID, uuid4, uuid5

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from recovery.plan.entries import Entry, Heat, Started, Timed, Withdrawn
from recovery.plan.history.story import Story
from recovery.plan.rules.temperature import can_start_heat
from recovery.presenters.details import amount_of
from recovery.presenters.kinds import KINDS
from recovery.presenters.page_links import page_href
from recovery.presenters.say import Fields, Text, clock, day_text, near_clock, weekday_clock
from recovery.presenters.why import counted_from
from recovery.store.journal import REPLACES

ENOUGH = 40  # lines after which an older day is on the next page


@dataclass(frozen=True)
class Toast:
    """A short message after a tap; `undo` is the address of its undo form, None without one.

    `rule` is that of a refusal by the plan.
    """

    icon: str
    text: Text
    undo: str | None = None
    fields: Fields = ()
    rule: str = ""


@dataclass(frozen=True)
class JournalRow:
    """One line of the journal. `by` is empty for the person. `withdrawn` is true for a withdrawn entry."""

    href: str
    time: str
    icon: str
    title: Text
    detail: str
    note: str
    by: str
    withdrawn: bool
    withdrawal_id: UUID


@dataclass(frozen=True)
class JournalDay:
    """The entries of one local day, newest first."""

    name: str
    rows: Sequence[JournalRow]


@dataclass(frozen=True)
class Journal:
    """Some whole days of the journal, newest first; `earlier` is the date of the day before them, or empty."""

    days: Sequence[JournalDay]
    earlier: str


@dataclass(frozen=True)
class AddableKind:
    """A kind that can be added by hand."""

    href: str
    icon: str
    name: Text


def saved_already() -> str:
    """The message when another entry already has the id of a form."""
    return _("This was saved already. To change it, open it in your log.")


def over_already() -> str:
    """The message when a timer had already ended and nothing was saved."""
    return _("That timer has ended already. If it is not in your log, add it.")


def was_first(entry: Entry, by: str, now: datetime) -> str:
    """Say who did first what the visitor `by` wants to do: "Sam logged this at 14:05"."""
    match entry:
        case Withdrawn():
            words = _("%(who)s took this back at %(time)s.")
        case Started():
            words = _("%(who)s started this at %(time)s.")
        case _:
            words = _("%(who)s logged this at %(time)s.")
    return words % {"who": name_of(entry.by, by), "time": near_clock(entry.entered_at, now)}


def changed_first(better: Entry, by: str, now: datetime) -> str:
    """Say who changed an entry that the visitor `by` is changing too. `better` is what is in the journal now."""
    words = _("%(who)s changed this at %(time)s to: %(detail)s. Save again to use your answers.")
    who, detail = name_of(better.by, by), KINDS[better.kind].detail(better)
    return words % {"who": who, "time": near_clock(better.entered_at, now), "detail": detail}


def name_of(writer: str, reader: str) -> str:
    """Name who wrote an entry, for its reader: the label of a helper, You, or They for the person."""
    if writer == reader:
        return _("You")
    return _("They") if writer == "self" else writer


def refused(text: Text, rule: str = "") -> Toast:
    """A toast that says why nothing was saved; `rule` is given if the plan refused it."""
    return Toast("info", text, rule=rule)


def show_toast(story: Story, saved: UUID | None) -> Toast | None:
    """The toast after the entry `saved`, with its undo; None where there is no such entry."""
    entry = next((each for each in story.everything if each.id == saved), None)
    if entry is None or entry.kind == "started":
        return None  # the page shows the running timer
    early = isinstance(entry, Heat) and max(entry.at, story.now) < story.heat_from
    return Toast(
        icon="check",
        text=_early(entry, story) if early else _saved(entry, story),
        rule=can_start_heat.name if early else "",
        undo=reverse("entry", args=[entry.id]) if KINDS[entry.kind].undo else None,
        fields=[("action", "undo"), ("id", uuid4())],
    )


def _saved(entry: Entry, story: Story) -> Text:
    """Name what was saved: "Walk saved, 4 min"."""
    if isinstance(entry, Withdrawn) and any(each.id == entry.entry for each in _every_withdrawal(story)):
        return _("Brought back")
    saved, amount = KINDS[entry.kind].saved, amount_of(entry)
    return _("%(saved)s, %(amount)s") % {"saved": saved, "amount": amount} if amount else saved


def _every_withdrawal(story: Story) -> list[Withdrawn]:
    """The withdrawals, also those that were taken back themselves."""
    return [each for each in story.everything if isinstance(each, Withdrawn)]


def _early(entry: Entry, story: Story) -> str:
    """Say kindly that warmth was used before its time."""
    words = _("%(saved)s. Thank you for saying so. Leave warmth out until %(at)s.")
    said = words % {"saved": _saved(entry, story), "at": weekday_clock(story.heat_from)}
    return f"{said} {counted_from(story)}".rstrip()


def show_journal(story: Story, until: date | None = None) -> Journal:
    """The journal by local day, newest first, from the day `until` back; withdrawn entries are marked."""
    days, lines = list[JournalDay](), 0
    for day, entries in groupby(_listed(story), key=lambda entry: timezone.localdate(entry.at)):
        if lines >= ENOUGH:
            return Journal(days, day.isoformat())
        if until is None or day <= until:
            rows = [show_entry(entry, entry.id.int in story.gone) for entry in entries]
            days.append(JournalDay(day_text(day, "l j F"), rows))
            lines += len(rows)
    return Journal(days, "")


def _listed(story: Story) -> Iterator[Entry]:
    """The entries that the journal lists, newest first, without those that another one replaces."""
    ended = {entry.started for entry in story.of(Timed)}  # the entry of a whole activity replaces its start
    left_out = ended | _corrected(story)
    return (each for each in reversed(story.everything) if not isinstance(each, Withdrawn) and each.id not in left_out)


def _corrected(story: Story) -> set[UUID]:
    """The entries that another one replaces."""
    withdrawals = {each.id: each.entry for each in story.of(Withdrawn)}
    replacing = (uuid5(entry.id, REPLACES) for entry in story.everything) if withdrawals else ()
    return {withdrawals[each] for each in replacing if each in withdrawals}


def show_entry(entry: Entry, withdrawn: bool = False) -> JournalRow:
    """One line of the journal."""
    words = KINDS[entry.kind]
    return JournalRow(
        href=reverse("entry", args=[entry.id]),
        time=clock(entry.at),
        icon=words.icon,
        title=words.name,
        detail=words.detail(entry),
        note=getattr(entry, "note", None) or "",
        by="" if entry.by == "self" else entry.by,
        withdrawn=withdrawn,
        withdrawal_id=uuid4(),
    )


def show_addable() -> list[AddableKind]:
    """The kinds that a person can add by hand, in the order of the log page."""
    return [
        AddableKind(page_href("log_kind", kind), words.icon, words.name)
        for kind, words in KINDS.items()
        if words.addable
    ]
