"""Tomorrow on the plan page, as it comes if nothing new is logged."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recovery.plan.advice import Item, Plan
from recovery.plan.build import build_plan
from recovery.plan.enums import Stage
from recovery.plan.history.story import Story
from recovery.presenters.day_grid import href_of
from recovery.presenters.kinds import KINDS
from recovery.presenters.phases import theme_of
from recovery.presenters.say import Text, say
from recovery.presenters.stages import stage_bars


@dataclass(frozen=True)
class CountedItem:
    """A kind of item with how often it comes."""

    icon: str
    title: str
    times: str
    rule: str


@dataclass(frozen=True)
class Tomorrow:
    """Tomorrow, if nothing new is logged."""

    theme: str
    href: str
    title: Text
    rows: Sequence[CountedItem]
    bars: int
    condition: str


def show_tomorrow(plan: Plan, story: Story) -> Tomorrow:
    """The plan of the same journal at the end of today."""
    ahead = build_plan(story.everything, plan.day.ends)
    return Tomorrow(
        theme=theme_of(ahead.phase),
        href=href_of(ahead, ahead.day.number, ahead.day.date),
        title=_title(plan, ahead),
        rows=_counted(ahead.day.items),
        bars=stage_bars(ahead.day.walking.stage if ahead.day.walking else None),
        condition=_condition(ahead),
    )


def _title(plan: Plan, ahead: Plan) -> str:
    """The title names ice, or warmth on its first day, where the day has it."""
    kinds = {item.kind for item in ahead.day.items}
    if "heat" in kinds and theme_of(plan.phase) != "heat":
        return _("Tomorrow: heat starts")
    if "cold" not in kinds or ahead.day.walking is None:
        return _("Tomorrow")
    return _("Tomorrow: ice and rest") if ahead.day.walking.stage == Stage.W1 else _("Tomorrow: ice and walks")


def _condition(ahead: Plan) -> str:
    """What walks and pain do to the steps, or to walks where no step follows."""
    if ahead.day.walking and ahead.day.walking.stage in (Stage.W4, Stage.W5):
        return _("Pain that rises with a walk makes walks easier.")
    return _("Walks that go well bring the next step. Pain that rises keeps this one.")


def _counted(items: Sequence[Item]) -> list[CountedItem]:
    """Each timed kind with its number of times."""
    counts = Counter(item.kind for item in items)
    first = {item.kind: item for item in reversed(items) if item.minutes}
    kinds = [kind for kind in counts if kind in first]
    return [_counted_item(first[kind], counts[kind]) for kind in kinds]


def _counted_item(item: Item, count: int) -> CountedItem:
    return CountedItem(KINDS[item.kind].icon, say(item.title), _times(count), item.rule)


def _times(count: int) -> str:
    return ngettext("%(count)d time", "%(count)d times", count) % {"count": count}
