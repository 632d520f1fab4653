"""Red flags and whom to call: for everybody, without an account and without script."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recovery import journal, places
from recovery.http import HtmxHttpRequest, respond
from recovery.plan.redflags import EMERGENCY_NUMBERS, RED_FLAGS
from recovery.say import say
from recovery.settings_forms import told_so_far

# Lines for advice that is needed today, where there is one for the whole country.
ADVICE_LINES = {"GB": "111"}


@require_safe
def help(request: HtmxHttpRequest) -> HttpResponse:  # noqa: A001 - view name = URL name
    """Show all questions, and the number of the person's country, or those of all countries."""
    episode = journal.current(request)
    country = told_so_far(journal.read(episode), timezone.now()).get("country", "") if episode else ""
    call = EMERGENCY_NUMBERS.get(country)
    context = {
        "call": call,
        "advice": ADVICE_LINES.get(country),
        "numbers": [] if call else _numbers(),
        "emergencies": _questions("E"),
        "todays": _questions("S"),
        "tab": "help" if episode else "",
    }
    return respond(request, "recovery/help.html", context)


def _questions(level: str) -> list[dict[str, str]]:
    flags = (flag for flag in RED_FLAGS.values() if flag.level == level)
    return [{"id": flag.id, "asks": say(flag.asks), "why": say(flag.why)} for flag in flags]


def _numbers() -> list[dict[str, Any]]:
    """Each number with the countries that use it, the most used first."""
    shared: dict[str, list[str]] = {}
    for code, country in places.countries():
        if code in EMERGENCY_NUMBERS:
            shared.setdefault(EMERGENCY_NUMBERS[code], []).append(country)
    rows = sorted(shared.items(), key=lambda row: (-len(row[1]), row[1]))
    return [{"number": number, "countries": ", ".join(countries)} for number, countries in rows]
