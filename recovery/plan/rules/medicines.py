"""Medicines: information only. The person's own pack wins, and nothing here ever says "take one"."""

from collections.abc import Iterator

from recovery.plan import figures
from recovery.plan.advice import Card, Notice, Words, gettext_noop
from recovery.plan.gate import country_at
from recovery.plan.ledger import day_count, over_label, recent_nsaids, recent_pills, treatment
from recovery.plan.redflags import POISON_LINES
from recovery.plan.situation import Situation

_ = gettext_noop


def nsaid_card(s: Situation) -> Iterator[Card]:
    """Ibuprofen, naproxen or aspirin: what they can do and who must not take them."""
    lines = (
        Words(_("Ibuprofen, naproxen or aspirin may take the edge off. The gain is small.")),
        Words(_("Ask a pharmacist first if you take any other medicine, have heartburn, or are ill.")),
        Words(_("Ask first from age 60, when pregnant, or with asthma or blood pressure trouble.")),
        Words(_("Ask first with heart, kidney or liver trouble.")),
        Words(_("Ask first after a stomach bleed, or with blood thinners or steroid tablets.")),
        Words(_("Never if a pain pill ever gave you an allergy, or around a heart operation.")),
        Words(_("The lowest dose for the shortest time is best. Never two of them together.")),
        Words(_("All but aspirin can raise the risk of a heart attack or stroke.")),
        Words(_("With food or milk if your stomach is upset, and with a full glass of water.")),
        Words(_("Stop and see a doctor after 10 days, or when the pain gets worse.")),
        Words(_("Stop at once and get help: black or bloody poo, throwing up blood, chest pain, swelling, wheezing.")),
        Words(_("Your own pack's label wins.")),
    )
    against = _against_pills(s) or s.barred("nsaid")
    yield Card("nsaid", against is None, against, Words(_("Pain pills such as ibuprofen")), lines, "32,65,67,68")


def paracetamol_card(s: Situation) -> Iterator[Card]:
    """Paracetamol: honest about how little it does."""
    lines = (
        Words(_("Paracetamol did not speed up recovery in a large trial.")),
        Words(_("Ask first with liver trouble or a blood thinner such as warfarin.")),
        Words(_("Never take two products that both have it in them.")),
        Words(_("At most 4,000 mg in 24 hours from all products. Your own pack's label wins.")),
    )
    against = _against_pills(s) or s.barred("paracetamol")
    yield Card("paracetamol", against is None, against, Words(_("Paracetamol (acetaminophen)")), lines, "52,66,67")


def muscle_relaxant_card(s: Situation) -> Iterator[Card]:
    """Muscle relaxants: on prescription only, when severe; no dose is ever shown."""
    lines = (
        Words(_("A doctor may offer one, such as diazepam, for a few days.")),
        Words(_("Gains are small. You may get sleepy: do not drive, do not drink alcohol, mind falls.")),
        Words(_("Never take someone else's. Ask your prescriber.")),
    )
    against = _against_pills(s) or s.barred("muscle_relaxant") or (None if s.severity == "severe" else "not_severe")
    yield Card("muscle_relaxant", against is None, against, Words(_("Muscle relaxants")), lines, "69,70,71,72")


def too_much_medicine(s: Situation) -> Iterator[Notice]:
    """More than a label's most in the last 24 hours: whom to call, in the US also the number on the label."""
    if names := over_label(s):
        because = {"medicines": names, "call": POISON_LINES.get(country_at(s.story))}
        words = Words(
            _(
                "You logged more of a pain pill than its label allows in 24 hours. "
                "Call a pharmacist or a poison line now, even if you feel well."
            )
        )
        yield Notice("soon", "too_much_medicine", because, words, "32,66")


def two_nsaids(s: Situation) -> Iterator[Notice]:
    """Two of ibuprofen, naproxen and aspirin in the last 24 hours."""
    names = recent_nsaids(s)
    if len(names) > 1:
        words = Words(_("You logged two pain pills that do not mix. No more of either today. Ask a pharmacist."))
        yield Notice("soon", "two_nsaids", {"medicines": names}, words, "32,66")


def pill_not_for_you(s: Situation) -> Iterator[Notice]:
    """A pain pill of the last 24 hours that something in the person speaks against: no more of it before they ask."""
    bars = ((treatment(name), s.bar(treatment(name))) for name in recent_pills(s))
    kind, bar = next((each for each in bars if each[1]), ("", None))
    if bar:
        because = {"treatment": kind, "condition": bar.trait, "ask": bar.ask}
        words = Words(
            _("You logged a pain pill that may not be safe for you. No more of it before you ask a pharmacist.")
        )
        yield Notice("soon", "pill_not_for_you", because, words, "32,33,66")


def days_of_pills(s: Situation) -> Iterator[Notice]:
    """Count the days with pain pills in this episode: warn on the eighth, stop on the tenth."""
    days = day_count(s)
    if days >= figures.MEDICINE_STOP_DAY:
        words = Words(_("You took pain pills on %(days)d days. Stop them, and ask a doctor."), {"days": days})
        yield Notice("soon", "medicine_10_days", {"days": days}, words, "32")
    elif days >= figures.MEDICINE_WARN_DAY:
        words = Words(_("You took pain pills on %(days)d days. Labels say: stop at 10 and ask."), {"days": days})
        yield Notice("info", "medicine_8_days", {"days": days}, words, "32")


def _against_pills(s: Situation) -> str | None:
    if s.phase == "keep_well":
        return "recovered"
    return "ten_days" if day_count(s) >= figures.MEDICINE_STOP_DAY else None


RULES = (
    nsaid_card,
    paracetamol_card,
    muscle_relaxant_card,
    too_much_medicine,
    two_nsaids,
    pill_not_for_you,
    days_of_pills,
)
