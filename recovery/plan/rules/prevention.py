"""Life after the spasm, and what to do when it comes back."""

from collections.abc import Iterator

from recovery.plan.advice import Card
from recovery.plan.article import rule
from recovery.plan.clinical import figures
from recovery.plan.enums import CardReason, Phase, Recovery
from recovery.plan.situation import Situation
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

KEEP_AWAY = Words(_("Keep it away"))
HABITS = (
    Words(_("Regular movement you like is the best-proven way to keep it away.")),
    Words(_("Walk, stretch, or do Pilates or yoga. Build up to %(W5_LONGEST)s minutes on %(W5_DAYS)s days a week.")),
    Words(_("Get up every %(SIT_LONGEST)s minutes.")),
    Words(_("Stand tall if it feels good. It matters more to change position often.")),
    Words(_("Choose shoes you feel steady in. Low heels suit many.")),
    Words(_("A healthy weight goes with less back pain.")),
)
WELL = Words(_("You are well again"))
WELL_NOW = Words(_("Pain was %(RECOVERED_PAIN)s or less, with longer walks or your normal things."))
WELL_FOR_SURE = Words(
    _("Pain was %(RECOVERED_PAIN)s or less for %(CONFIRMED_DAYS)s days in a row. You need no plan now.")
)
WELL_ENDS = Words(_("Ice, warmth and pill notes end here. Keep walking as you like."))
COMES_BACK = Words(_("When it comes back"))
COMES_BACK_LINES = (
    Words(_("Flare-ups are normal, and no new damage. Most are over within a day.")),
    Words(_("Did it seize up suddenly, with more pain? Then ice starts again for %(HEAT_LOCK)s hours.")),
    Words(_("Did it creep up? Then warmth stays, and walks get shorter.")),
)


@rule(
    says=_("A card tells what keeps a back well, each habit as firmly as its proof."),
    evidence=_("Exercise with advice is proven best. Walking with coaching held pain off for longer in one trial."),
    source="29,83,84,85,86,87,88,89,90",
    figures=("PREVENTION_DAY",),
    sentences=(*HABITS, KEEP_AWAY),
    codes=(CardReason.LATER,),
)
def prevention_card(s: Situation) -> Iterator[Card]:
    """Open with recovery or after two weeks; word each habit as firmly as its proof."""
    opens = s.phase == Phase.KEEP_WELL or s.day.number >= figures.PREVENTION_DAY
    yield Card("prevention", opens, None if opens else CardReason.LATER, KEEP_AWAY, HABITS, "29,86,89")


@rule(
    says=_("A card says that you are well, and that you need no plan."),
    evidence=_("A large trial counted people as well after 7 days with pain 0 or 1."),
    source="52,53",
    sentences=(WELL_NOW, WELL_ENDS, WELL_FOR_SURE, WELL),
    codes=(CardReason.NOT_YET,),
)
def recovered_card(s: Situation) -> Iterator[Card]:
    """Say plainly that the person is well."""
    recovered = s.climb.rung.recovered
    lines = (WELL_FOR_SURE if recovered == Recovery.CONFIRMED else WELL_NOW, WELL_ENDS)
    yield Card("recovered", bool(recovered), None if recovered else CardReason.NOT_YET, WELL, lines, "52")


@rule(
    says=_("When it comes back, a card says what that means for the plan."),
    evidence=_(
        "Most people have 3 or 4 flare-ups in six weeks, says a small study. "
        "It comes back within a year for about 7 in 10 people."
    ),
    source="54,63,135",
    sentences=(*COMES_BACK_LINES, COMES_BACK),
    codes=(CardReason.NO_FLARE,),
)
def relapse_card(s: Situation) -> Iterator[Card]:
    """Say what a flare means for the plan."""
    flared = s.climb.rung.flare is not None or bool(s.story.relapses)
    shown = s.screen_first if s.phase == Phase.KEEP_WELL else flared
    yield Card("relapse", shown, None if shown else CardReason.NO_FLARE, COMES_BACK, COMES_BACK_LINES, "54")


RULES = (prevention_card, recovered_card, relapse_card)
