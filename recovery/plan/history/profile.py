"""Who the person is: all `about` entries merged into one value."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import Any

from recovery.plan.clinical import figures
from recovery.plan.entries import About

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Profile:
    """What the person said about themselves, the newest value of each field; None where nothing was said.

    `weeks_pregnant` are the weeks at the instant `weeks_at`; both are None again once the person is no longer pregnant.
    """

    time_zone: str | None = None
    wake: time | None = None
    sleep: time | None = None
    country: str | None = None
    birth_year: int | None = None
    adult: bool | None = None
    sex: str | None = None
    weeks_pregnant: int | None = None
    weeks_at: datetime | None = None
    conditions: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    questions: str | None = None

    def pregnant_weeks(self, moment: datetime) -> int | None:
        """The weeks pregnant at `moment`, counted on from when they were said; None when the birth must be over."""
        if self.weeks_pregnant is None or self.weeks_at is None:
            return None
        weeks = self.weeks_pregnant + (moment - self.weeks_at) // WEEK
        return weeks if weeks <= figures.LONGEST_PREGNANCY else None


SAID = tuple(each.name for each in fields(Profile) if each.name != "weeks_at")


def merged(abouts: Iterable[About]) -> Profile:
    """Merge `about` entries, oldest first."""
    known: dict[str, Any] = {}
    for about in abouts:
        known |= {name: value for name in SAID if (value := getattr(about, name)) is not None}
        if about.weeks_pregnant is not None:
            known["weeks_at"] = about.at
        elif about.conditions is not None and "pregnant" not in about.conditions:
            known["weeks_pregnant"] = known["weeks_at"] = None
    return Profile(**known)
