"""What a reminder says. On a locked screen it says nothing about health, unless the person chose plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from recovery.models import Reminder
from recovery.plan.advice import Item, Plan
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemState
from recovery.plan.kinds import ON_SKIN
from recovery.presenters.reminders import name_of
from recovery.presenters.say import Text, say
from recovery.presenters.timer import words_of
from recovery.presenters.why import why_stop
from recovery.store.schedule import BELLS, Ring

What = Reminder.What
OFF = {"cold": lazy("Take the ice off now"), "heat": lazy("Take the warmth off now")}
DID = {"walk": lazy("Walked")}


@dataclass(frozen=True)
class Said:
    """The words of one reminder. `done` and `later` are the words of its buttons; empty where it has none."""

    title: str
    body: str
    done: str = ""
    later: str = ""


def words(ring: Ring, plan: Plan, plain: bool) -> Said:
    """Say a reminder that is true of this plan."""
    if ring.what in BELLS:
        return _bell(ring, plan, plain)
    items = open_items(plan, ring.kinds)
    done = (str(DID.get(ring.kinds[0], _("Done"))) if plain else _("Done")) if one_to_do(ring) else ""
    title, body = _plain(items) if plain else _neutral(items)
    return Said(title, body, done, _("In %(count)d min") % {"count": figures.PUT_OFF.total_seconds() // 60})


def one_to_do(ring: Ring) -> str | None:
    """The kind that one tap can log: a reminder of several things cannot say which of them was done."""
    kind = ring.kinds[0] if len(ring.kinds) == 1 else "check_in"
    return None if kind == "check_in" else kind


def open_items(plan: Plan, kinds: Sequence[str]) -> list[Item]:
    """The open item of each kind."""
    found = {each.kind: each for each in reversed(plan.day.items) if each.state == ItemState.OPEN}
    return [found[kind] for kind in kinds if kind in found]


def names(kinds: Sequence[str]) -> str:
    """Name what is due: Ice, walk."""
    all_names = [str(name_of(kind)) for kind in kinds]
    return ", ".join([all_names[0], *(each[:1].lower() + each[1:] for each in all_names[1:])])


def _bell(ring: Ring, plan: Plan, plain: bool) -> Said:
    timer = plan.timer
    if timer is None:
        raise ValueError("a bell is true only of a timer that is shown")
    minutes = round((timer.ends_at - timer.started_at).total_seconds() / 60)
    lasted = ngettext("%(count)d minute is over.", "%(count)d minutes are over.", minutes) % {"count": minutes}
    on_skin = timer.kind in ON_SKIN
    match ring.what, plain:
        case What.STOP, False:
            return Said(_("End your timer now"), _("Your plan has changed."), _("Done"))
        case What.STOP, True:
            title: Text = OFF[timer.kind] if on_skin else _("Stop now")
            return Said(str(title), why_stop(timer, plan.heat_from).text, str(words_of(timer).end))
        case What.LOOK, True:
            return Said(_("Look at your skin"), _("Stop if it is white, blotchy or numb."))
        case What.LOOK, False:
            return Said(_("Time for a quick look"), _("Your timer still runs."))
        case What.STILL, False:
            over = {"minutes": int(figures.OVERDUE.total_seconds() / 60)}
            return Said(_("End your timer now"), _("It is %(minutes)d minutes over.") % over, _("Done"))
        case _, False:
            return Said(_("Your timer is over"), lasted, _("Done"))
    title = OFF[timer.kind] if on_skin else _("Time is up")
    body = _("Time is up. Look at your skin.") if on_skin else lasted
    return Said(str(title), body, str(words_of(timer).end))


def _neutral(items: Sequence[Item]) -> tuple[str, str]:
    if len(items) > 1:
        return _("Your next steps are ready"), _("Tap to see them.")
    if items[0].minutes == 0:
        return _("A question for you"), _("It takes a minute.")
    minutes = items[0].minutes
    takes = ngettext("It takes %(count)d minute.", "It takes %(count)d minutes.", minutes) % {"count": minutes}
    return _("Your next step is ready"), takes


def _plain(items: Sequence[Item]) -> tuple[str, str]:
    title = say(items[0].title) if len(items) == 1 else names([each.kind for each in items])
    return title, say(items[0].do)
