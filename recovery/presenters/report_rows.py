"""The rows of the report: its days, the kinds that were tried, and the changes of the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.exports.report_shape import ReportDay, Stopped
from recovery.plan.enums import Decision, NotNow, Phase, Stage, Trait, WalkReason
from recovery.plan.review.course import Event, EventKind, Pills
from recovery.plan.review.spells import PhaseReason
from recovery.plan.review.summary import Felt, Tried
from recovery.presenters.claims import rule_of_decision
from recovery.presenters.kinds import KINDS
from recovery.presenters.medicine_names import NAMES
from recovery.presenters.phases import PHASES
from recovery.presenters.say import Text, day_text, fill, local_day, short
from recovery.presenters.traits import TREATMENTS, trait_words
from recovery.presenters.why import REASONS, say_decision

STOPPED: Mapping[NotNow, Text] = {
    NotNow.SKIN_NOT_NORMAL: lazy("skin marked or numb"),
    NotNow.RED_FLAG: lazy("a warning sign is open"),
    NotNow.MADE_IT_WORSE: lazy("made it worse today"),
    NotNow.LEG_SYMPTOM: lazy("new sign in a leg"),
}
SHOWN = (EventKind.WALKING, EventKind.RELAPSE, EventKind.PHASE)


@dataclass(frozen=True)
class DayRow:
    """One row of the table; the counts are None on a day without a log."""

    name: str
    date: str
    phase: Text
    logged: bool
    pain: str
    walks: int | None
    minutes: int | None
    longest: int | None
    cold: int | None
    heat: int | None
    medicines: Sequence[str]


@dataclass(frozen=True)
class ChangeRow:
    """A change of the plan with its reason."""

    when: str
    what: str
    rule: str


# --- when


def short_day(moment: datetime) -> str:
    """Write the local day: Wed 10 May."""
    return local_day(moment, "D j M")


def span(first: datetime, last: datetime) -> str:
    """Write a local day, or the first and last of several."""
    one, other = short_day(first), short_day(last)
    return one if one == other else _("%(first)s to %(last)s") % {"first": one, "last": other}


# --- day by day


def show_day(day: ReportDay) -> DayRow:
    return DayRow(
        name=f"{day.number} {day_text(day.date, 'D')}",
        date=day_text(day.date, "j M"),
        phase=PHASES[day.phases[0]].in_report,
        logged=day.logged,
        pain=_range(day.lowest, day.highest),
        walks=day.walks,
        minutes=day.minutes,
        longest=day.longest,
        cold=day.cold,
        heat=day.heat,
        medicines=[_dose(each) for each in day.medicines or ()],
    )


def _range(lowest: int | None, highest: int | None) -> str:
    if lowest is None:
        return "–"
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"


def _dose(pills: Pills) -> str:
    """The name, with the mg if known and the number if it is not one: Ibuprofen 400 × 3."""
    name = str(NAMES[pills.name].short)
    dose = name if pills.mg is None else f"{name} {pills.mg:g}"
    return dose if pills.count == 1 else f"{dose} × {pills.count}"


def show_tried(each: Tried) -> Iterator[str]:
    """How often and when a kind was done, unless the table shows it, whether it helped, and when it did harm."""
    words = KINDS[each.kind]
    if each.first and each.last and not words.in_table:
        inputs = {"name": words.name, "times": each.times, "when": span(each.first, each.last)}
        yield _("%(name)s, %(times)d ×: %(when)s") % inputs
    if each.felt != Felt(0, 0, 0):
        inputs = {"name": words.name} | vars(each.felt)
        yield _("%(name)s, pain right after it: less %(eased)d ×, the same %(same)d ×, more %(hurt)d ×") % inputs
    for worse in each.made_worse[-1:]:
        yield _("%(name)s made it worse: %(when)s") % {"name": words.name, "when": short(worse)}


def show_stopped(stopped: Sequence[Stopped]) -> list[str]:
    """What is left out or stopped, each reason once: Massage, stretch (blood thinners)."""
    names: dict[Trait | NotNow, list[str]] = {}
    for each in stopped:
        words = KINDS.get(each.kind) or TREATMENTS[each.kind]
        names.setdefault(each.because, []).append(str(words.name))
    return [f"{', '.join(found)} ({_why_stopped(because)})" for because, found in names.items()]


def _why_stopped(because: Trait | NotNow) -> str:
    return str(STOPPED[because]) if isinstance(because, NotNow) else trait_words(because)


# --- what the plan changed


def show_changes(events: Sequence[Event]) -> list[ChangeRow]:
    """One row for each change and reason, in the order of the first time, with the numbers of the last time.

    Red flags are left out; they are among the safety questions.
    """
    alike: dict[tuple[str, ...], list[Event]] = {}
    for each in events:
        if each.kind in SHOWN and not _takes_back(each):
            alike.setdefault((each.kind, each.to, each.decision, each.because.code), []).append(each)
    return [ChangeRow(_when(each), _change(each[-1]), _rule(each[-1])) for each in alike.values()]


def _takes_back(event: Event) -> bool:
    """Whether a phase comes back because "well again" was taken back; the change of the walks then says so."""
    came_back = event.kind == EventKind.PHASE and event.to in (Phase.TRANSITION, Phase.HEAT)
    return came_back and event.because.code != PhaseReason.HOURS


def _when(events: Sequence[Event]) -> str:
    if len(events) == 1:
        return short(events[0].at)
    return _("%(when)s, %(count)d ×") % {"when": span(events[0].at, events[-1].at), "count": len(events)}


def _change(event: Event) -> str:
    if event.kind == EventKind.PHASE:
        return str(PHASES[Phase(event.to)].begins)
    because = WalkReason(event.because.code)
    made = say_decision(Decision(event.decision), Stage(event.to), because)
    return " ".join([made, fill(REASONS[because], event.because.inputs)])


def _rule(event: Event) -> str:
    if event.kind == EventKind.PHASE:
        return "clock.phases"
    return rule_of_decision(Decision(event.decision), WalkReason(event.because.code))
