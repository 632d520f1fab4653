"""What to do while a session runs: each step with its time, to be read, heard, or followed with closed eyes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from recovery.plan import figures
from recovery.plan.advice import Session, Words, gettext_noop

_ = gettext_noop

NOW = timedelta(0)
POSITIONS = {
    "incline": _("Lie on your back. Upper body a little up, pillow under your knees."),
    "recliner": _("Sit back in the chair. Legs supported, knees a little bent."),
    "side": _("Lie on your side. Pillow between your knees."),
}
MOVES = (
    ("knee_rolls", _("Roll both knees to one side, then to the other. 3 to 5 times.")),
    ("stretch", _("Pull one knee to your chest, then the other. 3 to 5 times.")),
    ("pelvic_tilt", _("Press your lower back flat, then let go. 3 to 5 times.")),
)
TILT = _("Tilt your hips a little back and forth. 3 to 5 times.")


@dataclass(frozen=True)
class Step:
    """What to do from `after` the start on; `picture` shows it where it differs from the one before."""

    after: timedelta
    words: Words
    picture: str = ""


def steps(session: Session, stage: str | None, position: str) -> tuple[Step, ...]:
    """The steps of a running session, first to last; those after its end are for whoever did not stop.

    `stage` is the walking stage, `position` the one to rest in: they decide what a rest holds.
    """
    length = session.ends_at - session.started_at
    match session.kind:
        case "cold":
            found = _on_skin(length, _ice())
        case "heat":
            found = _on_skin(length, _warmth())
        case "walk":
            found = _walk(length)
        case "rest":
            found = _rest(length, stage, position)
        case "legs_up":
            found = _legs_up(length)
        case "breathing":
            found = _breathing(length, position)
        case "stretch":
            found = _stretch(length, position)
        case _:
            found = _massage(length)
    return tuple(sorted(found, key=lambda step: step.after))


def _ice() -> Iterator[Step]:
    yield Step(NOW, Words(_("A thin towel lies between ice and skin. Stay awake.")), "back")
    yield Step(figures.FIRST_LOOK, Words(_("Look at your skin. Stop if it is white, blotchy or numb.")))
    yield Step(figures.SECOND_LOOK, Words(_("Look at your skin once more. Stop if it is white, blotchy or numb.")))


def _warmth() -> Iterator[Step]:
    yield Step(NOW, Words(_("Warm, not hot. A towel lies between. Stay awake.")), "heat")
    yield Step(figures.FIRST_LOOK, Words(_("Look at your skin. Stop if it is blotchy or too hot.")))


def _on_skin(length: timedelta, first: Iterator[Step]) -> Iterator[Step]:
    """Looks at the skin, the last minute, the end, and a reminder for whoever has not taken it off."""
    yield from (step for step in first if step.after < length - figures.LAST_MINUTE)
    yield Step(length - figures.LAST_MINUTE, Words(_("1 minute left.")))
    yield Step(length, Words(_("Take it off now.")))
    late = int(figures.OVERDUE / timedelta(minutes=1))
    yield Step(length + figures.OVERDUE, Words(_("%(minutes)d minutes over. Take it off now."), {"minutes": late}))


def _walk(length: timedelta) -> Iterator[Step]:
    yield Step(NOW, Words(_("Walk slowly. Stop if pain rises by 2.")), "walkwide")
    if length >= figures.TURN_BACK_FROM:
        yield Step(length / 2, Words(_("Half the time is over. Turn back now.")))
    yield Step(length, Words(_("Time is up. Come to rest, and say how it was.")))


def _rest(length: timedelta, stage: str | None, position: str) -> Iterator[Step]:
    yield Step(NOW, Words(POSITIONS[position]), position)
    if stage == "W1":
        pumps = Words(_("Move your feet up and down %(times)d times."), {"times": figures.FOOT_PUMPS})
        yield Step(figures.LAST_MINUTE, pumps, "ankle_pumps")
        yield Step(2 * figures.LAST_MINUTE, Words(_("Now lie still. Let your back sink in.")), position)
    yield Step(length / 2, Words(_("More pain or tingling in a leg? Change position.")))
    yield Step(length, Words(_("Change position, or stand for 1 to 2 minutes.")), "stand")
    longest = Words(_("%(minutes)d minutes are over. Change position now."), {"minutes": figures.REST_LONGEST})
    yield Step(timedelta(minutes=figures.REST_LONGEST), longest, "stand")


def _legs_up(length: timedelta) -> Iterator[Step]:
    yield Step(NOW, Words(_("Calves on the chair. Knees bent, back flat.")), "legsup")
    yield Step(length / 2, Words(_("Leg numb or tingling? Put your legs down.")))
    yield Step(length, Words(_("Put your legs down slowly. Roll to your side to get up.")))


def _breathing(length: timedelta, position: str) -> Iterator[Step]:
    picture = "breathe" if position == "incline" else position  # that one lies on the back
    yield Step(NOW, Words(_("Hand on your belly. In through your nose, and slowly out.")), picture)
    yield Step(figures.LAST_MINUTE, Words(_("Dizzy or tingling? Breathe as you like.")))
    yield Step(length - figures.LAST_MINUTE, Words(_("1 minute left.")))
    yield Step(length, Words(_("Done. Let your breath go as it likes.")))


def _stretch(length: timedelta, position: str) -> Iterator[Step]:
    """Each move with a rest after it, within the time. Who must not lie on the back moves where they rest."""
    on_back = position == "incline"
    begin = _("Lie on your back. Knees bent, feet flat.") if on_back else POSITIONS[position]
    between = "breathe" if on_back else position
    yield Step(NOW, Words(begin), between)
    after, seconds = figures.STRETCH_READY, int(figures.STRETCH_PAUSE.total_seconds())
    pause = Words(_("Rest for %(seconds)d seconds. Breathe slowly."), {"seconds": seconds})
    for picture, words in MOVES if on_back else 3 * ((position, TILT),):
        yield Step(after, Words(words), picture)
        after += figures.STRETCH_MOVE
        yield Step(after, pause, between)
        after += figures.STRETCH_PAUSE
    yield Step(length, Words(_("Done. Rest for 10 minutes.")))


def _massage(length: timedelta) -> Iterator[Step]:
    yield Step(NOW, Words(_("Light hands, beside the spine, not on it.")), "massage")
    yield Step(length / 2, Words(_("Now the other side.")))
    yield Step(length, Words(_("Stop now, and rest for a while.")))


def breath() -> int:
    """The seconds for one breath in, and for one out: about six breaths a minute."""
    return figures.BREATH_SECONDS
