"""The last episode in a few sentences, for a person with a new spasm."""

from datetime import datetime

from django.utils.translation import gettext as _

from recovery.plan.advice import Plan
from recovery.plan.clinical import figures
from recovery.plan.history.days import PlanDay
from recovery.plan.history.story import Story
from recovery.presenters.say import fill


def last_time(story: Story, plan: Plan) -> list[str]:
    """The days of the first warmth, the first long walk and the end of the pain, as far as the journal knows them."""
    long_walk = next((each for each in story.walks if each.minutes >= figures.W4_MINUTES), None)
    found = (
        (plan.heat_from, _("Last time warmth came on day %(day)d.")),
        (
            long_walk and long_walk.at,
            _("You walked %(W4_MINUTES)s minutes in one go on day %(day)d."),
        ),
        (story.pains.quiet_since, _("From day %(day)d on the pain was %(RECOVERED_PAIN)s or less.")),
    )
    days = ((moment and _day_of(story, moment), words) for moment, words in found)
    return [fill(words, {"day": day.number}) for day, words in days if day]


def _day_of(story: Story, moment: datetime) -> PlanDay | None:
    return next((day for day in story.days if day.holds(moment)), None)
