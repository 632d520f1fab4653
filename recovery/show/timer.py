"""A session that runs: its end by the clock, what to do at each step, and when to stop it at once."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from recovery.plan.advice import Plan, Session
from recovery.plan.guide import breath, steps
from recovery.say import clock, say
from recovery.show.kinds import KINDS

ON_SKIN = ("cold", "heat")
# Where the body must lie in a certain way, each step is drawn.
DRAWN = ("rest", "legs_up", "breathing", "stretch", "massage")
EARLIER = (5, 10, 15)  # minutes that a late tap can be set back


def show_timer(plan: Plan, session: Session) -> dict[str, Any]:
    """The ring, its end by the clock, the steps, and the buttons that end it or set it right."""
    kind, now = KINDS[session.kind], plan.now
    running = session.over_by_seconds == 0
    lasted = now - session.started_at
    return show_running(session, now) | {
        "lines": _lines(session.kind) if running else [],
        "steps": _steps(plan, session),
        "breath": breath() if session.kind == "breathing" and running else None,
        "action": reverse("log_kind", args=[session.kind]),
        "fields": [("id", uuid4()), ("started", session.id), ("ends", "1")],
        "button": kind.end,
        "runs": running,
        "entry": reverse("entry", args=[session.id]),
        "cancel_id": uuid4(),
        "earlier_id": uuid4(),
        "earlier": [each for each in EARLIER if running and lasted + timedelta(minutes=each) < _length(session)],
    }


def show_running(session: Session, now: datetime) -> dict[str, Any]:
    """What every page says of a running session: its name, what is left of it, and when it ends."""
    left = ceil((session.ends_at - now).total_seconds()) if session.over_by_seconds == 0 else -session.over_by_seconds
    total = int(_length(session).total_seconds())
    until = _("off at %(time)s") if session.kind in ON_SKIN else _("until %(time)s")
    return {
        "session": session.id,
        "name": _over(session) if session.over_by_seconds else KINDS[session.kind].running,
        "over": _over(session),
        "left": f"{'+' if left < 0 else ''}{abs(left) // 60}:{abs(left) % 60:02}",
        "seconds": left,
        "total": total,
        "percent": max(0, 100 * left // total),
        "until": until % {"time": clock(session.ends_at)},
    }


def _length(session: Session) -> timedelta:
    return session.ends_at - session.started_at


def _over(session: Session) -> str:
    return _("Take it off now") if session.kind in ON_SKIN else _("Time is up")


def _steps(plan: Plan, session: Session) -> list[dict[str, Any]]:
    """Each step with its time by the clock; the one that counts now is current."""
    stage = plan.day.walking.stage if plan.day.walking else None
    told = steps(session, stage, plan.position)
    begun = [step for step in told if session.started_at + step.after <= plan.now]
    shown, drawing = [], ""
    for step in told:
        drawing = step.picture or drawing
        shown.append(
            {
                "at": int(step.after.total_seconds()),
                "time": clock(session.started_at + step.after),
                "words": say(step.words),
                "drawing": drawing if session.kind in DRAWN else "",
                "again": not step.picture,
                "current": step == begun[-1],
            }
        )
    return shown


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
    return {"icon": "alert", "verdict": verdict, "reason": reason, "danger": kind in ON_SKIN}


def _lines(kind: str) -> list[str]:
    """What a locked phone will and will not do, and not to fall asleep."""
    if kind in ("walk", "stretch", "massage"):
        return []
    lines = [_("You can turn the screen off."), _("No sound then: look at a clock.")]
    if kind == "cold":
        lines.append(_("Do not fall asleep with ice on."))
    elif kind == "heat":
        lines.append(_("Do not fall asleep with warmth on."))
    return lines
