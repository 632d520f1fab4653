"""The day record: the reason and the timed items of a plan, in the words of the page."""

from typing import Any

from recovery.plan.advice import Item, Plan
from recovery.presenters.say import say
from recovery.presenters.why import show_why


def show_record(plan: Plan) -> dict[str, Any]:
    """Return the record of today's plan as JSON-ready data."""
    why = show_why(plan)
    return {
        "why": f"{why.verdict} {why.reason}" if why else "",
        "items": [_item(item) for item in plan.day.items if item.minutes],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "opens": item.opens.isoformat(),
        "closes": item.closes.isoformat(),
        "title": say(item.title),
        "do": say(item.do),
        "rule": item.rule,
    }
