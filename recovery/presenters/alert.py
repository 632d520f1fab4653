"""The page in place of a plan: an alert, a few questions, or why the plan is not made for this person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Gate
from recovery.plan.clinical.red_flags import RED_FLAGS, RedFlag
from recovery.plan.enums import Ask, Flag, GateLevel
from recovery.plan.history.signs import ticked
from recovery.plan.history.story import Story
from recovery.presenters.say import Text, clock, local_day, say

# The sentence to read out on the phone for each emergency.
SAYS: Mapping[str, Text] = {
    "E1": lazy("I am numb between my legs."),
    "E2": lazy("I have new trouble with peeing."),
    "E3": lazy("I cannot control my poo."),
    "E4": lazy("Sex has started to feel numb."),
    "E5": lazy("Both of my legs hurt, tingle or feel weak."),
    "E6": lazy("One leg is getting weaker, or my legs do not do what I want."),
    "E7": lazy("I had a bad accident or fall, or my face, an arm or my speech is not as it was."),
    "E8": lazy("I have chest pain or trouble breathing."),
    "E9": lazy("I have a very bad pain that came all at once."),
    "E10": lazy("I have a fever, and feel very unwell or have a weak or numb leg."),
    "E11": lazy("I am pregnant, and I bleed, leak or have pains."),
    "E12": lazy("I took a pain pill, and I feel very unwell."),
}
# What E10 tells and what to read out if nobody ticked it: it follows from a fever and a weak or numb leg.
FEVER_AND_LEG: tuple[Text, Text] = (
    lazy("You have a fever, and one leg or foot is newly weak or numb."),
    lazy("I have a fever, and one leg or foot is newly weak or numb."),
)


@dataclass(frozen=True)
class Alert:
    """An emergency.

    `tells` are the answers of the person, `whys` say why they matter, `call` is the number to call, None where we do
    not know it. `take_off` is true if ice or warmth may still be on.
    """

    tells: Sequence[Text]
    whys: Sequence[str]
    call: str | None
    read_out: Sequence[Text]
    take_off: bool


@dataclass(frozen=True)
class GatePage:
    """Everything that gate.html and with_.html show, beside the form.

    `young` is the reason code for a person who is too young, otherwise None. `tells` are sentences to read out to a
    doctor. `cleared_id` is the id of the entry that clears the alert, `adult_id` that of the entry by which a person
    says that they are of age, None unless that is asked.
    """

    alert: Alert | None
    young: str | None
    tells: Sequence[str]
    cleared_id: UUID
    adult_id: UUID | None
    tab: None = None


def show_gate(gate: Gate, story: Story) -> GatePage:
    """Show a gate without a plan behind it."""
    return GatePage(
        alert=_alert(gate, story) if gate.level == GateLevel.EMERGENCY else None,
        young=gate.because.code if gate.level == GateLevel.NOT_FOR_YOU else None,
        tells=[*_started(story), *_pain(story)],
        cleared_id=uuid4(),
        adult_id=uuid4() if Ask.ADULT in gate.asks else None,
    )


def _alert(gate: Gate, story: Story) -> Alert:
    flags = [RED_FLAGS[flag] for flag in gate.flags]
    words = [_words(flag, story) for flag in flags]
    return Alert(
        tells=[tells for tells, _says in words],
        whys=list(dict.fromkeys(say(flag.why) for flag in flags)),
        call=gate.call,
        read_out=[*_started(story), *(says for _tells, says in words)],
        take_off=gate.stop is not None,
    )


def _words(flag: RedFlag, story: Story) -> tuple[Text, Text]:
    """What a flag tells the person, and what to read out."""
    follows = flag.id == Flag.E10 and not ticked(story, flag.id)
    return FEVER_AND_LEG if follows else (say(flag.tells), SAYS[flag.id])


def _pain(story: Story) -> list[str]:
    pain = story.pains.at(story.now)
    return [] if pain is None else [_("The pain is %(pain)d of 10.") % {"pain": pain}]


def _started(story: Story) -> list[str]:
    """When it started; empty if the alert came before that question."""
    if not story.pains.every:
        return []
    day = local_day(story.onset, "l")
    return [_("My back went into spasm on %(day)s at %(time)s.") % {"day": day, "time": clock(story.onset)}]
