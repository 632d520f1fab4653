"""Banners: what a health professional should hear about, and what the plan asks or tells."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.plan.advice import Gate, Notice, Plan
from recovery.plan.redflags import RED_FLAGS
from recovery.say import say


def show_notices(plan: Plan) -> list[dict[str, Any]]:
    """Every banner, the same-day one first."""
    gate = plan.gate if plan.gate and plan.gate.level == "today" else None
    # Of several pairs of pains that do not agree only the last is asked about at a time.
    single = {notice.code: notice for notice in plan.notices}.values()
    return [*([_today(gate)] if gate else []), *(_notice(notice, clear=gate is None) for notice in single)]


def _today(gate: Gate) -> dict[str, Any]:
    tells = " ".join(say(RED_FLAGS[flag].tells) for flag in gate.flags)
    return {
        "level": "safety",
        "title": _("Speak to a doctor today."),
        "text": tells,
        "more": _("Until then the plan pauses stretching, massage, warmth and longer walks."),
        "clear": True,
        "screen": bool(gate.asks),
        "links": [{"href": reverse("help"), "text": _("Who to call")}],
    }


def _notice(notice: Notice, clear: bool) -> dict[str, Any]:
    """One banner; a red flag can be cleared there, unless a graver one asks for it already."""
    by = notice.because.get("by")
    title = _("See a doctor by %(when)s.") % {"when": date_format(timezone.localtime(by), "l j F")} if by else ""
    return {
        "level": "soon" if notice.level == "soon" else "info",
        "icon": "stethoscope" if notice.level == "soon" else "info",
        "title": title,
        "text": say(notice.words),
        "more": "",
        "clear": clear and notice.code in RED_FLAGS,
        "screen": False,
        "links": _links(notice),
        "rule": notice.rule,
    }


def _links(notice: Notice) -> list[dict[str, str]]:
    """Where to answer what a notice asks."""
    entries = notice.because.get("entries", ())
    if notice.code == "which_pain":
        pains = notice.because["pains"]
        return [
            {"href": reverse("entry", args=[entry]), "text": _("Pain %(pain)d was wrong") % {"pain": pain}}
            for entry, pain in zip(entries, pains, strict=True)
        ]
    if notice.code == "entry_before_onset":
        return [{"href": reverse("onset"), "text": _("Correct the start")}]
    if notice.code == "walk_or_not":
        return [{"href": reverse("entry", args=[entry]), "text": _("Look at it")} for entry in entries[-1:]]
    if notice.code == "missed_days":
        return [{"href": reverse("log_kind", args=["check_in"]), "text": _("Tell how you feel")}]
    return []
