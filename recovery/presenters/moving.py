"""Guides to getting about: on Today, in their list, and one at a time."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import ShownGuide
from recovery.plan.clinical.countries import Country
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.clinical.guides.guide import ALL_GUIDES, STOP, STOP_SHORT, THEN_REST, Bar, Guide
from recovery.plan.clinical.guides.stuck import (
    CALL_FOR_ADVICE,
    CALL_NOW,
    CALL_SOMEBODY,
    LIE_WELL,
    READ_OUT,
    SEEN_TODAY,
    STUCK,
    TRY_ONCE_MORE,
)
from recovery.plan.enums import Flag, GuideId, GuideReason
from recovery.plan.words import Words
from recovery.presenters.flag_rows import ROWS
from recovery.presenters.page_links import page_href
from recovery.presenters.say import Text, say
from recovery.presenters.traits import TRAITS

# Why a guide is shown now.
WHY: Mapping[GuideReason, Text] = {
    GuideReason.FLOOR_WITH_HELP: lazy("You are on the floor, and somebody is with you."),
    GuideReason.FLOOR_ALONE: lazy("You are on the floor."),
    GuideReason.FLOOR_STAY: lazy("You are on the floor. It is safer to wait for help."),
    GuideReason.IN_BED: lazy("You are in bed and cannot walk."),
    GuideReason.IN_A_CHAIR: lazy("You cannot walk yet."),
    GuideReason.A_FEW_STEPS: lazy("You can walk a few steps."),
    GuideReason.STAGE: lazy("It fits the walks of today."),
    GuideReason.NIGHT: lazy("It is night, or will soon be."),
    GuideReason.SLEPT_BADLY: lazy("You slept badly last night."),
    GuideReason.STRONG_PILLS: lazy("A strong pill makes it hard to poo."),
    GuideReason.COUGH_HURTS: lazy("A cough makes it much worse."),
}
UP_FROM_FLOOR = (GuideId.FLOOR_UP_CHAIR, GuideId.FLOOR_UP_ALONE)
GROUND = (*UP_FROM_FLOOR, GuideId.FLOOR_WAIT, GuideId.FLOOR_HELPER, GuideId.FLOOR_DOWN)
BED = (GuideId.ROLL, GuideId.OUT_OF_BED, GuideId.INTO_BED, GuideId.SLEEP, GuideId.NIGHT)
HOME = (GuideId.SIT_STAND, GuideId.TOILET, GuideId.BOWELS, GuideId.WASH, GuideId.DRESS, GuideId.COUGH)
FURTHER = (GuideId.CAR, GuideId.STAIRS, GuideId.PICK_UP, GuideId.LIFT)
# The title of each group of the list, with its guides.
GROUPS: Sequence[tuple[Text, Sequence[GuideId]]] = (
    (lazy("On the floor"), GROUND),
    (lazy("In bed and at night"), BED),
    (lazy("At home"), HOME),
    (lazy("Further"), FURTHER),
)


@dataclass(frozen=True)
class GuideRow:
    """A guide in a list; `hint` says why it is shown, or why it is left out."""

    title: str
    href: str
    drawing: str
    hint: Text = ""


@dataclass(frozen=True)
class GettingAbout:
    """The few guides that fit now."""

    why: Text
    rule: str
    rows: Sequence[GuideRow]


@dataclass(frozen=True)
class Group:
    """Guides of one place."""

    title: Text
    rows: Sequence[GuideRow]


@dataclass(frozen=True)
class MovePage:
    """The list of all guides: those that fit now, all by their place, and those that are left out."""

    now: GettingAbout | None
    groups: Sequence[Group]
    left_out: Sequence[GuideRow]


@dataclass(frozen=True)
class StepView:
    """One step of a guide; `back` and `next` are the numbers of its neighbours, None at either end.

    `again` is true if its drawing is the one before.
    """

    number: int
    words: str
    drawing: str
    again: bool
    current: bool
    back: int | None
    next: int | None


@dataclass(frozen=True)
class Stuck:
    """Whom to call when somebody cannot get up."""

    rule: str
    call: str | None
    advice: str | None
    advice_name: str
    call_now: Sequence[str]
    read_out: str
    then: Sequence[str]


@dataclass(frozen=True)
class GuidePage:
    """One guide. `bar` says why it is not for this person, `instead` is the guide to use then.

    `first` is what this person takes care of. For somebody of whom nothing is known, `care` says what some people take
    care of, and `not_for` names those whom the guide is not for.
    """

    guide: GuideId
    rule: str
    title: str
    steps: Sequence[StepView]
    one: bool
    first: Sequence[str]
    care: Sequence[str]
    notes: Sequence[str]
    always: Sequence[str]
    stop: Sequence[str]
    stop_short: str
    then: str
    not_for: Sequence[Text]
    bar: str
    instead: Sequence[GuideRow]
    tries: bool
    stuck: Stuck | None


def show_getting_about(guides: Sequence[ShownGuide]) -> GettingAbout | None:
    """Show the guides that fit now; None where no guide fits."""
    if not guides:
        return None
    return GettingAbout(
        why=WHY[guides[0].because],
        rule=guides[0].rule,
        rows=[_row(each.guide, "" if each.because == guides[0].because else WHY[each.because]) for each in guides],
    )


def show_moves(now: GettingAbout | None, at_risk: Container[str], alone: bool) -> MovePage:
    """Show all guides; those that are not for the person come last, with the reason."""
    bars = {name: guide.bar(at_risk, alone) for name, guide in GUIDES.items()}
    return MovePage(
        now=now,
        groups=[Group(title, [_row(each) for each in names if not bars[each]]) for title, names in GROUPS],
        left_out=[_row(name, say(bar.why)) for name, bar in bars.items() if bar],
    )


def show_guide(
    guide: Guide, lines: Country, *, at_risk: Container[str], alone: bool, known: bool, step: int | None
) -> GuidePage:
    """Show a guide: one step, or all of them where `step` is None; a barred one shows its reason instead.

    `known`: the person has told what speaks against a guide.
    """
    bar = guide.bar(at_risk, alone)
    return GuidePage(
        guide=guide.id,
        rule=guide.name,
        title=title_of(guide.id),
        steps=[] if bar else _steps(guide, at_risk, step),
        one=step is not None,
        first=_say_all(_first(guide, at_risk)),
        care=[] if known else _say_all(dict.fromkeys(words for _trait, words in guide.care)),
        notes=_say_all(guide.notes),
        always=_say_all(ALL_GUIDES),
        stop=_say_all(STOP),
        stop_short=say(STOP_SHORT),
        then=say(THEN_REST),
        not_for=[] if known else [_who(each) for each in guide.bars],
        bar=say(bar.why) if bar else "",
        instead=[_row(bar.instead)] if bar and bar.instead else [],
        tries=guide.id in UP_FROM_FLOOR,
        stuck=_stuck(lines) if guide.id == GuideId.FLOOR_WAIT else None,
    )


def title_of(guide: GuideId) -> str:
    """Return the title of a guide, without the stop at its end."""
    return say(Words(GUIDES[guide].says)).rstrip(".")


def _row(guide: GuideId, hint: Text = "") -> GuideRow:
    drawings = [each.drawing for each in GUIDES[guide].steps]
    own = next((each for each in drawings if f"/{guide}-" in each), drawings[0])
    return GuideRow(title_of(guide), page_href("guide", guide), own, hint)


def _first(guide: Guide, at_risk: Container[str]) -> list[Words]:
    after_fall = guide.id in GROUND and (Flag.S4 in at_risk or Flag.S8 in at_risk)
    return [*([SEEN_TODAY] if after_fall else []), *guide.care_for(at_risk)]


def _steps(guide: Guide, at_risk: Container[str], step: int | None) -> list[StepView]:
    steps = guide.steps_for(at_risk)
    current = min(max(step or 1, 1), len(steps))
    return [
        StepView(
            number=number,
            words=say(each.words),
            drawing=each.drawing,
            again=number > 1 and each.drawing == steps[number - 2].drawing,
            current=number == current,
            back=number - 1 or None,
            next=number + 1 if number < len(steps) else None,
        )
        for number, each in enumerate(steps, 1)
    ]


def _stuck(lines: Country) -> Stuck:
    return Stuck(
        rule=STUCK.name,
        call=next(iter(lines.emergency), None),
        advice=lines.advice.number if lines.advice else None,
        advice_name=lines.advice.name if lines.advice else "",
        call_now=_say_all(CALL_NOW),
        read_out=say(READ_OUT),
        then=_say_all((CALL_SOMEBODY, TRY_ONCE_MORE, CALL_FOR_ADVICE, LIE_WELL)),
    )


def _who(bar: Bar) -> Text:
    """Return the people of a bar in plain words."""
    return TRAITS.get(bar.trait) or ROWS[bar.trait]


def _say_all(lines: Iterable[Words]) -> list[str]:
    return [say(each) for each in lines]
