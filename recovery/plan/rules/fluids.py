"""Drinks, and the check-ins that the plan learns from."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from recovery.plan.advice import Item, Notice, Reason
from recovery.plan.article import OUR_CHOICE, rule
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn, Drink
from recovery.plan.enums import ItemReason, ItemState, NoticeCode, NoticeLevel, Phase
from recovery.plan.situation import Situation
from recovery.plan.timetable import Slot, chain, share_of_day, spread, step
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

WEEK = 7

GLASS = Words(_("A glass of water"))
GLASS_WHY = Words(_("Drink as you normally do. It will not cure the spasm."))
ABOUT_ML = Words(_("About %(ml)d ml. Anything you like to drink counts."))
BETWEEN_ML = Words(_("%(ml)d to %(most)d ml. Anything you like to drink counts."))
CARE_TEAM = Words(_("Drink the amount your care team set."))
LOST = Words(_("You lost a lot of fluid. Pharmacies sell a drink that puts back water and salts."))
LOST_ASK = Words(_("You lost a lot of fluid. Ask your care team how much to drink."))
CHECK_IN = Words(_("How do you feel?"))
CHECK_IN_HOW = Words(_("One minute. Your plan answers it."))
CHECK_IN_WHY = Words(_("The plan changes with how you feel."))


@rule(
    says=_("A glass at a time, up to what an adult needs on any day."),
    evidence=_("No trial in back pain was found. Drink as you normally do. It will not cure the spasm."),
    source="27,82",
    figures=(
        "ITEM_WINDOW", "DRINK_GAP", "DRINKS_A_DAY", "DRINKS_ML_F", "DRINKS_ML_M", "DRINKS_ML_PREGNANT",
        "DRINKS_ML_BREAST_FEEDING",
    ),
    sentences=(GLASS, GLASS_WHY, ABOUT_ML, BETWEEN_ML),
    codes=(ItemReason.DAILY_DRINKS,),
)  # fmt: skip
def drinks(s: Situation) -> Iterator[Item]:
    """Share drinks out over the waking hours, up to what an adult needs; none where a care team sets the amount."""
    if s.barred("fluids") or not s.acute or s.story.worsened("drink"):
        return
    portion = _portion(s)
    hint = _hint(s, portion)
    reason = Reason(ItemReason.DAILY_DRINKS, {"ml": portion * figures.DRINKS_A_DAY, "portion": portion})
    slots, every = _glasses(s, portion)
    for opens, closes, state in slots:
        yield Item(
            kind="drink",
            opens=opens,
            closes=closes,
            minutes=0,
            title=GLASS,
            do=hint,
            because=GLASS_WHY,
            reason=reason,
            source="27",
            state=state,
            every=every,
        )


@rule(
    says=_("Where a care team sets your drinks, the plan sets no target."),
    evidence=OUR_CHOICE,
    source="27,proposed",
    sentences=(CARE_TEAM,),
    codes=(NoticeCode.FLUIDS_CARE_TEAM,),
)
def fluids_by_care_team(s: Situation) -> Iterator[Notice]:
    """Give no target and no advice on salts to a person whose drinks a care team sets."""
    if trait := s.barred("fluids"):
        yield Notice(NoticeLevel.INFO, NoticeCode.FLUIDS_CARE_TEAM, {"condition": trait}, CARE_TEAM, "proposed")


@rule(
    says=_("After heavy sweat, vomiting or diarrhoea the plan names a drink with salts, for that day."),
    evidence=_("Otherwise normal meals give the salts. No trial in back pain was found."),
    source="27,82,proposed",
    sentences=(LOST, LOST_ASK),
    codes=(NoticeCode.FLUIDS_LOST,),
)
def fluids_lost(s: Situation) -> Iterator[Notice]:
    """Name a drink with salts on a day of much fluid lost; where a care team sets the drinks, send the person there."""
    answers = (each.fluids_lost for each in reversed(s.story.check_ins.on(s.day)))
    if next((each for each in answers if each is not None), False):
        ask = s.barred("fluids") is not None
        yield Notice(NoticeLevel.INFO, NoticeCode.FLUIDS_LOST, {"ask": ask}, LOST_ASK if ask else LOST, "27,proposed")


@rule(
    says=_("The plan asks how you feel, more often when it is bad, and once a week when the daily plan is over."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("CHECK_INS_A_DAY", "CHECK_IN_WINDOW"),
    sentences=(CHECK_IN, CHECK_IN_HOW, CHECK_IN_WHY),
    codes=(ItemReason.SEVERITY,),
)
def check_ins(s: Situation) -> Iterator[Item]:
    """Ask how the person feels, first soon after waking, and more often the worse it is."""
    if not s.acute and s.phase != Phase.KEEP_WELL and s.day.number % WEEK:
        return
    count = share_of_day(s, figures.CHECK_INS_A_DAY[s.severity]) if s.acute else 1
    answered = [entry.at for entry in s.story.logs_on(s.day) if isinstance(entry, CheckIn) and entry.pain is not None]
    slots = spread(s.planned_from, s.day.bedtime, figures.CHECK_IN_WINDOW, count)
    begins = [s.planned_from, *(opens for opens, _closes in slots[1:])]
    ends = [*begins[1:], s.day.ends]
    for opens, (_opens, closes), ends_at in zip(begins, slots, ends, strict=False):
        yield Item(
            kind="check_in",
            opens=opens,
            closes=closes,
            minutes=0,
            title=CHECK_IN,
            do=CHECK_IN_HOW,
            because=CHECK_IN_WHY,
            reason=Reason(ItemReason.SEVERITY, {"severity": s.severity}),
            source="proposed",
            state=ItemState.DONE if any(opens <= at < ends_at for at in answered) else ItemState.DUE,
        )


def _glasses(s: Situation, portion: int) -> tuple[list[Slot], timedelta]:
    """Return today's slots of drinks, each counted from the last drink, and the time from one to the next.

    What was not drunk is not caught up: a person who comes late in the day gets fewer glasses, not faster ones.
    """
    done = [(at, at, ItemState.DONE) for at in _drunk(s, portion)][: figures.DRINKS_A_DAY]
    every = step(s.day.woke, s.day.bedtime, figures.DRINK_GAP, figures.DRINKS_A_DAY)
    first = max([s.planned_from, *(entry.at + every for entry in s.story.of(Drink).on(s.day))])
    windows = chain(first, s.day.bedtime, every, figures.ITEM_WINDOW, figures.DRINKS_A_DAY - len(done))
    return done + [(opens, closes, ItemState.DUE) for opens, closes in windows], every


def _drunk(s: Situation, portion: int) -> Iterator[datetime]:
    """Yield when each whole portion of today was drunk."""
    ml = 0
    for entry in s.story.of(Drink).on(s.day):
        yield from [entry.at] * ((ml + entry.ml) // portion - ml // portion)
        ml += entry.ml


def _hint(s: Situation, portion: int) -> Words:
    if s.sex:
        return ABOUT_ML.having(ml=portion)
    return BETWEEN_ML.having(
        ml=portion, most=portion + (figures.DRINKS_ML_M - figures.DRINKS_ML_F) // figures.DRINKS_A_DAY
    )


def _portion(s: Situation) -> int:
    """Return one of the day's portions in ml; without a known sex it is the smaller amount."""
    daily = figures.DRINKS_ML_M if s.sex == "m" else figures.DRINKS_ML_F
    if "pregnant" in s.traits:
        daily += figures.DRINKS_ML_PREGNANT
    if "breast_feeding" in s.traits:
        daily += figures.DRINKS_ML_BREAST_FEEDING
    return int(round(daily / figures.DRINKS_A_DAY, -1))


RULES = (drinks, fluids_by_care_team, fluids_lost, check_ins)
