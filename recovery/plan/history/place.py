"""Where the person is and whether they can walk, by their newest answers."""

from dataclasses import dataclass

from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn
from recovery.plan.enums import Where
from recovery.plan.history.story import Story


@dataclass(frozen=True)
class Place:
    """Where the person is, whether alone, and whether they can walk; None where no answer counts any more."""

    where: Where | None = None
    alone: bool | None = None
    can_walk: str | None = None

    @property
    def on_floor(self) -> bool:
        """Whether the person is on the floor."""
        return self.where == Where.FLOOR

    @property
    def needs_help(self) -> bool:
        """Whether the person is on the floor, or said that they cannot walk well."""
        return self.on_floor or self.can_walk not in (None, "yes")


def place_of(story: Story) -> Place:
    """Find the place now. A walk, or that the person can walk, ends an older answer about where they are."""
    told = story.check_ins.since(story.now - figures.WHERE_FRESH)
    placed = next((each for each in reversed(told) if each.where_now), None)
    can_walk = next((each.can_walk for each in reversed(told) if each.can_walk), None)
    if placed is None or _moved_since(story, placed):
        return Place(can_walk=can_walk)
    return Place(Where(placed.where_now or ""), placed.alone, can_walk)


def _moved_since(story: Story, placed: CheckIn) -> bool:
    later = (each for each in story.check_ins.after(placed.at) if each.can_walk == "yes")
    return bool(story.walks.after(placed.at)) or any(later)
