"""Life after the spasm, and what to do when it comes back."""

from collections.abc import Iterator

from recovery.plan import figures
from recovery.plan.advice import Card, Words, gettext_noop
from recovery.plan.situation import Situation

_ = gettext_noop


def prevention_card(s: Situation) -> Iterator[Card]:
    """Opens with recovery or on Day 14; each habit worded as strongly as its proof."""
    opens = s.phase == "keep_well" or s.day.number >= figures.PREVENTION_DAY
    lines = (
        Words(_("Regular movement you like is the best-proven way to keep it away.")),
        Words(_("Walk, stretch, or do Pilates or yoga. Build up to 30 minutes on 5 days a week.")),
        Words(_("Get up every half hour.")),
        Words(_("Stand tall if it feels good. It matters more to change position often.")),
        Words(_("Choose shoes you feel steady in. Low heels suit many.")),
        Words(_("A healthy weight goes with less back pain.")),
    )
    yield Card("prevention", opens, None if opens else "later", Words(_("Keep it away")), lines, "29,86,89")


def recovered_card(s: Situation) -> Iterator[Card]:
    """Says plainly that the person is well."""
    recovered = s.climb.rung.recovered
    lines = (
        Words(_("Pain 1 or less, and back to normal things.")),
        Words(_("Ice, warmth and pill notes end here. Keep walking as you like.")),
    )
    if recovered == "confirmed":
        lines = (Words(_("Pain 1 or less for 7 days in a row. You need no plan now.")), *lines[1:])
    yield Card(
        "recovered", bool(recovered), None if recovered else "not_yet", Words(_("You are well again")), lines, "52"
    )


def relapse_card(s: Situation) -> Iterator[Card]:
    """What a flare means for the plan."""
    flared = s.climb.rung.flare is not None or bool(s.story.relapses)
    shown = flared and s.phase != "keep_well"
    lines = (
        Words(_("Many backs act up again. It settles as before.")),
        Words(_("Did it seize up suddenly? Then ice starts again for 72 hours.")),
        Words(_("Did it creep up? Then warmth stays, and walks get shorter.")),
    )
    yield Card("relapse", shown, None if shown else "no_flare", Words(_("When it comes back")), lines, "54")


RULES = (prevention_card, recovered_card, relapse_card)
