"""Red flags and whom to call: for everybody, without an account and without script."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery import near, places
from recovery.http import HtmxHttpRequest, respond
from recovery.outage import for_everybody
from recovery.plan.redflags import EMERGENCY_NUMBERS, RED_FLAGS, asks_of
from recovery.say import say
from recovery.settings_forms import told_so_far
from recovery.views.visit import Visit, look_up

# Lines for advice that is needed today, where there is one for the whole country.
ADVICE_LINES = {"GB": "111"}


@require_safe
@for_everybody
def help(request: HtmxHttpRequest) -> HttpResponse:  # noqa: A001 - view name = URL name
    """Show all questions, the number of the person's country, and those of all countries."""
    found = look_up(request)
    told = near.told(found.episode, partial(_told, found)) if found else {}
    country, conditions = told.get("country", ""), frozenset(told.get("conditions", ()))
    context = {
        "call": EMERGENCY_NUMBERS.get(country),
        "advice": ADVICE_LINES.get(country),
        # What is the same for all who are asked the same is made once; so its parts are given as what makes them.
        "numb": "numb_skin" in conditions,
        "numbers": _numbers,
        "emergencies": partial(_questions, "E", conditions),
        "todays": partial(_questions, "S", conditions),
        "later": partial(_questions, "D", conditions),
        "tab": "help" if found else "",
    }
    return respond(request, "recovery/help.html", context)


def _told(found: Visit) -> dict[str, Any]:
    return told_so_far(found.entries, found.now)


def _questions(level: str, conditions: frozenset[str]) -> list[dict[str, str]]:
    flags = (flag for flag in RED_FLAGS.values() if flag.level == level)
    return [{"id": flag.id, "asks": say(asks_of(flag, conditions)), "why": say(flag.why)} for flag in flags]


def _numbers() -> list[dict[str, Any]]:
    """Each number with the countries that use it, the most used first."""
    shared: dict[str, list[str]] = {}
    for code, country in places.countries():
        if code in EMERGENCY_NUMBERS:
            shared.setdefault(EMERGENCY_NUMBERS[code], []).append(country)
    rows = sorted(shared.items(), key=lambda row: (-len(row[1]), row[1]))
    return [{"number": number, "countries": ", ".join(countries)} for number, countries in rows]
