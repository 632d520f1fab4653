"""The medicine ledger: what labels leave in the rolling 24 real hours. It counts; it never suggests a dose."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from recovery.plan import figures
from recovery.plan.advice import Dose, Medicine
from recovery.plan.days import habits_at
from recovery.plan.facts import Medicine as Taken
from recovery.plan.matrix import barred
from recovery.plan.situation import Situation

NSAIDS = ("ibuprofen", "naproxen", "aspirin")


def ledger(s: Situation) -> Medicine:
    """Days of use, and for each medicine taken, or barred by one taken, what its label leaves."""
    days = day_count(s)
    return Medicine(days, {name: _dose(s, name, days) for name in _named(s)})


def day_count(s: Situation) -> int:
    """Distinct local days of this episode on which a pain pill was taken."""
    known = s.story.known_habits
    taken = (entry.at for entry in s.story.of(Taken) if entry.at >= s.story.episode_from - timedelta(days=1))
    return len({at.astimezone(habits_at(known, at).zone).date() for at in taken})


def _named(s: Situation) -> Iterator[str]:
    taken = {entry.name for entry in s.story.of(Taken)}
    for name in figures.MOST_MG:
        if name in taken or (name in NSAIDS and _other_nsaid(s, name)):
            yield name


def _dose(s: Situation, name: str, days: int) -> Dose:
    doses = [entry for entry in s.story.of(Taken) if entry.name == name]
    left = max(0, figures.MOST_MG[name] - _mg(name, doses, s.now - figures.LABEL_DAY, s.now))
    if against := barred("paracetamol" if name == "paracetamol" else "nsaid", s.traits):
        return Dose(None, 0, against)
    if days >= figures.MEDICINE_STOP_DAY:
        return Dose(None, 0, "ten_days")
    opens, because = max(_bounds(s, name, doses))
    return Dose(opens, 0 if because == "second_nsaid" else left, because if opens > s.now else None)


def _bounds(s: Situation, name: str, doses: list[Taken]) -> Iterator[tuple[datetime, str]]:
    """When another unit fits the label again, and what each instant waits for."""
    yield s.now, ""
    if doses:
        yield doses[-1].at + figures.LABEL_GAP[name], "gap"
    yield _fits(s, name, doses, figures.LABEL_DAY, figures.MOST_MG[name]), "most_in_24_hours"
    if name == "naproxen":
        yield _fits(s, name, doses, figures.NAPROXEN_TWO_WITHIN, figures.MOST_AT_ONCE_MG[name]), "two_in_12_hours"
    if other := _other_nsaid(s, name):
        yield other + figures.LABEL_DAY, "second_nsaid"


def _fits(s: Situation, name: str, doses: list[Taken], span: timedelta, most: float) -> datetime:
    """The first instant from now on at which one more unit keeps within `most` mg in any `span`."""
    taken = _mg(name, doses, s.now - span, max([s.now, *(dose.at for dose in doses[-1:])]))
    fits = s.now
    for dose in (each for each in doses if each.at + span > s.now):
        if taken + figures.UNIT_MG[name] <= most:
            break
        taken -= _mg(name, [dose], dose.at - span, dose.at)
        fits = dose.at + span
    return fits


def _mg(name: str, doses: list[Taken], after: datetime, until: datetime) -> float:
    """mg taken after one instant and up to another; a dose without mg counts as the most taken at once."""
    unsaid = figures.MOST_AT_ONCE_MG[name]
    return sum(unsaid if dose.mg is None else dose.mg for dose in doses if after < dose.at <= until)


def _other_nsaid(s: Situation, name: str) -> datetime | None:
    """When another NSAID was last taken within its label's day, None when none was."""
    since = s.now - figures.LABEL_DAY
    taken = [e.at for e in s.story.of(Taken) if e.name in NSAIDS and e.name != name and e.at > since]
    return max(taken, default=None)
