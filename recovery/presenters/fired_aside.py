"""The rules at work in the background of a plan: answers, guides, timers, reminders, questions, marks on the way."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from recovery.plan.advice import Plan
from recovery.plan.clinical import figures
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.clinical.life import LIFE_CARDS
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.entries import Roland
from recovery.plan.enums import Flag
from recovery.plan.history.answers import fresh_check_in
from recovery.plan.history.screening import flags_due
from recovery.plan.ladder.silence import missed_days
from recovery.plan.review.good_to_know import opened
from recovery.plan.review.milestones import milestones
from recovery.plan.review.steps import steps
from recovery.plan.review.trend import Trend, finding
from recovery.plan.situation import Situation
from recovery.presenters.fired import Fired
from recovery.presenters.kinds import KINDS
from recovery.presenters.medicine import show_lines
from recovery.presenters.moving import WHY
from recovery.presenters.progress import REACHED, TRENDS
from recovery.presenters.say import clock, fill, long_day, say, weekday_clock
from recovery.presenters.severities import SEVERITIES

MINUTE = timedelta(minutes=1)


def show_aside(plan: Plan, s: Situation) -> list[Fired]:
    """Return the rules at work in the background; none behind a closed gate."""
    if plan.gate and plan.gate.closed:
        return []
    return [
        *_answers(plan, s),
        *_signs(s),
        *_medicine(plan, s),
        *_timer(plan, s),
        *_days(plan, s),
        *_timetable(plan, s),
        *_moving(plan, s),
        *_progress(s),
        *_life(s),
    ]


def _aside(rule: str, icon: str, title: object, *lines: str, because: str = "") -> Fired:
    return Fired(rule, icon, str(title), lines, because, aside=True)


def _answers(plan: Plan, s: Situation) -> Iterator[Fired]:
    yield _aside("answers.severity", "thermometer", SEVERITIES[plan.severity])
    if s.pain is not None:
        yield _aside("answers.pain", "thermometer", _("Pain %(pain)s of 10 counts now") % {"pain": s.pain})
    if last := fresh_check_in(s.story):
        until = weekday_clock(last.at + figures.SAME_AS_BEFORE)
        yield _aside("answers.same_as_before", "check", _("“Same as before” until %(when)s") % {"when": until})


def _signs(s: Situation) -> Iterator[Fired]:
    due = _("A check-in asks %(count)d warning signs now") % {"count": len(flags_due(s.story))}
    yield _aside("signs.asked", "shield", due)
    for each in s.raised:
        what = " ".join(say(RED_FLAGS[flag].tells) for flag in sorted(each.flags))
        if each.because and each.lifted_at:
            yield _aside("signs.cleared", "check", _("Checked: %(what)s") % {"what": what})
        if Flag.S1 in each.flags and each.lifted_at:
            yield _aside("signs.fever_gone", "check", _("The fever is gone"))
        told = any(each.flags & {*(entry.flags or ())} for entry in s.story.check_ins)
        if not told:
            yield _aside("signs.cannot_walk" if Flag.S6 in each.flags else "signs.meant", "alert", what)


def _medicine(plan: Plan, s: Situation) -> Iterator[Fired]:
    for claim in show_lines(plan, s.story):
        yield _aside(claim.rule, "pill", claim.text)
    if any(dose.because for dose in plan.medicine.next.values()):
        yield _aside("ledger.against", "pill", _("One more is asked about before it is saved"))
    if any(s.story.doses.is_for_heart(each.name, each.at) for each in s.story.doses.taken):
        yield _aside("medicines.heart_aspirin", "pill", _("The aspirin for the heart is not counted"))


def _timer(plan: Plan, s: Situation) -> Iterator[Fired]:
    if timer := plan.timer:
        name = str(KINDS[timer.kind].name)
        yield _aside("timetable.session", "clock", name, _("Until %(when)s") % {"when": clock(timer.ends_at)})
        lines = [say(step.words) for step in steps(timer, None, plan.position)]
        yield _aside("guide.steps", "clock", name, *lines[:3])


def _days(plan: Plan, s: Situation) -> Iterator[Fired]:
    day = plan.day
    span = f"{clock(day.starts)} – {clock(day.bedtime)}"
    yield _aside("clock.day", "calendar", _("Day %(number)d") % {"number": day.number}, span)
    start = _("It started on %(when)s") % {"when": weekday_clock(s.story.onset)}
    counted = _("The hours count from %(when)s") % {"when": weekday_clock(s.story.clock_from)}
    yield _aside("clock.onset", "clock", start, counted)
    began = _("This episode began on %(day)s") % {"day": long_day(s.story.episode_from)}
    yield _aside("clock.episode", "calendar", began)
    if not s.story.has_daily_plan(s.now):
        yield _aside("clock.end", "leaf", _("The daily plan is over"))


def _timetable(plan: Plan, s: Situation) -> Iterator[Fired]:
    timed = [item for item in plan.day.items if item.minutes]
    if timed:
        span = f"{clock(timed[0].opens)} – {clock(max(item.closes for item in timed))}"
        yield _aside("timetable.waking_hours", "clock", _("%(count)d timed things") % {"count": len(timed)}, span)
        yield _aside("timetable.no_clash", "clock", _("None of them at the same time"))
    for rhythm in plan.day.rhythms:
        every = _("Every %(minutes)d minutes") % {"minutes": rhythm.every // MINUTE}
        yield _aside("timetable.rhythms", KINDS[rhythm.kind].icon, say(rhythm.title), every)
    if silent := missed_days(s.climb.rung, s.day):
        count = _("Days without a word: %(count)d. Reminders left today: %(left)d")
        said = count % {"count": silent, "left": len(plan.reminders)}
        yield _aside("timetable.reminders_after_silence", "bell", said)
    elif plan.reminders:
        times = ", ".join(clock(each.at) for each in plan.reminders)
        left = _("Reminders left today: %(left)d") % {"left": len(plan.reminders)}
        yield _aside("timetable.reminders", "bell", left, times)


def _moving(plan: Plan, s: Situation) -> Iterator[Fired]:
    shown = {each.guide: fill(WHY[each.because]) for each in plan.day.guides}
    for name, because in shown.items():
        yield _aside("moving.which_guides", "walk", _(GUIDES[name].says), because=because)
    for guide in GUIDES.values():
        if bar := guide.bar(s.at_risk, s.place.alone is not False):
            yield _aside(guide.name, "minus", _("Not for this person now"), because=say(bar.why))
        elif guide.id in shown:
            yield _aside(guide.name, "walk", _("Offered on Today"), because=shown[guide.id])
        else:
            yield _aside(guide.name, "list", _("In the list of guides"))
    yield _aside("moving.stop", "alert", _("It stands at the end of each guide"))
    if s.place.on_floor:
        yield _aside("moving.stuck", "phone", _("Whom to call, and when"))


def _progress(s: Situation) -> Iterator[Fired]:
    found = finding(s)
    if found.code is not Trend.TOO_LITTLE and found.first and found.last:
        words = TRENDS[found.code] % {"first": found.first.value, "last": found.last.value}
        yield _aside("course.finding", "progress", words)
    for each in milestones(s):
        if each.code in REACHED:
            yield _aside("course.milestones", "star", REACHED[each.code])
    if len(s.story.of(Roland)) > 1:
        yield _aside("measures.verdict", "pencil", _("24 statements, told more than once"))


def _life(s: Situation) -> Iterator[Fired]:
    come = opened(s)
    new = sum(day == s.day.number for day in come.values())
    yield _aside("life.new_cards", "book-open", _("New answers today: %(count)d") % {"count": new})
    for card in LIFE_CARDS.values():
        day = come.get(card.id)
        if day == s.day.number:
            when = _("New today")
        else:
            when = _("Among more answers") if day is None else _("Since day %(day)d") % {"day": day}
        yield _aside(card.name, "book-open", say(card.title), when)
