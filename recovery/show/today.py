"""Today in ready values: what now, what next, why, the counters and the day's rhythm."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan import figures
from recovery.plan.advice import Item, Plan, Session, Walking
from recovery.plan.facts import Drink, Walk
from recovery.plan.story import Story
from recovery.say import clock, say, weekday_clock
from recovery.show.kinds import KINDS
from recovery.show.notices import show_notices
from recovery.show.why import STAGES, barred_by_condition, show_why

THEMES = {"cold": "cold", "transition": "cold", "heat": "heat", "keep_well": "recovered"}
PHASES = {
    "cold": lazy("Cold phase"),
    "transition": lazy("Cold phase"),
    "heat": lazy("Heat phase"),
    "keep_well": lazy("Recovered"),
}
LANES = (("walk", lazy("Move")), ("rest", lazy("Rest")))
TEMPERATURE = {"cold": ("cold", lazy("Ice")), "heat": ("heat", lazy("Warmth")), "recovered": ("cold", lazy("Ice"))}
HALF_HOUR = timedelta(minutes=30)
COLD_PARTS = 3
# How far up the five steps of the bar each stage stands, in per cent of a step.
STEPS = {"W1": 100, "W2": 200, "W3a": 250, "W3b": 300, "W4": 400, "W5": 500}
NEXT_STEP = {
    "W1": lazy("Next: short walks"),
    "W2": lazy("Next: every hour"),
    "W3a": lazy("Next: every half hour"),
    "W3b": lazy("Next: longer walks"),
    "W4": lazy("Next: walk as you like"),
    "W5": lazy("All 5 steps done"),
}


# Shown open, high up; the rest folded, at the end.
OPEN_CARDS = ("recovered", "relapse", "prevention")


def show_today(plan: Plan, story: Story) -> dict[str, Any]:
    """The context of the Today page for a plan whose gate, if any, is not closed."""
    night = not story.day.awake(plan.now)
    current = None if night else _current(plan)
    cards = _cards(plan)
    return {
        "plan": plan,
        "theme": THEMES[plan.phase],
        "tab": "today",
        "head": _head(plan, night),
        "bar": _bar(plan),
        "timer": _timer(plan.session, plan.now) if plan.session else None,
        "now": None if plan.session else _now(plan, current, night),
        "next": _next(plan, current, night),
        "why": _why(plan, night),
        "notices": show_notices(plan),
        "cleared_id": uuid4(),
        "counters": _counters(plan, story),
        "hours": _hours_walked(plan, story),
        "rhythm": _rhythm(plan, current, night),
        "cards": [card for card in cards if card["kind"] in OPEN_CARDS],
        "more": [card for card in cards if card["kind"] not in OPEN_CARDS],
    }


def _why(plan: Plan, night: bool) -> dict[str, Any] | None:
    if plan.session:
        return _stop(plan.session.kind)
    return _night_why(plan) if night else show_why(plan)


def _head(plan: Plan, night: bool) -> dict[str, Any]:
    return {
        "day": _("Day %(number)d") % {"number": plan.day.number},
        "phase": _("Night") if night else phase_name(plan),
        "sub": since(plan.elapsed_hours),
    }


def phase_name(plan: Plan) -> Any:
    """What the phase is called for this person: not after ice or warmth that is not for them."""
    if plan.phase in ("cold", "transition") and barred_by_condition(plan, "cold"):
        return _("First days")
    if plan.phase == "heat" and barred_by_condition(plan, "heat"):
        return _("Getting moving")
    return PHASES[plan.phase]


def since(hours: float) -> str:
    """How long ago it started, in words."""
    whole = int(hours)
    if whole < 1:
        return _("Less than 1 h since it started")
    if whole < figures.HEAT_LOCK.total_seconds() / 3600:
        return _("%(hours)d h since it started") % {"hours": whole}
    return _("%(days)d days %(hours)d h since it started") % {"days": whole // 24, "hours": whole % 24}


def _bar(plan: Plan) -> dict[str, Any] | None:
    if plan.phase in ("cold", "transition"):
        passed = figures.HEAT_LOCK - (plan.heat_from - plan.now)
        until = {"when": weekday_clock(plan.heat_from)}
        return {
            "label": _("The first 72 hours"),
            "segments": _parts(passed / timedelta(hours=24) * 100, COLD_PARTS),
            "now": _("The first 72 hours") if barred_by_condition(plan, "cold") else _("Cold, 72 hours"),
            "next": (_("Until %(when)s") if barred_by_condition(plan, "heat") else _("Heat from %(when)s")) % until,
            "icon": "heat",
            "next_phase": "heat",
            "warm": True,
        }
    if plan.day.walking is None:
        return None
    stage = plan.day.walking.stage
    return {
        "label": _("Five walking steps"),
        "segments": _parts(STEPS[stage], 5),
        "now": STAGES[stage],
        "next": NEXT_STEP[stage],
        "icon": "leaf",
        "next_phase": "recovered",
        "warm": False,
    }


def _parts(percent: float, count: int) -> list[int]:
    return [max(0, min(100, round(percent - 100 * place))) for place in range(count)]


# --- now and next


def _timed(plan: Plan, state: str) -> list[Item]:
    return [item for item in plan.day.items if item.minutes and item.state == state]


def _current(plan: Plan) -> Item | None:
    """The open item to do first: cold or warmth, then a walk, then what opened first."""
    ready = [item for item in _timed(plan, "open") if plan.can_start[item.kind].now]
    order = {"cold": 0, "heat": 0, "walk": 1}
    return min(ready, key=lambda item: (order.get(item.kind, 2), item.opens), default=None)


def _now(plan: Plan, item: Item | None, night: bool) -> dict[str, Any]:
    if plan.gate and plan.gate.level == "ask_first":
        return _questions()
    if night or item is None:
        return _resting(plan, night)
    kind = KINDS[item.kind]
    return {
        "drawing": item.picture,
        "title": say(item.title),
        "lines": [say(item.do)],
        "until": _("Open until %(time)s") % {"time": clock(item.closes)},
        "action": reverse("log_kind", args=["started"]),
        "fields": [("id", uuid4()), ("item", item.kind)],
        "button": kind.button,
        "icon": "play",
        "rule": item.rule,
    }


def _questions() -> dict[str, Any]:
    return {
        "drawing": "incline",
        "title": _("First, a few questions"),
        "lines": [_("Then your plan fits how you are now.")],
        "href": reverse("log_kind", args=["check_in"]),
        "button": _("Answer"),
        "icon": "check",
    }


def _resting(plan: Plan, night: bool) -> dict[str, Any]:
    """Nothing is due: rest, and breathe if you like."""
    position = next((item for item in plan.day.items if item.kind == "rest"), None)
    drawing = position.picture if position else "incline"
    title = {"side": _("Rest on your side"), "recliner": _("Rest in a reclining chair")}
    hint = {"side": _("Pillow between your knees."), "recliner": _("Legs supported. Knees a little bent.")}
    if plan.phase == "keep_well" and not night:
        return _free(plan)
    return {
        "drawing": drawing,
        "title": title.get(drawing, _("Rest on your back")),
        "lines": [hint.get(drawing, _("Pillow under your knees."))],
        "action": reverse("log_kind", args=["started"]),
        "fields": [("id", uuid4()), ("item", "breathing")],
        "button": KINDS["breathing"].button,
        "icon": "breathing",
    }


def _free(plan: Plan) -> dict[str, Any]:
    return {
        "drawing": "walkwide",
        "title": _("Move as you like"),
        "lines": [_("Nothing is due now.")],
        "href": reverse("log_kind", args=["walk"]),
        "button": _("Log a walk"),
        "icon": "plus",
    }


def _next(plan: Plan, current: Item | None, night: bool) -> dict[str, Any] | None:
    if night:
        hints = {"cold": _("Ice for 20 minutes. Stay awake."), "heat": _("Warmth for a short while. Stay awake.")}
        return _on_demand(plan, _("Too sore to sleep?"), hints)
    coming = [*_timed(plan, "due"), *(item for item in _timed(plan, "open") if item is not current)]
    if not coming:
        hints = {"cold": _("Ice for 20 minutes, if it feels good."), "heat": _("Warmth, if it feels good.")}
        return _on_demand(plan, _("Still sore?"), hints)
    item = coming[0]
    when = _("Next, at %(time)s") if item.state == "due" else _("Also now, until %(time)s")
    return {
        "href": item_href(plan, item),
        "drawing": item.picture,
        "when": when % {"time": clock(item.opens if item.state == "due" else item.closes)},
        "title": say(item.title),
    }


def item_href(plan: Plan, item: Item) -> str:
    """Where an item is told in full."""
    return f"{reverse('day', args=[plan.day.date.isoformat()])}#{item.kind}"


def _on_demand(plan: Plan, title: str, hints: Mapping[str, str]) -> dict[str, Any] | None:
    """Ice or warmth beside the plan, whichever may start now."""
    for kind, hint in hints.items():
        start = plan.can_start.get(kind)
        if start and start.now:
            href = f"{reverse('day', args=[plan.day.date.isoformat()])}#{kind}"
            return {"href": href, "drawing": KINDS[kind].drawing, "title": title, "hint": hint}
    return None


def _sleep_hint(plan: Plan) -> str:
    iced = plan.phase in ("cold", "transition") and not barred_by_condition(plan, "cold")
    return _("No ice while you sleep.") if iced else _("Nothing is due at night.")


def _night_why(plan: Plan) -> dict[str, Any]:
    verdict = _sleep_hint(plan)
    reason = _("The plan goes on at %(time)s.") % {"time": clock(plan.day.ends)}
    return {"icon": "moon", "verdict": verdict, "reason": reason}


def _timer(session: Session, now: datetime) -> dict[str, Any]:
    kind = KINDS[session.kind]
    total = int((session.ends_at - session.started_at).total_seconds())
    on_skin = session.kind in ("cold", "heat")
    left = max(0, int((session.ends_at - now).total_seconds()))
    return {
        "name": _over(session) if session.over_by_seconds else kind.running,
        "left": f"{left // 60}:{left % 60:02}",
        "seconds": left,
        "total": total,
        "percent": 100 * left // total,
        "until": (_("off at %(time)s") if on_skin else _("until %(time)s")) % {"time": clock(session.ends_at)},
        "lines": _timer_lines(session.kind),
        "action": reverse("log_kind", args=[session.kind]),
        "fields": [("id", uuid4()), ("started", session.id), ("ends", "1")],
        "button": kind.end,
        "wake": not session.over_by_seconds,
        "cancel": reverse("entry", args=[session.id]),
        "cancel_fields": [("id", uuid4()), ("action", "withdraw")],
    }


def _over(session: Session) -> str:
    minutes = session.over_by_seconds // 60
    if session.kind not in ("cold", "heat"):
        return _("Time is up")
    return _("Take it off now. %(minutes)d min over") % {"minutes": minutes} if minutes else _("Take it off now")


def _stop(kind: str) -> dict[str, Any] | None:
    """When to stop at once."""
    stops = {
        "cold": (_("Skin burning, white or numb?"), _("Take the ice off now.")),
        "heat": (_("Too hot, blotchy skin or dizzy?"), _("Take the warmth off now.")),
        "walk": (_("Pain up by 2, or down the leg?"), _("Turn back and rest.")),
        "stretch": (_("Pain up by 2, or down the leg?"), _("Stop and rest.")),
        "legs_up": (_("Leg numb or tingling?"), _("Put your legs down.")),
        "breathing": (_("Dizzy or tingling?"), _("Breathe as you normally do.")),
        "massage": (_("Getting sore?"), _("Stop the massage.")),
    }
    if kind not in stops:
        return None
    verdict, reason = stops[kind]
    return {"icon": "alert", "verdict": verdict, "reason": reason, "danger": kind in ("cold", "heat")}


def _timer_lines(kind: str) -> list[str]:
    if kind in ("walk", "stretch", "massage"):
        return []
    lines = [_("You can turn the screen off."), _("No sound then: look at a clock.")]
    if kind == "cold":
        lines.append(_("Do not fall asleep with ice on."))
    elif kind == "heat":
        lines.append(_("Do not fall asleep with warmth on."))
    return lines


# --- counters and rhythm


def _counters(plan: Plan, story: Story) -> list[dict[str, Any]]:
    logs = story.logs_on(story.day)
    drunk = sum(entry.ml for entry in logs if isinstance(entry, Drink))
    walks = sum(isinstance(entry, Walk) for entry in logs)
    tiles = [_drink_tile(plan, drunk)]
    return [_walk_tile(plan.day.walking, walks), *tiles] if plan.day.walking else tiles


def _walk_tile(walking: Walking, done: int) -> dict[str, Any]:
    planned = max(walking.walks, done)
    names = {"W1": _("On your feet"), "W4": _("Walks"), "W5": _("Walks")}
    return {
        "id": "walks",
        "name": names.get(walking.stage, _("Short walks")),
        "of": _("%(done)d of %(planned)d") % {"done": done, "planned": planned},
        "pills": [place < done for place in range(min(planned, 20))],
        "button": _("Walk"),
        "spoken": _("Log a walk"),
        "href": reverse("log_kind", args=["walk"]),
    }


def _drink_tile(plan: Plan, drunk: int) -> dict[str, Any]:
    items = [item for item in plan.day.items if item.kind == "drink"]
    portion = int(items[0].reason.inputs["portion"]) if items else 200
    done = drunk // portion
    planned = max(len(items), done)
    of = _("%(done)d of %(planned)d") % {"done": done, "planned": planned} if items else str(done)
    return {
        "id": "drinks",
        "name": _("Drinks"),
        "of": of,
        "pills": [place < done for place in range(min(planned, 20))],
        "button": _("Glass"),
        "spoken": _("Log a glass of %(ml)d ml") % {"ml": portion},
        "action": reverse("log_kind", args=["drink"]),
        "fields": [("id", uuid4()), ("ml", portion), ("when", "0")],
    }


def _hours_walked(plan: Plan, story: Story) -> dict[str, Any] | None:
    """The waking hours of a day with a walk every hour: which had one, without blame for the others."""
    if plan.day.walking is None or plan.day.walking.stage != "W3a":
        return None
    walked = {_hour(walk.at) for walk in story.walks}
    hours = [_hour(plan.day.starts) + timedelta(hours=count) for count in range(24)]
    awake = [hour for hour in hours if hour < plan.day.bedtime]
    return {
        "title": _("Walks today"),
        "of": _("%(done)d of %(planned)d") % {"done": sum(hour in walked for hour in awake), "planned": len(awake)},
        "cells": [_hour_cell(hour, hour in walked, hour == _hour(plan.now)) for hour in awake],
    }


def _hour(moment: datetime) -> datetime:
    """The start of the hour on the person's own clock, in UTC."""
    return timezone.localtime(moment).replace(minute=0, second=0, microsecond=0).astimezone(UTC)


