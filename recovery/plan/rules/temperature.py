"""Cold for 72 hours, then moist warmth: 20 minutes with a towel between, never asleep, never too early."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from recovery.plan import figures
from recovery.plan.advice import CanStart, Item, Reason, Start, Words, gettext_noop
from recovery.plan.situation import Situation
from recovery.plan.timetable import Rhythm, follow

_ = gettext_noop


def cold_pack(s: Situation) -> Iterator[Item]:
    """Cold in windows that follow the last pack, through the first 72 hours."""
    if s.phase not in ("cold", "transition") or s.against("cold") or _skin_not_normal(s):
        return
    length = timedelta(minutes=figures.COLD_MINUTES)
    last = min(s.last_begin, s.story.heat_from) - length
    for opens, closes, state in follow(s, "cold", s.planned_from, last, _cold_rhythm(s)):
        yield Item(
            kind="cold",
            opens=opens,
            closes=closes,
            minutes=figures.COLD_MINUTES,
            title=Words(_("Ice, %(minutes)d minutes"), {"minutes": figures.COLD_MINUTES}),
            do=_cold_hint(s),
            because=Words(_("Cold can numb the ache. Proof is thin, so use it only if it feels good.")),
            reason=Reason("cold_phase" if s.phase == "cold" else "if_it_still_helps", {"severity": s.severity}),
            source="seed",
            picture="back",
            state=state,
            gap=figures.COLD_HARD_GAP,
        )


def moist_heat(s: Situation) -> Iterator[Item]:
    """Warmth after 72 real hours, never sooner."""
    if s.phase != "heat" or not s.acute or s.against("heat") or s.story.worsened("heat"):
        return
    last = s.last_begin - timedelta(minutes=s.heat_minutes)
    gap, width = figures.HEAT_GAP, figures.HEAT_WINDOW
    rhythm = Rhythm(figures.HEAT_A_DAY[s.severity], gap, width, apart=gap + width)
    for opens, closes, state in follow(s, "heat", max(s.planned_from, _heat_from(s)), last, rhythm):
        yield Item(
            kind="heat",
            opens=opens,
            closes=closes,
            minutes=s.heat_minutes,
            title=Words(_("Warm wet towel, %(minutes)d minutes"), {"minutes": s.heat_minutes}),
            do=_heat_hint(s),
            because=Words(_("Warmth often eases pain for a while.")),
            reason=Reason("heat_phase", {"severity": s.severity}),
            source="seed",
            picture="heat",
            state=state,
            gap=figures.HEAT_GAP,
        )


def can_start_cold(s: Situation) -> Iterator[CanStart]:
    """A pack on demand, also at night while awake: the gap, the skin and the 72 hours decide."""
    yield CanStart("cold", _cold_start(s))


def can_start_heat(s: Situation) -> Iterator[CanStart]:
    """Warmth on demand: not before 72 real hours, not soon after cold, not too often."""
    if s.phase == "keep_well":
        yield CanStart("heat", Start(False, None, "recovered"))
        return
    bounds = [(s.story.heat_from, "before_72_hours"), *_heat_bounds(s)]
    opens, because = max(bounds)
    yield CanStart("heat", s.start("heat", opens, because))


def _cold_start(s: Situation) -> Start:
    if s.phase in ("heat", "keep_well"):
        return Start(False, None, "after_72_hours" if s.phase == "heat" else "recovered")
    if _skin_not_normal(s):
        return Start(False, None, "skin_not_normal")
    begun = s.last_done("cold")
    opens = begun.began + figures.COLD_HARD_GAP if begun else s.now
    start = s.start("cold", opens, "too_soon_after_cold")
    begins = start.opens or s.now
    if begins + timedelta(minutes=figures.COLD_MINUTES) > s.story.heat_from and (start.now or start.opens):
        return Start(False, None, "after_72_hours")
    return start


def _cold_rhythm(s: Situation) -> Rhythm:
    gap, width, count = figures.COLD_GAP[s.severity], figures.COLD_WINDOW, figures.COLD_A_DAY[s.severity]
    if s.phase == "transition":
        gap, count = max(gap, figures.TRANSITION_GAP), min(count, figures.TRANSITION_A_DAY)
    return Rhythm(count, gap, width, apart=gap + width)


def _skin_not_normal(s: Situation) -> bool:
    """Whether the last pack left marks or numbness; saying the skin is fine again corrects that entry."""
    last = next((each for each in reversed(s.story.done) if each.skin), None)
    return last is not None and last.skin != "fine"


def _heat_from(s: Situation) -> datetime:
    return max([s.story.heat_from, *(opens for opens, because in _heat_bounds(s) if because == "too_soon_after_cold")])


def _heat_bounds(s: Situation) -> list[tuple[datetime, str]]:
    """When warmth is allowed again, and what each instant waits for."""
    bounds = []
    if cold := s.last_done("cold"):
        bounds.append((cold.ends + figures.HEAT_AFTER_COLD, "too_soon_after_cold"))
    if heat := s.last_done("heat"):
        bounds.append((heat.began + figures.HEAT_GAP, "too_soon_after_heat"))
    if len(s.story.done_of("heat", s.day)) >= figures.HEAT_MOST_A_DAY:
        bounds.append((s.day.ends, "enough_today"))
    return bounds


def _cold_hint(s: Situation) -> Words:
    if "heavy_alcohol" in s.traits:
        return Words(_("Thin towel between ice and skin. Not after alcohol."))
    if "diabetes" in s.traits:
        return Words(_("Thin towel between ice and skin. Look at your skin after 5 and 10 minutes."))
    if s.phase == "transition":
        return Words(_("Only if it still helps. Thin towel between ice and skin."))
    return Words(_("Thin towel between ice and skin."))


def _heat_hint(s: Situation) -> Words:
    if "heavy_alcohol" in s.traits:
        return Words(_("Or a warm shower. A towel between. Not after alcohol."))
    if "age_65" in s.traits:
        return Words(_("Or a warm shower. One more layer of towel. Look at your skin after 5 minutes."))
    return Words(_("Or a warm shower. A towel between, and warm, not hot."))


RULES = (cold_pack, moist_heat, can_start_cold, can_start_heat)
