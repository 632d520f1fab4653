"""The answers of the last check-in, which a person who feels the same gives again by one tap."""

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn
from recovery.plan.history.story import Story
from recovery.plan.words import gettext_noop as _

SAME_AS_BEFORE = Article(
    name="answers.same_as_before",
    says=_(
        "For %(SAME_AS_BEFORE)s hours you can say your last pain, spasm, stiffness and legs again by one tap. "
        "The rest is asked anew."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("SAME_AS_BEFORE",),
)


def fresh_check_in(story: Story) -> CheckIn | None:
    """The last check-in with a pain; None when it is too old to be said again."""
    told = (each for each in reversed(story.check_ins) if each.pain is not None)
    last = next(told, None)
    return last if last and story.now - last.at <= figures.SAME_AS_BEFORE else None
