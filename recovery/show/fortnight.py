"""The report's days, what was tried and what the plan changed, in rows that fit on one page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.show.kinds import KINDS
from recovery.show.why import REASONS, STAGES, VERDICTS

Data = Mapping[str, Any]
IN_TABLE = ("walk", "cold", "heat")
# Short, so that a day stays one line.
PILLS = {
    "ibuprofen": lazy("Ibuprofen"),
    "naproxen": lazy("Naproxen"),
    "aspirin": lazy("Aspirin"),
    "paracetamol": lazy("Paracetamol"),
    "other": lazy("Other pill"),
}
PHASES = {
    "cold": lazy("First 48 h"),
    "transition": lazy("48 to 72 h"),
    "heat": lazy("After 72 h"),
    "keep_well": lazy("Well"),
}
PHASE_CHANGES = {
    "cold": lazy("The 72 hours start again."),
    "transition": lazy("48 hours are over."),
    "heat": lazy("72 hours are over."),
    "keep_well": lazy("Well again. Ice, warmth and pill notes end."),
}


# --- when


def short(moment: datetime) -> str:
    """Write day and time where the person is: Wed 10 May 23:10."""
    return date_format(timezone.localtime(moment), "D j M H:i")


def span(first: datetime, last: datetime) -> str:
    """Write one day, or from one day to another."""
    one, other = (date_format(timezone.localtime(each), "D j M") for each in (first, last))
    return one if one == other else _("%(first)s to %(last)s") % {"first": one, "last": other}


# --- day by day


def show_day(day: Data) -> dict[str, Any]:
    """One row of the table."""
    return {
        "name": f"{day['number']} {date_format(day['date'], 'D j M')}",
        "phase": PHASES[day["phases"][0]],
        "logged": day["logged"],
        "pain": _range(day["lowest"], day["highest"]),
        "medicines": [_dose(each) for each in day["medicines"] or ()],
        **{name: day[name] for name in ("walks", "minutes", "longest", "cold", "heat")},
    }


def _range(lowest: int | None, highest: int | None) -> str:
    if lowest is None:
        return "–"
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"


def _dose(pills: Data) -> str:
    """The name and the mg, where they were told; "× 3" only where it was more than one."""
    name = str(PILLS[pills["name"]])
    dose = name if pills["mg"] is None else f"{name} {pills['mg']:g}"
    return dose if pills["count"] == 1 else f"{dose} × {pills['count']}"


def show_tried(each: Data) -> Iterator[str]:
    """How often and when one thing was done, unless the table tells; and when it last made things worse."""
    name = KINDS[each["kind"]].name
    if each["times"] and each["kind"] not in IN_TABLE:
        inputs = {"name": name, "times": each["times"], "when": span(each["first"], each["last"])}
        yield _("%(name)s, %(times)d ×: %(when)s") % inputs
    for worse in each["made_worse"][-1:]:
        yield _("%(name)s made it worse: %(when)s") % {"name": name, "when": short(worse)}


# --- what the plan changed


def show_changes(events: Sequence[Data]) -> list[dict[str, str]]:
    """One row for each change and reason, by its first time; what came again is told in the numbers of the last time.

    Flags stand among the answers.
    """
    alike: dict[tuple[str, ...], list[Data]] = {}
    for each in events:
        if each["kind"] in ("walking", "relapse", "phase"):
            alike.setdefault((each["kind"], each["to"], each["decision"], each["because"]["code"]), []).append(each)
    return [{"when": _when(each), "what": _change(each[-1])} for each in alike.values()]


def _when(again: Sequence[Data]) -> str:
    if len(again) == 1:
        return short(again[0]["at"])
    return _("%(when)s, %(count)d ×") % {"when": span(again[0]["at"], again[-1]["at"]), "count": len(again)}


def _change(event: Data) -> str:
    if event["kind"] == "phase":
        return str(PHASE_CHANGES[event["to"]])
    because = event["because"]
    reason = str(REASONS[because["code"]]) % because["inputs"]
    return " ".join([str(VERDICTS[event["decision"]]) % {"stage": STAGES[event["to"]]}, reason])
