"""Properties of every journal: the Never list of the contract, and that a plan is a function of its journal."""

import json
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery.plan.advice import Card, Item, Notice, Plan, Rhythm, WhenYouLike
from recovery.plan.build import build_plan
from recovery.plan.clinical import figures
from recovery.plan.clinical.contra_indications import barred
from recovery.plan.clinical.medicines import NSAIDS, labels_in
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.encode import encode
from recovery.plan.entries import (
    About,
    CheckIn,
    Cold,
    Entry,
    Heat,
    Medicine,
    Onset,
    Started,
    Withdrawn,
    merge,
    parse,
    parse_journal,
    taken_back,
)
from recovery.plan.ledger import against
from recovery.plan.situation import Situation
from tests.plan.cases import Raw
from tests.plan.journals import calm_cases, cases, read

Case = tuple[list[Raw], datetime]
MINUTE = timedelta(minutes=1)
some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plan_of(case: Case) -> Plan:
    return build_plan(*read(case))


def to_come(plan: Plan) -> list[Item]:
    return [item for item in plan.day.items if item.state != "done"]


def span(item: Item) -> tuple[datetime, datetime]:
    return item.opens, item.opens + item.minutes * MINUTE


# --- a function of the journal


# The kinds that can close the gate or change where and when the person lives.
GRAVE = ("about", "onset", "check_in", "cleared", "withdrawn")


@some
@given(cases())
def test_only_some_kinds_close_the_gate_or_change_the_habits(case: Case) -> None:
    entries, now = read(case)
    whole, grave = Situation(entries, now), Situation([each for each in entries if each.kind in GRAVE], now)
    assert bool(whole.gate and whole.gate.closed) == bool(grave.gate and grave.gate.closed)
    assert whole.story.habits == grave.story.habits


