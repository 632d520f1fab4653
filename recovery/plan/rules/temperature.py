"""Cold for 72 hours, then moist warmth: 20 minutes with a towel between, never asleep, never too early."""

from collections.abc import Iterator
from datetime import datetime

from recovery.plan import figures
from recovery.plan.advice import CanStart, Item, Notice, Reason, Start, Words, gettext_noop
from recovery.plan.days import MINUTE
from recovery.plan.situation import Situation
from recovery.plan.timetable import Rhythm, Slot, chain, done_slots, follow

_ = gettext_noop

COLD_CARE = (
    Words(_("Look at your skin after 5 and after 10 minutes.")),
    Words(_("Stop if it burns, or if the skin turns white, blotchy or numb.")),
    Words(_("Never on bare, broken or numb skin, and never over a heat rub.")),
    Words(_("Do not lie on the pack with your full weight. Stay awake.")),
)
HEAT_CARE = (
    Words(
        _("Comfortably warm: about %(warm)d °C, never above %(most)d °C."),
        {"warm": figures.HEAT_WARM_C, "most": figures.HEAT_MOST_C},
    ),
    Words(_("Shake out a towel from the microwave, and test it on your arm.")),
    Words(_("Look at your skin after 5 minutes.")),
    Words(_("Stop if it is too hot, if the skin turns blotchy, or if you feel dizzy.")),
    Words(_("Never with a fever, over a heat rub, or after alcohol or sleeping pills. Stay awake.")),
    Words(_("Do not lie on an electric pad.")),
    Words(_("In the shower: 5 to 15 minutes, on a mat that does not slip.")),
)
HEAT_CARE_FOR = {
    "pregnant": _("No hot tub and no sauna."),
    "blood_thinner": _("Not on a fresh bruise."),
    "ulcer_or_bleed": _("Not on a fresh bruise."),
}
FLAGGED = ("fever", "S4")  # traits that open flags bring
WITHOUT_COLD = _("Ice is not for you, so the plan leaves it out. Proof for ice is thin: you lose little.")
ASK_FOR_COLD = _("Ask a doctor or pharmacist before you use ice. Proof for ice is thin: you lose little without it.")
WITHOUT_HEAT = _("Warmth is not for you, so the plan leaves it out. Positions, breathing and walks carry it.")
ASK_FOR_HEAT = _("Ask a doctor or pharmacist before you use warmth. Positions, breathing and walks carry the plan.")


def cold_pack(s: Situation) -> Iterator[Item]:
    """Cold in windows that follow the last pack, through the first 72 hours."""
    if s.phase not in ("cold", "transition") or s.against("cold") or _skin_not_normal(s):
        return
    title = Words(_("Ice, %(minutes)d minutes"), {"minutes": figures.COLD_MINUTES})
    because = Words(_("Ice can numb the ache. Proof is thin, so use it only if it feels good."))
    for opens, closes, state in (*done_slots(s, "cold"), *_cold_slots(s)):
        yield Item(
            kind="cold",
            opens=opens,
            closes=closes,
            minutes=figures.COLD_MINUTES,
            title=title,
            do=_cold_hint(s, opens),
            because=because,
            reason=Reason("cold_phase" if opens < _cold_until(s) else "if_it_still_helps", {"severity": s.severity}),
            source="seed",
            care=COLD_CARE,
            picture="back",
            state=state,
            gap=figures.COLD_HARD_GAP,
        )


def moist_heat(s: Situation) -> Iterator[Item]:
    """Warmth after 72 real hours, never sooner."""
    if s.phase != "heat" or not s.acute or s.against("heat") or _skin_not_normal(s):
        return
    last = s.last_begin - s.heat_minutes * MINUTE
    gap, width = figures.HEAT_GAP, figures.HEAT_WINDOW
    rhythm = Rhythm(figures.HEAT_A_DAY[s.severity], gap, width, apart=gap + width)
    title = Words(_("Warm wet towel, %(minutes)d minutes"), {"minutes": s.heat_minutes})
    hint, because = _heat_hint(s), Words(_("Warmth often eases pain for a while."))
    care = (*HEAT_CARE, *(Words(each) for trait, each in HEAT_CARE_FOR.items() if trait in s.traits))
    for opens, closes, state in follow(s, "heat", max(s.planned_from, _heat_from(s)), last, rhythm):
        yield Item(
            kind="heat",
            opens=opens,
            closes=closes,
            minutes=s.heat_minutes,
            title=title,
            do=hint,
            because=because,
            reason=Reason("heat_phase", {"severity": s.severity}),
            source="seed",
            care=care,
            picture="heat",
            state=state,
            gap=figures.HEAT_GAP,
        )


def without_cold(s: Situation) -> Iterator[Notice]:
    """Say it plainly where cold is not for this person; warmth still waits for 72 hours."""
    bar = s.bar("cold")
    if bar and s.phase in ("cold", "transition"):
        words = Words(ASK_FOR_COLD if bar.ask else WITHOUT_COLD)
        yield Notice("info", "without_cold", {"condition": bar.trait, "ask": bar.ask}, words, "5,15,30,31")


