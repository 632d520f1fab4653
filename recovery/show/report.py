"""The clinician's page in ready values: the figures of edges/report.py in few words, so that one page holds all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.edges.answers import NEVER_PUT
from recovery.edges.report import DAYS, report
from recovery.plan.advice import Plan
from recovery.plan.course import course
from recovery.plan.redflags import RED_FLAGS
from recovery.plan.situation import Situation
from recovery.say import clock, say
from recovery.screen import DAYS_ROWS, FULL_SCREEN
from recovery.show.chart import show_chart
from recovery.show.fortnight import PILLS, short, show_changes, show_day, show_tried, span
from recovery.show.phases import THEMES
from recovery.show.traits import told
from recovery.show.why import STAGES

Data = Mapping[str, Any]
# What fits on the one page; the data files hold the rest.
MOST_SIGNS = 4
MOST_CHANGES = 12
MOST_LEGS = 2

SEXES = {"f": lazy("Female"), "m": lazy("Male")}
CAN_WALK = {
    "yes": lazy("Could walk"),
    "a_few_steps": lazy("Could walk a few steps"),
    "no": lazy("Could not walk"),
}
AMOUNTS = {
    "spasm": {"none": lazy("No spasm"), "some": lazy("Some spasm"), "lots": lazy("A lot of spasm")},
    "stiffness": {
        "none": lazy("Not stiff"),
        "some": lazy("Somewhat stiff"),
        "lots": lazy("Very stiff"),
    },
}
LIMITS = {True: lazy("Kept from normal things"), False: lazy("Back to normal things")}
LEGS = {
    "none": lazy("Nothing in the legs: %(when)s"),
    "same": lazy("Legs the same as before: %(when)s"),
    "lower": lazy("Pain further down the leg: %(when)s"),
    "tingling": lazy("New tingling in a leg: %(when)s"),
    "weak": lazy("One leg weak: %(when)s"),
    "both": lazy("Both legs: %(when)s"),
}
LEVELS = {
    "E": lazy("Signs of an emergency: asked %(asked)d ×, last %(when)s."),
    "S": lazy("Signs to be seen the same day: asked %(asked)d ×, last %(when)s."),
    "D": lazy("Signs to be seen within days: asked %(asked)d ×, last %(when)s."),
}
CLEARED = {
    "professional": lazy("A health professional cleared it: %(when)s."),
    "mistake": lazy("Ticked by mistake, taken off: %(when)s."),
}
# The chart's words: true also of somebody who may use neither ice nor warmth.
PHASE_NAMES = {"cold": lazy("First 72 h"), "heat": lazy("After 72 h"), "recovered": lazy("Well")}
SIGNS = dict((*FULL_SCREEN, *DAYS_ROWS))


def show_report(s: Situation, plan: Plan) -> dict[str, Any]:
    """The context of the report's page, and of its partial `_report.html`."""
    found = course(s)
    data = report(s, plan, found)
    changes = show_changes(data["changes"])
    measures = list(_measures(data["measures"]))
    return {
        "theme": THEMES[plan.phase],
        "tab": "progress",
        "chart": show_chart(found, found.days[-DAYS:], PHASE_NAMES),
        "rules": data["rules"],
        "about": list(_about(data["person"])),
        "sub": _("Day %(number)d, %(when)s")
        % {"number": plan.day.number, "when": date_format(plan.now, "l j F Y, H:i")},
        "facts": [
            {"term": _("Started"), "lines": list(_onset(data["onset"]))},
            {"term": _("Now"), "lines": list(_now(data["at_present"]))},
            {"term": _("At the start"), "lines": list(_start(data["at_the_start"]))},
            {"term": _("Walking"), "lines": list(_walking(data["at_present"]))},
            {"term": _("Health"), "lines": list(_health(data["person"]))},
            {"term": _("Legs"), "lines": _legs(data["legs"])},
            {"term": _("Pain pills"), "lines": list(_pills(data["medicines"]))},
            {"term": _("Sleep"), "lines": list(_sleep(data["sleep"]))},
            *([{"term": _("Measures"), "lines": measures}] if measures else []),
        ],
        "safety": _safety(data["safety"]),
        "notices": [say(each["words"]) for each in data["notices"]],
        "rows": [show_day(day) for day in data["days"]],
        "until": clock(plan.now),
        "tried": [line for each in data["tried"] for line in show_tried(each)],
        "changes": changes[-MOST_CHANGES:],
        "unshown": max(0, len(changes) - MOST_CHANGES),
        "notes": [{"when": short(each["at"]), "note": each["note"]} for each in data["notes"]],
    }


# --- who, then and now


def _about(person: Data) -> Iterator[str]:
    if person["birth_year"]:
        yield _("Born %(year)d") % {"year": person["birth_year"]}
    if person["sex"]:
        yield str(SEXES[person["sex"]])


def _onset(onset: Data) -> Iterator[str]:
    yield short(onset["started_at"])
    if onset["latest_at"]:
        yield _("Not sure: %(when)s at the latest") % {"when": short(onset["latest_at"])}
    for again in onset["sudden_again"][-1:]:
        yield _("Seized up again: %(when)s") % {"when": short(again)}


