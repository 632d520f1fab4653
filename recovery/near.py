"""What this process worked out a moment ago and need not work out again. The plan never reads it.

Nothing here is the truth: each thing is found only under the version that the database gives the journal, so one more
line, whoever wrote it and through whichever process, and it is found no more. No version comes twice.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from re import Match
from typing import Any, cast
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.cache import caches
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from recovery.models import Episode

NEAR = caches["near"]
# A page that nobody touches may be this old. What the plan allows is looked at anew at each tap.
LONGEST = timedelta(minutes=5)
A_DAY = 24 * 60 * 60
# What each copy of a form must have of its own: the id of the entry it will write, and the proof of where it came from.
OWN = re.compile(r'(?<=name=")(id|csrfmiddlewaretoken)(" value=")[^"]*')


@dataclass(frozen=True)
class Shown:
    """The inside of Today as it was last made: it says the same until the aware instant `until`."""

    theme: str
    content: SafeString
    until: datetime


def today(episode: Episode, variant: str, now: datetime) -> Shown | None:
    """Find Today as this process last made it, if nothing was written and nothing changed by itself since."""
    found: Shown | None = NEAR.get(_today(episode, variant))
    return found if found and now < found.until else None


def keep_today(episode: Episode, variant: str, shown: Shown) -> None:
    """Keep Today for a while."""
    NEAR.set(_today(episode, variant), shown, LONGEST.total_seconds())


def as_new(content: str, request: HttpRequest) -> SafeString:
    """Give each form its own id and token, as if the page had been made for this request alone."""
    token = get_token(request)

    def own(found: Match[str]) -> str:
        return f"{found[1]}{found[2]}{uuid4() if found[1] == 'id' else token}"

    return SafeString(OWN.sub(own, content))


def open_in(episode: Episode) -> ZoneInfo | None:
    """The zone of a person whose gate is known not to be closed; None where that is not known."""
    name: str | None = NEAR.get(_open(episode))
    return ZoneInfo(name) if name else None


def keep_open(episode: Episode, zone: ZoneInfo) -> None:
    """Keep that the gate is not closed: only a grave line can close it."""
    NEAR.set(_open(episode), zone.key, A_DAY)


def nothing_runs(episode: Episode) -> bool:
    """Whether no timer is known to run; one begins only with a line."""
    return NEAR.get(_still(episode)) is not None


def keep_nothing_runs(episode: Episode) -> None:
    """Keep that no timer runs."""
    NEAR.set(_still(episode), True, A_DAY)


def told(episode: Episode, find: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What a person told about themselves that only a grave line can change; `find` it in the journal once."""
    return cast(dict[str, Any], NEAR.get_or_set(f"told:{episode.pk}:{episode.gate_version}", find, A_DAY))


def _today(episode: Episode, variant: str) -> str:
    return f"today:{episode.pk}:{episode.version}:{get_language()}:{variant}"


def _still(episode: Episode) -> str:
    return f"still:{episode.pk}:{episode.version}"


def _open(episode: Episode) -> str:
    return f"open:{episode.pk}:{episode.gate_version}"
