"""The few words of each kind of entry in its line of the journal."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.entries import Activities, CheckIn, Cleared, Drink, Entry, Medicine, Onset, Roland, Timed, Walk
from recovery.presenters.medicine_names import NAMES
from recovery.presenters.say import say, short

PLACES = {"floor": lazy("On the floor"), "bed": lazy("In bed"), "chair": lazy("On a chair"), "up": lazy("Up")}


def nothing(_entry: Entry) -> str:
    """No words, for a kind whose name is enough."""
    return ""


def minutes(entry: Timed) -> str:
    return _("%(minutes)d min") % {"minutes": entry.minutes}


def amount_of(entry: Entry) -> str:
    """How much was logged, for the toast: minutes, millilitres, the medicine, or the pain."""
    match entry:
        case Timed():
            return minutes(entry)
        case Drink():
            return drink(entry)
        case Medicine():
            return medicine(entry)
        case CheckIn(pain=int(pain)):
            return _("pain %(pain)d of 10") % {"pain": pain}
    return ""


def walk(entry: Walk) -> str:
    if entry.pain_before is None or entry.pain_after is None:
        return minutes(entry)
    inputs = {"minutes": entry.minutes, "before": entry.pain_before, "after": entry.pain_after}
    return _("%(minutes)d min, pain %(before)d to %(after)d") % inputs


def check_in(entry: CheckIn) -> str:
    """The warning signs if there are any, otherwise what was told: a new spasm, pain, walks; or the place alone."""
    if entry.flags:
        return " ".join(say(RED_FLAGS[flag].tells) for flag in entry.flags)
    told = [
        _("It seized up again") if entry.sudden else "",
        "" if entry.pain is None else _("Pain %(pain)d of 10") % {"pain": entry.pain},
        "" if entry.walks is None else _("%(count)d walks today") % {"count": entry.walks},
    ]
    return ", ".join(filter(None, told)) or _no_more_told(entry)


def _no_more_told(entry: CheckIn) -> str:
    if entry.screened:
        return _("None of the warning signs")
    return str(PLACES[entry.where_now]) if entry.where_now else ""


def drink(entry: Drink) -> str:
    return _("%(ml)d ml") % {"ml": entry.ml}


def medicine(entry: Medicine) -> str:
    name = NAMES[entry.name].name
    return str(name) if entry.mg is None else _("%(name)s, %(mg)g mg") % {"name": name, "mg": entry.mg}


def onset(entry: Onset) -> str:
    return short(entry.started_at)


def roland(entry: Roland) -> str:
    return _("%(count)d of 24 ticked") % {"count": len(entry.ticked)}


def activities(entry: Activities) -> str:
    return ", ".join(f"{each.name} {each.score}" for each in entry.scores)


def cleared(entry: Cleared) -> str:
    match entry.because:
        case "professional":
            return _("A health professional checked it")
        case "gone":
            return _("The sign is gone")
    return _("Ticked by mistake")
