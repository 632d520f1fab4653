"""The phase in words, a colour and a bar, also for a plan without ice or warmth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Plan
from recovery.plan.clinical import figures
from recovery.plan.enums import Phase, Stage
from recovery.plan.history.story import Story
from recovery.presenters.say import Text, day_clock, fill, filled
from recovery.presenters.stages import STAGES
from recovery.presenters.why import barred_by_condition, counted_from

COLD_PHASES = (Phase.COLD, Phase.TRANSITION)


@dataclass(frozen=True)
class PhaseWords:
    """How one phase is shown: its colour, its name, its name in the report, and how the report says that it began."""

    theme: str
    name: Text
    in_report: Text
    begins: Text


PHASES: Mapping[Phase, PhaseWords] = {
    Phase.COLD: PhaseWords(
        "cold",
        lazy("Cold phase"),
        filled(lazy("First %(COLD_PHASE)s h")),
        filled(lazy("The %(HEAT_LOCK)s hours start again.")),
    ),
    Phase.TRANSITION: PhaseWords(
        "cold",
        lazy("Cold phase"),
        filled(lazy("%(COLD_PHASE)s to %(HEAT_LOCK)s h")),
        filled(lazy("%(COLD_PHASE)s hours are over.")),
    ),
    Phase.HEAT: PhaseWords(
        "heat",
        lazy("Heat phase"),
        filled(lazy("After %(HEAT_LOCK)s h")),
        filled(lazy("%(HEAT_LOCK)s hours are over.")),
    ),
    Phase.KEEP_WELL: PhaseWords(
        "recovered",
        lazy("Recovered"),
        lazy("Well"),
        lazy("Well again. Ice, warmth and pill notes end."),
    ),
}


@dataclass(frozen=True)
class PhaseBar:
    """The bar under the title: the phase now and next, and how full each part is in whole percentages.

    `note` says why the hours end later, or that they are over.

    `next_phase` is the colour of the icon; with `warm` the words of `next` have it too.
    """

    label: str
    segments: Sequence[int]
    now: Text
    next: Text
    icon: str
    next_phase: str
    warm: bool
    rule: str
    note: Text = ""


def theme_of(phase: Phase) -> str:
    """The colour of a phase."""
    return PHASES[phase].theme


def phase_name(plan: Plan) -> Text:
    """The name of the phase; it names no treatment that the plan leaves out."""
    if plan.phase in COLD_PHASES and barred_by_condition(plan, "cold"):
        return _("First days")
    if plan.phase == Phase.HEAT and barred_by_condition(plan, "heat"):
        return _("Getting moving")
    return PHASES[plan.phase].name


def since(hours: float) -> str:
    """How long ago it started, in words."""
    whole = int(hours)
    if whole < 1:
        return _("Less than 1 h since it started")
    if whole < figures.HEAT_LOCK.total_seconds() / 3600:
        return _("%(hours)d h since it started") % {"hours": whole}
    return _("%(days)d days %(hours)d h since it started") % {"days": whole // 24, "hours": whole % 24}


def show_bar(plan: Plan, story: Story) -> PhaseBar | None:
    """The days until warmth, later the five walking stages; None if the plan shows no stage."""
    if plan.phase in COLD_PHASES:
        return _hours_bar(plan, story)
    return _steps_bar(plan, plan.day.walking.stage) if plan.day.walking else None


def _hours_bar(plan: Plan, story: Story) -> PhaseBar:
    passed = figures.HEAT_LOCK - (plan.heat_from - plan.now)
    count = -(-figures.HEAT_LOCK // timedelta(days=1))
    first = fill(_("The first %(HEAT_LOCK)s hours"))
    coming = _("Until %(when)s") if barred_by_condition(plan, "heat") else _("Heat from %(when)s")
    return PhaseBar(
        label=first,
        segments=_parts(passed / timedelta(days=1) * 100, count),
        now=first if barred_by_condition(plan, "cold") else fill(_("Cold, %(HEAT_LOCK)s hours")),
        next=coming % {"when": day_clock(plan.heat_from, plan.now)},
        icon="heat",
        next_phase="heat",
        warm=True,
        rule="clock.phases",
        note=counted_from(story),
    )


def _steps_bar(plan: Plan, stage: Stage) -> PhaseBar:
    return PhaseBar(
        label=_("Five walking steps"),
        segments=_parts(STAGES[stage].percent, 5),
        now=STAGES[stage].name,
        next=STAGES[stage].next,
        icon="leaf",
        next_phase="recovered",
        warm=False,
        rule="ladder.steps",
        note=_just_warm(plan),
    )


def _just_warm(plan: Plan) -> str:
    """On the first day of warmth, one sentence that the hours of ice are over."""
    new = plan.phase == Phase.HEAT and plan.now - plan.heat_from < timedelta(days=1)
    barred = barred_by_condition(plan, "heat") or barred_by_condition(plan, "cold")
    return fill(_("%(HEAT_LOCK)s hours are over: warmth now.")) if new and not barred else ""


def _parts(percent: float, count: int) -> list[int]:
    """Fill `count` parts one after the other, each up to 100."""
    return [max(0, min(100, round(percent - 100 * place))) for place in range(count)]


def sleep_hint(plan: Plan) -> str:
    """The advice for the night."""
    iced = plan.phase in COLD_PHASES and not barred_by_condition(plan, "cold")
    return _("No ice while you sleep.") if iced else _("Nothing is due at night.")
