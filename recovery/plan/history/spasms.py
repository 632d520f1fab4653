"""New sudden spasms: which of the reports "it seized up again suddenly" start ice, warmth and rest afresh."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn
from recovery.plan.history.moments import Moments
from recovery.plan.history.pains import Pains
from recovery.plan.words import gettext_noop as _

NEW_SPASM = Article(
    name="clock.new_spasm",
    says=_(
        "A sudden spasm starts the hours of ice afresh only if pain rose by %(SPASM_RISE)s or more, "
        "to %(SPASM_PAIN)s or more."
    ),
    evidence=OUR_CHOICE,
    source="51,54,proposed",
    figures=("SPASM_RISE", "SPASM_PAIN", "CONFLICT_WITHIN"),
)


class Spasm(NamedTuple):
    """A new sudden spasm, reported by `entry`; `told_at` is when its pain was told, None while it is not."""

    at: datetime
    entry: CheckIn
    told_at: datetime | None


def new_spasms(reports: Sequence[CheckIn], pains: Pains) -> Moments[Spasm]:
    """The reports with a real rise in pain, oldest first; one without a pain counts until its pain is told."""
    found = Moments[Spasm]()
    for report in reports:
        told = next(iter(pains.at_rest.since(report.at)), None)
        if told is None or _is_real(report.at, told.at, pains):
            found.append(Spasm(report.at, report, told.at if told else None))
    return found


def _is_real(reported_at: datetime, told_at: datetime, pains: Pains) -> bool:
    """Whether the pain of a report, of two close together the higher, is well above the newest pain before it."""
    pain = max(each.value for each in pains.at_rest.within(told_at, told_at + figures.CONFLICT_WITHIN))
    before = pains.before(reported_at)
    return pain >= figures.SPASM_PAIN and (before is None or pain - before >= figures.SPASM_RISE)
