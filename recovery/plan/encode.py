"""The plan as JSON-ready data, instants written with the person's own offset."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from recovery.plan.advice import Gate, Item, Plan, Rhythm, Start, Walking, WhenYouLike
from recovery.plan.history.days import MINUTE
from recovery.plan.words import Words


def encode(plan: Plan) -> dict[str, Any]:
    """Write a plan as dicts, lists, texts and numbers, with the keys of the contract."""
    day = plan.day
    data = {
        "rules": plan.rules,
        "now": plan.now,
        "elapsed_hours": plan.elapsed_hours,
        "phase": plan.phase,
        "heat_from": plan.heat_from,
        "severity": plan.severity,
        "gate": plan.gate and _gate(plan.gate),
        "notices": [
            {
                "level": each.level,
                "code": each.code,
                "because": each.because,
                "hidden": each.hidden,
                "rule": each.rule,
                "source": each.source,
            }
            for each in plan.notices
        ],
        "day": {
            "number": day.number,
            "date": day.date,
            "starts": day.starts,
            "ends": day.ends,
            "walking": day.walking and _walking(day.walking),
            "items": [_item(item) for item in day.items],
            "rhythms": [_rhythm(rhythm) for rhythm in day.rhythms],
            "when_you_like": [_when_you_like(each) for each in day.when_you_like],
            "guides": [{"guide": each.guide, "because": each.because} for each in day.guides],
        },
        "session": plan.timer
        and {
            "kind": plan.timer.kind,
            "started_at": plan.timer.started_at,
            "ends_at": plan.timer.ends_at,
            "over_by_seconds": plan.timer.over_by_seconds,
            "stop": plan.timer.stop,
        },
        "can_start": {kind: _start(start) | {"because": start.because} for kind, start in plan.can_start.items()},
        "cards": [
            {"kind": card.kind, "shown": card.shown, "because": card.because, "rule": card.rule, "source": card.source}
            for card in plan.cards
        ],
        "medicine": {
            "day_count": plan.medicine.day_count,
            "next": {
                name: {"from": dose.opens, "mg_left_24h": dose.mg_left_24h, "because": dose.because}
                for name, dose in plan.medicine.next.items()
            },
        },
        "reminders": [{"at": each.at, "kinds": each.kinds} for each in plan.reminders],
        "days": [
            {"number": line.number, "date": line.date, "phase": line.phase, "stage": line.stage, "past": line.past}
            for line in plan.days
        ],
    }
    return dict(plain(data, plan.now.tzinfo))


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "level": gate.level,
        "flags": gate.flags,
        "since": gate.since,
        "call": gate.call,
        "asks": gate.asks,
        "because": {"code": gate.because.code, "inputs": gate.because.inputs},
        "stop": gate.stop,
    }


def _walking(walking: Walking) -> dict[str, Any]:
    return {
        "stage": walking.stage,
        "walks": walking.walks,
        "minutes": walking.minutes,
        "gap_minutes": walking.gap_minutes,
        "decision": walking.decision,
        "because": {"code": walking.because.code, "inputs": walking.because.inputs},
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "opens": item.opens,
        "closes": item.closes,
        "minutes": item.minutes,
        "state": item.state,
        "rule": item.rule,
        "title": item.title,
        "do": item.do,
        "because": item.because,
        "care": item.care,
        "reason": {"code": item.reason.code, "inputs": item.reason.inputs},
        "source": item.source,
    }


def _rhythm(rhythm: Rhythm) -> dict[str, Any]:
    return {
        "kind": rhythm.kind,
        "every_minutes": rhythm.every // MINUTE,
        "next": rhythm.next,
        "until": rhythm.until,
        "done": rhythm.done,
        "planned": rhythm.planned,
        "as_needed": rhythm.as_needed,
        "rule": rhythm.rule,
        "title": rhythm.title,
        "because": rhythm.because,
    }


def _when_you_like(each: WhenYouLike) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "done": each.done,
        "planned": each.planned,
        **_start(each.start),
        "minutes": each.minutes,
        "rule": each.rule,
        "title": each.title,
    }


def _start(start: Start) -> dict[str, Any]:
    return {"now": start.now, "from": start.opens}


def plain(value: Any, zone: tzinfo | None) -> Any:
    """Write instants in `zone`, dates and sentences as text, and dataclasses as dicts, at any depth."""
    match value:
        case datetime():
            return value.astimezone(zone).isoformat()
        case date():
            return value.isoformat()
        case Words():
            return str(value)
        case Mapping():
            return {key: plain(each, zone) for key, each in value.items()}
        case tuple() | list():
            return [plain(each, zone) for each in value]
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name), zone) for each in fields(value)}
    return value
