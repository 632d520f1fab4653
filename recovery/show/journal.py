"""Entries in words: one line each in the journal, and the toast after saving."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.facts import (
    Activities,
    CheckIn,
    Cleared,
    Drink,
    Entry,
    Medicine,
    Onset,
    Roland,
    Started,
    Timed,
    Walk,
    Withdrawn,
    Worse,
)
from recovery.plan.redflags import RED_FLAGS
from recovery.plan.story import Story
from recovery.say import clock, say
from recovery.show.kinds import ADDABLE, KINDS

MEDICINES = {
    "ibuprofen": lazy("Ibuprofen"),
    "naproxen": lazy("Naproxen"),
    "aspirin": lazy("Aspirin"),
    "paracetamol": lazy("Paracetamol (acetaminophen)"),
    "other": lazy("Another pain pill"),
}
SAVED = {
    "walk": lazy("Walk saved"),
    "check_in": lazy("Saved. The plan has your answer"),
    "cold": lazy("Ice saved"),
    "heat": lazy("Warmth saved"),
    "rest": lazy("Rest saved"),
    "legs_up": lazy("Legs up saved"),
    "breathing": lazy("Breathing saved"),
    "stretch": lazy("Stretch saved"),
    "massage": lazy("Massage saved"),
    "drink": lazy("Drink saved"),
    "medicine": lazy("Medicine saved"),
    "started": lazy("Started"),
    "worse": lazy("Noted. The plan goes easy on this today"),
    "withdrawn": lazy("Taken back"),
    "onset": lazy("Start corrected"),
    "about": lazy("Saved"),
    "cleared": lazy("Noted"),
    "roland": lazy("Saved"),
    "activities": lazy("Saved"),
    "dismissed": lazy("Put away. It comes back on its date"),
}


def saved_already() -> str:
    """Said when the id of a form stands for something else already."""
    return _("This was saved already. To change it, open it in your log.")


def over_already() -> str:
    """Said when what was ended runs no more, and nothing was saved."""
    return _("That timer has ended already. If it is not in your log, add it.")


def show_toast(entries: Sequence[Entry], saved: UUID | None) -> dict[str, Any] | None:
    """What the toast says after the entry `saved`, with its undo; None when there is no such entry."""
    entry = next((each for each in entries if each.id == saved), None)
    if entry is None or entry.kind == "started":
        return None  # a timer that runs says it all
    undoable = entry.kind not in ("about", "onset", "cleared")
    undone = isinstance(entry, Withdrawn) and any(
        each.id == entry.entry for each in entries if isinstance(each, Withdrawn)
    )
    return {
        "icon": "check",
        "text": _("Brought back") if undone else SAVED[entry.kind],
        "undo": reverse("entry", args=[entry.id]) if undoable else None,
        "fields": [("action", "undo"), ("id", uuid4())],
    }


def show_journal(story: Story) -> list[dict[str, Any]]:
    """The journal by local day, newest first; what was taken back is marked."""
    days: dict[Any, list[dict[str, Any]]] = {}
    standing = {entry.id for entry in story.entries}
    ended = {entry.started for entry in story.of(Timed)}  # the entry that ends a session tells of its start too
    for entry in reversed(story.everything):
        if not isinstance(entry, Withdrawn) and entry.id not in ended:
            days.setdefault(timezone.localdate(entry.at), []).append(show_entry(entry, entry.id not in standing))
    return [{"name": date_format(day, "l j F"), "rows": rows} for day, rows in days.items()]


def show_entry(entry: Entry, gone: bool = False) -> dict[str, Any]:
    """One line of the journal."""
    kind = KINDS[entry.kind]
    return {
        "href": reverse("entry", args=[entry.id]),
        "time": clock(entry.at),
        "icon": kind.icon,
        "title": kind.name,
        "detail": detail(entry),
        "by": "" if entry.by == "self" else entry.by,
        "gone": gone,
        "withdrawal_id": uuid4(),
    }


def detail(entry: Entry) -> str:
    """What an entry says, in a few words."""
    match entry:
        case Walk(pain_before=int(before), pain_after=int(after)):
            return _("%(minutes)d min, pain %(before)d to %(after)d") % {
                "minutes": entry.minutes,
                "before": before,
                "after": after,
            }
        case Timed():
            return _("%(minutes)d min") % {"minutes": entry.minutes}
        case CheckIn():
            return _check_in(entry)
        case Drink():
            return _("%(ml)d ml") % {"ml": entry.ml}
        case Medicine():
            name = MEDICINES[entry.name]
            return str(name) if entry.mg is None else _("%(name)s, %(mg)g mg") % {"name": name, "mg": entry.mg}
        case Onset():
            return date_format(timezone.localtime(entry.started_at), "D j M H:i")
        case Started() | Worse():
            return str(KINDS[entry.item].name)
        case Roland():
            return _("%(count)d of 24 ticked") % {"count": len(entry.ticked)}
        case Activities():
            return ", ".join(f"{each.name} {each.score}" for each in entry.scores)
        case Cleared(because="professional"):
            return _("A health professional checked it")
        case Cleared():
            return _("Ticked by mistake")
    return ""


def _check_in(entry: CheckIn) -> str:
    if entry.flags:
        return " ".join(say(RED_FLAGS[flag].tells) for flag in entry.flags)
    if entry.pain is None:
        return _("None of the warning signs")
    return _("Pain %(pain)d of 10") % {"pain": entry.pain}


def show_addable() -> Iterable[dict[str, Any]]:
    """The kinds a person can add by hand."""
    return [
        {"href": reverse("log_kind", args=[kind]), "icon": KINDS[kind].icon, "name": KINDS[kind].name}
        for kind in ADDABLE
    ]
