"""Which life cards are open, and since when: a few new ones a day, each from its day or stage."""

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.clinical.life import LIFE_CARDS, LifeCard, Opens
from recovery.plan.enums import LADDER, LifeCardId, Stage
from recovery.plan.ladder.rung import Step
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _

NEW_CARDS = Article(
    name="life.new_cards",
    says=_("At most %(CARDS_A_DAY)s answers a day are shown as new. You can read all of them at any time."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("CARDS_A_DAY",),
)


def opened(s: Situation) -> dict[LifeCardId, int]:
    """Return the plan day on which each card was first shown, in the order in which they came."""
    found: dict[LifeCardId, int] = {}
    waiting = dict(LIFE_CARDS)
    for step in s.climb.steps:
        ready = [name for name, card in waiting.items() if _is_ready(card, step)]
        for name in ready[: figures.CARDS_A_DAY]:
            found[name] = step.day.number
            del waiting[name]
    return found


def new_today(s: Situation) -> list[LifeCardId]:
    """Return the cards that are new today."""
    return [card for card, day in opened(s).items() if day == s.day.number]


def _is_ready(card: LifeCard, step: Step) -> bool:
    match card.opens:
        case Opens.WELL_AGAIN:
            return step.recovered is not None
        case Opens.ON_WISH:
            return False
        case Stage():
            return LADDER.index(step.last) >= LADDER.index(card.opens)
    return step.day.number >= card.opens
