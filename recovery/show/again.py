"""What last time was like, for somebody whose back seized up again."""

from datetime import datetime

from django.utils.translation import gettext as _

from recovery.plan import figures
from recovery.plan.advice import Plan
from recovery.plan.days import PlanDay
from recovery.plan.story import Story


def last_time(story: Story, plan: Plan) -> list[str]:
    """When warmth came, when ten minutes of walking came, and when it was over: as far as it was told."""
    warmth = _day_of(story, plan.heat_from)
    walk = next((each for each in story.walks if each.minutes >= figures.W4_MINUTES), None)
    walked = _day_of(story, walk.at) if walk else None
    quiet = _day_of(story, story.quiet_since) if story.quiet_since else None
    told = (
        (warmth, _("Last time warmth came on day %(day)d.")),
        (walked, _("You walked 10 minutes in one go on day %(day)d.")),
        (quiet, _("From day %(day)d on the pain was 1 or less.")),
    )
    return [words % {"day": day.number} for day, words in told if day]


def _day_of(story: Story, moment: datetime) -> PlanDay | None:
    return next((day for day in story.days if day.holds(moment)), None)