def _hour_cell(hour: datetime, done: bool, current: bool) -> dict[str, Any]:
    spoken = _("%(time)s, walked") if done else _("%(time)s, no walk yet")
    label = date_format(timezone.localtime(hour), "G")
    return {"label": label, "done": done, "current": current, "spoken": spoken % {"time": clock(hour)}}


def _rhythm(plan: Plan, current: Item | None, night: bool) -> dict[str, Any]:
    shown = [item for item in plan.day.items if item.minutes and item.state != "passed"]
    slots = _Slots(_hour(min([plan.day.starts, *(item.opens for item in shown)])))
    done = [item for item in shown if item.state == "done"]
    rows = [_row(plan, item, item is current, slots) for item in shown if item.state != "done"]
    rows.append(_bedtime_row(plan, slots))
    last = max(row["slot"] for row in rows)
    return {
        "title": _("Today"),
        "title_long": _("Today, %(date)s") % {"date": date_format(timezone.localtime(plan.now), "l j F")},
        "lanes": [{"icon": icon, "name": name} for icon, name in (TEMPERATURE[THEMES[plan.phase]], *LANES)],
        "done": _tally(done),
        "past": [_row(plan, item, False, slots) for item in done],
        "hours": _hours(slots.first, last),
        "now_slot": slots.of(plan.now),
        "now_label": "" if night else clock(plan.now),
        "rows": rows,
    }


