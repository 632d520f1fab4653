"""The facts of the report: the person, the start, the present, and what was logged, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.exports.report_shape import AtPresent, Began, Measures, Medicines, PersonFacts, Report
from recovery.plan.review.measures import Score
from recovery.plan.review.summary import AtTheStart, CouldNot, LegSpell, Sleep
from recovery.presenters.medicine_names import NAMES
from recovery.presenters.report_rows import span
from recovery.presenters.say import Text, short
from recovery.presenters.stages import STAGES
from recovery.presenters.traits import trait_words

MOST_LEGS = 2  # as many as fit on the page

SEXES: Mapping[str, Text] = {"f": lazy("Female"), "m": lazy("Male")}
CAN_WALK: Mapping[str, Text] = {
    "yes": lazy("Could walk"),
    "a_few_steps": lazy("Could walk a few steps"),
    "no": lazy("Could not walk"),
}
SPASM: Mapping[str, Text] = {"none": lazy("No spasm"), "some": lazy("Some spasm"), "lots": lazy("A lot of spasm")}
STIFFNESS: Mapping[str, Text] = {
    "none": lazy("Not stiff"),
    "some": lazy("Somewhat stiff"),
    "lots": lazy("Very stiff"),
}
LIMITS: Mapping[bool, Text] = {True: lazy("Kept from normal things"), False: lazy("Back to normal things")}
LEGS: Mapping[str, Text] = {
    "none": lazy("Nothing in the legs: %(when)s"),
    "same": lazy("Legs the same as before: %(when)s"),
    "lower": lazy("Pain further down the leg: %(when)s"),
    "tingling": lazy("New tingling in a leg: %(when)s"),
    "weak": lazy("One leg weak: %(when)s"),
    "both": lazy("Both legs: %(when)s"),
}


@dataclass(frozen=True)
class Fact:
    """A term with its facts."""

    term: str
    lines: Sequence[str]


def show_about(person: PersonFacts) -> Iterator[str]:
    """The year of birth and the sex of the person."""
    if person.birth_year:
        yield _("Born %(year)d") % {"year": person.birth_year}
    if person.sex:
        yield str(SEXES[person.sex])


def show_facts(report: Report) -> list[Fact]:
    """Each fact about the start, the present, and what was logged."""
    return [
        Fact(_("Started"), list(_onset(report.onset))),
        Fact(_("Now"), list(_now(report.at_present))),
        Fact(_("At the start"), list(_start(report.at_the_start))),
        Fact(_("Walking"), list(_walking(report.at_present))),
        *_could_not(report.could_not),
        Fact(_("Health"), list(_health(report.person))),
        Fact(_("Legs"), _legs(report.legs)),
        Fact(_("Pain pills"), list(_pills(report.medicines))),
        Fact(_("Sleep"), [_sleep(report.sleep)]),
        *_measures(report.measures),
    ]


def _onset(onset: Began) -> Iterator[str]:
    yield short(onset.started_at)
    if onset.latest_at:
        yield _("Not sure: %(when)s at the latest") % {"when": short(onset.latest_at)}
    for again in onset.sudden_again[-1:]:
        yield _("Seized up again: %(when)s") % {"when": short(again)}


def _start(start: AtTheStart | None) -> Iterator[str]:
    if start is None:
        yield _("Not reported")
        return
    yield _pain(start.pain)
    if start.can_walk:
        yield str(CAN_WALK[start.can_walk])
    yield from _amounts(start)


def _now(now: AtPresent) -> Iterator[str]:
    yield _pain(now.pain)
    yield from _amounts(now)
    if now.limits is not None:
        yield str(LIMITS[now.limits])


def _pain(pain: int | None) -> str:
    return _("Not reported") if pain is None else _("Pain %(pain)d of 10") % {"pain": pain}


def _amounts(found: AtTheStart | AtPresent) -> Iterator[str]:
    if found.spasm:
        yield str(SPASM[found.spasm])
    if found.stiffness:
        yield str(STIFFNESS[found.stiffness])


def _walking(now: AtPresent) -> Iterator[str]:
    if now.walking:
        yield str(STAGES[now.walking.stage].name)
        yield _("Planned: %(minutes)d min or more each") % {"minutes": now.walking.minutes}
    if now.longest_walk:
        yield _("Longest: %(minutes)d min") % {"minutes": now.longest_walk}


def _could_not(found: CouldNot) -> Iterator[Fact]:
    lines = [*_limits(found)]
    if found.could_not_walk:
        last = {"when": short(found.could_not_walk[-1]), "count": len(found.could_not_walk)}
        lines.append(_("Walk: %(count)d ×, last %(when)s") % last)
    lines += [_("%(name)s: %(score)d of 10 hard") % vars(each) for each in found.activities if each.score]
    if lines:
        yield Fact(_("Could not do"), lines)


def _limits(found: CouldNot) -> Iterator[str]:
    if found.asked:
        yield _("Normal things: %(limited)d of %(asked)d times asked") % vars(found)


def _health(person: PersonFacts) -> Iterator[str]:
    for condition in person.conditions:
        yield trait_words(condition)
    if person.weeks_pregnant:
        yield _("Week %(weeks)d") % {"weeks": person.weeks_pregnant}
    if not person.conditions:
        yield _("No illness ticked")


def _legs(spells: Sequence[LegSpell]) -> list[str]:
    said = [LEGS[each.leg] % {"when": span(each.first, each.last)} for each in spells[-MOST_LEGS:]]
    return said or [_("Not reported")]


def _pills(medicines: Medicines) -> Iterator[str]:
    if not medicines.taken:
        yield _("None logged")
        return
    yield _("Days with any: %(days)d") % {"days": medicines.days_of_use}
    for each in medicines.taken:
        yield _("%(name)s %(doses)d ×") % {"name": NAMES[each.name].short, "doses": each.doses}


def _sleep(sleep: Sleep) -> str:
    nights = sleep.well + sleep.badly
    if not nights:
        return _("Not reported")
    return _("Slept well %(well)d of %(nights)d nights") % {"well": sleep.well, "nights": nights}


# --- measures


def _measures(found: Measures) -> Iterator[Fact]:
    lines = [
        *_measure(
            found.roland_of_24,
            _("Roland-Morris %(last)g of 24"),
            _("Roland-Morris %(first)g, now %(last)g of 24"),
        ),
        *_measure(
            found.own_activities_of_10,
            _("Own activities %(last)g of 10"),
            _("Own activities %(first)g, now %(last)g of 10"),
        ),
    ]
    if lines:
        yield Fact(_("Measures"), lines)


def _measure(scores: Sequence[Score], once: str, again: str) -> Iterator[str]:
    """The first and the last score, or the only one."""
    if scores:
        yield (again if len(scores) > 1 else once) % {"first": scores[0].value, "last": scores[-1].value}
