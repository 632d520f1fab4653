"""The medicine ledger: what labels leave in the rolling 24 real hours. It counts; it never suggests a dose."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from recovery.plan.advice import Dose, Medicine, Reason
from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.clinical.medicines import NSAIDS, TREATMENT_OF, Label, Labels, Limit, labels_in
from recovery.plan.entries import Medicine as Taken
from recovery.plan.enums import Added, Condition, DoseReason, Trait
from recovery.plan.history.moments import Moments
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _

type Doses = list[tuple[datetime, float]]  # when and how many mg, oldest first
type Bound = tuple[datetime, DoseReason]
type Objection = Reason[DoseReason | Trait]

LABELS = _("This stands on common labels for adults. Your own pack's label wins.")
LEFT = Article(
    name="ledger.left",
    says=_(
        "Each logged pill counts for %(LABEL_DAY)s real hours. In Great Britain and the US the page tells what labels "
        "leave. Anywhere else your own pack says how much."
    ),
    evidence=LABELS,
    source="32,65,66,145,148,149",
    figures=(
        "LABEL_DAY", "MOST_MG", "US_PARACETAMOL_MG", "UNIT_MG", "MOST_AT_ONCE_MG", "LABEL_GAP", "NAPROXEN_TWO_WITHIN",
        "MEDICINE_STOP_DAY",
    ),
    codes=(
        DoseReason.TEN_DAYS, DoseReason.GAP, DoseReason.SECOND_NSAID, DoseReason.MOST_IN_24_HOURS,
        DoseReason.TWO_IN_12_HOURS,
    ),
)  # fmt: skip
AGAINST = Article(
    name="ledger.against",
    says=_("A pill that a common label or an illness speaks against is not saved before you say you took it."),
    evidence=LABELS,
    source="32,33,66,145,148",
    figures=(
        "LABEL_DAY", "MOST_MG", "US_PARACETAMOL_MG", "MOST_AT_ONCE_MG", "LABEL_GAP", "NAPROXEN_TWO_WITHIN",
        "MEDICINE_STOP_DAY",
    ),
    codes=(
        DoseReason.TEN_DAYS, DoseReason.SECOND_NSAID, DoseReason.MOST_AT_ONCE, DoseReason.GAP,
        DoseReason.MOST_IN_24_HOURS, DoseReason.TWO_IN_12_HOURS,
    ),
)  # fmt: skip


def ledger(s: Situation) -> Medicine:
    """Return the days of use and, for each medicine taken or barred by one taken, what its label leaves."""
    doses = ((name, _dose(s, name)) for name in _named(s))
    return Medicine(day_count(s), {name: dose for name, dose in doses if dose})


def against(s: Situation, name: str, mg: float | None, at: datetime) -> Objection | None:
    """Return what a label or a condition of the person says against one more dose at the instant `at`.

    Doses before and after `at` count, so the order in which doses are logged does not matter. `mg` is None where the
    person does not know it; the most at once then counts. Nothing speaks against aspirin for the heart.
    """
    if name not in TREATMENT_OF:
        return None
    label = _labels(s).get(name)
    counted = mg if mg is not None or label is None else label.once_mg
    if counted is not None and s.story.doses.is_for_heart(name, at, counted):
        return None
    if stop := _stop(s, name, at):
        return Reason(stop)
    return next(_objections(s, name, label, counted, at), None)


def day_count(s: Situation) -> int:
    """Count the local days of this episode on which a pain pill was taken."""
    return len(s.story.pill_days)


def over_label(s: Situation) -> list[str]:
    """Return the medicines of which the last 24 hours hold more than common labels allow."""
    labels = _labels(s)
    return [name for name in recent_pills(s) if name in labels and _sum(_recent(s, name)) > labels[name].most_mg]


def recent_pills(s: Situation) -> list[str]:
    """Return the pain pills of the last 24 hours that the ledger knows by name."""
    taken = {entry.name for entry in _last_day(s.story.doses.pain_pills, s.now)}
    return [name for name in TREATMENT_OF if name in taken]


def recent_nsaids(s: Situation) -> list[str]:
    """Return the kinds of NSAID taken in the last 24 hours."""
    return [name for name in recent_pills(s) if name in NSAIDS]


def _labels(s: Situation) -> Labels:
    return labels_in(s.story.country)


# --- what is left


def _named(s: Situation) -> Iterator[str]:
    taken = {entry.name for entry in s.story.doses.pain_pills}
    for name in TREATMENT_OF if taken else ():
        if (name in taken or _other_nsaid(s, name)) and not _without_line(s, name):
            yield name


def _without_line(s: Situation, name: str) -> bool:
    """True if nothing is counted down: after a bad reaction, beside aspirin for the heart, and for that aspirin."""
    bars = {bar.trait for bar in s.bars[TREATMENT_OF[name]]}
    beside = Condition.ASPIRIN_FOR_HEART in bars and name != "aspirin"
    for_heart = name == "aspirin" and s.story.doses.aspirin_for_heart and name not in recent_pills(s)
    return beside or Added.E12 in bars or for_heart


def _dose(s: Situation, name: str) -> Dose | None:
    """Return what the label leaves; where packs of the country are not known, only what speaks against the medicine."""
    label, recent = _labels(s).get(name), _recent(s, name)
    grows = recent[0][0] + figures.LABEL_DAY if recent else None
    if stop := _stop(s, name, s.now):
        return Dose(None, 0, stop, grows)
    bounds = list(_bounds(s, name, label, _doses(s, name), s.now))
    if label is None or not label.shown:
        return Dose(max(bounds)[0], 0, DoseReason.SECOND_NSAID, grows) if _other_nsaid(s, name) else None
    opens, because = max(bounds)
    left = 0 if because == DoseReason.SECOND_NSAID else max(0, label.most_mg - _sum(recent))
    then, _because = max(_bounds(s, name, label, [*_doses(s, name), (opens, label.unit_mg)], opens))
    last = label.unit_mg <= left < 2 * label.unit_mg
    return Dose(opens, left, because if opens > s.now else None, grows, then if last else None)


def _bounds(s: Situation, name: str, label: Label | None, doses: Doses, now: datetime) -> Iterator[Bound]:
    """Yield when one more pill fits each rule of the label, from `now` on."""
    if label and doses:
        yield doses[-1][0] + label.gap, DoseReason.GAP
    if label:
        yield from ((_fits(label.unit_mg, doses, limit, now), limit.code) for limit in label.limits)
    if other := _other_nsaid(s, name):
        yield other + figures.LABEL_DAY, DoseReason.SECOND_NSAID


def _fits(unit_mg: float, doses: Doses, limit: Limit, now: datetime) -> datetime:
    """Return the first instant from `now` on at which one more pill keeps within a limit."""
    held = [each for each in doses if each[0] > now - limit.span]
    while held and _sum(held) + unit_mg > limit.mg:
        now = held.pop(0)[0] + limit.span
    return now


# --- what speaks against a dose


def _stop(s: Situation, name: str, at: datetime) -> DoseReason | Trait | None:
    """Return a trait of the person, or "ten days" when the days of use before this dose at `at` are up."""
    used_up = _days_before(s, at) >= figures.MEDICINE_STOP_DAY
    return s.barred(TREATMENT_OF[name]) or (DoseReason.TEN_DAYS if used_up else None)


def _days_before(s: Situation, at: datetime) -> int:
    """Count the days of use before the last of all doses, one at `at` among them."""
    doses = s.story.doses.pain_pills
    if not doses or at >= doses[-1].at:
        return day_count(s)
    return len(s.story.dates([*(each.at for each in doses[:-1]), at]))


def _objections(s: Situation, name: str, label: Label | None, mg: float | None, at: datetime) -> Iterator[Objection]:
    """Yield what speaks against these mg at this instant, the gravest first; `mg` is given where there is a label."""
    for other in _nearest_first(s.story.doses.pain_pills, at):
        if _mixes(name, other.name) and abs(other.at - at) < figures.LABEL_DAY:
            yield Reason(DoseReason.SECOND_NSAID, {"other": other.name, "at": other.at})
    if label is None or mg is None:
        return
    if mg > label.once_mg:
        yield Reason(DoseReason.MOST_AT_ONCE, {"most": label.once_mg})
    yield from _over_limits(label, sorted([*_doses(s, name), (at, mg)]), at)
    for other in _nearest_first(s.story.doses.taken, at):
        if other.name == name and abs(other.at - at) < label.gap:
            yield Reason(DoseReason.GAP, {"at": other.at, "span": label.gap})


def _nearest_first(doses: Moments[Taken], moment: datetime) -> Sequence[Taken]:
    return sorted(doses, key=lambda entry: abs(entry.at - moment))


def _over_limits(label: Label, doses: Doses, at: datetime) -> Iterator[Objection]:
    """Yield each limit that the dose at `at` breaks with those around it, and the most that they hold together."""
    for limit in label.limits:
        held = max(_around(doses, at, limit.span), key=_sum)
        if (total := _sum(held)) > limit.mg:
            yield Reason(limit.code, {"mg": total, "since": held[0][0], "span": limit.span, "most": limit.mg})


def _around(doses: Doses, at: datetime, span: timedelta) -> Iterator[Doses]:
    """Yield the doses of every rolling `span` that ends with a dose and holds the instant `at`."""
    for end, _mg in doses:
        if at <= end < at + span:
            yield [each for each in doses if end - span < each[0] <= end]


# --- doses


def _doses(s: Situation, name: str) -> Doses:
    """Return all doses of one medicine; one without mg counts as the most at once."""
    return _of_pill(s, name, s.story.doses.taken)


def _recent(s: Situation, name: str) -> Doses:
    """Return the doses of the last 24 real hours."""
    return _of_pill(s, name, _last_day(s.story.doses.taken, s.now))


def _last_day(doses: Moments[Taken], now: datetime) -> Sequence[Taken]:
    return doses.after(now - figures.LABEL_DAY)


def _of_pill(s: Situation, name: str, taken: Iterable[Taken]) -> Doses:
    label = _labels(s).get(name)
    once = label.once_mg if label else 0
    return [(each.at, once if each.mg is None else each.mg) for each in taken if each.name == name]


def _sum(doses: Doses) -> float:
    return sum(mg for _at, mg in doses)


def _other_nsaid(s: Situation, name: str) -> datetime | None:
    """Return when another NSAID was last taken within its label's day, None when none was."""
    last_day = _last_day(s.story.doses.pain_pills, s.now)
    return max((entry.at for entry in last_day if _mixes(name, entry.name)), default=None)


def _mixes(name: str, other: str) -> bool:
    """True if these are two kinds of NSAID, which must not be mixed."""
    return name != other and name in NSAIDS and other in NSAIDS
