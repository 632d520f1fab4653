"""Banners: what a health professional should hear about, and what the plan asks or tells."""

from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.plan.advice import Gate, Notice, Plan
from recovery.plan.redflags import RED_FLAGS
from recovery.say import say
from recovery.show.traits import why_left_out


def show_notices(plan: Plan) -> list[dict[str, Any]]:
    """Every banner, the same-day one first; one that was put away comes back on its date."""
    gate = plan.gate if plan.gate and plan.gate.level == "today" else None
    # Of several pairs of pains that do not agree only the last is asked about at a time.
    single = {notice.code: notice for notice in plan.notices if not notice.hidden}.values()
    urgent = sorted(single, key=lambda notice: notice.code != "too_much_medicine")  # "call now" comes first
    return [*([_today(gate)] if gate else []), *(_notice(notice, plan, clear=gate is None) for notice in urgent)]


def _today(gate: Gate) -> dict[str, Any]:
    tells = " ".join(say(RED_FLAGS[flag].tells) for flag in gate.flags)
    return {
        "level": "safety",
        "title": _("Speak to a doctor today."),
        "text": tells,
        "more": _("Until then the plan pauses stretching, massage, warmth and longer walks."),
        "clear": True,
        "screen": bool(gate.asks),
        "buttons": [],
        "links": [{"href": reverse("help"), "text": _("Who to call")}],
    }


def _notice(notice: Notice, plan: Plan, clear: bool) -> dict[str, Any]:
    """One banner; a red flag can be cleared there, unless a graver one asks for it already."""
    by = notice.because.get("by")
    when = date_format(timezone.localtime(by), "l j F") if by else ""
    title = _("See a doctor by %(when)s.") % {"when": when} if by else ""
    more = why_left_out(notice.code.removeprefix("without_"), notice.because.get("condition", ""))
    return {
        "level": "soon" if notice.level == "soon" else "info",
        "icon": "stethoscope" if notice.level == "soon" else "info",
        "title": title,
        "text": say(notice.words),
        "more": more,
        "clear": clear and notice.code in RED_FLAGS,
        "screen": False,
        "buttons": _buttons(notice, plan, when),
        "links": _links(notice),
        "rule": notice.rule,
    }


def _buttons(notice: Notice, plan: Plan, when: str) -> list[dict[str, Any]]:
    """What one tap answers: which of two pains is right, or that a dated banner was read."""
    if notice.code == "which_pain":
        pains, entries = notice.because["pains"], notice.because["entries"]
        return [
            {
                "action": reverse("entry", args=[wrong]),
                "fields": [("action", "wrong_pain"), ("id", uuid4())],
                "text": _("%(pain)d is right") % {"pain": pain},
            }
            for pain, wrong in zip(pains, reversed(entries), strict=True)
        ]
    if when and plan.now < notice.because["by"]:
        fields = [("notice", notice.code), ("id", uuid4())]
        text = _("Hide until %(when)s") % {"when": when}
        return [{"action": reverse("log_kind", args=["dismissed"]), "fields": fields, "text": text}]
    return []


def _links(notice: Notice) -> list[dict[str, str]]:
    """Where to answer what a notice asks."""
    entries = notice.because.get("entries", ())
    if notice.because.get("condition"):
        asks = notice.because.get("ask")
        text = _("They said yes?") if asks else _("Change what you said about yourself")
        return [{"href": reverse("about") + "#left-out", "text": text}]
    if notice.code == "too_much_medicine":
        call = notice.because["call"]
        line = [{"href": f"tel:{call}", "text": _("Call %(number)s") % {"number": call}}] if call else []
        return [*line, {"href": reverse("help"), "text": _("Or call your local emergency number")}]
    if notice.code == "entry_before_onset":
        return [{"href": reverse("onset"), "text": _("Correct the start")}]
    if notice.code == "walk_or_not":
        return [{"href": reverse("entry", args=[entry]), "text": _("Look at it")} for entry in entries[-1:]]
    if notice.code == "missed_days":
        return [{"href": reverse("log_kind", args=["check_in"]), "text": _("Tell how you feel")}]
    return []
