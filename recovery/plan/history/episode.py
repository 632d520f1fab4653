"""Where an episode starts: pain that comes back belongs to it, until a month without pain has passed."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.history.pains import Pains
from recovery.plan.words import gettext_noop as _

ONSET = Article(
    name="clock.onset",
    says=_(
        "The start that you wrote down last counts. "
        "Not sure? Then the %(HEAT_LOCK)s hours until warmth count from the latest time you named."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("HEAT_LOCK",),
)
EPISODE = Article(
    name="clock.episode",
    says=_("Pain that comes back is the same episode, until you had %(PAIN_FREE)s days without pain."),
    evidence=_("A study of returning back pain counted like this."),
    source="55",
    figures=("RECOVERED_PAIN", "FLARE_PAIN", "PAIN_FREE"),
)


def episode_start(onset: datetime, pains: Pains, spasms: Iterable[datetime], last_said: datetime) -> datetime:
    """The onset, or the newest spasm or flare after a month without pain. No entry says anything after `last_said`."""
    starts, quiet_from = onset, None
    if not _may_hold_a_quiet_month(onset, pains, last_said):
        return starts
    felt = [(each.at, each.value) for each in pains.every if each.at >= onset]
    for at, pain in sorted([*felt, *((spasm, figures.FLARE_PAIN) for spasm in spasms)]):
        if quiet_from and pain >= figures.FLARE_PAIN and at - quiet_from >= figures.PAIN_FREE:
            starts = at
        quiet_from = (quiet_from or at) if pain <= figures.RECOVERED_PAIN else None
    return starts


def _may_hold_a_quiet_month(onset: datetime, pains: Pains, last_said: datetime) -> bool:
    """Whether the resting pains leave room for one; a quick look that spares most stories the full one."""
    if last_said - onset < figures.PAIN_FREE:
        return False
    hurt = [pain.at for pain in pains.at_rest.since(onset) if pain.value > figures.RECOVERED_PAIN]
    return any(then - before >= figures.PAIN_FREE for before, then in pairwise([onset, *hurt, last_said]))
