"""What comes before the plan: a red flag, an age that it is not for, or questions to answer first."""

from collections.abc import Iterator
from datetime import datetime

from recovery.plan.advice import Gate, Reason
from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.clinical.countries import emergency_number
from recovery.plan.entries import FLAGS, Entry
from recovery.plan.enums import Ask, GateLevel, GateReason
from recovery.plan.history.screening import Raised
from recovery.plan.history.story import Story
from recovery.plan.ladder.rung import Climb
from recovery.plan.ladder.silence import QUESTIONS, is_silent
from recovery.plan.words import gettext_noop as _

EMERGENCY = Article(
    name="gate.emergency",
    says=_("One sign of an emergency closes the plan until it was checked and all signs are asked again."),
    evidence=_("Each sign alone proves little: of 100 people about 1 has a grave cause, and 80 have a sign."),
    source="1,34,35,47,48",
    differs=_(
        "A framework for clinicians lets the whole picture decide, as single signs are weak tests. "
        "Here one sign is enough, and “not sure” counts as a yes."
    ),
    codes=(GateReason.CHECKED, GateReason.RED_FLAG),
)
TODAY = Article(
    name="gate.today",
    says=_("A sign for today pauses stretching, massage and warmth until it was checked."),
    evidence=_("Health services say: call the same day. What pauses is our own careful choice."),
    source="1,34,proposed",
    differs=_(
        "Public lists have two groups: call now, and get advice today. "
        "Where the signs in between them stand is our own choice, as is the third group, “soon”."
    ),
    codes=(GateReason.RED_FLAG,),
)
TOO_YOUNG = Article(
    name="gate.too_young",
    says=_("This plan is for adults; a child sees a doctor first. In the year of the birthday the plan asks."),
    evidence=_("Health services send children with back pain to a doctor. For ages 16 and 17 it is our own choice."),
    source="1,2,9,proposed",
    figures=("ADULT_AGE", "CHILD_AGE"),
    codes=(GateReason.UNDER_16, GateReason.UNDER_18, GateReason.MAYBE_17),
)
SCREEN_FIRST = Article(
    name="gate.screen_first",
    says=_(
        "When it seizes up again or flares up, all warning signs are asked first. "
        "Until then only rest, slow breaths and drinks go on."
    ),
    evidence=_("New pain can have a new cause. What pauses is our own careful choice."),
    source="34,35,54,proposed",
    codes=(GateReason.SUDDEN_SPASM, GateReason.FLARE),
)


def find_gate(story: Story, flags: list[Raised], climb: Climb) -> Gate | None:
    """The gravest gate that is closed or asks, None when the plan is free."""
    call = emergency_number(story.country)
    still_open = [each for each in flags if each.lifted_at is None]
    asks_first = new_pain(story, climb) or _silence(story, climb)
    return (
        _emergency([each for each in still_open if each.level == "E"], call)
        or _too_young(story)
        or _today([each for each in still_open if each.level == "S"], call, asks_first)
        or asks_first
    )


def _emergency(raised: list[Raised], call: str | None) -> Gate | None:
    """An open emergency flag; once all are checked, a full screen is asked for."""
    if not raised:
        return None
    flags, since = _ids(raised), raised[0].at
    if all(each.checked for each in raised):
        return Gate(GateLevel.ASK_FIRST, flags, since, call, (Ask.SCREEN,), Reason(GateReason.CHECKED), closed=True)
    because = Reason(GateReason.RED_FLAG, {"flags": list(flags)})
    return Gate(GateLevel.EMERGENCY, flags, since, call, (), because, closed=True)


def _too_young(story: Story) -> Gate | None:
    """This plan is for adults. Only the year of birth is known, so in one year the person must say it."""
    age = story.age
    if age is None or age > figures.ADULT_AGE or (age == figures.ADULT_AGE and story.about.adult):
        return None
    if age == figures.ADULT_AGE:
        return _not_for_you(GateReason.MAYBE_17, age, (Ask.ADULT,))
    return _not_for_you(GateReason.UNDER_16 if age < figures.CHILD_AGE else GateReason.UNDER_18, age)


def _not_for_you(code: GateReason, age: int, asks: tuple[Ask, ...] = ()) -> Gate:
    return Gate(GateLevel.NOT_FOR_YOU, (), None, None, asks, Reason(code, {"age": age}), closed=True)


def _today(raised: list[Raised], call: str | None, asks_first: Gate | None) -> Gate | None:
    """An open same-day flag; the plan goes on, without what it pauses. It asks what a new pain or a silence asks."""
    if not raised:
        return None
    flags = _ids(raised)
    checked = all(each.checked for each in raised)
    asks = {Ask.SCREEN} if checked else set[Ask]()
    asks.update(asks_first.asks if asks_first else ())
    because = Reason(GateReason.RED_FLAG, {"flags": list(flags)})
    return Gate(GateLevel.TODAY, flags, raised[0].at, call, _in_order(asks), because, closed=False, checked=checked)


def new_pain(story: Story, climb: Climb) -> Gate | None:
    """A sudden spasm or a flare asks for a full screen, however it was told, until one was answered since."""
    screens = [each.at for each in story.check_ins if each.screened][-1:]
    told = [(each.at, code) for code, each in _new_pains(story, climb) if not screens or screens[0] < each.at]
    if not told:
        return None
    since, code = min(told)
    asks = {Ask.SCREEN}
    if any(each.told_at is None for each in story.relapses):
        asks.add(Ask.PAIN)
    if not any(each.sudden is not None for each in story.check_ins.since(since)):
        asks.add(Ask.SUDDEN)
    return _ask(code, since, _in_order(asks))


def _new_pains(story: Story, climb: Climb) -> Iterator[tuple[GateReason, Entry]]:
    """The newest report of a sudden spasm, and the newest flare."""
    if story.sudden:
        yield GateReason.SUDDEN_SPASM, story.sudden[-1]
    if climb.rung.flare:
        yield GateReason.FLARE, climb.rung.flare


def _silence(story: Story, climb: Climb) -> Gate | None:
    """After days without a log, three questions; those that were answered since are left out."""
    asks = climb.rung.asks or (QUESTIONS if is_silent(climb, story.day) else ())
    return _ask(GateReason.SILENCE, None, asks)


def _ask(code: GateReason, since: datetime | None, asks: tuple[Ask, ...]) -> Gate | None:
    return Gate(GateLevel.ASK_FIRST, (), since, None, asks, Reason(code), closed=False) if asks else None


def _in_order(asks: set[Ask]) -> tuple[Ask, ...]:
    return tuple(each for each in Ask if each in asks)


def _ids(raised: list[Raised]) -> tuple[str, ...]:
    """The ids of flags, each once, in the order of their list."""
    return tuple(sorted({flag for each in raised for flag in each.flags}, key=FLAGS.index))
