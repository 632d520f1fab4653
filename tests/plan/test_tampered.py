"""The Never list and the truth hold for journals that were edited, moved, replayed, told late or contradicted."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery.plan.advice import Plan
from recovery.plan.build import plan_of, situation_at
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import Cleared, parse_journal
from tests.plan.cases import Raw
from tests.plan.journals import read, tampered_cases
from tests.plan.test_truth import untrue
from tests.plan.told import HOUR, Told

MINUTE = timedelta(minutes=1)
some = settings(derandomize=True, max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])

type Case = tuple[list[Raw], datetime]


@some
@given(tampered_cases())
def test_nothing_of_the_never_list_happens(case: Case) -> None:
    entries, now = read(case)
    s = situation_at(entries, now)
    assert list(broken(plan_of(s), Told(s, entries))) == []


def broken(plan: Plan, told: Told) -> Iterator[str]:
    """What the plan does that it must never do."""
    coming = [item for item in plan.day.items if item.state != "done"]
    cold, heat = plan.can_start.get("cold"), plan.can_start.get("heat")
    begun = [began for began, _ends in told.activities("cold")]
    if plan.now < told.heat_from and ((heat and heat.now) or any(item.kind == "heat" for item in coming)):
        yield "warmth before 72 hours"
    if cold and cold.now and any(plan.now - HOUR < each <= plan.now for each in begun):
        yield "ice within an hour"
    packs = sorted([*begun, *(item.opens for item in coming if item.kind == "cold")])
    planned = {item.opens for item in coming if item.kind == "cold"}
    if any(then in planned and then - one < HOUR for one, then in pairwise(packs)):
        yield "ice planned within an hour"
    if any(item.minutes > 20 or item.closes + 20 * MINUTE > told.heat_from for item in coming if item.kind == "cold"):
        yield "ice for too long or too late"
    if any(item.closes + item.minutes * MINUTE > plan.day.bedtime for item in coming):
        yield "an item in sleeping hours"
    if any(not plan.now <= each.at < plan.day.bedtime for each in plan.reminders):
        yield "a reminder in sleeping hours"
    if len(plan.reminders) > 12 or any(then.at - one.at < HOUR for one, then in pairwise(plan.reminders)):
        yield "too many reminders"
    yield from behind_a_gate(plan, told)


def behind_a_gate(plan: Plan, told: Told) -> Iterator[str]:
    raised = {flag for each in told.checks for flag in flags_of(each) if flag[0] == "E"}
    if raised and not told.of(Cleared) and (plan.gate is None or plan.gate.level != "emergency"):
        yield "an emergency that was forgotten"
    if plan.gate and plan.gate.closed and any((plan.day.items, plan.cards, plan.reminders, plan.can_start)):
        yield "something behind a closed gate"


@some
@given(tampered_cases())
def test_nothing_is_untrue(case: Case) -> None:
    journal, now = case
    # no form and no outbox writes an entry of an instant to come
    assert untrue((journal, max(now, *(entry["at"] for entry in journal)))) == []


@some
@given(tampered_cases(), st.randoms(use_true_random=False))
def test_a_replay_in_any_order_makes_no_difference(case: Case, chance: Random) -> None:
    journal, now = case
    replayed = [*journal, *chance.sample(journal, len(journal) // 2)]
    chance.shuffle(replayed)
    assert parse_journal(replayed, now) == parse_journal(journal, now)


@some
@given(tampered_cases())
def test_each_activity_that_is_over_is_counted_once(case: Case) -> None:
    entries, now = read(case)
    s = situation_at(entries, now)
    told = Told(s, entries)
    for rhythm in plan_of(s).day.rhythms:
        if rhythm.kind != "drink":
            over = [
                began
                for began, ends in told.activities(rhythm.kind)
                if s.day.starts <= began < s.day.ends
                and s.day.awake(began)  # what is done at night has no place in the day
                and (ends <= now or (began, rhythm.kind) not in told.running)
            ]
            assert rhythm.done == len(over)
