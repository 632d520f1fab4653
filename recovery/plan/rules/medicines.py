"""Medicines: information only. The person's own pack wins, and no rule ever says "take one"."""

from collections.abc import Iterator

from recovery.plan.advice import Card, Notice
from recovery.plan.article import rule
from recovery.plan.clinical import figures
from recovery.plan.clinical.countries import country_lines
from recovery.plan.clinical.medicines import TREATMENT_OF
from recovery.plan.enums import CardReason, NoticeCode, NoticeLevel, Phase, Severity
from recovery.plan.ledger import LABELS, day_count, over_label, recent_nsaids, recent_pills
from recovery.plan.situation import Situation
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

# No rule says to stop a medicine: a doctor may have prescribed it.
ASK_BEFORE_CHANGE = Words(_("Did a doctor give you a pill? Ask before you change it."))
LABEL_WINS = Words(_("Your own pack's label wins."))
NSAID = Words(_("Pain pills such as ibuprofen"))
NSAID_LINES = (
    Words(_("Ibuprofen, naproxen or aspirin may take the edge off. The gain is small.")),
    Words(_("Ask a pharmacist first if you take any other medicine, have heartburn, or are ill.")),
    Words(_("Ask first from age %(NSAID_AGE)s, or with asthma or blood pressure trouble.")),
    Words(_("Pregnant, or trying for a baby? Ask first, about a gel too.")),
    Words(_("Ask first with heart, kidney or liver trouble.")),
    Words(_("Ask first after a stomach bleed, or with blood thinners or steroid tablets.")),
    Words(_("Never if a pain pill ever gave you an allergy, or around a heart operation.")),
    Words(_("The lowest dose for the shortest time is best. Never two of them together.")),
    Words(_("In one trial a gel did less than pills, and nothing on top of them.")),
    Words(_("All but aspirin can raise the risk of a heart attack or stroke.")),
    Words(_("With food or milk if your stomach is upset, and with a full glass of water.")),
    Words(_("Get help at once with black or bloody poo, throwing up blood, chest pain, swelling or wheezing.")),
    Words(_("See a doctor after %(MEDICINE_STOP_DAY)s days, or when the pain gets worse.")),
    ASK_BEFORE_CHANGE,
    LABEL_WINS,
)
IN_GB = (
    Words(
        _(
            "The NHS says: ibuprofen at most %(NHS_IBUPROFEN_TIMES)s times a day, "
            "with %(NHS_IBUPROFEN_GAP)s hours between."
        )
    ),
    Words(_("A pharmacist may sell you naproxen. Its pack says how much.")),
)
PARACETAMOL = Words(_("Paracetamol (acetaminophen)"))
PARACETAMOL_LINES = (
    Words(_("Paracetamol did not speed up recovery in a large trial.")),
    Words(_("Ask first with liver or kidney trouble, or if you weigh less than %(LIGHT_KG)s kg.")),
    Words(_("Ask first with a blood thinner such as warfarin, or pills for epilepsy or TB.")),
    Words(_("Never take two products that both have it in them.")),
)
PREGNANT = Words(_("When pregnant it is the first choice: least, and for a short time. Ask if you need it for longer."))
# What packs say, by country; without a country the stricter one.
MOST_US = Words(_("At most %(US_PARACETAMOL_MG)s mg in %(LABEL_DAY)s hours from all products."))
MOST_GB = Words(_("At most %(MOST_MG.paracetamol)s mg in %(LABEL_DAY)s hours from all products."))
MOST_ELSEWHERE = Words(
    _(
        "Your own pack says how much. "
        "Never more than %(MOST_MG.paracetamol)s mg in %(LABEL_DAY)s hours from all products."
    )
)
MOST_PARACETAMOL = {"US": MOST_US, None: MOST_US, "GB": MOST_GB}
RELAXANT = Words(_("Muscle relaxants"))
RELAXANT_LINES = (
    Words(_("A doctor may offer one, such as diazepam, for a few days.")),
    Words(_("Gains are small. You may get sleepy: do not drive, do not drink alcohol, mind falls.")),
    Words(_("Never take someone else's. Ask your prescriber.")),
)
TOO_MUCH = Words(
    _(
        "You logged more of a pain pill than common labels allow in %(LABEL_DAY)s hours. "
        "Call a pharmacist or a poison line now, even if you feel well."
    )
)
TWO_NSAIDS = Words(_("You logged two pain pills that do not mix. Ask a pharmacist before the next one of either."))
NOT_FOR_YOU = Words(_("You logged a pain pill that may not be safe for you. Ask a pharmacist before the next one."))
TOO_MANY_DAYS = Words(_("You took pain pills on %(days)d days. Ask a doctor before the next one."))
MANY_DAYS = Words(
    _("You took pain pills on %(days)d days. Labels say: at %(MEDICINE_STOP_DAY)s days, ask before the next one.")
)


