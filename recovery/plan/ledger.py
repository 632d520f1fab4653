"""The medicine ledger: what labels leave in the rolling 24 real hours. It counts; it never suggests a dose."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from recovery.plan import figures
from recovery.plan.advice import Dose, Medicine, Reason
from recovery.plan.facts import Medicine as Taken
from recovery.plan.situation import Situation

NSAIDS = ("ibuprofen", "naproxen", "aspirin")
type Doses = list[tuple[datetime, float]]  # when and how many mg, oldest first


def ledger(s: Situation) -> Medicine:
    """Days of use, and for each medicine taken, or barred by one taken, what its label leaves."""
    return Medicine(day_count(s), {name: _dose(s, name) for name in _named(s)})


def against(s: Situation, name: str, mg: float | None, at: datetime) -> Reason | None:
    """What the label or a condition of the person says against one more dose at the instant `at`.

    It looks at the doses before and after `at`, so that the order in which doses are logged does not matter.
    """
    if name not in figures.MOST_MG:
        return None
    if stop := _stop(s, name, at):
        return Reason(stop)
    amount = figures.MOST_AT_ONCE_MG[name] if mg is None else mg
    return next(_objections(s, name, amount, at), None)


def day_count(s: Situation) -> int:
    """Distinct local days of this episode on which a pain pill was taken."""
    return len(s.story.pill_days)


def over_label(s: Situation) -> list[str]:
    """The medicines of which the last 24 hours hold more than the label's most."""
    return [name for name in recent_pills(s) if _sum(_recent(s, name)) > figures.MOST_MG[name]]


def recent_pills(s: Situation) -> list[str]:
    """The medicines taken in the last 24 hours, those that a label's rules are known of."""
    taken = {entry.name for entry in _last_day(s)}
    return [name for name in figures.MOST_MG if name in taken]


def recent_nsaids(s: Situation) -> list[str]:
    """The kinds of NSAID taken in the last 24 hours."""
    return [name for name in recent_pills(s) if name in NSAIDS]


def treatment(name: str) -> str:
    """The treatment that a medicine is, as the contra-indications name it."""
    return "nsaid" if name in NSAIDS else name


# --- what is left


def _named(s: Situation) -> Iterator[str]:
    taken = {entry.name for entry in s.story.of(Taken)}
    for name in figures.MOST_MG if taken else ():
        if name in taken or _other_nsaid(s, name):
            yield name


def _dose(s: Situation, name: str) -> Dose:
    doses, recent, unit = _doses(s, name), _recent(s, name), figures.UNIT_MG[name]
    grows = recent[0][0] + figures.LABEL_DAY if recent else None
    if stop := _stop(s, name, s.now):
        return Dose(None, 0, stop, grows)
    opens, because = max(_bounds(s, name, doses, s.now))
    left = 0 if because == "second_nsaid" else max(0, figures.MOST_MG[name] - _sum(recent))
    then, _ = max(_bounds(s, name, [*doses, (opens, unit)], opens))
    last = unit <= left < 2 * unit
    return Dose(opens, left, because if opens > s.now else None, grows, then if last else None)


def _bounds(s: Situation, name: str, doses: Doses, now: datetime) -> Iterator[tuple[datetime, str]]:
    """When another unit fits the label again, from `now` on, and what each instant waits for."""
    yield now, ""
    if doses:
        yield doses[-1][0] + figures.LABEL_GAP[name], "gap"
    for (span, most), code in _limits(name):
        yield _fits(name, doses, span, most, now), code
    if other := _other_nsaid(s, name):
        yield other + figures.LABEL_DAY, "second_nsaid"


def _limits(name: str) -> Iterator[tuple[tuple[timedelta, float], str]]:
    """How many mg the label allows in which rolling time."""
    yield (figures.LABEL_DAY, figures.MOST_MG[name]), "most_in_24_hours"
    if name == "naproxen":
        yield (figures.NAPROXEN_TWO_WITHIN, figures.MOST_AT_ONCE_MG[name]), "two_in_12_hours"


def _fits(name: str, doses: Doses, span: timedelta, most: float, now: datetime) -> datetime:
    """The first instant from `now` on at which one more unit keeps within `most` mg in any `span`."""
    held = [each for each in doses if each[0] > now - span]
    while held and _sum(held) + figures.UNIT_MG[name] > most:
        now = held.pop(0)[0] + span
    return now


# --- what speaks against a dose


def _stop(s: Situation, name: str, at: datetime) -> str | None:
    """A condition of the person, or ten days of use before the last of all doses, this one at `at` among them."""
    return s.barred(treatment(name)) or ("ten_days" if _days_before(s, at) >= figures.MEDICINE_STOP_DAY else None)


def _days_before(s: Situation, at: datetime) -> int:
    """Days of use before the last of all doses, one at `at` among them."""
    doses = s.story.of(Taken)
    if not doses or at >= doses[-1].at:
        return day_count(s)
    return len(s.story.dates([*(each.at for each in doses[:-1]), at]))


def _objections(s: Situation, name: str, mg: float, at: datetime) -> Iterator[Reason]:
    """What the label says against these mg at this instant, the gravest first."""
    near = sorted(s.story.of(Taken), key=lambda entry: abs(entry.at - at))
    for other in near:
        if _mixes(name, other.name) and abs(other.at - at) < figures.LABEL_DAY:
            yield Reason("second_nsaid", {"other": other.name, "at": other.at})
    if mg > figures.MOST_AT_ONCE_MG[name]:
        yield Reason("most_at_once", {"most": figures.MOST_AT_ONCE_MG[name]})
    doses = sorted([*_doses(s, name), (at, mg)])
    for (span, most), code in _limits(name):
        for held in _around(doses, at, span):
            if _sum(held) > most:
                yield Reason(code, {"mg": _sum(held), "since": held[0][0], "span": span, "most": most})
    for other in near:
        if other.name == name and abs(other.at - at) < figures.LABEL_GAP[name]:
            yield Reason("gap", {"at": other.at, "span": figures.LABEL_GAP[name]})


def _around(doses: Doses, at: datetime, span: timedelta) -> Iterator[Doses]:
    """The doses of every rolling `span` that ends with a dose and holds the instant `at`."""
    for end, _ in doses:
        if at <= end < at + span:
            yield [each for each in doses if end - span < each[0] <= end]


# --- doses


def _doses(s: Situation, name: str) -> Doses:
    """All doses of one medicine; one without mg counts as the most taken at once."""
    return _of_name(name, s.story.of(Taken))


def _recent(s: Situation, name: str) -> Doses:
    """The doses of the last 24 real hours."""
    return _of_name(name, _last_day(s))


def _last_day(s: Situation) -> Sequence[Taken]:
    return s.story.of(Taken).after(s.now - figures.LABEL_DAY)


def _of_name(name: str, taken: Iterable[Taken]) -> Doses:
    unsaid = figures.MOST_AT_ONCE_MG[name]
    return [(each.at, unsaid if each.mg is None else each.mg) for each in taken if each.name == name]


def _sum(doses: Doses) -> float:
    return sum(mg for _, mg in doses)


def _other_nsaid(s: Situation, name: str) -> datetime | None:
    """When another NSAID was last taken within its label's day, None when none was."""
    return max((entry.at for entry in _last_day(s) if _mixes(name, entry.name)), default=None)


def _mixes(name: str, other: str) -> bool:
    """Whether these are two kinds of NSAID, which must not be mixed."""
    return name != other and {name, other} <= set(NSAIDS)
