"""The rules at work in a plan, each with what it makes the plan say and the reason for that.

The rule book draws its examples with them, and "Try a case" shows them beside the plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Card, Gate, Item, Notice, Plan
from recovery.plan.clinical import figures
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.enums import Added, CardReason, Flag, GateLevel, NotNow
from recovery.plan.history.signs import ticked
from recovery.plan.situation import Situation
from recovery.presenters.claims import rule_of_decision, rule_of_flag, rule_of_gate
from recovery.presenters.kinds import KINDS
from recovery.presenters.medicine import HIDDEN
from recovery.presenters.notices import see_a_doctor_by
from recovery.presenters.phases import COLD_PHASES, PHASES
from recovery.presenters.say import Text, clock, fill, say, weekday_clock
from recovery.presenters.stages import STAGES
from recovery.presenters.traits import TREATMENTS, trait_words
from recovery.presenters.why import DECISIONS, counted_from, say_decision, say_reason, verdict, why_not

HOUR = timedelta(hours=1)
SHOWN_TIMES = 6
GATES: Mapping[GateLevel, Text] = {
    GateLevel.EMERGENCY: lazy("Get medical help now"),
    GateLevel.NOT_FOR_YOU: lazy("See a doctor first"),
    GateLevel.TODAY: lazy("Speak to a doctor today."),
    GateLevel.ASK_FIRST: lazy("A few questions again"),
}


@dataclass(frozen=True)
class Fired:
    """One rule at work: what the plan says, and the reason for it.

    `aside` is true for what works in the background: days, reminders, questions, marks on the way.
    """

    rule: str
    icon: str
    title: str
    lines: tuple[str, ...] = ()
    because: str = ""
    aside: bool = False


def show_care(plan: Plan, s: Situation) -> list[Fired]:
    """Return the rules behind what a person is told to do or to leave out, in the order in which they are met."""
    if plan.gate and plan.gate.closed:
        return list(_closed(plan.gate, s))
    return [
        *(_asked(plan.gate) if plan.gate else ()),
        *_walking(plan, s),
        *_phase(plan, s),
        *(_notice(each, plan.now) for each in plan.notices if not each.hidden),
        *_items(plan),
        *_refusals(plan, s),
        *_left_out(plan),
        *_added(s),
        *(_card(each) for each in plan.cards),
    ]


# --- before the plan


def _closed(gate: Gate, s: Situation) -> Iterator[Fired]:
    yield from _asked(gate)
    if Flag.E10 in s.flags and not ticked(s.story, Flag.E10):
        yield Fired("signs.together", "alert", say(RED_FLAGS[Flag.E10].tells))
    if gate.level == GateLevel.EMERGENCY:
        words = (
            _("Call %(number)s") % {"number": gate.call} if gate.call else _("Call your local emergency number now.")
        )
        yield Fired("signs.whom_to_call", "phone", words)


def _asked(gate: Gate) -> Iterator[Fired]:
    tells = tuple(say(RED_FLAGS[flag].tells) for flag in gate.flags)
    yield Fired(rule_of_gate(gate), "alert", str(GATES[gate.level]), tells)


def _notice(notice: Notice, now: datetime) -> Fired:
    by = notice.because.get("by")
    lines = (see_a_doctor_by(by, now),) if by else ()
    rule = rule_of_flag(notice.code) if notice.code in RED_FLAGS else notice.rule
    return Fired(rule, "stethoscope" if by else "info", say(notice.words), lines)


# --- walking and the clock


def _walking(plan: Plan, s: Situation) -> Iterator[Fired]:
    walking = plan.day.walking
    if walking is None:
        return
    rule = rule_of_decision(walking.decision, walking.because.code)
    yield Fired(rule, DECISIONS[walking.decision].icon, verdict(walking), because=say_reason(walking.because))
    for turn in s.climb.turns:
        if s.day.starts <= turn.at and turn.because != walking.because:
            made = say_decision(turn.decision, turn.stage, turn.because.code)
            because = say_reason(turn.because)
            yield Fired(rule_of_decision(turn.decision, turn.because.code), "walk", made, (clock(turn.at),), because)
    each = _("%(walks)s walks of %(minutes)s min") % {"walks": walking.walks, "minutes": walking.minutes}
    yield Fired("ladder.steps", "walk", str(STAGES[walking.stage].name), (each,))


def _phase(plan: Plan, s: Situation) -> Iterator[Fired]:
    passed = _("%(hours)s of %(HEAT_LOCK)s hours")
    hours = min(figures.HEAT_LOCK, max(timedelta(0), s.clock)) // HOUR
    when = _("Warmth from %(when)s") % {"when": weekday_clock(plan.heat_from)}
    if plan.phase in COLD_PHASES:
        yield Fired(
            "clock.phases", "cold", str(PHASES[plan.phase].in_report), (when,), fill(passed, {"hours": str(hours)})
        )
        yield Fired("temperature.wash", "info", _("A short, lukewarm wash is fine."), aside=True)
    else:
        yield Fired("clock.phases", "heat", str(PHASES[plan.phase].in_report))
    if s.story.relapses.last(s.now):
        yield Fired("clock.new_spasm", "clock", counted_from(s.story) or when, (when,))


# --- what the day holds


def _items(plan: Plan) -> Iterator[Fired]:
    for kind in dict.fromkeys(item.kind for item in plan.day.items):
        items = [item for item in plan.day.items if item.kind == kind]
        yield Fired(items[0].rule, KINDS[kind].icon, say(items[-1].title), _times(items), say(items[-1].because))


def _times(items: Sequence[Item]) -> tuple[str, ...]:
    times = ", ".join(clock(item.opens) for item in items[:SHOWN_TIMES])
    more = len(items) - SHOWN_TIMES
    return (times, _("%(count)d more") % {"count": more}) if more > 0 else (times,)


def _refusals(plan: Plan, s: Situation) -> Iterator[Fired]:
    for kind, start in plan.can_start.items():
        words = KINDS[kind]
        if start.now or not isinstance(start.because, NotNow):
            yield Fired(
                start.rule, words.icon, str(words.name), (_("It can start now."),) if start.now else (), aside=True
            )
        elif said := why_not(plan, s.story, kind):
            stiff = start.because == NotNow.STIFF_AFTER_COLD
            rule = "temperature.stiff_after_cold" if stiff else said.rule
            yield Fired(rule, words.icon, str(words.name), because=said.text)
            if start.because == NotNow.ONCE_A_NIGHT:
                yield Fired("temperature.night", "moon", str(words.name), because=said.text)


def _left_out(plan: Plan) -> Iterator[Fired]:
    for each in plan.left_out:
        words = TREATMENTS[each.kind]
        title = str(words.ask_first if each.ask else words.never)
        yield Fired(each.rule, "minus", title, (say(each.why),), trait_words(each.because))


def _added(s: Situation) -> Iterator[Fired]:
    added = sorted(s.traits & {*Added})
    if added:
        yield Fired("bars.traits", "user", ", ".join(map(trait_words, added)))


def _card(card: Card) -> Fired:
    if card.shown:
        return Fired(card.rule, "pill" if "medicines" in card.rule else "info", say(card.title), aside=True)
    because = HIDDEN.get(card.because, "") if isinstance(card.because, CardReason) else ""
    condition = trait_words(card.because) if card.because and not isinstance(card.because, CardReason) else ""
    return Fired(
        card.rule, "minus", say(card.title), (_("Hidden"),), str(fill(because) if because else condition), True
    )
