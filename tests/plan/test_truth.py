"""No sentence is untrue of the journal that it stands over: each claim is computed again from the entries alone.

`CHECKS` holds one check for each code of each reason; a code without one fails by its name. The checks of walks and
notices are here, all others in truths.py.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import EnumType, StrEnum
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from recovery.plan import enums
from recovery.plan.advice import Card, Dose, LeftOut, Plan, Start
from recovery.plan.build import plan_of, situation_at
from recovery.plan.clinical.medicines import TREATMENT_OF
from recovery.plan.entries import CheckIn, Cleared, Cold, Medicine, Walk, Worse
from recovery.plan.enums import (
    Added,
    CardReason,
    ChangeCode,
    Condition,
    DoseReason,
    Flag,
    GateReason,
    GuideReason,
    ItemReason,
    NoticeCode,
    NotNow,
    WalkReason,
)
from recovery.plan.ledger import against
from recovery.plan.situation import Situation
from tests.plan import truths
from tests.plan.cases import Raw
from tests.plan.cast import CAST
from tests.plan.journals import cases, read
from tests.plan.told import HOUR, Told

type Check = Callable[[Told, Mapping[str, Any]], bool]

DAY = timedelta(days=1)
NEW_LEG = ("lower", "tingling", "weak", "both")


def says(name: str, *values: object) -> Check:
    """A check-in of today or yesterday gave one of these answers."""
    return lambda told, _inputs: any(
        getattr(each, name) in values for day in (-1, -2) for each in told.of(CheckIn, day)
    )


def rated(told: Told, day: int) -> int:
    answers = [each for each in told.of(CheckIn, day) if each.walks_felt]
    walks = sum(each.pain_after is not None for each in told.of(Walk, day))
    return max(walks, (answers[-1].walks or 0) if answers else 0)


def good_yesterday(told: Told, _inputs: Mapping[str, Any]) -> bool:
    felt = [each.walks_felt for each in told.of(CheckIn, -2) if each.walks_felt]
    return not any(map(told.hurt, told.of(Walk, -2))) and felt[-1:] != ["bad"] and told.logged(-2)


def rose(told: Told, inputs: Mapping[str, Any]) -> bool:
    recent = [*told.of(Walk, -1), *told.of(Walk, -2)]
    known = [(told.before(each), each.pain_after) for each in recent if told.hurt(each, 2)]
    return (inputs["before"], inputs["after"]) in known


def pain_unknown_before(told: Told, inputs: Mapping[str, Any]) -> bool:
    recent = [*told.of(Walk, -1), *told.of(Walk, -2)]
    return any(told.before(each) is None and each.pain_after == inputs["after"] for each in recent)


def two_hurt(told: Told, _inputs: Mapping[str, Any]) -> bool:
    return any(told.hurt(one) and told.hurt(then) for one, then in pairwise(told.of(Walk)))


def stayed_up(told: Told, _inputs: Mapping[str, Any]) -> bool:
    for walk in told.of(Walk, -1):
        over = walk.at + timedelta(minutes=walk.minutes)
        later = [each.pain for each in told.of(CheckIn) if over + HOUR <= each.at <= over + 2 * HOUR]
        known = [each for each in (walk.pain_hour_later, *later) if each is not None]
        before = told.before(walk)
        if before is not None and any(each - before >= 3 and each > 3 for each in known):
            return True
    return False


def two_unfinished(told: Told, _inputs: Mapping[str, Any]) -> bool:
    return any(one.finished is False and then.finished is False for one, then in pairwise(told.of(Walk)))


def no_morning(told: Told, _inputs: Mapping[str, Any]) -> bool:
    earlier = [pain for at, pain in told.at_rest if at < told.days[-1].starts]
    return not told.pains_on(-1) or not earlier


def morning_pains(told: Told, inputs: Mapping[str, Any]) -> bool:
    known = [told.morning(day - len(told.days)) for day in range(len(told.days))]
    mornings = [each for each in known if each is not None]
    return [inputs["before"], inputs["pain"]] == mornings[-2:]


def severe_morning(told: Told, inputs: Mapping[str, Any]) -> bool:
    known = [told.morning(day - len(told.days)) for day in range(len(told.days))]
    return bool(inputs["pain"] >= 7) and [each for each in known if each is not None][-1:] == [inputs["pain"]]


def walked_on_days(told: Told, inputs: Mapping[str, Any]) -> bool:
    return bool(inputs["days"] == sum(bool(told.of(Walk, day)) for day in range(-8, -1)))


def a_walk_hurt_last_week(told: Told, inputs: Mapping[str, Any]) -> bool:
    hurt = any(told.hurt(walk) for day in range(-8, -1) for walk in told.of(Walk, day))
    return hurt and walked_on_days(told, inputs)


def conflict_open(told: Told) -> list[int] | None:
    pains = [each for each in told.of(CheckIn) if each.pain is not None]
    for one, then in reversed([*pairwise(pains)]):
        later = [at for at, _pain in told.at_rest if at > then.at]
        if one.pain != then.pain and then.at - one.at <= HOUR and not later:
            return [one.pain or 0, then.pain or 0]
    return None


def not_quite_well(told: Told, _inputs: Mapping[str, Any]) -> bool:
    sore = any(pain > 1 for pain in told.pains_on(-1))
    slow = any(each.can_walk in ("a_few_steps", "no") for each in told.of(CheckIn, -1))
    return sore or slow or any(each.level in "ES" for each in told.s.raised)


def newest_walking(told: Told, _inputs: Mapping[str, Any]) -> bool:
    answers = [each for each in told.of(CheckIn) if each.can_walk]
    return bool(answers) and answers[-1].can_walk == "no" and told.now - answers[-1].at < DAY


def flag_open(told: Told, _inputs: Mapping[str, Any]) -> bool:
    return any(flag[0] in "ES" for flag in told.s.flags)


def longest_walk(told: Told, inputs: Mapping[str, Any]) -> bool:
    answers = [each.longest_walk for each in told.of(CheckIn) if each.longest_walk is not None]
    return inputs["minutes"] in answers


def always(_told: Told, _inputs: Mapping[str, Any]) -> bool:
    """The sentence claims nothing about the journal."""
    return True


WALKS: Mapping[WalkReason, Check] = {
    WalkReason.FIRST_DAY: lambda told, _inputs: len(told.days) == 1,
    WalkReason.REST_FIRST: lambda told, _inputs: told.s.climb.rung.walked == "W1",
    WalkReason.REST_DONE: lambda told, inputs: inputs["days"] < len(told.days),
    WalkReason.REST_LIMIT: lambda told, _inputs: told.now - told.onset >= 24 * HOUR,
    WalkReason.GOOD_DAY: good_yesterday,
    WalkReason.LONGER_WALKS: good_yesterday,
    WalkReason.FLAG_OPEN: flag_open,
    WalkReason.JUST_MET: lambda told, _inputs: told.s.story.met_at >= told.days[-1].starts,
    WalkReason.NO_LOG: lambda told, _inputs: not told.logged(-2),
    WalkReason.LEG_SYMPTOM: says("leg", *NEW_LEG),
    WalkReason.WHICH_PAIN: lambda told, _inputs: conflict_open(told) is not None,
    WalkReason.PAIN_ROSE: rose,
    WalkReason.WALKS_SORE: says("walks_felt", "sore"),
    WalkReason.WALKS_BAD: says("walks_felt", "bad"),
    WalkReason.TOO_FEW_WALKS: lambda told, inputs: inputs["walks"] == rated(told, -2) < 2,
    WalkReason.NEW_STAGE: lambda told, _inputs: len(told.days) < 3 or told.s.climb.rung.since is not None,
    WalkReason.NO_MORNING_PAIN: no_morning,
    WalkReason.MORNING_PAIN: morning_pains,
    WalkReason.SEVERE_MORNING: severe_morning,
    WalkReason.CANNOT_WALK: newest_walking,
    WalkReason.SIGN_CHECKED: lambda told, _inputs: any(
        each.lifted_at and each.lifted_at >= told.days[-1].starts for each in told.s.raised
    ),
    WalkReason.WALKS_AGAIN: lambda told, inputs: not flag_open(told, inputs),
    WalkReason.PLAN_OVER: lambda told, _inputs: told.now - told.onset >= 42 * DAY,
    WalkReason.WORSE_THAN_MORNING: lambda told, inputs: (
        inputs["pain"] in told.pains_on(-1) and inputs["before"] == told.morning(-1)
    ),
    WalkReason.PAIN_AFTER_WALK: pain_unknown_before,
    WalkReason.NOT_WELL: not_quite_well,
    WalkReason.MADE_IT_WORSE: lambda told, _inputs: any(each.item == "walk" for each in told.of(Worse, -1)),
    WalkReason.TWO_WALKS_HURT: two_hurt,
    WalkReason.PAIN_STAYED: stayed_up,
    WalkReason.TWO_WALKS_UNFINISHED: two_unfinished,
    WalkReason.LEG_PAIN_LOWER: says("leg", "lower"),
    WalkReason.SUDDEN_SPASM: lambda told, _inputs: any(each.sudden for each in told.of(CheckIn, -1)),
    WalkReason.FLARE: lambda told, inputs: inputs["pain"] in told.pains_on(-1),
    WalkReason.AFTER_CHECK: lambda told, _inputs: bool(told.of(Cleared)),
    WalkReason.AFTER_SILENCE: longest_walk,
    WalkReason.RECOVERED: lambda told, _inputs: [pain <= 1 for _at, pain in told.at_rest[-2:]] == [True, True],
    WalkReason.KEEP_WELL: always,
    WalkReason.GOOD_WEEK: walked_on_days,
    WalkReason.QUIET_WEEK: walked_on_days,
    WalkReason.WEEK_HURT: a_walk_hurt_last_week,
}


# --- notices


def since(hours: float) -> Check:
    """So much time has passed, and the pains that the sentence names were told."""

    def check(told: Told, because: Mapping[str, Any]) -> bool:
        told_pains = [pain for _at, pain in told.at_rest]
        named = [because.get(name) for name in ("first", "worst") if because.get(name) is not None]
        is_now = because.get("pain") in [None, *told.newest]
        return is_now and told.now - told.onset >= timedelta(hours=hours) and all(each in told_pains for each in named)

    return check


def first_72_hours(told: Told, because: Mapping[str, Any]) -> bool:
    spasms = [each.at for each in told.s.story.relapses]
    began = max([told.onset, *spasms])
    pains = [pain for at, pain in told.at_rest if at >= began]
    # the last one counts as the highest of those close together, also of one from right before the onset
    worst = max([*pains[:-1], *told.newest], default=None)
    return since(72)(told, because) and told.now - began >= 72 * HOUR and (not pains or because["worst"] == worst)


def pill_days(told: Told, because: Mapping[str, Any]) -> bool:
    taken = {told.s.story.date_of(each.at) for each in told.of(Medicine)}
    return because["days"] in range(8, len(taken) + 1)


def worse_than_best(told: Told, because: Mapping[str, Any]) -> bool:
    """So many mornings in a row were well above the best, and none since is near it again."""
    mornings = [told.morning(day - len(told.days)) for day in range(len(told.days))]
    risen = ["?" if each is None else "+" if each - because["best"] >= 2 else "-" for each in mornings]
    return because["days"] >= 3 and "+" * because["days"] in "".join(risen).rpartition("-")[2]


def took(told: Told, because: Mapping[str, Any]) -> bool:
    return set(because["medicines"]) <= {each.name for each in told.of(Medicine)}


def skin_told(told: Told, because: Mapping[str, Any]) -> bool:
    return because["skin"] in [getattr(each, "skin", None) for each in told.entries]


def both_answers(told: Told, _because: Mapping[str, Any]) -> bool:
    return bool(told.of(Walk, -1)) and any(each.walked is False for each in told.of(CheckIn, -1))


NOTICES: Mapping[NoticeCode, Check] = {
    NoticeCode.WHICH_PAIN: lambda told, because: because["pains"] == conflict_open(told),
    NoticeCode.WALK_OR_NOT: both_answers,
    NoticeCode.ENTRY_BEFORE_ONSET: lambda told, _because: any(each.at < told.onset for each in told.entries),
    NoticeCode.WITHOUT_COLD: lambda told, because: because["condition"] in told.s.traits,
    NoticeCode.WITHOUT_HEAT: lambda told, because: because["condition"] in told.s.traits,
    NoticeCode.SKIN_NOT_NORMAL: skin_told,
    NoticeCode.COLD_TOO_LONG: lambda told, because: (
        because["minutes"] in [each.minutes for each in told.of(Cold)] and because["minutes"] > 20
    ),
    NoticeCode.FLUIDS_CARE_TEAM: lambda told, because: because["condition"] in told.s.traits,
    NoticeCode.FLUIDS_LOST: lambda told, _because: any(each.fluids_lost for each in told.of(CheckIn, -1)),
    NoticeCode.MISSED_DAYS: lambda told, because: not any(told.logged(-1 - day) for day in range(because["days"] + 1)),
    NoticeCode.TOO_MUCH_MEDICINE: took,
    NoticeCode.TWO_NSAIDS: lambda told, because: len(set(because["medicines"])) > 1 and took(told, because),
    NoticeCode.PILL_NOT_FOR_YOU: lambda told, because: (
        because["condition"] in told.s.traits and bool(told.of(Medicine))
    ),
    NoticeCode.MEDICINE_8_DAYS: pill_days,
    NoticeCode.MEDICINE_10_DAYS: lambda told, because: because["days"] >= 10 and pill_days(told, because),
    NoticeCode.OFF_TRACK_72H: first_72_hours,
    NoticeCode.OFF_TRACK_14D: since(14 * 24),
    NoticeCode.OFF_TRACK_28D: since(28 * 24),
    NoticeCode.OFF_TRACK_42D: since(42 * 24),
    NoticeCode.OFF_TRACK_84D: since(84 * 24),
    NoticeCode.OFF_TRACK_WORSE: worse_than_best,
    NoticeCode.OFF_TRACK_STEP_BACKS: lambda told, because: (
        len(because["days"]) >= 2 and because["days"][-1] - because["days"][0] < 4
    ),
    NoticeCode.KEEPS_SEIZING: lambda told, because: (
        because["spasms"] <= sum(bool(each.sudden) for each in told.of(CheckIn))
    ),
}
CHECKS: Mapping[type[StrEnum], Mapping[Any, Any]] = {
    WalkReason: WALKS,
    NoticeCode: NOTICES,
    NotNow: truths.NOT_NOW,
    ItemReason: truths.ITEMS,
    DoseReason: truths.DOSES,
    GateReason: truths.GATES,
    GuideReason: truths.GUIDES,
    CardReason: truths.CARDS,
}


def test_each_code_has_a_check_of_its_truth() -> None:
    reasons = {
        each
        for name, each in vars(enums).items()
        if isinstance(each, EnumType) and name.endswith(("Reason", "Code", "NotNow"))
    }
    # What changed since yesterday is no reason: review/test_changes.py compares it with the two plans.
    assert reasons - {ChangeCode} == set(CHECKS)
    lacking = {code for codes, checks in CHECKS.items() for code in set(codes) ^ set(checks)}
    assert not lacking, "these codes need a check of their truth"


def untrue(case: tuple[list[Raw], datetime]) -> list[object]:
    """The claims of a plan that its journal does not bear out."""
    entries, now = read(case)
    s = situation_at(entries, now)
    told = Told(s, entries)
    return [said for said, is_true in claims(s, plan_of(s), told) if not is_true]


def claims(s: Situation, plan: Plan, told: Told) -> Iterator[tuple[object, bool]]:
    """Every claim of a plan, and whether it is true."""
    if plan.day.walking:
        because = plan.day.walking.because
        yield because, WALKS[because.code](told, because.inputs)
    for notice in plan.notices:
        if isinstance(notice.code, Flag):
            yield notice, truths.flag_waits(told, notice.code, notice.because)
        else:
            yield notice, NOTICES[notice.code](told, notice.because)
    if plan.gate:
        yield plan.gate, truths.GATES[plan.gate.because.code](told, plan.gate)
    for item in plan.day.items:
        yield item, truths.ITEMS[item.reason.code](told, item)
    for guide in plan.day.guides:
        yield guide, truths.GUIDES[guide.because](told, None)
    yield from of_traits(told, [*plan.cards, *plan.left_out, *plan.medicine.next.values(), *plan.can_start.values()])
    yield from refusals(plan, told)
    yield from pills(s, plan, told)
    for card in plan.cards:
        if isinstance(card.because, CardReason):
            yield card, truths.CARDS[card.because](told, None)


def of_traits(told: Told, advice: Iterable[Card | LeftOut | Dose | Start]) -> Iterator[tuple[object, bool]]:
    for each in advice:
        if isinstance(each.because, Condition | Added):
            yield each, truths.holds(told, each.because)


def refusals(plan: Plan, told: Told) -> Iterator[tuple[object, bool]]:
    """Why something cannot start now, and why a running timer must stop."""
    starts = [*plan.can_start.items(), *((line.kind, line.start) for line in plan.day.when_you_like)]
    if plan.timer:
        starts.append((plan.timer.kind, Start(False, plan.heat_from, plan.timer.stop)))
    for kind, start in starts:
        if isinstance(start.because, NotNow):
            yield (kind, start), truths.NOT_NOW[start.because](told, (kind, start))


def pills(s: Situation, plan: Plan, told: Told) -> Iterator[tuple[object, bool]]:
    """What labels say about the next pill, and about one that is logged now."""
    for name, dose in plan.medicine.next.items():
        if isinstance(dose.because, DoseReason):
            yield (name, dose), truths.DOSES[dose.because](told, (name, dose))
    for name, mg in product(TREATMENT_OF, (None, 200, 1000)):
        reason = against(s, name, mg, s.now)
        if reason and isinstance(reason.code, DoseReason):
            yield (name, mg, reason), truths.OBJECTIONS[reason.code](told, (name, mg, reason))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(days=30))
def test_nothing_is_untrue_of_a_generated_journal(case: tuple[list[Raw], datetime]) -> None:
    assert untrue(case) == []


@pytest.mark.parametrize("name", CAST)
def test_nothing_is_untrue_of_the_cast(name: str) -> None:
    entries, now = CAST[name]
    assert untrue(([each for each in entries if each["at"] <= now], now)) == []
