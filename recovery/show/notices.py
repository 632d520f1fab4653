"""Banners: what a health professional should hear about, and what the plan asks or tells."""

from collections.abc import Iterator, Sequence
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

# What a banner may have besides its level and its icon.
BANNER: dict[str, Any] = {
    "title": "",
    "lines": [],
    "clear": False,
    "screen": False,
    "buttons": [],
    "links": [],
    "rule": "",
}
NOW = ("too_much_medicine",)  # to be acted on at once


def show_notices(plan: Plan) -> list[dict[str, Any]]:
    """Every banner, the gravest first; one that was put away comes back on its date."""
    gate = plan.gate if plan.gate and plan.gate.level == "today" else None
    shown = [notice for notice in plan.notices if not notice.hidden]
    dated = sorted((notice for notice in shown if "by" in notice.because), key=lambda notice: notice.because["by"])
    # Of several pairs of pains that do not agree only the last is asked about at a time.
    plain = {notice.code: notice for notice in shown if "by" not in notice.because}.values()
    return [
        *([_today(gate, plan)] if gate else []),
        *(_notice(notice) for notice in plain if notice.level == "soon"),
        *_see_a_doctor(plan, dated, clear=gate is None),
        *(_notice(notice) for notice in plain if notice.level != "soon"),
    ]


def _today(gate: Gate, plan: Plan) -> dict[str, Any]:
    return BANNER | {
        "level": "safety",
        "icon": "alert",
        "title": _("Speak to a doctor today."),
        "lines": [
            *(say(RED_FLAGS[flag].tells) for flag in gate.flags),
            _("Until then the plan pauses stretching, massage, warmth and longer walks."),
            *([_("If warmth is on, take it off now.")] if plan.phase == "heat" else []),
        ],
        "clear": True,
        "screen": bool(gate.asks),
        "links": [{"href": reverse("help"), "text": _("Who to call")}],
    }


def _see_a_doctor(plan: Plan, dated: Sequence[Notice], clear: bool) -> Iterator[dict[str, Any]]:
    """All that a doctor is to hear, under the first date: what is due already, and what can be put away until then.

    A red flag can be cleared there, unless a graver one asks for it already.
    """
    overdue = [notice for notice in dated if notice.because["by"] <= plan.now]
    for group in (overdue, dated[len(overdue) :]):
        if group:
            when = date_format(timezone.localtime(group[0].because["by"]), "l j F")
            title = (
                _("See a doctor now. The day for it was %(when)s.")
                if group is overdue
                else _("See a doctor by %(when)s.")
            )
            yield BANNER | {
                "level": "soon",
                "icon": "stethoscope",
                "title": title % {"when": when},
                "lines": [line for notice in group for line in _lines(notice)],
                "clear": clear and any(notice.code in RED_FLAGS for notice in group),
                "buttons": [] if group is overdue else [_put_away(group, when)],
                "links": [{"href": reverse("report"), "text": _("A page to take with you")}],
                "rule": group[0].rule,
            }


def _lines(notice: Notice) -> list[str]:
    """What the person said; who finds it hard to cope reads at once whom to call."""
    return [say(notice.words), *([say(RED_FLAGS["D10"].why)] if notice.code == "D10" else [])]


def _put_away(notices: Sequence[Notice], when: str) -> dict[str, Any]:
    return {
        "action": reverse("log_kind", args=["dismissed"]),
        "fields": [*(("notices", notice.code) for notice in notices), ("id", uuid4())],
        "text": _("Hide until %(when)s") % {"when": when},
    }


def _notice(notice: Notice) -> dict[str, Any]:
    treatment = notice.because.get("treatment", notice.code.removeprefix("without_"))
    why = why_left_out(treatment, notice.because.get("condition", ""))
    return BANNER | {
        "level": "safety" if notice.code in NOW else notice.level,
        "icon": "alert" if notice.code in NOW else "stethoscope" if notice.level == "soon" else "info",
        "lines": [line for line in (say(notice.words), why) if line],
        "buttons": _which_pain(notice) if notice.code == "which_pain" else [],
        "links": _links(notice),
        "rule": notice.rule,
    }


def _which_pain(notice: Notice) -> list[dict[str, Any]]:
    """One tap answers which of two pains is right: the other check-in loses its pain."""
    pains, entries = notice.because["pains"], notice.because["entries"]
    return [
        {
            "action": reverse("entry", args=[wrong]),
            "fields": [("action", "wrong_pain"), ("id", uuid4())],
            "text": _("%(pain)d is right") % {"pain": pain},
        }
        for pain, wrong in zip(pains, reversed(entries), strict=True)
    ]


def _links(notice: Notice) -> list[dict[str, str]]:
    """Where to answer what a notice asks."""
    entries = notice.because.get("entries", ())
    if notice.code == "pill_not_for_you":
        return [{"href": reverse("help"), "text": _("When to call at once")}]
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
