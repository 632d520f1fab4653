"""Drinks, and the check-ins the plan learns from."""

from collections.abc import Iterator

from recovery.plan import figures
from recovery.plan.advice import Item, Notice, Reason, Words, gettext_noop
from recovery.plan.facts import CheckIn, Drink
from recovery.plan.situation import Situation
from recovery.plan.timetable import spread

_ = gettext_noop


def drinks(s: Situation) -> Iterator[Item]:
    """Drinks over the waking hours, towards what an adult needs on any day; no target where a care team sets one."""
    if s.barred("fluids") or not s.acute or s.story.worsened("drink"):
        return
    portion = _portion(s)
    drunk = [entry for entry in s.story.logs_on(s.day) if isinstance(entry, Drink)]
    finished = min(figures.DRINKS_A_DAY, sum(entry.ml for entry in drunk) // portion)
    title, hint = Words(_("A glass of water")), _drinks_hint(s)
    because = Words(_("Drink as you normally do. It will not cure the spasm."))
    reason = Reason("daily_drinks", {"ml": portion * figures.DRINKS_A_DAY, "portion": portion})
    slots = spread(s.planned_from, s.day.bedtime, figures.ITEM_WINDOW, figures.DRINKS_A_DAY)
    for place, (opens, closes) in enumerate(slots):
        yield Item(
            kind="drink",
            opens=opens,
            closes=closes,
            minutes=0,
            title=title,
            do=hint,
            because=because,
            reason=reason,
            source="27",
            state="done" if place < finished else "due",
        )


def fluids_by_care_team(s: Situation) -> Iterator[Notice]:
    """No target and no word on salts for those whose drinks a care team sets."""
    if trait := s.barred("fluids"):
        words = Words(_("Drink the amount your care team set."))
        yield Notice("info", "fluids_care_team", {"condition": trait}, words, "proposed")


def check_ins(s: Situation) -> Iterator[Item]:
    """How do you feel: once to three times a day, the first soon after waking."""
    count = figures.CHECK_INS_A_DAY[s.severity] if s.acute else 1
    told = [entry.at for entry in s.story.logs_on(s.day) if isinstance(entry, CheckIn)]
    slots = spread(s.planned_from, s.day.bedtime, figures.CHECK_IN_WINDOW, count)
    begins = [s.planned_from, *(opens for opens, _closes in slots[1:])]
    ends = [*begins[1:], s.day.ends]
    for opens, (_opens, closes), ends_at in zip(begins, slots, ends, strict=False):
        yield Item(
            kind="check_in",
            opens=opens,
            closes=closes,
            minutes=0,
            title=Words(_("How do you feel?")),
            do=Words(_("One minute. Your plan answers it.")),
            because=Words(_("The plan changes with how you feel.")),
            reason=Reason("severity", {"severity": s.severity}),
            source="proposed",
            state="done" if any(opens <= at < ends_at for at in told) else "due",
        )


def _drinks_hint(s: Situation) -> Words:
    portion = _portion(s)
    if s.sex:
        return Words(_("About %(ml)d ml. Anything you like to drink counts."), {"ml": portion})
    most = portion + (figures.DRINKS_ML_M - figures.DRINKS_ML_F) // figures.DRINKS_A_DAY
    return Words(_("%(ml)d to %(most)d ml. Anything you like to drink counts."), {"ml": portion, "most": most})


def _portion(s: Situation) -> int:
    """One of the day's portions in ml; with the sex not said, the smaller amount."""
    daily = figures.DRINKS_ML_M if s.sex == "m" else figures.DRINKS_ML_F
    if "pregnant" in s.traits:
        daily += figures.DRINKS_ML_PREGNANT
    return int(round(daily / figures.DRINKS_A_DAY, -1))


RULES = (drinks, fluids_by_care_team, check_ins)
