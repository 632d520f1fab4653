"""What a person was shown on a day: recorded once, when they first look, and never rewritten."""

from datetime import date
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest

from recovery.models import DayRecord, Episode
from recovery.outage import aside
from recovery.plan.advice import Item, Plan
from recovery.say import say
from recovery.show.why import show_why

RECORDED = "recorded"


def record_day(request: HttpRequest, episode: Episode, plan: Plan) -> None:
    """Record today's plan the first time it is shown. The session remembers that, so that later looks cost nothing."""
    mark = f"{episode.pk} {plan.day.date}"
    if request.session.get(RECORDED) == mark:
        return
    told = {"rules": plan.rules, "shown_at": plan.now, "shown": _shown(plan)}
    try:
        with aside(request):
            DayRecord.objects.get_or_create(episode=episode, date=plan.day.date, defaults=told)
            request.session[RECORDED] = mark
    except IntegrityError:
        # All of it may have been deleted on another phone while this look was on its way: then nothing is to be kept.
        if Episode.objects.filter(pk=episode.pk).exists():
            raise


def record_of(episode: Episode, on: date) -> DayRecord | None:
    """What was shown on a day, None if nobody looked."""
    return episode.day_records.filter(date=on).first()


def _shown(plan: Plan) -> dict[str, Any]:
    why = show_why(plan)
    return {
        "why": f"{why['verdict']} {why['reason']}" if why else "",
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