def without_heat(s: Situation) -> Iterator[Notice]:
    """Say it plainly where warmth is not for this person; cold is not drawn out instead."""
    bar = s.bar("heat")
    # While a same-day flag stands, its own banner says that warmth pauses.
    if bar and bar.trait not in FLAGGED and s.phase == "heat" and s.acute:
        words = Words(ASK_FOR_HEAT if bar.ask else WITHOUT_HEAT)
        yield Notice("info", "without_heat", {"condition": bar.trait, "ask": bar.ask}, words, "14,18,20,30,31")


def can_start_cold(s: Situation) -> Iterator[CanStart]:
    """A pack on demand, also at night while awake: the gap, the skin and the 72 hours decide."""
    yield CanStart("cold", _cold_start(s))


def can_start_heat(s: Situation) -> Iterator[CanStart]:
    """Warmth on demand: not before 72 real hours, not soon after cold, not too often."""
    if s.phase == "keep_well" or (s.phase == "heat" and _skin_not_normal(s)):
        yield CanStart("heat", Start(False, None, "recovered" if s.phase == "keep_well" else "skin_not_normal"))
        return
    bounds = [(s.story.heat_from, "before_72_hours"), *_heat_bounds(s)]
    opens, because = max(bounds)
    yield CanStart("heat", s.start("heat", opens, because))


def _cold_start(s: Situation) -> Start:
    if s.phase in ("heat", "keep_well"):
        return Start(False, None, "after_72_hours" if s.phase == "heat" else "recovered")
    if _skin_not_normal(s):
        return Start(False, None, "skin_not_normal")
    opens = s.now
    if begun := s.last_done("cold"):
        opens = begun.at + figures.COLD_HARD_GAP
        if max(opens, s.now) >= _cold_until(s):
            opens = begun.at + figures.TRANSITION_GAP
    start = s.start("cold", opens, "too_soon_after_cold")
    begins = start.opens or s.now
    if begins + figures.COLD_MINUTES * MINUTE > s.story.heat_from and (start.now or start.opens):
        return Start(False, None, "after_72_hours")
    return start


def _cold_until(s: Situation) -> datetime:
    """When the cold phase turns into the transition."""
    return s.story.clock_from + figures.COLD_PHASE


def _cold_slots(s: Situation) -> list[Slot]:
    """Today's windows still to come: as often as it hurts in the cold phase, more seldom in the transition."""
    length, width = figures.COLD_MINUTES * MINUTE, figures.COLD_WINDOW
    gap, pause = figures.COLD_GAP[s.severity], max(figures.COLD_GAP[s.severity], figures.TRANSITION_GAP)
    until, last = _cold_until(s), min(s.last_begin, s.story.heat_from) - length
    done, begun = s.done_today["cold"], s.last_done("cold")
    count = figures.COLD_A_DAY[s.severity] - len(done)
    opens = max(s.planned_from, begun.at + gap if begun else s.planned_from)
    early = list(chain(opens, min(last, until - length), gap + width, width, count))
    again = [begun.at + pause] if begun else []
    opens = max([s.planned_from, until, *again, *(closes + pause for _opens, closes in early)])
    late_done = sum(each.at >= until for each in done)
    count = min(count - len(early), figures.TRANSITION_A_DAY - late_done)
    late = list(chain(opens, last, pause + width, width, count))
    return [(opens, closes, "due") for opens, closes in (*early, *late)]


def _skin_not_normal(s: Situation) -> bool:
    """Whether the last pack left marks or numbness; saying the skin is fine again corrects that entry."""
    return s.skin is not None and s.skin != "fine"


def _heat_from(s: Situation) -> datetime:
    return max([s.story.heat_from, *(opens for opens, because in _heat_bounds(s) if because == "too_soon_after_cold")])


def _heat_bounds(s: Situation) -> list[tuple[datetime, str]]:
    """When warmth is allowed again, and what each instant waits for."""
    bounds = []
    if cold := s.last_done("cold"):
        bounds.append((cold.ends + figures.HEAT_AFTER_COLD, "too_soon_after_cold"))
    if heat := s.last_done("heat"):
        bounds.append((heat.at + figures.HEAT_GAP, "too_soon_after_heat"))
    if len(s.done_today["heat"]) >= figures.HEAT_MOST_A_DAY:
        bounds.append((s.day.ends, "enough_today"))
    return bounds


def _cold_hint(s: Situation, opens: datetime) -> Words:
    if "heavy_alcohol" in s.traits:
        return Words(_("Thin towel between ice and skin. Not after alcohol."))
    if "diabetes" in s.traits:
        return Words(_("Thin towel between ice and skin. Look at your skin after 5 and 10 minutes."))
    if opens >= _cold_until(s):
        return Words(_("Only if it still helps. Thin towel between ice and skin."))
    return Words(_("Thin towel between ice and skin."))


def _heat_hint(s: Situation) -> Words:
    if "heavy_alcohol" in s.traits:
        return Words(_("Or a warm shower. A towel between. Not after alcohol."))
    if "age_65" in s.traits:
        return Words(_("Or a warm shower. One more layer of towel. Look at your skin after 5 minutes."))
    if "diabetes" in s.traits:
        return Words(_("Or a warm shower. A towel between. Look at your skin after 5 minutes."))
    return Words(_("Warm, not hot, with a towel between. Or a warm shower."))


RULES = (cold_pack, moist_heat, without_cold, without_heat, can_start_cold, can_start_heat)