@rule(
    says=_("A card tells what pills such as ibuprofen can do, and who must not take them."),
    evidence=_(
        "They ease pain a little: about 7 points of 100, for up to three weeks. "
        "In a newer review they alone did better than dummy pills."
    ),
    source="32,33,65,67,68,140,141,144,147,149",
    differs=_(
        "Guidelines offer such pills in the lowest dose for the shortest time. "
        "This plan informs about them, and never plans or reminds of a pill."
    ),
    figures=("MEDICINE_STOP_DAY",),
    sentences=(*NSAID_LINES, *IN_GB, NSAID),
    codes=(CardReason.RECOVERED, CardReason.TEN_DAYS),
)
def nsaid_card(s: Situation) -> Iterator[Card]:
    """Say what ibuprofen, naproxen and aspirin can do, and who must not take them."""
    against = _against_pills(s) or s.barred("nsaid")
    lines = (*NSAID_LINES, *IN_GB) if s.story.country == "GB" else NSAID_LINES
    yield Card("nsaid", against is None, against, NSAID, lines, "32,65,67,68")


@rule(
    says=_("A card tells how little paracetamol does, and who must ask first."),
    evidence=_("In a trial with 1,652 people it did not ease the pain or speed things up."),
    source="52,66,67,145,146,148",
    figures=("MEDICINE_STOP_DAY",),
    sentences=(*PARACETAMOL_LINES, PREGNANT, MOST_US, MOST_GB, MOST_ELSEWHERE, LABEL_WINS, PARACETAMOL),
    codes=(CardReason.RECOVERED, CardReason.TEN_DAYS),
)
def paracetamol_card(s: Situation) -> Iterator[Card]:
    """Say how little paracetamol does, who must ask first, and what packs of the country say."""
    against = _against_pills(s) or s.barred("paracetamol")
    pregnant = [PREGNANT] if "pregnant" in s.traits and s.story.country == "GB" else []
    lines = (*PARACETAMOL_LINES, *pregnant, MOST_PARACETAMOL.get(s.story.country, MOST_ELSEWHERE), LABEL_WINS)
    yield Card("paracetamol", against is None, against, PARACETAMOL, lines, "52,66,67,145")


@rule(
    says=_("With a severe spasm a card tells what a doctor may prescribe; no dose is ever shown."),
    evidence=_("The proof is weak. Diazepam and opioids did no better than dummy pills."),
    source="69,70,71,72,142,143",
    figures=("MEDICINE_STOP_DAY",),
    sentences=(*RELAXANT_LINES, RELAXANT),
    codes=(CardReason.NOT_SEVERE, CardReason.RECOVERED, CardReason.TEN_DAYS),
)
def muscle_relaxant_card(s: Situation) -> Iterator[Card]:
    """Say what a doctor may prescribe when the pain is severe; never a dose."""
    mild = None if s.severity == Severity.SEVERE else CardReason.NOT_SEVERE
    against = _against_pills(s) or s.barred("muscle_relaxant") or mild
    yield Card("muscle_relaxant", against is None, against, RELAXANT, RELAXANT_LINES, "69,70,71,72")