def _hours(first: datetime, last: int) -> list[dict[str, Any]]:
    return [{"slot": slot, "label": clock(first + slot * HALF_HOUR)} for slot in range(0, min(last + 2, 48), 2)]


class _Slots:
    """Half-hour places on the wide page; each lane holds one row in a place."""

    def __init__(self, first: datetime) -> None:
        self.first = first
        self.taken: set[tuple[str, int]] = set()

    def of(self, moment: datetime) -> int:
        return max(0, min(47, (moment - self.first) // HALF_HOUR))

    def take(self, lane: str, moment: datetime) -> int:
        slot = self.of(moment)
        while (lane, slot) in self.taken and slot < 47:
            slot += 1
        self.taken.add((lane, slot))
        return slot


def _row(plan: Plan, item: Item, current: bool, slots: _Slots) -> dict[str, Any]:
    kind = KINDS[item.kind]
    window = item.kind in ("cold", "heat") and item.state != "done"
    return {
        "time": clock(item.opens),
        "icon": kind.icon,
        "title": say(item.title),
        "short": _short(item, window),
        "hint": _until(item) if window else say(item.do),
        "lane": kind.lane,
        "slot": slots.take(kind.lane, item.opens),
        "current": current,
        "drawing": item.picture if item.kind in ("rest", "legs_up", "breathing", "stretch") and not current else "",
        "href": reverse("log_kind", args=[item.kind]) if item.kind == "walk" else "",
        "button": _("Log it"),
        "rule": item.rule,
    }


def _until(item: Item) -> str:
    return _("Open until %(time)s") % {"time": clock(item.closes)}


def _short(item: Item, window: bool) -> str:
    if window:
        return _("%(opens)s to %(closes)s") % {"opens": clock(item.opens), "closes": clock(item.closes)}
    if item.kind == "walk":
        return _("Walk, %(minutes)d min") % {"minutes": item.minutes}
    return str(KINDS[item.kind].name)


def _bedtime_row(plan: Plan, slots: _Slots) -> dict[str, Any]:
    return {
        "time": clock(plan.day.bedtime),
        "icon": "moon",
        "title": _("Sleep"),
        "short": _("Sleep"),
        "hint": _sleep_hint(plan),
        "lane": "rest",
        "slot": slots.take("rest", plan.day.bedtime),
        "current": False,
        "drawing": "",
        "href": "",
        "button": "",
        "rule": "",
    }


def _tally(done: Sequence[Item]) -> str:
    counts = Counter(item.kind for item in done)
    return ", ".join(
        _("%(count)d %(kind)s") % {"count": count, "kind": KINDS[kind].many} for kind, count in counts.items()
    )


def _cards(plan: Plan) -> list[dict[str, Any]]:
    return [
        {"kind": card.kind, "title": say(card.title), "lines": [say(line) for line in card.lines], "rule": card.rule}
        for card in plan.cards
        if card.shown
    ]
