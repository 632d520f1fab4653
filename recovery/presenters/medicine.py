"""The medicine ledger in words: the doses left by the label, and warnings. No sentence tells a person to take one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Card, Dose, Plan, Reason
from recovery.plan.clinical import figures
from recovery.plan.clinical.medicines import NSAIDS, TREATMENT_OF, Label, labels_in
from recovery.plan.entries import Medicine
from recovery.plan.enums import CardReason, DoseReason, Trait
from recovery.plan.history.story import Story
from recovery.presenters.cards import ShownCard, show_card
from recovery.presenters.claims import Claim
from recovery.presenters.medicine_names import NAMES
from recovery.presenters.notices import Banner, show_notices
from recovery.presenters.say import Text, day_clock, fill, say
from recovery.presenters.traits import trait_words, why_left_out

OWN_PACK = lazy("Your own pack says how much and how often.")
TEN_DAYS = lazy("After %(MEDICINE_STOP_DAY)s days of use labels say: ask a doctor.")
SECOND = lazy("You logged %(other)s at %(at)s. Ask a pharmacist before you add %(name)s.")
MAKES = lazy("This makes %(mg)s mg in %(span)s hours, from %(since)s on. Common labels stop at %(most)s mg.")
STOPS = lazy("The label stops at %(most)s mg in %(span)s hours.")
# Why the label allows no further dose.
WAITS: Mapping[DoseReason, Text] = {
    DoseReason.GAP: lazy("The label asks for %(span)s hours between two."),
    DoseReason.MOST_IN_24_HOURS: STOPS,
    DoseReason.TWO_IN_12_HOURS: STOPS,
    DoseReason.SECOND_NSAID: SECOND,
    DoseReason.TEN_DAYS: TEN_DAYS,
}
# Warnings about a dose that a person is about to log.
AGAINST: Mapping[DoseReason, Text] = {
    DoseReason.GAP: lazy("You logged %(name)s at %(at)s. Common labels ask for %(span)s hours between two."),
    DoseReason.MOST_AT_ONCE: lazy("Common labels stop at %(most)s mg at once."),
    DoseReason.MOST_IN_24_HOURS: MAKES,
    DoseReason.TWO_IN_12_HOURS: MAKES,
    DoseReason.SECOND_NSAID: SECOND,
    DoseReason.TEN_DAYS: TEN_DAYS,
}
CARDS = ("nsaid", "paracetamol", "muscle_relaxant")
# Why a card is hidden, apart from conditions.
HIDDEN: Mapping[CardReason, Text] = {
    CardReason.RECOVERED: lazy("You are well, so this is no longer needed."),
    CardReason.NOT_SEVERE: lazy("Doctors think of these only when the pain is severe."),
    CardReason.TEN_DAYS: TEN_DAYS,
}


@dataclass(frozen=True)
class ShownDose:
    """One medicine: its last dose, the earliest next time, why, and the limits of a common label."""

    name: Text
    rule: str
    last: str
    opens: str
    lines: Sequence[str]
    label: Sequence[str]


@dataclass(frozen=True)
class HiddenCard:
    """A card that is not for this person now, and why."""

    title: str
    why: str
    rule: str


@dataclass(frozen=True)
class MedicinePart:
    """The part of the page below its form."""

    notices: Sequence[Banner]
    doses: Sequence[ShownDose]
    day_count: int
    cards: Sequence[ShownCard]
    hidden: Sequence[HiddenCard]


def show_medicine(plan: Plan, story: Story) -> MedicinePart:
    """The medicines of the last day, those that another one bars, the days of use, and the cards."""
    cards = [card for card in plan.cards if card.kind in CARDS]
    return MedicinePart(
        notices=[notice for notice in show_notices(plan) if notice.rule.startswith("medicines.")],
        doses=[_show_dose(name, plan, story) for name in TREATMENT_OF if _is_listed(name, plan, story)],
        day_count=plan.medicine.day_count,
        cards=[show_card(card) for card in cards if card.shown],
        hidden=[HiddenCard(say(card.title), _why_hidden(card), card.rule) for card in cards if not card.shown],
    )


def show_lines(plan: Plan, story: Story) -> list[Claim]:
    """Each medicine of the last day in one line, for Today."""
    last = {entry.name: entry for entry in _last_day(story, plan.now) if entry.name in TREATMENT_OF}
    return [
        Claim(_line(last[name], plan.medicine.next.get(name), plan.now), "ledger.left")
        for name in TREATMENT_OF
        if name in last
    ]


def why_against(name: str, reason: Reason[DoseReason | Trait], now: datetime) -> str:
    """A warning about a dose that a person is about to log."""
    if not isinstance(reason.code, DoseReason):
        return _condition(TREATMENT_OF[name], reason.code)
    return _say(AGAINST[reason.code], now, {"name": name} | dict(reason.inputs))


# --- one medicine


def _last_day(story: Story, now: datetime) -> Sequence[Medicine]:
    """The pain pills of the last 24 real hours."""
    return story.doses.pain_pills.after(now - figures.LABEL_DAY)


def _is_listed(name: str, plan: Plan, story: Story) -> bool:
    """True if a medicine was taken in the last day, or another one taken then speaks against it."""
    dose = plan.medicine.next.get(name)
    second = dose is not None and dose.because == DoseReason.SECOND_NSAID
    return second or any(entry.name == name for entry in _last_day(story, plan.now))


def _line(last: Medicine, dose: Dose | None, now: datetime) -> str:
    name = NAMES[last.name].name
    if dose and dose.opens and dose.opens > now:
        return _("%(name)s: not before %(when)s by the label") % {"name": name, "when": day_clock(dose.opens, now)}
    return _("%(name)s: last one %(when)s") % {"name": name, "when": day_clock(last.at, now)}


def _show_dose(name: str, plan: Plan, story: Story) -> ShownDose:
    taken, now, dose = story.doses.pain_pills, plan.now, plan.medicine.next.get(name)
    own = [entry for entry in taken if entry.name == name]
    label = labels_in(story.country).get(name)
    known = label if label and label.shown else None
    return ShownDose(
        name=NAMES[name].name,
        rule="ledger.left",
        last=_last(own[-1], now) if own else "",
        opens=_opens(dose, now) if dose else "",
        lines=[*_counted(known, own, now), *_why(name, dose, known, now, taken), *_left(dose, known, now)],
        label=list(_label(known, now)) if own else [],
    )


def _last(entry: Medicine, now: datetime) -> str:
    when = day_clock(entry.at, now)
    if entry.mg is None:
        return _("Last one: %(when)s.") % {"when": when}
    return _("Last one: %(mg)s mg, %(when)s.") % {"mg": _shown(entry.mg, now), "when": when}


def _opens(dose: Dose, now: datetime) -> str:
    """The earliest next time; empty for a medicine that no waiting allows."""
    if dose.opens is None:
        return ""
    if dose.opens <= now:
        return _("By the label: the pause is over.")
    return _("By the label: not before %(when)s.") % {"when": day_clock(dose.opens, now)}


def _counted(label: Label | None, own: Sequence[Medicine], now: datetime) -> Iterator[str]:
    if label and any(entry.mg is None and entry.at > now - figures.LABEL_DAY for entry in own):
        yield _say(_("A dose without mg counts as %(most)s mg."), now, {"most": label.once_mg})


def _why(name: str, dose: Dose | None, label: Label | None, now: datetime, taken: Sequence[Medicine]) -> Iterator[str]:
    if dose is None or dose.because is None:
        return
    if not isinstance(dose.because, DoseReason):
        yield _condition(TREATMENT_OF[name], dose.because)
        return
    other = [entry for entry in taken if entry.name in NSAIDS and entry.name != name]
    inputs: dict[str, Any] = {"name": name, "other": other[-1].name, "at": other[-1].at} if other else {}
    for limit in label.limits if label else ():
        if limit.code == dose.because:
            inputs = {"most": limit.mg, "span": limit.span}
    if label and dose.because == DoseReason.GAP:
        inputs = {"span": label.gap}
    yield _say(WAITS[dose.because], now, inputs)


def _left(dose: Dose | None, label: Label | None, now: datetime) -> Iterator[str]:
    """The doses left and until when, with a warning before the last dose."""
    if dose is None or label is None:
        return
    if dose.mg_left_24h >= label.unit_mg and dose.grows:
        yield _say(_("The label leaves %(mg)s mg until %(at)s."), now, {"mg": int(dose.mg_left_24h), "at": dose.grows})
    if dose.then:
        yield _say(_("One more fits in these %(LABEL_DAY)s hours. Then none until %(at)s."), now, {"at": dose.then})


def _label(label: Label | None, now: datetime) -> Iterator[str]:
    """The limits that the ledger counts with, for the person to compare with their own pack."""
    if label is None:
        yield str(OWN_PACK)
        return
    limits = {"once": label.once_mg, "gap": label.gap, "most": label.most_mg}
    words = _("A common label: %(once)s mg at once, %(gap)s hours apart, %(most)s mg in %(LABEL_DAY)s hours.")
    yield _say(words, now, limits)
    for limit in label.limits[1:]:
        yield _say(STOPS, now, {"most": limit.mg, "span": limit.span})


# --- cards and words


def _why_hidden(card: Card) -> str:
    if card.because is None:
        return ""
    if isinstance(card.because, CardReason):
        return fill(HIDDEN[card.because])
    return _condition(card.kind, card.because)


def _condition(treatment: str, trait: Trait) -> str:
    """A condition of the person, and why it is a reason against these pills."""
    said = _("You told us: %(condition)s.") % {"condition": trait_words(trait)}
    return f"{said} {why_left_out(treatment, trait)}"


def _say(text: Text, now: datetime, inputs: Mapping[str, Any]) -> str:
    return fill(text, {key: _shown(value, now) for key, value in inputs.items()})


def _shown(value: Any, now: datetime) -> str:
    """A medicine by its name, a time with its day, a length in hours, or mg."""
    match value:
        case str():
            return str(NAMES[value].inside)
        case datetime():
            return day_clock(value, now)
        case timedelta():
            return str(value // timedelta(hours=1))
    return number_format(Decimal(f"{value:g}"), force_grouping=True)
