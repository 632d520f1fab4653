"""Links for others: in a list, as a picture to scan, and what a helper gets to see."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

import segno
from django.urls import resolve
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.models import Share
from recovery.plan.advice import Plan
from recovery.plan.facts import CheckIn, Medicine
from recovery.plan.story import Story
from recovery.say import weekday_clock
from recovery.show.kinds import KINDS
from recovery.show.log import first_answers
from recovery.show.timer import show_timer
from recovery.show.today import next_change, seconds_to, show_today

HERE = "./"  # the page's own address: its secret stands in no link
# What a helper can tell was done, and for how many minutes.
LENGTHS = {"walk": (1, 2, 3, 5, 10, 15), "rest": (10, 20, 30)}
NOTES = 5


def show_shares(shares: Iterable[Share]) -> list[dict[str, Any]]:
    """Each link in a row: who, what they may, until when, last used."""
    return [
        {
            "id": share.pk,
            "label": share.label,
            "kind": share.get_kind_display(),
            "until": _("Until %(when)s.") % {"when": _day(timezone.localtime(share.expires_at))},
            "used": _("Last used on %(day)s.") % {"day": _day(share.last_used_on)}
            if share.last_used_on
            else _("Not used yet."),
            "notes": share.notes,
        }
        for share in shares
    ]


def qr(url: str) -> str:
    """Draw an address as a QR code: an SVG whose colours stand in attributes, black on white in every light."""
    return str(segno.make_qr(url).svg_inline(omitsize=True, border=4, light="#fff"))


def show_notes(story: Story) -> list[dict[str, str]]:
    """The newest notes of check-ins and medicines."""
    entries: Sequence[CheckIn | Medicine] = (*story.of(CheckIn), *story.of(Medicine))
    told = [each for each in entries if each.note]
    newest = sorted(told, key=lambda each: each.at, reverse=True)[:NOTES]
    return [{"when": weekday_clock(each.at), "text": each.note or ""} for each in newest]


def show_help(plan: Plan, story: Story) -> dict[str, Any]:
    """What now, for a helper: Today without what is the person's own, each button a form of this very page."""
    today = show_today(plan, story)
    now, following = today["now"], today["next"]
    return {name: today[name] for name in ("theme", "head", "bar", "hours")} | {
        "tab": "today",
        "next_change": seconds_to(next_change(plan), plan.now),
        "timer": _form(show_timer(plan, plan.session)) | {"entry": ""} if plan.session else None,
        "now": now and (_form(now) if "action" in now else now | {"href": ""}),
        "next": following and following | {"href": ""},
        "why": today["why"] if plan.session else None,  # when to stop at once
        "banners": [banner for banner in today["notices"] if banner["level"] == "safety"],
        "counters": [_counter(tile, plan, story) for tile in today["counters"]],
        "starts": _starts(plan, today["now"]),
        "lengths": [_lengths(kind) for kind in LENGTHS if kind != "walk" or plan.day.walking],
    }


def show_undo(toast: dict[str, Any]) -> dict[str, Any]:
    """A toast whose undo is a form of this page too."""
    entry = resolve(toast["undo"]).kwargs["entry_id"]
    return toast | {"undo": HERE, "fields": [*toast["fields"], ("kind", "undo"), ("entry", entry)]}


def _form(part: dict[str, Any]) -> dict[str, Any]:
    """A form that leads to the log, as one that leads back to this page and names the kind."""
    return part | {"action": HERE, "fields": [*part["fields"], ("kind", resolve(part["action"]).kwargs["kind"])]}


def _counter(tile: dict[str, Any], plan: Plan, story: Story) -> dict[str, Any]:
    """A tile that counts by one tap; a walk is as long as the last one, or as the plan says."""
    if "action" in tile:
        return _form(tile)
    minutes = first_answers("walk", plan, story)["minutes"]
    fields = [("id", uuid4()), ("kind", "walk"), ("minutes", minutes)]
    spoken = _("Log a walk of %(minutes)d min") % {"minutes": minutes}
    button = _("Walk, %(minutes)d min") % {"minutes": minutes}
    return tile | {"action": HERE, "fields": fields, "button": button, "spoken": spoken}


def _starts(plan: Plan, now: dict[str, Any] | None) -> Sequence[dict[str, Any]]:
    """What else may start: nothing while a timer runs, and not what the card offers already."""
    offered = dict(now.get("fields", ())).get("item") if now else None
    kinds = [] if plan.session else [kind for kind, start in plan.can_start.items() if start.now and kind != offered]
    return [
        {
            "name": KINDS[kind].name,
            "icon": KINDS[kind].icon,
            "fields": [("id", uuid4()), ("kind", "started"), ("item", kind)],
        }
        for kind in kinds
    ]


def _lengths(kind: str) -> dict[str, Any]:
    return {"kind": kind, "name": KINDS[kind].name, "id": uuid4(), "minutes": LENGTHS[kind]}


def _day(day: Any) -> str:
    return date_format(day, "l j F")
