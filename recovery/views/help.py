"""Red flags and whom to call: for everybody, without an account and without script."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery.forms import places
from recovery.plan.clinical.countries import COUNTRIES, Line, country_lines
from recovery.plan.clinical.red_flags import RED_FLAGS, asks_of
from recovery.presenters.say import say
from recovery.views.country import country_here
from recovery.views.visit import look_up
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.outage import for_everybody


@require_safe
@for_everybody
def help(request: HtmxHttpRequest) -> HttpResponse:  # noqa: A001 - view name = URL name
    """Show all questions, the lines of the visitor's country, and the numbers of all countries."""
    found = look_up(request)
    country = country_here(request, found)
    lines = country_lines(country)
    conditions = found.story.conditions if found else frozenset()
    context = {
        "country": dict(places.countries()).get(country or "", ""),
        "call": next(iter(lines.emergency), None),
        "advice": lines.advice,
        "advice_note": say(lines.advice.note) if lines.advice and lines.advice.note else "",
        "crisis": lines.crisis,
        "numbers": _numbers(),
        "advice_lines": [] if country else _advice_lines(),
        "emergencies": _questions("E", conditions),
        "todays": _questions("S", conditions),
        "later": _questions("D", conditions),
        "tab": "help" if found else "",
    }
    return respond(request, "recovery/help.html", context)


def _numbers() -> list[dict[str, Any]]:
    """Return the emergency numbers of each country, by its name."""
    return [
        {"code": code, "country": country, "numbers": emergency}
        for code, country in places.countries()
        if (emergency := country_lines(code).emergency)
    ]


def _advice_lines() -> list[dict[str, str]]:
    """Return the lines for advice of all countries as words: the same digits are other lines elsewhere."""
    found = ((country, COUNTRIES[code].advice) for code, country in places.countries() if code in COUNTRIES)
    return [{"country": country, "words": _words(line)} for country, line in found if line]


def _words(line: Line) -> str:
    return line.name if line.number in line.name else f"{line.name}, {line.number}"


def _questions(level: str, conditions: frozenset[str]) -> list[dict[str, str]]:
    flags = (flag for flag in RED_FLAGS.values() if flag.level == level)
    return [{"id": flag.id, "asks": say(asks_of(flag, conditions)), "why": say(flag.why)} for flag in flags]
