"""A case in words: the answers that it is made of, in short sentences."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.presenters.say import Text, day_text, say
from recovery.presenters.traits import trait_words
from recovery.samples.case import Case, Course, Walks
from recovery.samples.events import Event

COURSES: Mapping[Course, Text] = {
    Course.FAST: lazy("Eases fast"),
    Course.SLOWLY: lazy("Eases slowly"),
    Course.STAYS: lazy("Stays"),
    Course.BACK: lazy("Comes back"),
}
WALKS: Mapping[Walks, Text] = {
    Walks.FINE: lazy("Fine"),
    Walks.NONE: lazy("None"),
    Walks.HURT: lazy("One hurts"),
    Walks.TWO_HURT: lazy("Two hurt"),
}
EVENTS: Mapping[Event, Text] = {
    Event.SUDDEN: lazy("Seized up again, no questions yet"),
    Event.SUDDEN_SCREENED: lazy("Seized up again, no warning sign"),
    Event.SUDDEN_TWICE: lazy("Seized up again twice"),
    Event.FLARE: lazy("Slowly worse again, no warning sign"),
    Event.LEG_TINGLES: lazy("A leg tingles"),
    Event.LEG_LOWER: lazy("Pain further down the leg"),
    Event.FEVER: lazy("A fever"),
    Event.FEVER_GONE: lazy("A fever that is gone"),
    Event.FEVER_WEAK_LEG: lazy("A fever, then a weak leg"),
    Event.CANNOT_WALK: lazy("Cannot walk"),
    Event.A_FEW_STEPS: lazy("A few steps only"),
    Event.FLOOR_ALONE: lazy("On the floor, alone"),
    Event.FLOOR_HELPED: lazy("On the floor, with help"),
    Event.IN_BED: lazy("In bed, cannot walk"),
    Event.EMERGENCY_CHECKED: lazy("An emergency sign that was checked"),
    Event.SIGN_CHECKED: lazy("A sign for today that was checked"),
    Event.SLEPT_BADLY: lazy("Slept badly"),
    Event.TWO_PAINS: lazy("Two pains that do not agree"),
    Event.NO_WALK: lazy("Says that there was no walk"),
    Event.BEFORE_START: lazy("A walk from before the start"),
    Event.START_UNSURE: lazy("Unsure: perhaps five hours later"),
    Event.ICE_DONE: lazy("Ice just now"),
    Event.ICE_TOO_LONG: lazy("Ice for too long"),
    Event.ICE_MARKED: lazy("Ice left marks"),
    Event.ICE_RUNS: lazy("Ice is on"),
    Event.WARMTH_DONE: lazy("Warmth just now"),
    Event.LEGS_UP_DONE: lazy("Legs up just now"),
    Event.STRETCH_DONE: lazy("A stretch just now"),
    Event.REST_WORSE: lazy("Rest made it worse"),
    Event.WALK_WORSE: lazy("A walk made it worse"),
    Event.IBUPROFEN: lazy("Took ibuprofen"),
    Event.TWO_KINDS: lazy("Took ibuprofen and naproxen"),
    Event.TOO_MUCH: lazy("Took too much ibuprofen"),
    Event.EIGHT_DAYS: lazy("Ibuprofen on eight days"),
    Event.HEART_ASPIRIN: lazy("Took a small aspirin"),
    Event.STRONG_PILL: lazy("Took a strong pill"),
    Event.FLUIDS_LOST: lazy("Lost a lot of fluid"),
    Event.STATEMENTS: lazy("Told the statements twice"),
}


def pains_of(case: Case) -> str:
    """Return how the pain goes: "Pain 8, eases slowly", or the pains that were typed."""
    if case.typed:
        shown = ", ".join("–" if pain is None else str(pain) for pain in case.typed)
        return _("Pain %(pains)s") % {"pains": shown}
    course = str(COURSES[case.course])
    return _("Pain %(pain)d, %(course)s") % {"pain": case.pain, "course": course[0].lower() + course[1:]}


def seen_on(case: Case) -> str:
    """Return the local day and time at which the case is looked at: Wed 13 May, 12:00."""
    return f"{day_text(case.local_day, 'D j M')}, {case.clock:%H:%M}"


def told(case: Case) -> list[str]:
    """Return everything about the case that is not as usual: walks, who it is, signs, what else happened."""
    return list(_told(case))


def _told(case: Case) -> Iterator[str]:
    if case.walks is not Walks.FINE:
        yield _("Walks: %(how)s") % {"how": str(WALKS[case.walks]).lower()}
    if case.wake > case.sleep:
        yield _("Sleeps from %(sleep)s to %(wake)s") % {
            "sleep": f"{case.sleep:%H:%M}",
            "wake": f"{case.wake:%H:%M}",
        }
    if case.birth_year:
        yield _("Born in %(year)d") % {"year": case.birth_year}
    if case.weeks_pregnant is not None:
        yield _("Pregnant for %(weeks)d weeks") % {"weeks": case.weeks_pregnant}
    yield from (trait_words(each) for each in case.conditions if each != "pregnant" or case.weeks_pregnant is None)
    yield from (say(RED_FLAGS[flag].tells).rstrip(".") for flag in case.flags)
    yield from (str(EVENTS[event]) for event in case.also)
    if case.country != Case.country:
        yield _("Country: %(country)s") % {"country": case.country or _("another")}