def _start(start: Data | None) -> Iterator[str]:
    if start is None:
        yield _("Not told")
        return
    yield _("Pain %(pain)d of 10") % {"pain": start["pain"]}
    if start["can_walk"]:
        yield str(CAN_WALK[start["can_walk"]])
    yield from _amounts(start)


def _now(now: Data) -> Iterator[str]:
    yield _("Not told") if now["pain"] is None else _("Pain %(pain)d of 10") % {"pain": now["pain"]}
    yield from _amounts(now)
    if now["limits"] is not None:
        yield str(LIMITS[now["limits"]])


def _amounts(told_of: Data) -> Iterator[str]:
    return (str(words[told_of[name]]) for name, words in AMOUNTS.items() if told_of[name])


def _walking(now: Data) -> Iterator[str]:
    if walking := now["walking"]:
        yield str(STAGES[walking["stage"]])
        yield _("Planned: %(minutes)d min each") % {"minutes": walking["minutes"]}
    if now["longest_walk"]:
        yield _("Longest: %(minutes)d min") % {"minutes": now["longest_walk"]}


def _health(person: Data) -> Iterator[str]:
    for condition in person["conditions"]:
        yield told(condition)
    if person["weeks_pregnant"]:
        yield _("Week %(weeks)d") % {"weeks": person["weeks_pregnant"]}
    if not person["conditions"]:
        yield _("No illness ticked")


def _legs(spells: Sequence[Data]) -> list[str]:
    said = [str(LEGS[each["leg"]]) % {"when": span(each["first"], each["last"])} for each in spells[-MOST_LEGS:]]
    return said or [_("Not told")]


def _pills(medicines: Data) -> Iterator[str]:
    if not medicines["taken"]:
        yield _("None logged")
        return
    yield _("Days with any: %(days)d") % {"days": medicines["days_of_use"]}
    for each in medicines["taken"]:
        yield _("%(name)s %(doses)d ×") % {"name": PILLS[each["name"]], "doses": each["doses"]}


def _sleep(sleep: Data) -> Iterator[str]:
    nights = sleep["well"] + sleep["badly"]
    yield (
        _("Slept well %(well)d of %(nights)d nights") % {"well": sleep["well"], "nights": nights}
        if nights
        else _("Not told")
    )


# --- safety


def _safety(safety: Data) -> dict[str, Any]:
    """What was asked and answered; of the questions answered yes first those that stand, then the gravest."""
    yes = sorted(
        (each for each in safety["flags"] if each["yes"]), key=lambda each: each["yes"][-1]["cleared"] is not None
    )
    return {
        "finding": _finding(safety, yes),
        "levels": [line for level in LEVELS for line in _level(level, safety["flags"])],
        "signs": [_sign(each) for each in yes[:MOST_SIGNS]],
        "more": max(0, len(yes) - MOST_SIGNS),
    }


def _finding(safety: Data, yes: Sequence[Data]) -> str:
    if not safety["asked"]:
        return _("Safety questions: not answered yet.")
    if not yes:
        return _("Safety questions: all “no”.")
    open_now = any(told_of["cleared"] is None for each in yes for told_of in each["yes"])
    return _("Safety questions: a “yes” stands.") if open_now else _("Safety questions: each “yes” was cleared.")


def _level(level: str, flags: Sequence[Data]) -> Iterator[str]:
    """How often all the questions of a level were asked."""
    of_level = [each for each in flags if each["flag"].startswith(level) and each["flag"] not in NEVER_PUT]
    least = min(of_level, key=lambda each: each["asked"])
    if least["asked"]:
        yield str(LEVELS[level]) % {"asked": least["asked"], "when": short(least["last_asked"])}


def _sign(answer: Data) -> str:
    """The last yes to a question, and what became of it."""
    flag, count, last = answer["flag"], len(answer["yes"]), answer["yes"][-1]
    inputs = {"sign": SIGNS.get(flag) or say(RED_FLAGS[flag].tells), "count": count, "when": short(last["at"])}
    yes = _("“%(sign)s”: yes on %(when)s.") if count == 1 else _("“%(sign)s”: yes %(count)d ×, last %(when)s.")
    return " ".join([yes % inputs, _fate(last)])


def _fate(told_of: Data) -> str:
    if told_of["cleared"]:
        return str(CLEARED[told_of["because"]]) % {"when": short(told_of["cleared"])}
    return _("Checked, but not all asked again.") if told_of["because"] else _("Not cleared yet.")


def _measures(data: Data) -> Iterator[str]:
    """The first and the last score of each measure that was told."""
    words = {
        "roland_of_24": (_("Roland-Morris %(last)g of 24"), _("Roland-Morris %(first)g, now %(last)g of 24")),
        "own_activities_of_10": (_("Own activities %(last)g of 10"), _("Own activities %(first)g, now %(last)g of 10")),
    }
    for name, (once, again) in words.items():
        if scores := [each["value"] for each in data[name]]:
            yield (again if len(scores) > 1 else once) % {"first": scores[0], "last": scores[-1]}