@rule(
    says=_("More of a pain pill than common labels allow in %(LABEL_DAY)s hours: the plan tells you whom to call."),
    evidence=LABELS,
    source="32,66",
    figures=("LABEL_DAY", "MOST_MG", "US_PARACETAMOL_MG", "MOST_AT_ONCE_MG"),
    sentences=(TOO_MUCH,),
    codes=(NoticeCode.TOO_MUCH_MEDICINE,),
)
def too_much_medicine(s: Situation) -> Iterator[Notice]:
    """Say whom to call after more than a label's most, in the US with the number that labels print."""
    if names := over_label(s):
        because = {"medicines": names, "call": country_lines(s.story.country).poison}
        yield Notice(NoticeLevel.SOON, NoticeCode.TOO_MUCH_MEDICINE, because, TOO_MUCH, "32,66")


@rule(
    says=_("Two kinds of pain pill that do not mix: the plan says so."),
    evidence=LABELS,
    source="32,66",
    sentences=(TWO_NSAIDS,),
    codes=(NoticeCode.TWO_NSAIDS,),
)
def two_nsaids(s: Situation) -> Iterator[Notice]:
    """Say that two kinds of NSAID within a label's day do not mix."""
    names = recent_nsaids(s)
    if len(names) > 1:
        yield Notice(NoticeLevel.SOON, NoticeCode.TWO_NSAIDS, {"medicines": names}, TWO_NSAIDS, "32,66")


@rule(
    says=_("You logged a pain pill that may not be safe for you: the plan says so, and whom to ask."),
    evidence=LABELS,
    source="32,33,66",
    figures=("LABEL_DAY",),
    sentences=(NOT_FOR_YOU,),
    codes=(NoticeCode.PILL_NOT_FOR_YOU,),
)
def pill_not_for_you(s: Situation) -> Iterator[Notice]:
    """Say that something in the person speaks against a pill they logged: no more of it before they ask."""
    treatments = (TREATMENT_OF[name] for name in recent_pills(s))
    barred = ((treatment, bar) for treatment in treatments if (bar := s.bar(treatment)))
    if found := next(barred, None):
        treatment, bar = found
        because = {"treatment": treatment, "condition": bar.trait, "ask": bar.ask}
        yield Notice(NoticeLevel.SOON, NoticeCode.PILL_NOT_FOR_YOU, because, NOT_FOR_YOU, "32,33,66")


@rule(
    says=_("Days with pain pills are counted, with a word before the label's last day and one on it."),
    evidence=LABELS,
    source="32,proposed",
    figures=("MEDICINE_WARN_DAY", "MEDICINE_STOP_DAY"),
    sentences=(TOO_MANY_DAYS, MANY_DAYS),
    codes=(NoticeCode.MEDICINE_10_DAYS, NoticeCode.MEDICINE_8_DAYS),
)
def days_of_pills(s: Situation) -> Iterator[Notice]:
    """Count the days with pain pills in this episode: a word before the label's last day and one on it."""
    days = day_count(s)
    if days >= figures.MEDICINE_STOP_DAY:
        words = TOO_MANY_DAYS.having(days=days)
        yield Notice(NoticeLevel.SOON, NoticeCode.MEDICINE_10_DAYS, {"days": days}, words, "32")
    elif days >= figures.MEDICINE_WARN_DAY:
        words = MANY_DAYS.having(days=days)
        yield Notice(NoticeLevel.INFO, NoticeCode.MEDICINE_8_DAYS, {"days": days}, words, "32")


def _against_pills(s: Situation) -> CardReason | None:
    if s.phase == Phase.KEEP_WELL:
        return CardReason.RECOVERED
    return CardReason.TEN_DAYS if day_count(s) >= figures.MEDICINE_STOP_DAY else None


RULES = (
    nsaid_card,
    paracetamol_card,
    muscle_relaxant_card,
    too_much_medicine,
    two_nsaids,
    pill_not_for_you,
    days_of_pills,
)
