"""What the plan claims about now, and how it is computed again from the entries alone; see test_truth.py.

Items, starts and their refusals, gates, red flags, pills and guides. A check takes what the journal says and what the
plan said, and answers whether it is true.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from recovery.plan.advice import Dose, Gate, Item, Reason, Start
from recovery.plan.clinical.countries import country_lines
from recovery.plan.clinical.medicines import NSAIDS, is_opioid, labels_in
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import About, CheckIn, Cleared, Medicine, Worse
from recovery.plan.enums import (
    CardReason,
    Condition,
    DoseReason,
    Flag,
    GateReason,
    GuideReason,
    ItemReason,
    NotNow,
)
from tests.plan.told import HOUR, Told

type Check[Said] = Callable[[Told, Said], bool]

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


# --- what is not for this person


SIGNS = {"thin_bones": "D6", "blood_thinner": "S8", "fever": "S1", "E12": "E12", "S4": "S4", "S5": "S5", "D7": "D7"}


def holds(told: Told, trait: str) -> bool:
    """Whether the person told this trait: as a condition, by a sign, by the weeks or by the year of birth."""
    conditions = newest_of(told, "conditions") or ()
    if trait.startswith("age_"):
        return told.age is not None and told.age >= int(trait.removeprefix("age_"))
    if trait.startswith("pregnant"):
        return "pregnant" in conditions or newest_of(told, "weeks_pregnant") is not None
    return trait in conditions or (trait in SIGNS and told.was_raised(SIGNS[trait]))


def newest_of(told: Told, name: str) -> Any:
    """The newest value that an `about` gave."""
    return next((each for about in reversed(told.of(About)) if (each := getattr(about, name)) is not None), None)


# --- why something cannot start now; a check gets its kind with it

type Refusal = tuple[str, Start]


def waits_for(kinds: tuple[str, ...], *minutes: int, from_end: bool = False) -> Check[Refusal]:
    """One of these kinds was begun so many minutes before the start opens, or ended so."""

    def check(told: Told, refusal: Refusal) -> bool:
        opens = refusal[1].opens
        done = [each for kind in kinds for each in told.activities(kind)]
        waits = [(ends if from_end else began) + wait * MINUTE for began, ends in done for wait in minutes]
        return opens is not None and told.now < opens and opens in waits

    return check


def after_cold(told: Told, refusal: Refusal) -> bool:
    from_start = waits_for(("cold",), 60, 120)(told, refusal)
    return from_start or waits_for(("cold",), 40 if refusal[0] == "cold" else 60, from_end=True)(told, refusal)


def timer_runs(told: Told, refusal: Refusal) -> bool:
    opens = refusal[1].opens
    running = [at for at, kind in told.running if opens and opens - at == told.s.timer_minutes(kind) * MINUTE]
    return opens is not None and told.now < opens and bool(running)


def clock_waits(hours: int) -> Check[Refusal]:
    """So many hours after the onset, or after a spasm that began suddenly, are not over."""

    def check(told: Told, refusal: Refusal) -> bool:
        opens = refusal[1].opens
        return opens is not None and told.now < opens and opens - hours * HOUR in told.spasms

    return check


def on_skin_tonight(told: Told, moment: datetime) -> bool:
    """Ice or warmth began in the night of this instant, which starts 50 minutes before bedtime."""
    nights = [day.bedtime - 50 * MINUTE for day in told.days if day.bedtime - 50 * MINUTE <= moment]
    begun = [began for kind in ("cold", "heat") for began, _ends in told.activities(kind)]
    return any(began >= night for night in nights[-1:] for began in begun)


def ice_is_over(told: Told, _refusal: Refusal) -> bool:
    """No pack of 20 minutes that keeps its pause, and is the only one of its night, fits before warmth is allowed."""
    begun = [began for began, _ends in told.activities("cold")]
    free = max([told.now, *(each + 120 * MINUTE for each in begun)])
    day = told.s.day
    if on_skin_tonight(told, free):
        free = max(free, day.rises if told.now < day.rises else day.ends)
    return free + 20 * MINUTE > told.heat_from


def once_tonight(told: Told, refusal: Refusal) -> bool:
    opens = refusal[1].opens
    return opens is not None and told.now < opens and on_skin_tonight(told, opens)


def is_well(told: Told, _said: object) -> bool:
    """Resting pain was 1 or less at least twice, and did not rise much since."""
    pains = [pain for _at, pain in told.at_rest]
    return sum(pain <= 1 for pain in pains) >= 2 and told.s.phase == "keep_well"


def newest_leg(told: Told) -> str | None:
    return next((each.leg for each in reversed(told.of(CheckIn, -1)) if each.leg), None)


def sore(told: Told, _refusal: Refusal) -> bool:
    """The newest resting pain, or another one told within the hour before it, is above 5."""
    last = told.at_rest[-1][0]
    return any(pain > 5 for at, pain in told.at_rest if last - at <= HOUR)


NOT_NOW: Mapping[NotNow, Check[Refusal]] = {
    NotNow.TIMER_RUNNING: timer_runs,
    NotNow.TOO_SOON_AFTER_COLD: after_cold,
    NotNow.TOO_SOON_AFTER_HEAT: waits_for(("heat",), 120),
    NotNow.TOO_SOON_AFTER_LEGS_UP: waits_for(("legs_up",), 60),
    NotNow.REST_BETWEEN_SETS: waits_for(("stretch",), 15),
    NotNow.STIFF_AFTER_COLD: waits_for(("cold",), 10, from_end=True),
    NotNow.BEFORE_72_HOURS: clock_waits(72),
    NotNow.BEFORE_48_HOURS: clock_waits(48),
    NotNow.ENOUGH_TODAY: lambda told, refusal: (
        sum(told.days[-1].starts <= began for began, _ends in told.activities("heat")) >= 4
        and refusal[1].opens == told.days[-1].ends
    ),
    NotNow.ONCE_A_NIGHT: once_tonight,
    NotNow.AFTER_72_HOURS: ice_is_over,
    NotNow.RECOVERED: is_well,
    NotNow.PLAN_OVER: lambda told, _refusal: told.now - told.onset >= 42 * DAY,
    NotNow.SKIN_NOT_NORMAL: lambda told, _refusal: not {"marked", "numb"}.isdisjoint(told.skins),
    NotNow.RED_FLAG: lambda told, _refusal: any(flag[0] == "S" and told.was_raised(flag) for flag in told.s.flags),
    NotNow.MADE_IT_WORSE: lambda told, refusal: refusal[0] in [each.item for each in told.of(Worse, -1)],
    NotNow.LEG_SYMPTOM: lambda told, _refusal: newest_leg(told) in ("lower", "tingling", "weak", "both"),
    NotNow.REST_FIRST: lambda told, _refusal: told.s.walking is not None and told.s.walking.stage == "W1",
    NotNow.FIRST_NIGHT: lambda told, _refusal: told.s.day.number == 0 and len(told.days) == 1,
    NotNow.TOO_MUCH_PAIN: sore,
    NotNow.QUESTIONS_FIRST: lambda told, _refusal: told.s.gate is not None and bool(told.s.gate.asks),
}


# --- why an item is in the day


def as_bad_as_told(told: Told, item: Item) -> bool:
    """The severity is that of a pain or of words that were told; moderate where nothing was."""
    bands = {"mild" if pain <= 3 else "moderate" if pain <= 6 else "severe" for _at, pain in told.at_rest}
    words = {
        {"yes": "mild", "a_few_steps": "moderate", "no": "severe"}[each]
        for each in (answer.can_walk for answer in told.of(CheckIn))
        if each
    }
    return item.reason.inputs["severity"] in (bands or {"moderate"}) | words


def suits(told: Told, item: Item) -> bool:
    position = item.reason.inputs["position"]
    late = (told.s.weeks_pregnant or 0) >= 28
    breathless = holds(told, Condition.BREATHLESS_LYING_FLAT)
    return position == "recliner" if breathless else position == "side" if late else True


def a_days_drinks(told: Told, item: Item) -> bool:
    """Glasses that add up to what an adult drinks, and more in pregnancy and while breast-feeding."""
    least = {"f": 1600, "m": 2000, None: 1600}[told.s.sex]
    most = {"f": 1600, "m": 2000, None: 2000}[told.s.sex] + 300 + 700
    ml, portion = item.reason.inputs["ml"], item.reason.inputs["portion"]
    return bool(ml == 8 * portion and least <= ml <= most)


ITEMS: Mapping[ItemReason, Check[Item]] = {
    ItemReason.SEVERITY: as_bad_as_told,
    ItemReason.STAGE: lambda told, item: (
        told.s.walking is not None and item.reason.inputs.get("stage", told.s.walking.stage) == told.s.walking.stage
    ),
    ItemReason.POSITION: suits,
    ItemReason.COLD_PHASE: lambda told, item: item.opens < told.heat_from - 24 * HOUR,
    ItemReason.IF_IT_STILL_HELPS: lambda told, item: (
        item.opens >= told.heat_from - 24 * HOUR
        and (item.state == "done" or item.closes + 20 * MINUTE <= told.heat_from)
    ),
    ItemReason.HEAT_PHASE: lambda told, item: item.state == "done" or item.opens >= told.heat_from,
    ItemReason.AFTER_WARMTH: lambda told, _item: told.now >= told.heat_from,
    ItemReason.AFTER_48_HOURS: lambda told, _item: told.now >= told.heat_from - 24 * HOUR,
    ItemReason.DAILY_DRINKS: a_days_drinks,
}


# --- what labels say about one more pill


def doses_of(told: Told, name: str) -> list[tuple[datetime, float]]:
    label = labels_in(told.s.story.country).get(name)
    once = label.once_mg if label else 0
    return [(each.at, once if each.mg is None else each.mg) for each in told.of(Medicine) if each.name == name]


def other_nsaids(told: Told, name: str) -> list[datetime]:
    return [each.at for each in told.of(Medicine) if {each.name, name} <= set(NSAIDS) and each.name != name]


def sum_is_over(hours: int, most: Callable[[Any], float]) -> Check[tuple[str, Dose]]:
    """With one more pill, the last hours hold more than the label allows."""

    def check(told: Told, said: tuple[str, Dose]) -> bool:
        label = labels_in(told.s.story.country)[said[0]]
        held = sum(mg for at, mg in doses_of(told, said[0]) if told.now - hours * HOUR < at)
        return held + label.unit_mg > most(label) and said[1].opens is not None and said[1].opens > told.now

    return check


def second_nsaid(told: Told, said: tuple[str, Dose]) -> bool:
    """Another NSAID was taken, and its day ends when this one opens; later where no label of the country is known."""
    name, dose = said
    days = [at + DAY for at in other_nsaids(told, name)]
    label = labels_in(told.s.story.country).get(name)
    known = label is not None and label.shown
    return dose.opens is not None and bool(days) and (dose.opens in days or (dose.opens > max(days) and not known))


DOSES: Mapping[DoseReason, Check[tuple[str, Dose]]] = {
    DoseReason.GAP: lambda told, said: (
        said[1].opens is not None
        and said[1].opens - labels_in(told.s.story.country)[said[0]].gap in [at for at, _mg in doses_of(told, said[0])]
    ),
    DoseReason.MOST_AT_ONCE: lambda _told, _said: False,  # said of a dose that is being logged, never of the next one
    DoseReason.MOST_IN_24_HOURS: sum_is_over(24, lambda label: label.most_mg),
    DoseReason.TWO_IN_12_HOURS: sum_is_over(12, lambda label: label.once_mg),
    DoseReason.SECOND_NSAID: second_nsaid,
    DoseReason.TEN_DAYS: lambda told, _said: len({told.s.story.date_of(each.at) for each in told.of(Medicine)}) >= 10,
}

type Objected = tuple[str, float | None, Reason[Any]]  # a medicine, mg, and what is against them now


def objected_sum(told: Told, said: Objected) -> bool:
    """The doses of the span that it names, with this one, hold more than it allows."""
    name, mg, reason = said
    since, span, most = (reason.inputs[each] for each in ("since", "span", "most"))
    own = labels_in(told.s.story.country)[name].once_mg if mg is None else mg
    held = sum(each for at, each in doses_of(told, name) if since <= at < since + span) + own
    return bool(held == reason.inputs["mg"] > most and told.now - since < span)


OBJECTIONS: Mapping[DoseReason, Check[Objected]] = {
    DoseReason.GAP: lambda told, said: (
        said[2].inputs["at"] in [at for at, _mg in doses_of(told, said[0])]
        and told.now - said[2].inputs["at"] < said[2].inputs["span"]
    ),
    DoseReason.MOST_AT_ONCE: lambda _told, said: said[1] is not None and said[1] > said[2].inputs["most"],
    DoseReason.MOST_IN_24_HOURS: objected_sum,
    DoseReason.TWO_IN_12_HOURS: objected_sum,
    DoseReason.SECOND_NSAID: lambda told, said: (
        said[2].inputs["at"] in other_nsaids(told, said[0]) and told.now - said[2].inputs["at"] < DAY
    ),
    DoseReason.TEN_DAYS: lambda told, _said: DOSES[DoseReason.TEN_DAYS](told, ("", Dose(None, 0, None))),
}


# --- gates and signs


def signs_told(told: Told, gate: Gate) -> bool:
    return bool(gate.flags) and all(told.was_raised(flag) for flag in gate.flags)


def years(told: Told, gate: Gate, allowed: range) -> bool:
    return gate.because.inputs["age"] == told.age and told.age in allowed


def unscreened(told: Told, gate: Gate) -> list[CheckIn]:
    """The check-ins of the instant from which on the gate asks, if no screen was answered since."""
    screens = [each.at for each in told.of(CheckIn) if each.screened]
    return [each for each in told.of(CheckIn) if each.at == gate.since and not any(at >= each.at for at in screens)]


GATES: Mapping[GateReason, Check[Gate]] = {
    GateReason.RED_FLAG: signs_told,
    GateReason.CHECKED: lambda told, gate: bool(told.of(Cleared)) and signs_told(told, gate),
    GateReason.GONE: lambda _told, _gate: False,  # said of a sign in the history, never of a gate
    GateReason.UNDER_16: lambda told, gate: years(told, gate, range(16)),
    GateReason.UNDER_18: lambda told, gate: years(told, gate, range(16, 18)),
    GateReason.MAYBE_17: lambda told, gate: years(told, gate, range(18, 19)),
    GateReason.SUDDEN_SPASM: lambda told, gate: any(each.sudden for each in unscreened(told, gate)),
    GateReason.FLARE: lambda told, gate: any((each.pain or 0) >= 4 for each in unscreened(told, gate)),
    GateReason.SILENCE: lambda told, _gate: any(
        not any(told.logged(day - past) for past in range(4)) for day in range(-2, -len(told.days) - 1, -1)
    ),
}


def flag_waits(told: Told, flag: Flag, because: Mapping[str, Any]) -> bool:
    """Somebody told this D flag, its date counts from then, and nobody cleared it since."""
    days = timedelta(days=2 if flag in ("D1", "D2", "D3", "D4", "D8") else 7)
    checks = [each for each in told.of(Cleared) if each.because == "professional"]
    waiting = [
        each.at
        for each in told.of(CheckIn)
        if flag in flags_of(each)
        and not any(check.at >= each.at and check.entered_at >= each.entered_at for check in checks)
    ]
    dated = flag == "D9" or because["by"] - days in waiting
    return bool(waiting) and dated and (flag != "D10" or because["call"] == country_lines(told.s.story.country).crisis)


def newest(told: Told, name: str) -> Any:
    """The newest answer of a day to a question of the check-in."""
    recent = (each for each in reversed(told.of(CheckIn)) if told.now - each.at <= DAY)
    return next((getattr(each, name) for each in recent if getattr(each, name) is not None), None)


GUIDES: Mapping[GuideReason, Check[None]] = {
    GuideReason.FLOOR_WITH_HELP: lambda told, _none: newest(told, "where_now") == "floor",
    GuideReason.FLOOR_ALONE: lambda told, _none: newest(told, "where_now") == "floor",
    GuideReason.FLOOR_STAY: lambda told, _none: newest(told, "where_now") == "floor" and bool(told.s.at_risk),
    GuideReason.IN_BED: lambda told, _none: (newest(told, "where_now"), newest(told, "can_walk")) == ("bed", "no"),
    GuideReason.IN_A_CHAIR: lambda told, _none: newest(told, "can_walk") == "no",
    GuideReason.A_FEW_STEPS: lambda told, _none: newest(told, "can_walk") == "a_few_steps",
    GuideReason.STAGE: lambda told, _none: newest(told, "can_walk") in (None, "yes"),
    GuideReason.NIGHT: lambda told, _none: (
        told.now >= told.s.day.bedtime - 90 * MINUTE or not told.s.day.awake(told.now)
    ),
    GuideReason.SLEPT_BADLY: lambda told, _none: (
        [each.slept for each in told.of(CheckIn, -1) if each.slept][-1:] == ["badly"]
    ),
    GuideReason.STRONG_PILLS: lambda told, _none: any(is_opioid(each.name, each.note) for each in told.of(Medicine)),
    GuideReason.COUGH_HURTS: lambda told, _none: any("D8" in flags_of(each) for each in told.of(CheckIn)),
}

CARDS: Mapping[CardReason, Check[None]] = {
    CardReason.RECOVERED: is_well,
    CardReason.TEN_DAYS: lambda told, _none: len(told.of(Medicine)) >= 10,
    CardReason.NOT_SEVERE: lambda told, _none: (told.s.pain or 0) < 7,
    CardReason.LATER: lambda told, _none: told.s.day.number < 14,
    CardReason.NOT_YET: lambda told, _none: told.s.phase != "keep_well",
    CardReason.NO_FLARE: lambda told, _none: told.s.phase != "keep_well" or not told.s.screen_first,
}