@some
@given(cases(), st.randoms(use_true_random=False))
def test_build_plan_ignores_order_and_repetition(case: Case, chance: Random) -> None:
    journal, now = case
    shuffled = [*journal, *journal[: len(journal) // 2]]
    chance.shuffle(shuffled)
    shown, same = plan_of(case), plan_of((shuffled, now))
    assert (same, same.days) == (shown, shown.days)


@some
@given(cases(), st.data())
def test_a_withdrawn_entry_equals_its_absence(case: Case, data: st.DataObject) -> None:
    journal, now = case
    spare = [entry for entry in journal[2:] if not _may_be_an_emergency(entry)]
    gone = data.draw(st.sampled_from(spare)) if spare else None
    if gone:
        undo = {"kind": "withdrawn", "at": now, "id": UUID(int=999), "entry": gone["id"]}
        assert plan_of(([*journal, undo], now)) == plan_of(([e for e in journal if e is not gone], now))
        redo = {"kind": "withdrawn", "at": now, "id": UUID(int=1000), "entry": undo["id"]}
        assert plan_of(([*journal, undo, redo], now)) == plan_of(case)


def _may_be_an_emergency(entry: Raw) -> bool:
    """Whether a check-in raises an emergency, alone or with a fever or weak leg of another one."""
    check_in = parse(entry | {"entered_at": entry["at"], "by": "self"})
    return isinstance(check_in, CheckIn) and any(flag[0] == "E" or flag in ("S1", "S3") for flag in flags_of(check_in))


@some
@given(cases(days=60))
def test_every_journal_gives_a_plan_that_is_json_and_the_same_each_time(case: Case) -> None:
    shown = encode(plan_of(case))
    assert json.dumps(shown, allow_nan=False) == json.dumps(encode(plan_of(case)), allow_nan=False)


@some
@given(cases())
def test_the_plan_moves_with_now_without_an_exception(case: Case) -> None:
    journal, now = case
    entries = parse_journal(journal, now)
    for hours in (1, 30, 24 * 20, 24 * 400):
        assert build_plan(entries, now + timedelta(hours=hours)).day.number >= 0


# --- never


@some
@given(cases())
def test_never_warmth_before_72_real_hours(case: Case) -> None:
    entries, now = read(case)
    shown = build_plan(entries, now)
    gone = taken_back(entries)
    onsets = [entry for entry in entries if isinstance(entry, Onset) and entry.id not in gone]
    unlock = (onsets[-1].latest_at or onsets[-1].started_at) + timedelta(hours=72)
    heat = [item for item in to_come(shown) if item.kind == "heat"]
    assert all(item.opens >= unlock for item in heat)
    assert shown.heat_from >= unlock
    assert now >= unlock or not heat
    assert now >= unlock or "heat" not in shown.can_start or not shown.can_start["heat"].now


@some
@given(calm_cases())
def test_never_warmth_within_an_hour_after_cold(case: Case) -> None:
    entries, now = read(case)
    colds = [entry.at + entry.minutes * MINUTE for entry in entries if isinstance(entry, Cold)]
    for item in to_come(build_plan(entries, now)):
        assert item.kind != "heat" or item.opens >= max(colds, default=item.opens - 60 * MINUTE) + 60 * MINUTE


@some
@given(calm_cases())
def test_never_cold_for_more_than_20_minutes_or_within_an_hour(case: Case) -> None:
    entries, now = read(case)
    shown = build_plan(entries, now)
    cold = [item for item in to_come(shown) if item.kind == "cold"]
    assert all(item.minutes <= 20 and item.closes + 20 * MINUTE <= shown.heat_from for item in cold)
    assert all(later.opens - earlier.opens >= 60 * MINUTE for earlier, later in pairwise(cold))
    starts = [e.at for e in entries if isinstance(e, Cold) or (isinstance(e, Started) and e.item == "cold")]
    assert not cold or cold[0].opens - max(starts, default=cold[0].opens - 60 * MINUTE) >= 60 * MINUTE
    start = shown.can_start.get("cold")
    assert start is None or not start.now or all(now - at >= 60 * MINUTE for at in starts)


@some
@given(calm_cases())
def test_never_warmth_more_often_than_every_two_hours_or_four_times(case: Case) -> None:
    entries, now = read(case)
    shown = build_plan(entries, now)
    heat = [item for item in to_come(shown) if item.kind == "heat"]
    assert all(later.opens - earlier.closes >= 120 * MINUTE for earlier, later in pairwise(heat))
    done = [e for e in entries if isinstance(e, Heat) and shown.day.starts <= e.at < shown.day.ends]
    assert not heat or len(heat) + len(done) <= figures.HEAT_MOST_A_DAY


@some
@given(cases())
def test_never_anything_in_sleeping_hours(case: Case) -> None:
    journal, _ = case
    shown = plan_of(case)
    zone = shown.now.tzinfo
    wake, sleep = ("".join(journal[0][name].split(":")) for name in ("wake", "sleep"))
    for item in to_come(shown):
        for moment in (item.opens, item.closes, item.closes + item.minutes * MINUTE):
            assert shown.day.starts <= moment <= shown.day.bedtime <= shown.day.ends, item
        if item.opens >= shown.now:
            clock = f"{item.opens.astimezone(zone):%H%M}"
            awake = wake <= clock < sleep if wake < sleep else not sleep <= clock < wake
            assert awake or _clocks_change(item.opens, zone), item
    assert all(shown.now <= reminder.at < shown.day.bedtime for reminder in shown.reminders)


def _clocks_change(moment: datetime, zone: object) -> bool:
    """Whether clocks change within a day: sleep may then begin at an hour that comes twice or not at all."""
    assert isinstance(zone, ZoneInfo)
    day = timedelta(days=1)
    return moment.astimezone(zone).utcoffset() != (moment + day).astimezone(zone).utcoffset() or (
        moment.astimezone(zone).utcoffset() != (moment - day).astimezone(zone).utcoffset()
    )


@some
@given(cases())
def test_never_cold_or_warmth_in_the_last_half_hour_before_sleep(case: Case) -> None:
    shown = plan_of(case)
    for item in to_come(shown):
        if item.kind in ("cold", "heat"):
            assert item.closes + item.minutes * MINUTE <= shown.day.bedtime - 30 * MINUTE


@some
@given(cases())
def test_nothing_behind_an_open_emergency(case: Case) -> None:
    entries, now = read(case)
    shown = build_plan(entries, now)
    emergency = [e for e in entries if isinstance(e, CheckIn) and any(f[0] == "E" for f in flags_of(e))]
    if emergency and not any(entry.kind == "cleared" for entry in entries):
        assert shown.gate is not None
        assert shown.gate.level == "emergency"
    if shown.gate and shown.gate.closed:
        assert (shown.day.items, shown.cards, shown.reminders, shown.can_start) == ((), (), (), {})
    elif not any(isinstance(entry, Withdrawn) for entry in entries):
        assert len(shown.cards) == 7


# --- what labels allow

dosing = cases(kinds=("medicine", "medicine", "about"), days=3)


@some
@given(dosing)
def test_the_ledger_never_allows_more_or_earlier_than_the_label(case: Case) -> None:
    entries, now = read(case)
    labels = labels_in(Situation(merge(entries), now).story.country)
    doses = [(e.name, e.at, _mg(e)) for e in entries if isinstance(e, Medicine) and e.name in figures.MOST_MG]
    for name, said in build_plan(entries, now).medicine.next.items():
        label = labels.get(name)
        own = [(at, mg) for kind, at, mg in doses if kind == name]
        held = sum(mg for at, mg in own if at > now - 24 * 60 * MINUTE)
        assert said.mg_left_24h == 0 or (label and label.shown and held + said.mg_left_24h <= label.most_mg)
        for opens in filter(None, (said.opens, said.then)):
            within = sum(mg for at, mg in own if at > opens - 24 * 60 * MINUTE)
            assert label is None or within + label.unit_mg <= label.most_mg
            assert label is None or all(opens - at >= label.gap for at, _ in own)
            others = [at for kind, at, _ in doses if kind != name and {kind, name} <= set(NSAIDS)]
            assert all(opens - at >= 24 * 60 * MINUTE for at in others)


def _mg(dose: Medicine) -> float:
    return figures.MOST_AT_ONCE_MG[dose.name] if dose.mg is None else dose.mg


@some
@given(dosing)
def test_the_ledger_names_the_first_instant_with_nothing_against_one_more(case: Case) -> None:
    entries, now = read(case)
    s = Situation(merge(entries), now)
    for name, said in build_plan(entries, now).medicine.next.items():
        unit = figures.UNIT_MG[name]
        if said.opens is None:
            assert against(s, name, unit, now) is not None
            continue
        assert against(s, name, unit, said.opens) is None
        assert said.opens == now or against(s, name, unit, said.opens - timedelta(seconds=1)) is not None


@some
@given(dosing, st.randoms(use_true_random=False))
def test_objections_to_doses_do_not_depend_on_the_order_of_logging(case: Case, chance: Random) -> None:
    entries, now = read(case)
    doses = [each for each in entries if isinstance(each, Medicine)]
    others = [each for each in entries if not isinstance(each, Medicine)]
    mixed = chance.sample(doses, len(doses))
    assert _is_objected(others, doses, now) == _is_objected(others, mixed, now)


def _is_objected(others: list[Entry], doses: list[Medicine], now: datetime) -> bool:
    """Whether something is against one of these doses when they are logged one after the other."""
    logged: list[Entry] = list(others)
    for dose in doses:
        if against(Situation(merge(logged), now), dose.name, dose.mg, dose.at):
            return True
        logged.append(dose)
    return False


# --- a day that a person can follow


@some
@given(cases())
def test_items_do_not_collide_and_each_fits_its_window(case: Case) -> None:
    timed = [item for item in to_come(plan_of(case)) if item.minutes]
    for one, other in combinations(timed, 2):
        (begins, ends), (other_begins, other_ends) = span(one), span(other)
        assert ends <= other_begins or other_ends <= begins, (one, other)
    for item in timed:
        assert item.opens <= item.closes
        clear = [o for o in timed if item.kind == "cold" and o.kind in ("walk", "stretch") and o.opens >= item.opens]
        assert all(other.opens >= span(item)[1] + 10 * MINUTE for other in clear)


@some
@given(cases())
def test_states_follow_now(case: Case) -> None:
    shown = plan_of(case)
    for item in to_come(shown):
        state = "due" if shown.now < item.opens else "open" if shown.now <= item.closes else "passed"
        assert item.state == state


@some
@given(cases())
def test_never_more_than_one_reminder_an_hour_or_twelve_a_day_and_each_names_what_is_due(case: Case) -> None:
    shown = plan_of(case)
    assert len(shown.reminders) <= figures.REMINDERS_A_DAY
    assert all(then.at - one.at >= timedelta(hours=1) for one, then in pairwise(shown.reminders))
    for each in shown.reminders:
        due = {item.kind for item in to_come(shown) if item.opens <= each.at <= item.closes}
        assert each.kinds
        assert set(each.kinds) <= due & {"cold", "heat", "walk", "check_in"}


@some
@given(calm_cases())
def test_reminders_of_a_day_stay_the_same_while_nothing_is_logged(case: Case) -> None:
    entries, now = read(case)
    shown = build_plan(entries, now)
    for hours in (0.5, 2, 5):
        later = build_plan(entries, now + timedelta(hours=hours))
        same = (later.day.starts, later.phase, later.severity) == (shown.day.starts, shown.phase, shown.severity)
        if same:  # a pain is fresh for a day only
            expected = [each.at for each in shown.reminders if each.at >= later.now]
            assert [each.at for each in later.reminders] == expected


@some
@given(cases())
def test_rhythms_say_in_a_line_what_items_lay_out(case: Case) -> None:
    shown = plan_of(case)
    for rhythm in shown.day.rhythms:
        mine = [item for item in shown.day.items if item.kind == rhythm.kind]
        assert (rhythm.planned, rhythm.done) == (len(mine), sum(item.state == "done" for item in mine))
        assert rhythm.every >= {"cold": 60, "heat": 120, "walk": 30, "drink": 60}[rhythm.kind] * MINUTE
        assert rhythm.next is None or shown.now <= rhythm.next <= rhythm.until <= shown.day.bedtime
        start = shown.can_start.get(rhythm.kind)
        assert rhythm.next is None or start is None or start.now or (start.opens and start.opens <= rhythm.next)
        assert rhythm.as_needed <= (rhythm.kind == "cold" and rhythm.next is not None)
    lines: list[Rhythm | WhenYouLike] = [*shown.day.rhythms, *shown.day.when_you_like]
    assert sorted(line.kind for line in lines) == sorted({item.kind for item in shown.day.items} - {"check_in"})
    assert all(line.done <= line.planned for line in lines)


@some
@given(cases())
def test_all_advice_names_its_rule_its_reason_and_its_source(case: Case) -> None:
    shown = plan_of(case)
    everything: list[Item | Card | Notice] = [*shown.day.items, *shown.cards, *shown.notices]
    for said in everything:
        assert "." in said.rule
        assert set(said.source.split(",")) <= set(SOURCES)
    for item in shown.day.items:
        assert item.reason.code
        assert all(map(str, (item.title, item.do, item.because, *item.care)))
    assert all(start.because or start.now for start in shown.can_start.values())
    assert all(card.because or card.shown for card in shown.cards)
    assert all(str(line) for card in shown.cards for line in (card.title, *card.lines))
    assert all(str(notice.words) for notice in shown.notices)


@some
@given(cases())
def test_nothing_is_offered_against_a_condition_without_a_clinicians_agreement(case: Case) -> None:
    entries, now = read(case)
    shown = build_plan(entries, now)
    abouts = [entry for entry in reversed(entries) if isinstance(entry, About)]
    conditions = frozenset(next((each.conditions for each in abouts if each.conditions is not None), ()))
    agreed = frozenset(next((each.agreed for each in abouts if each.agreed is not None), ()))
    offered = [item.kind for item in to_come(shown)] + [card.kind for card in shown.cards if card.shown]
    country = Situation(entries, now).story.country
    assert [kind for kind in offered if barred(kind, conditions, agreed, country)] == []
    assert not {each.kind for each in shown.left_out} & set(offered)


@some
@given(cases())
def test_a_banner_put_away_is_hidden_only_until_its_date(case: Case) -> None:
    for notice in plan_of(case).notices:
        assert not notice.hidden or plan_of(case).now < notice.because["by"]


@some
@given(calm_cases())
def test_days_follow_each_other_and_today_is_among_them(case: Case) -> None:
    shown = plan_of(case)
    numbers = [line.number for line in shown.days]
    assert numbers == sorted(set(numbers))
    assert [line.past for line in shown.days] == sorted((line.past for line in shown.days), reverse=True)
    assert shown.day.starts <= shown.now < shown.day.ends
    assert all(line.phase == shown.phase for line in shown.days if line.number == shown.day.number)


@some
@given(calm_cases())
def test_rest_ends_after_48_hours_without_a_new_spasm(case: Case) -> None:
    entries, now = read(case)
    shown = build_plan(entries, now)
    began = next(entry for entry in entries if isinstance(entry, Onset)).started_at
    spasm = any(isinstance(entry, CheckIn) and entry.sudden for entry in entries)
    if shown.day.walking and now - began >= timedelta(hours=48) and not spasm:
        assert shown.day.walking.stage != "W1"
