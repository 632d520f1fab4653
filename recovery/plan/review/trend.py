"""How the resting pain of an episode moved."""

from dataclasses import dataclass
from enum import StrEnum

from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.history.pains import Pain
from recovery.plan.rules.offtrack import better
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _

FINDING = Article(
    name="course.finding",
    says=_("Your last pain at rest is held against your first. A small change counts as none."),
    evidence=_("A change of 2 points or 30 percent means something. A change of 1 point is noise."),
    source="51",
    figures=("MEANINGFUL_RISE", "MEANINGFUL_SHARE"),
)


class Trend(StrEnum):
    """How the resting pain of an episode moved, by enough to mean something."""

    DOWN = "down"
    SAME = "same"
    UP = "up"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True)
class Finding:
    """How the resting pain moved from `first` to `last`; None where there is no such pain."""

    code: Trend
    first: Pain | None
    last: Pain | None


def trusted(s: Situation) -> tuple[Pain, ...]:
    """Return the pains felt at rest, without the lower of two check-ins that contradict each other."""
    pains = s.story.pains
    doubted = {min(each.one, each.other, key=lambda check_in: check_in.pain or 0).at for each in pains.conflicts}
    return tuple(pain for pain in pains.at_rest if pain.at not in doubted)


def finding(s: Situation) -> Finding:
    """Compare the last resting pain of this episode with its first."""
    felt = [pain for pain in trusted(s) if pain.at >= s.story.episode_from]
    if len(felt) < 2:
        return Finding(Trend.TOO_LITTLE, felt[0] if felt else None, None)
    return Finding(_moved(felt[0].value, felt[-1].value), felt[0], felt[-1])


def _moved(first: int, last: int) -> Trend:
    if last - first >= figures.MEANINGFUL_RISE:
        return Trend.UP
    return Trend.DOWN if last < first and better(first, last) else Trend.SAME
