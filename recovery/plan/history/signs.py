"""What raises red flags: the answers of one check-in, and that a person still cannot walk after two days."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import CheckIn
from recovery.plan.enums import Flag
from recovery.plan.history.days import NEVER
from recovery.plan.history.story import Story
from recovery.plan.words import gettext_noop as _

CANNOT_WALK = Article(
    name="signs.cannot_walk",
    says=_("If you still cannot walk after %(SELF_CARE_FROM)s hours, the plan sends you to a doctor today."),
    evidence=_("No source says after how many hours. This is our own careful choice."),
    source="proposed",
    figures=("SELF_CARE_FROM",),
)
FEVER_GONE = Article(
    name="signs.fever_gone",
    says=_("A fever is over after temperatures below %(FEVER_C)s °C, %(FEVER_GONE_APART)s hours or more apart."),
    evidence=_("No source says how often to measure. This is our own careful choice."),
    source="proposed",
    figures=("FEVER_C", "FEVER_GONE_APART"),
)


class Sign(NamedTuple):
    """Flags that hold from `at` on and were written down at `entered_at`.

    `withdrawn_at` is when their withdrawal was written down, `over_at` when the person said that they are over; both
    are None otherwise.
    """

    at: datetime
    entered_at: datetime
    flags: frozenset[str]
    withdrawn_at: datetime | None = None
    over_at: datetime | None = None


def signs(story: Story) -> Iterator[Sign]:
    """The flags of each check-in, oldest first; those of withdrawn check-ins too."""
    for entry in story.every_check_in:
        if flags := flags_of(entry):
            withdrawn_at = story.withdrawals.get(entry.id.int, NEVER) if entry.id.int in story.gone else None
            yield Sign(entry.at, entry.entered_at, flags, withdrawn_at)


def ticked(story: Story, flag: str) -> set[datetime]:
    """The instants at which a check-in had this flag ticked, also one that was withdrawn."""
    return {each.at for each in story.every_check_in if flag in (each.flags or ())}


def cannot_walk(story: Story) -> Iterator[Sign]:
    """S6 for each "I cannot walk" that is the newest answer so long after the spasm; another answer ends it."""
    over_at = None
    found: list[Sign] = []
    for each in reversed(story.walkings):
        if each.can_walk != "no":
            over_at = each.at
            continue
        at = _late(story, each.at)
        if at <= story.now and (over_at is None or at < over_at) and Flag.S6 not in (each.flags or ()):
            found.append(Sign(at, each.entered_at, frozenset({Flag.S6}), over_at=over_at))
    yield from reversed(found)


def stuck_from(story: Story) -> datetime | None:
    """When the newest answer, "I cannot walk", is S6 unless another answer follows; None where it says otherwise."""
    last = next(reversed(story.walkings), None)
    return _late(story, last.at) if last and last.can_walk == "no" else None


def _late(story: Story, moment: datetime) -> datetime:
    """The first instant from `moment` on at which a spasm is so old that the person should be able to walk."""
    began = [story.onset, *(each.at for each in story.relapses)]
    for start, following in pairwise([*began, NEVER]):
        late = max(moment, start + figures.SELF_CARE_FROM)
        if late < following:
            break
    return late


def stands_still(story: Story, entry: CheckIn) -> bool:
    """Whether a check-in says, long enough after the spasm, that the person cannot walk."""
    return entry.can_walk == "no" and _late(story, entry.at) == entry.at


def fevers_gone(story: Story) -> Callable[[datetime], datetime | None]:
    """Make the look-up of when a fever of an instant was over.

    It is over after two low temperatures far enough apart and no fever between. One pass from the last to the first
    finds this for all fevers: a person may measure for months.
    """
    told = [(each.at, Flag.S1 in flags_of(each)) for each in story.check_ins if _says_fever(each)]
    instants = [at for at, _hot in told]
    gone: list[datetime | None] = [None] * (len(told) + 1)  # when a fever right before each of them was over
    fever = len(told)
    for place, (at, hot) in reversed([*enumerate(told)]):
        if hot:
            gone[place], fever = gone[place + 1], place
        else:
            second = bisect_left(instants, at + figures.FEVER_GONE_APART)
            gone[place] = instants[second] if second < fever else gone[fever]
    return lambda since: gone[bisect_right(instants, since)]


def _says_fever(entry: CheckIn) -> bool:
    """Whether a check-in says that there is a fever, or that there is none."""
    return entry.temperature_c is not None or Flag.S1 in flags_of(entry)
