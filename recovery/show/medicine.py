"""The medicine ledger in words: what labels leave and why, and what speaks against a dose. It never says: take one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan import figures
from recovery.plan.advice import Card, Dose, Plan, Reason
from recovery.plan.facts import Medicine
from recovery.plan.ledger import NSAIDS, treatment
from recovery.plan.story import Story
from recovery.say import day_clock, say
from recovery.show.journal import MEDICINES
from recovery.show.notices import show_notices
from recovery.show.traits import told, why_left_out

# Inside a sentence.
NAMES = {
    "ibuprofen": lazy("ibuprofen"),
    "naproxen": lazy("naproxen"),
    "aspirin": lazy("aspirin"),
    "paracetamol": lazy("paracetamol (acetaminophen)"),
}
TEN_DAYS = lazy("Labels stop at 10 days of use. Ask a doctor.")
SECOND = lazy("You logged %(other)s at %(at)s. Do not add %(name)s.")
MAKES = lazy("This makes %(mg)s mg in %(span)s hours, from %(since)s on. The label stops at %(most)s mg.")
STOPS = lazy("The label stops at %(most)s mg in %(span)s hours.")
# Why the label says no to one more dose, and to one that is about to be logged.
WAITS = {
    "gap": lazy("The label asks for %(span)s hours between two."),
    "most_in_24_hours": STOPS,
    "two_in_12_hours": STOPS,
    "second_nsaid": SECOND,
    "ten_days": TEN_DAYS,
}
AGAINST = {
    "gap": lazy("You logged %(name)s at %(at)s. The label asks for %(span)s hours between two."),
    "most_at_once": lazy("The label stops at %(most)s mg at once."),
    "most_in_24_hours": MAKES,
    "two_in_12_hours": MAKES,
    "second_nsaid": SECOND,
    "ten_days": TEN_DAYS,
}
CARDS = ("nsaid", "paracetamol", "muscle_relaxant")
HIDDEN = {
    "recovered": lazy("You are well, so this is no longer needed."),
    "not_severe": lazy("Doctors think of these only when the pain is severe."),
    "ten_days": TEN_DAYS,
}


def show_medicine(plan: Plan, story: Story) -> dict[str, Any]:
    """What the page shows below its form: each medicine of the last 24 hours or barred by one, days, and cards."""
    taken, cards = story.of(Medicine), [card for card in plan.cards if card.kind in CARDS]
    doses = [(name, dose) for name, dose in plan.medicine.next.items() if dose.grows or dose.because == "second_nsaid"]
    return {
        "notices": [notice for notice in show_notices(plan) if notice["rule"].startswith("medicines.")],
        "doses": [_show_dose(name, dose, plan.now, taken) for name, dose in doses],
        "day_count": plan.medicine.day_count,
        "cards": [_show_card(card) for card in cards if card.shown],
        "hidden": [{"title": say(card.title), "why": _why_hidden(card)} for card in cards if not card.shown],
    }


def show_lines(plan: Plan, story: Story) -> list[str]:
    """Each medicine of the last 24 hours in one line, for Today."""
    last = {entry.name: entry for entry in story.of(Medicine)}
    return [_line(last[name], dose, plan.now) for name, dose in plan.medicine.next.items() if dose.grows]


def why_against(name: str, reason: Reason, now: datetime) -> str:
    """What speaks against a dose that is about to be logged."""
    if reason.code not in AGAINST:
        return _condition(treatment(name), reason.code)
    return _say(AGAINST[reason.code], now, {"name": name} | dict(reason.inputs))


# --- one medicine


def _line(last: Medicine, dose: Dose, now: datetime) -> str:
    name = MEDICINES[last.name]
    if dose.opens and dose.opens > now:
        return _("%(name)s: not before %(when)s by the label") % {"name": name, "when": day_clock(dose.opens, now)}
    return _("%(name)s: last one %(when)s") % {"name": name, "when": day_clock(last.at, now)}


def _show_dose(name: str, dose: Dose, now: datetime, taken: Sequence[Medicine]) -> dict[str, Any]:
    own = [entry for entry in taken if entry.name == name]
    return {
        "name": MEDICINES[name],
        "last": _last(own[-1], now) if own else "",
        "opens": _opens(dose, now),
        "lines": [*_counted(name, own, now), *_why(name, dose, now, taken), *_left(name, dose, now)],
        "label": list(_label(name, now)) if own else [],
    }


def _last(entry: Medicine, now: datetime) -> str:
    when = day_clock(entry.at, now)
    if entry.mg is None:
        return _("Last one: %(when)s.") % {"when": when}
    return _("Last one: %(mg)s mg, %(when)s.") % {"mg": _shown(entry.mg, now), "when": when}


def _opens(dose: Dose, now: datetime) -> str:
    """The earliest next time; nothing where no time would make it right."""
    if dose.opens is None:
        return ""
    if dose.opens <= now:
        return _("By the label: the pause is over.")
    return _("By the label: not before %(when)s.") % {"when": day_clock(dose.opens, now)}


def _counted(name: str, own: Sequence[Medicine], now: datetime) -> Iterator[str]:
    if any(entry.mg is None and entry.at > now - figures.LABEL_DAY for entry in own):
        yield _say(_("A dose without mg counts as %(most)s mg."), now, {"most": figures.MOST_AT_ONCE_MG[name]})


def _why(name: str, dose: Dose, now: datetime, taken: Sequence[Medicine]) -> Iterator[str]:
    if dose.because is None:
        return
    if dose.because not in WAITS:
        yield _condition(treatment(name), dose.because)
        return
    other = [entry for entry in taken if entry.name in NSAIDS and entry.name != name]
    inputs: dict[str, dict[str, Any]] = {
        "gap": {"span": figures.LABEL_GAP[name]},
        "most_in_24_hours": {"most": figures.MOST_MG[name], "span": figures.LABEL_DAY},
        "two_in_12_hours": {"most": figures.MOST_AT_ONCE_MG[name], "span": figures.NAPROXEN_TWO_WITHIN},
        "second_nsaid": {"name": name, "other": other[-1].name, "at": other[-1].at} if other else {},
    }
    yield _say(WAITS[dose.because], now, inputs.get(dose.because, {}))


def _left(name: str, dose: Dose, now: datetime) -> Iterator[str]:
    """What the label leaves and until when, and a warning before the last one."""
    if dose.mg_left_24h >= figures.UNIT_MG[name] and dose.grows:
        yield _say(_("The label leaves %(mg)s mg until %(at)s."), now, {"mg": int(dose.mg_left_24h), "at": dose.grows})
    if dose.then:
        yield _say(_("One more fits in these 24 hours. Then none until %(at)s."), now, {"at": dose.then})


def _label(name: str, now: datetime) -> Iterator[str]:
    """The limits that are counted with, to be held against the person's own pack."""
    limits = {"once": figures.MOST_AT_ONCE_MG[name], "gap": figures.LABEL_GAP[name], "most": figures.MOST_MG[name]}
    yield _say(_("A common label: %(once)s mg at once, %(gap)s hours apart, %(most)s mg in 24 hours."), now, limits)
    if name == "naproxen":
        yield _say(STOPS, now, {"most": figures.MOST_AT_ONCE_MG[name], "span": figures.NAPROXEN_TWO_WITHIN})


# --- cards and words


def _show_card(card: Card) -> dict[str, Any]:
    return {"kind": card.kind, "title": say(card.title), "lines": [say(line) for line in card.lines], "rule": card.rule}


def _why_hidden(card: Card) -> str:
    because = card.because or ""
    return str(HIDDEN[because]) if because in HIDDEN else _condition(card.kind, because)


def _condition(kind: str, trait: str) -> str:
    """What the person said about themselves, and why it speaks against these pills."""
    said = _("You told us: %(condition)s.") % {"condition": told(trait)}
    return f"{said} {why_left_out(kind, trait)}"


def _say(text: Any, now: datetime, inputs: Mapping[str, Any]) -> str:
    return str(text) % {key: _shown(value, now) for key, value in inputs.items()}


def _shown(value: Any, now: datetime) -> str:
    """A name, a time with its day, a length in hours, or mg."""
    match value:
        case str():
            return str(NAMES[value])
        case datetime():
            return day_clock(value, now)
        case timedelta():
            return str(value // timedelta(hours=1))
    return number_format(Decimal(f"{value:g}"), force_grouping=True)
