"""The doses of medicine, and which of them are pain pills: aspirin for the heart is none."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.entries import Medicine
from recovery.plan.history.moments import Moments
from recovery.plan.words import gettext_noop as _

HEART_ASPIRIN = Article(
    name="medicines.heart_aspirin",
    says=_(
        "Aspirin for the heart, up to %(HEART_ASPIRIN_MG)s mg a day, is no pain pill. "
        "Ask before you change that aspirin."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("MOST_AT_ONCE_MG",),
)


class Doses:
    """The doses of a journal. `aspirin_for_heart`: the person takes aspirin for the heart, now or earlier."""

    def __init__(self, taken: Moments[Medicine], aspirin_for_heart: bool, date_of: Callable[[datetime], date]) -> None:
        """Take the doses, oldest first, and how to find the local day of an instant."""
        self.taken = taken
        self.aspirin_for_heart = aspirin_for_heart
        self.date_of = date_of

    @cached_property
    def pain_pills(self) -> Moments[Medicine]:
        """The doses, oldest first, without the aspirin for the heart."""
        return Moments(each for each in self.taken if not self.is_for_heart(each.name, each.at))

    def is_for_heart(self, name: str, at: datetime, more_mg: float = 0) -> bool:
        """Whether a dose is aspirin for the heart: all aspirin of its local day, with `more_mg`, is a small amount."""
        if name != "aspirin" or not self.aspirin_for_heart:
            return False
        return self._aspirin_mg.get(self.date_of(at), 0) + more_mg <= figures.HEART_ASPIRIN_MG

    @cached_property
    def _aspirin_mg(self) -> Mapping[date, float]:
        """The mg of aspirin on each local day; a dose without mg counts as the most at once."""
        mg: defaultdict[date, float] = defaultdict(float)
        for each in self.taken:
            if each.name == "aspirin":
                mg[self.date_of(each.at)] += figures.MOST_AT_ONCE_MG["aspirin"] if each.mg is None else each.mg
        return mg
