"""Say what the plan says, in the reader's language and by the reader's clock."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from recovery.plan.advice import Words


def say(words: Words) -> str:
    """Translate a sentence of the plan and fill in its inputs."""
    return gettext(words.text) % {name: _shown(value) for name, value in words.inputs.items()}


def clock(moment: datetime) -> str:
    """Write the time of day where the person is: 14:20."""
    return date_format(timezone.localtime(moment), "H:i")


def weekday_clock(moment: datetime) -> str:
    """Write weekday and time where the person is: Wed 23:10."""
    return date_format(timezone.localtime(moment), "D H:i")


def day_clock(moment: datetime, now: datetime) -> str:
    """Write the time where the person is, with its day as seen from `now`: 14:20 today, Wed 23:10."""
    days = (timezone.localdate(moment) - timezone.localdate(now)).days
    near = {-1: gettext("%(time)s yesterday"), 0: gettext("%(time)s today"), 1: gettext("%(time)s tomorrow")}
    return near[days] % {"time": clock(moment)} if days in near else weekday_clock(moment)


def _shown(value: Any) -> Any:
    return clock(value) if isinstance(value, datetime) else value
