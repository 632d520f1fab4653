"""Today in ready values: what now, what next, why, the counters and the day's rhythm."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from recovery.plan import figures
from recovery.plan.advice import Item, Plan, Walking
from recovery.plan.facts import Drink, Walk
from recovery.plan.story import Story
from recovery.say import clock, say
from recovery.show.kinds import KINDS
from recovery.show.medicine import show_lines
from recovery.show.notices import show_notices
from recovery.show.phases import THEMES, phase_name, show_bar, since, sleep_hint
from recovery.show.rhythm import show_hours, show_rhythm
from recovery.show.timer import show_timer, when_to_stop
from recovery.show.traits import show_left_out
from recovery.show.why import show_why

# Shown open, high up; the rest folded, at the end.
OPEN_CARDS = ("recovered", "relapse", "prevention")


def show_today(plan: Plan, story: Story) -> dict[str, Any]:
    """The context of the Today page for a plan whose gate, if any, is not closed."""
    night = not story.day.awake(plan.now)
    current = None if night else _current(plan)
    cards, banners = _cards(plan), show_notices(plan)
    return {
        "plan": plan,
        "theme": THEMES[plan.phase],
        "head": _head(plan, night),
        "bar": show_bar(plan),
        "timer": show_timer(plan, plan.session) if plan.session else None,
        "now": None if plan.session else _now(plan, current, night),
        "next": _next(plan, current, night),
        "why": _why(plan, night),
        "notices": [banner for banner in banners if banner["level"] != "info"],
        "hints": [banner for banner in banners if banner["level"] == "info"],
        "left_out": show_left_out(plan),
        "cleared_id": uuid4(),
        "counters": _counters(plan, story),
        "medicine": show_lines(plan, story),
        "hours": show_hours(plan, story),
        "rhythm": show_rhythm(plan, current, night),
        "cards": [card for card in cards if card["kind"] in OPEN_CARDS],
        "more": [card for card in cards if card["kind"] not in OPEN_CARDS],
    }


def next_change(plan: Plan) -> datetime:
    """When something here changes by itself: a window, a pause, a phase or the day."""
    items = [moment for item in plan.day.items for moment in (item.opens, item.closes)]
    starts = [start.opens for start in plan.can_start.values() if start.opens]
    phases = [plan.heat_from, plan.heat_from - figures.HEAT_LOCK + figures.COLD_PHASE]
    ends = [plan.session.ends_at] if plan.session and plan.session.over_by_seconds == 0 else []
    moments = [*items, *starts, *phases, *ends, plan.day.bedtime, plan.day.ends]
    return min(moment for moment in moments if moment > plan.now or moment in ends)


def seconds_to(moment: datetime, now: datetime) -> int:
    """In how many whole seconds a moment has come for sure."""
    return int((moment - now).total_seconds()) + 1


def _why(plan: Plan, night: bool) -> dict[str, Any] | None:
    if plan.session:
        return when_to_stop(plan.session.kind)
    return _night_why(plan) if night else show_why(plan)


def _head(plan: Plan, night: bool) -> dict[str, Any]:
    return {
        "day": _("Day %(number)d") % {"number": plan.day.number},
        "phase": _("Night") if night else phase_name(plan),
        "sub": since(plan.elapsed_hours),
    }


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
    drawing = plan.position
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


def _night_why(plan: Plan) -> dict[str, Any]:
    verdict = sleep_hint(plan)
    reason = _("The plan goes on at %(time)s.") % {"time": clock(plan.day.ends)}
    return {"icon": "moon", "verdict": verdict, "reason": reason}


# --- counters and rhythm


def _counters(plan: Plan, story: Story) -> list[dict[str, Any]]:
    logs = story.logs_on(story.day)
    drunk = sum(entry.ml for entry in logs if isinstance(entry, Drink))
    walks = sum(isinstance(entry, Walk) for entry in logs)
    tiles = [_drink_tile(plan, drunk)]
    return [_walk_tile(plan.day.walking, walks), *tiles] if plan.day.walking else tiles


def _walk_tile(walking: Walking, done: int) -> dict[str, Any]:
    planned = max(walking.walks, done)
    count = _("%(done)d of %(planned)d") % {"done": done, "planned": planned}
    names = {"W1": _("On your feet"), "W4": _("Walks"), "W5": _("Walks")}
    return {
        "id": "walks",
        "name": names.get(walking.stage, _("Short walks")),
        "of": count if planned else _("None today"),
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


def _cards(plan: Plan) -> list[dict[str, Any]]:
    return [
        {"kind": card.kind, "title": say(card.title), "lines": [say(line) for line in card.lines], "rule": card.rule}
        for card in plan.cards
        if card.shown
    ]
