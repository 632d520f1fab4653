"""A session that runs, and when to stop it at once."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from recovery.plan.advice import Session
from recovery.say import clock
from recovery.show.kinds import KINDS


def show_timer(session: Session, now: datetime) -> dict[str, Any]:
    """The ring, its end by the clock, and the button that ends it."""
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


def when_to_stop(kind: str) -> dict[str, Any] | None:
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
