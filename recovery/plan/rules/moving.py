"""Which guides to getting about fit now: they are information, never a task."""

from collections.abc import Container, Iterator
from datetime import timedelta

from recovery.plan.advice import ShownGuide
from recovery.plan.article import OUR_CHOICE, rule
from recovery.plan.clinical import figures
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.clinical.guides.bars import MAY_BE_DIZZY
from recovery.plan.clinical.medicines import is_opioid
from recovery.plan.entries import Medicine
from recovery.plan.enums import Condition, Flag, GuideId, GuideReason, Phase, Stage, Where
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _

type Row = tuple[GuideReason, tuple[GuideId, ...]]

# Who does not get up from the floor without help.
STAY_DOWN = frozenset({Flag.S4, Flag.S6, Flag.S8, Condition.RECENT_JOINT_REPLACEMENT, *MAY_BE_DIZZY})
FLOOR_WITH_HELP: Row = (
    GuideReason.FLOOR_WITH_HELP,
    (GuideId.FLOOR_HELPER, GuideId.FLOOR_UP_CHAIR, GuideId.FLOOR_WAIT),
)
FLOOR_ALONE: Row = (GuideReason.FLOOR_ALONE, (GuideId.FLOOR_UP_CHAIR, GuideId.FLOOR_WAIT, GuideId.FLOOR_UP_ALONE))
FLOOR_STAY: Row = (GuideReason.FLOOR_STAY, (GuideId.FLOOR_WAIT,))
IN_BED: Row = (GuideReason.IN_BED, (GuideId.ROLL, GuideId.OUT_OF_BED, GuideId.TOILET))
IN_A_CHAIR: Row = (GuideReason.IN_A_CHAIR, (GuideId.SIT_STAND, GuideId.TOILET, GuideId.INTO_BED))
A_FEW_STEPS: Row = (GuideReason.A_FEW_STEPS, (GuideId.OUT_OF_BED, GuideId.SIT_STAND, GuideId.TOILET))
NIGHT: Row = (GuideReason.NIGHT, (GuideId.NIGHT, GuideId.SLEEP, GuideId.ROLL))
FURTHER = (GuideId.CAR, GuideId.STAIRS, GuideId.PICK_UP)
BY_STAGE = {
    Stage.W1: (GuideId.OUT_OF_BED, GuideId.TOILET, GuideId.COUGH),
    Stage.W2: (GuideId.SIT_STAND, GuideId.DRESS, GuideId.WASH),
    Stage.W3A: FURTHER,
    Stage.W3B: FURTHER,
    Stage.W4: (GuideId.LIFT, GuideId.PICK_UP),
    Stage.W5: (),
}


@rule(
    says=_("Guides to getting about fit where you are, how you walk, and the time of day."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("WHERE_FRESH", "GUIDES_SHOWN", "GUIDE_NIGHT", "GUIDE_EVENING", "NO_POO_DAYS"),
    codes=tuple(GuideReason),
)
def which_guides(s: Situation) -> Iterator[ShownGuide]:
    """Show a few guides, of which none is barred: the first of the row that fits, what else was told, then the rest."""
    because, guides = floor_row(s.place.alone, s.at_risk) if s.place.on_floor else _row(s)
    told = [] if s.place.on_floor or not guides else list(_told(s))
    row = [(each, because) for each in guides]
    wanted: dict[GuideId, GuideReason] = {}
    for guide, why in [*row[:1], *told, *row[1:]]:
        if fits(guide, s.at_risk, s.place.alone):
            wanted.setdefault(guide, why)
    yield from [ShownGuide(*each) for each in wanted.items()][: figures.GUIDES_SHOWN]


def floor_row(alone: bool | None, at_risk: Container[str]) -> Row:
    """Choose the guides for a person on the floor; who did not say that somebody is there counts as alone."""
    if alone is False:
        return FLOOR_WITH_HELP
    return FLOOR_STAY if any(each in at_risk for each in STAY_DOWN) else FLOOR_ALONE


def floor_guides(alone: bool | None, at_risk: Container[str]) -> list[GuideId]:
    """Return the guides for a person on the floor, of which none is barred."""
    return [each for each in floor_row(alone, at_risk)[1] if fits(each, at_risk, alone)]


def fits(guide: GuideId, at_risk: Container[str], alone: bool | None) -> bool:
    """Whether a guide is for a person with these traits and open flags."""
    return GUIDES[guide].bar(at_risk, alone is not False) is None


def _row(s: Situation) -> Row:
    """Choose the row for a person who is not on the floor, by how they walk, else by their stage; at night another."""
    match s.place.can_walk:
        case "no":
            row = IN_BED if s.place.where == Where.BED else IN_A_CHAIR
        case "a_few_steps":
            row = A_FEW_STEPS
        case _:
            row = (GuideReason.STAGE, () if s.phase == Phase.KEEP_WELL else BY_STAGE[_stage(s)])
    return NIGHT if row[1] and _is_night(s) else row


def _stage(s: Situation) -> Stage:
    return s.walking.stage if s.walking else Stage.W1


def _is_night(s: Situation) -> bool:
    return s.now >= s.day.bedtime - figures.GUIDE_NIGHT or not s.day.awake(s.now)


def _told(s: Situation) -> Iterator[tuple[GuideId, GuideReason]]:
    """Yield the guides that answers of the last days ask for."""
    slept = [each.slept for each in s.story.check_ins.on(s.day) if each.slept]
    if slept[-1:] == ["badly"] and s.now >= s.day.bedtime - figures.GUIDE_EVENING:
        yield GuideId.SLEEP, GuideReason.SLEPT_BADLY
    lately = s.story.of(Medicine).since(s.now - timedelta(days=figures.NO_POO_DAYS))
    if any(is_opioid(each.name, each.note) for each in lately):
        yield GuideId.BOWELS, GuideReason.STRONG_PILLS
    if Flag.D8 in s.flags:
        yield GuideId.COUGH, GuideReason.COUGH_HURTS


RULES = (which_guides,)
