"""Whom to call when somebody cannot get up: the first line that fits counts."""

from recovery.plan.article import Article
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

CALL_NOW = (
    Words(_("You have a warning sign, hit your head, or a leg is newly weak or numb.")),
    Words(_("You have been on the floor for %(FLOOR_LONGEST)s minutes, or you shiver.")),
    Words(_("You are %(HEAT_OLDER_AGE)s or older and nobody can come.")),
    Words(_("You cannot reach water, or your phone will soon be empty.")),
)
READ_OUT = Words(_("I am on the floor and cannot get up."))
CALL_SOMEBODY = Words(
    _("%(TRIES)s tries in %(TRIES_WITHIN)s minutes failed, and somebody can come? Call them. Stay warm.")
)
TRY_ONCE_MORE = Words(_("Show them how to help. Try again after %(TRY_AGAIN)s minutes."))
CALL_FOR_ADVICE = Words(_("%(TRIES)s tries failed and you are alone? Call a doctor or an advice line now."))
LIE_WELL = Words(
    _("You lie well and can move your legs? Rest %(FLOOR_SHIFT)s minutes at most in one place. Then try again.")
)
SEEN_TODAY = Words(_("After such a fall speak to a doctor today, also once you are up."))
STUCK = Article(
    name="moving.stuck",
    says=_("Who cannot get up calls for help, and the longer it lasts, the more so."),
    evidence=_("A long time on the floor does harm, say falls services. All the minutes are our own careful choice."),
    source="101,103,105,proposed",
    sentences=(*CALL_NOW, READ_OUT, CALL_SOMEBODY, TRY_ONCE_MORE, CALL_FOR_ADVICE, LIE_WELL, SEEN_TODAY),
)
