"""Sentences in the language of the reader, and times in the reader's time zone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils import functional, timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from recovery.plan.book import NUMBERS
from recovery.plan.clinical import figures  # noqa: F401 - enters every figure into the book
from recovery.plan.words import Words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Text = str | _StrPromise  # translated now, or when the page is rendered
type Fields = Sequence[tuple[str, object]]  # names and values of a form's hidden fields


def say(words: Words) -> str:
    """Translate a sentence of the plan and fill in its figures and inputs."""
    return fill(gettext(words.text), {name: _shown(value) for name, value in words.inputs.items()})


def fill(text: Text, inputs: Mapping[str, object] | None = None) -> str:
    """Fill in the figures and inputs that a text names: "after %(HEAT_LOCK)s hours" takes its number from the book."""
    return whole_degrees(text % ({**NUMBERS, **inputs} if inputs else NUMBERS))


# `fill` for a text of a module: it is filled in when a page is rendered, in the language of the reader.
filled = functional.lazy(fill, str)


def whole_degrees(text: str) -> str:
    """Keep each temperature on one line with its unit: 38 °C."""
    return text.replace(" °", "\N{NO-BREAK SPACE}°")


def unbroken(text: str) -> str:
    """Write a telephone number, or the name of a line, so that it stays on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}").replace("-", "\N{NON-BREAKING HYPHEN}")


def clock(moment: datetime) -> str:
    """Write the local time of day: 14:20. It is the same in every language; a page has dozens of them."""
    return f"{timezone.localtime(moment):%H:%M}"


def near_clock(moment: datetime, now: datetime) -> str:
    """Write the local time of day, with the weekday unless it is today."""
    return clock(moment) if timezone.localdate(moment) == timezone.localdate(now) else weekday_clock(moment)


def weekday_clock(moment: datetime) -> str:
    """Write the local weekday and time: Wed 23:10."""
    return f"{local_day(moment, 'D')} {clock(moment)}"


def day_clock(moment: datetime, now: datetime) -> str:
    """Write the local time with its day relative to `now`: 14:20 today, Wed 23:10."""
    days = (timezone.localdate(moment) - timezone.localdate(now)).days
    near = {-1: gettext("%(time)s yesterday"), 0: gettext("%(time)s today"), 1: gettext("%(time)s tomorrow")}
    return near[days] % {"time": clock(moment)} if days in near else weekday_clock(moment)


def long_day(moment: datetime) -> str:
    """Write the local weekday and date: Wednesday 10 May."""
    return local_day(moment, "l j F")


def short(moment: datetime) -> str:
    """Write the local day and time: Wed 10 May 23:10."""
    return f"{local_day(moment, 'D j M')} {clock(moment)}"


def local_day(moment: datetime, pattern: str) -> str:
    """Write the local date of an instant in a pattern of Django, such as "D j M" for Wed 10 May."""
    return day_text(timezone.localdate(moment), pattern)


def day_text(day: date, pattern: str) -> str:
    """Write a date in a pattern of Django, such as "D j M" for Wed 10 May."""
    return _day_text(day, pattern, get_language())


@lru_cache(maxsize=4096)
def _day_text(day: date, pattern: str, language: str | None) -> str:
    # A report names some sixty days, and all people have the same ones.
    return date_format(day, pattern)


def _shown(value: Any) -> Any:
    return clock(value) if isinstance(value, datetime) else value
