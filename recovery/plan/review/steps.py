"""What to do while a timer runs: each step with its time, to be read, heard, or followed with closed eyes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from recovery.plan.advice import Timer
from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.enums import Stage
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

NOW, MINUTE = timedelta(0), timedelta(minutes=1)
POSITIONS = {
    "incline": Words(_("Lie on your back. Upper body a little up, pillow under your knees.")),
    "recliner": Words(_("Sit back in the chair. Legs supported, knees a little bent.")),
    "side": Words(_("Lie on your side. Pillow between your knees.")),
}
A_MINUTE_LEFT = Words(_("%(LAST_MINUTE)s minute left."))
OFF_NOW = Words(_("Take it off now."))
STILL_ON = Words(_("%(OVERDUE)s minutes over. Take it off now."))
ICE_ON = Words(_("A thin towel lies between ice and skin. Stay awake."))
ICE_LOOK = Words(_("Look at your skin. Stop if it is white, blotchy or numb."))
ICE_LOOK_AGAIN = Words(_("Look at your skin once more. Stop if it is white, blotchy or numb."))
WARMTH_ON = Words(_("Warm, not hot. A towel lies between. Stay awake."))
WARMTH_LOOK = Words(_("Look at your skin. Stop if it is blotchy or too hot."))
WALK = Words(_("Walk slowly. Stop if pain rises by %(MEANINGFUL_RISE)s."))
WALK_BACK = Words(_("Half the time is over. Turn back now."))
WALK_OVER = Words(_("Time is up. Come to rest, and say how it was."))
PUMP_FEET = Words(_("Move your feet up and down %(FOOT_PUMPS)s times."))
LIE_STILL = Words(_("Now lie still. Let your back sink in."))
LEG_WORSE = Words(_("More pain or tingling in a leg? Change position."))
CHANGE_OR_STAND = Words(_("Change position, or stand for %(STAND_LEAST)s to %(STAND_LONGEST)s minutes."))
CHANGE_NOW = Words(_("%(REST_LONGEST)s minutes are over. Change position now."))
LEGS_UP = Words(_("Calves on the chair. Knees bent, back flat."))
LEGS_NUMB = Words(_("Leg numb or tingling? Put your legs down."))
LEGS_DOWN = Words(_("Put your legs down slowly. Roll to your side to get up."))
BREATHE = Words(_("Hand on your belly. In through your nose, and slowly out."))
BREATHE_AS_YOU_LIKE = Words(_("Dizzy or tingling? Breathe as you like."))
BREATHE_OVER = Words(_("Done. Let your breath go as it likes."))
ON_YOUR_BACK = Words(_("Lie on your back. Knees bent, feet flat."))
MOVES = (
    (
        "knee_rolls",
        Words(
            _(
                "Roll both knees to one side, then to the other. "
                "%(STRETCH_TIMES_LEAST)s to %(STRETCH_TIMES_MOST)s times."
            )
        ),
    ),
    (
        "stretch",
        Words(
            _("Pull one knee to your chest, then the other. %(STRETCH_TIMES_LEAST)s to %(STRETCH_TIMES_MOST)s times.")
        ),
    ),
    (
        "pelvic_tilt",
        Words(_("Press your lower back flat, then let go. %(STRETCH_TIMES_LEAST)s to %(STRETCH_TIMES_MOST)s times.")),
    ),
)
TILT = Words(_("Tilt your hips a little back and forth. %(STRETCH_TIMES_LEAST)s to %(STRETCH_TIMES_MOST)s times."))
MOVE_PAUSE = Words(_("Rest for %(STRETCH_PAUSE)s seconds. Breathe slowly."))
STRETCH_OVER = Words(_("Done. Rest for %(STRETCH_REST)s minutes."))
MASSAGE = Words(_("Light hands, beside the spine, not on it."))
MASSAGE_OTHER_SIDE = Words(_("Now the other side."))
MASSAGE_OVER = Words(_("Stop now, and rest for a while."))

STEPS = Article(
    name="guide.steps",
    says=_("While a timer runs, each step comes at its time: looks at the skin, moves, pauses and the end."),
    evidence=_("Looks at the skin and repeats come from health services. The marks are our own careful choice."),
    source="15,18,22,23,24,proposed",
    figures=(
        "REST_LONGEST", "FIRST_LOOK", "SECOND_LOOK", "LAST_MINUTE", "OVERDUE", "TURN_BACK_FROM", "BREATH_SECONDS",
        "STRETCH_READY", "STRETCH_MOVE", "STRETCH_PAUSE",
    ),
    sentences=(
        A_MINUTE_LEFT, OFF_NOW, STILL_ON, ICE_ON, ICE_LOOK, ICE_LOOK_AGAIN, WARMTH_ON, WARMTH_LOOK, WALK, WALK_BACK,
        WALK_OVER, PUMP_FEET, LIE_STILL, LEG_WORSE, CHANGE_OR_STAND, CHANGE_NOW, LEGS_UP, LEGS_NUMB, LEGS_DOWN, BREATHE,
        BREATHE_AS_YOU_LIKE, BREATHE_OVER, ON_YOUR_BACK, MOVE_PAUSE, STRETCH_OVER, MASSAGE, MASSAGE_OTHER_SIDE,
        MASSAGE_OVER, *POSITIONS.values(), *(words for _picture, words in MOVES), TILT,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """What to do from `after` the start on; `picture` shows it where it differs from the one before."""

    after: timedelta
    words: Words
    picture: str = ""


def steps(timer: Timer, stage: Stage | None, position: str) -> tuple[Step, ...]:
    """Return the steps of a timer, first to last; those after its end are for a person who did not stop.

    `stage` is the walking stage and `position` the one to rest in: they decide what a rest holds.
    """
    length = timer.ends_at - timer.started_at
    match timer.kind:
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
        case "massage":
            found = _massage(length)
        case kind:
            raise ValueError(f"{kind}: has no steps in {__name__}")
    return tuple(sorted(found, key=lambda step: step.after))


def _ice() -> Iterator[Step]:
    yield Step(NOW, ICE_ON, "back")
    yield Step(figures.FIRST_LOOK, ICE_LOOK)
    yield Step(figures.SECOND_LOOK, ICE_LOOK_AGAIN)


def _warmth() -> Iterator[Step]:
    yield Step(NOW, WARMTH_ON, "heat")
    yield Step(figures.FIRST_LOOK, WARMTH_LOOK)


def _on_skin(length: timedelta, first: Iterator[Step]) -> Iterator[Step]:
    """Yield the looks at the skin, the last minute, the end, and one more call to take it off."""
    yield from (step for step in first if step.after < length - figures.LAST_MINUTE)
    yield Step(length - figures.LAST_MINUTE, A_MINUTE_LEFT)
    yield Step(length, OFF_NOW)
    yield Step(length + figures.OVERDUE, STILL_ON)


def _walk(length: timedelta) -> Iterator[Step]:
    yield Step(NOW, WALK, "walkwide")
    if length >= figures.TURN_BACK_FROM:
        yield Step(length / 2, WALK_BACK)
    yield Step(length, WALK_OVER)


def _rest(length: timedelta, stage: Stage | None, position: str) -> Iterator[Step]:
    yield Step(NOW, POSITIONS[position], position)
    if stage == Stage.W1:
        yield Step(figures.LAST_MINUTE, PUMP_FEET, "ankle_pumps")
        yield Step(2 * figures.LAST_MINUTE, LIE_STILL, position)
    yield Step(length / 2, LEG_WORSE)
    yield Step(length, CHANGE_OR_STAND, "stand")
    yield Step(figures.REST_LONGEST * MINUTE, CHANGE_NOW, "stand")


def _legs_up(length: timedelta) -> Iterator[Step]:
    yield Step(NOW, LEGS_UP, "legsup")
    yield Step(length / 2, LEGS_NUMB)
    yield Step(length, LEGS_DOWN)


def _breathing(length: timedelta, position: str) -> Iterator[Step]:
    picture = "breathe" if position == "incline" else position  # the drawing shows a person on the back
    yield Step(NOW, BREATHE, picture)
    yield Step(figures.LAST_MINUTE, BREATHE_AS_YOU_LIKE)
    yield Step(length - figures.LAST_MINUTE, A_MINUTE_LEFT)
    yield Step(length, BREATHE_OVER)


def _stretch(length: timedelta, position: str) -> Iterator[Step]:
    """Yield each move with a rest after it, on the back or, for a person who must not lie so, where they rest."""
    on_back = position == "incline"
    between = "breathe" if on_back else position
    yield Step(NOW, ON_YOUR_BACK if on_back else POSITIONS[position], between)
    after = figures.STRETCH_READY
    for picture, words in MOVES if on_back else len(MOVES) * ((position, TILT),):
        yield Step(after, words, picture)
        after += figures.STRETCH_MOVE
        yield Step(after, MOVE_PAUSE, between)
        after += figures.STRETCH_PAUSE
    yield Step(length, STRETCH_OVER)


def _massage(length: timedelta) -> Iterator[Step]:
    yield Step(NOW, MASSAGE, "massage")
    yield Step(length / 2, MASSAGE_OTHER_SIDE)
    yield Step(length, MASSAGE_OVER)


def breath() -> int:
    """Return the seconds of one breath in; one out takes as many."""
    return figures.BREATH_SECONDS
