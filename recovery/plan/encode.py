"""The plan as JSON-ready data, instants written with the person's own offset."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from recovery.plan.advice import Gate, Item, Plan, Walking, Words


def encode(plan: Plan) -> dict[str, Any]:
    """Write a plan as dicts, lists, texts and numbers, with the keys the contract names."""
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
        },
        "session": plan.session
        and {
            "kind": plan.session.kind,
            "started_at": plan.session.started_at,
            "ends_at": plan.session.ends_at,
            "over_by_seconds": plan.session.over_by_seconds,
        },
        "can_start": {
            kind: {"now": start.now, "from": start.opens, "because": start.because}
            for kind, start in plan.can_start.items()
        },
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
        "reminders": [{"at": each.at, "kind": each.kind} for each in plan.reminders],
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


def plain(value: Any, zone: tzinfo | None) -> Any:
    """Write instants in `zone`, dates and sentences as texts, however deep they stand."""
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
    return value
