"""The rows that wait follow the journal: whatever changes the plan changes them, in the worker's next second."""

from collections.abc import Callable
from datetime import time, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, Reminder, ReminderSettings, Subscription
from recovery.plan.build import build_plan
from recovery.plan.clinical import figures
from recovery.store import journal
from recovery.store.reminders import carry, plan_due_days, turn_all_off, wish
from tests.reminders.service import PushService
from tests.reminders.stage import MINUTE, ORIGIN, plan, rings_on, waiting, wishes, write
from tests.web.stage import NOW, ONSET, begin
from tests.web.stage import write as log

pytestmark = pytest.mark.django_db


def planned(episode: Episode) -> list[tuple[str, object]]:
    """What the plan itself says."""
    return [("plan", each.at) for each in build_plan(journal.read(episode), NOW + MINUTE).reminders]


def test_the_plan_decides_what_waits(ringing: Episode) -> None:
    assert waiting(ringing) == planned(ringing)
    assert len(planned(ringing)) > 3
    assert Reminder.objects.filter(kinds=[]).count() == 0


def test_a_log_has_the_rows_planned_again_unless_it_is_undone(ringing: Episode) -> None:
    before = waiting(ringing)
    with transaction.atomic():
        log(ringing, "cold", NOW - 20 * MINUTE, minutes=20)
        transaction.set_rollback(True)
    assert plan_due_days(NOW + MINUTE) == 0
    log(ringing, "cold", NOW - 20 * MINUTE, minutes=20)
    assert plan_due_days(NOW + MINUTE) == 1
    assert waiting(ringing) == planned(ringing) != before


def test_a_log_itself_plans_nothing(
    ringing: Episode, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr("recovery.store.reminders.situation_at", lambda *_: 1 / 0)
    with django_assert_max_num_queries(5):  # lock, insert, note; and a savepoint
        log(ringing, "drink", ml=200)


@pytest.mark.parametrize(("later", "count"), [(2, 1), (11, 0)])
def test_what_rang_between_a_log_and_its_planning_is_not_lost(
    ringing: Episode, time_machine: TimeMachineFixture, later: int, count: int
) -> None:
    log(ringing, "started", NOW - 18 * MINUTE, item="cold")
    time_machine.move_to(NOW + (1 + later) * MINUTE, tick=False)
    assert len(waiting(ringing, "end")) == count


def test_a_log_that_changes_nothing_leaves_the_rows_that_wait(ringing: Episode) -> None:
    before = waiting(ringing)
    Reminder.objects.update(tries=1)  # a row that is written anew was never tried
    write(ringing, "drink", ml=200)
    assert waiting(ringing) == before
    assert not Reminder.objects.filter(tries=0).exists()


def test_a_row_whose_kinds_change_is_written_anew(ringing: Episode) -> None:
    before = waiting(ringing)
    Reminder.objects.update(kinds=["heat"])
    write(ringing, "drink", ml=200)
    assert waiting(ringing) == before
    assert not Reminder.objects.filter(kinds=["heat"]).exists()


def test_a_corrected_onset_a_new_zone_and_a_withdrawal_change_what_waits(ringing: Episode) -> None:
    ice = write(ringing, "cold", NOW - 20 * MINUTE, minutes=20)
    changes: list[Callable[[], object]] = [
        lambda: journal.withdraw(ringing, ice.id, uuid4(), NOW),
        lambda: write(ringing, "onset", started_at=ONSET - timedelta(hours=60)),
        lambda: write(ringing, "about", time_zone="America/New_York"),
    ]
    for change in changes:
        before = waiting(ringing)
        change()
        assert waiting(ringing) == planned(ringing)
        assert waiting(ringing) != before


def test_an_emergency_leaves_nothing_and_its_clearance_brings_the_plan_back(ringing: Episode) -> None:
    write(ringing, "started", item="cold")
    write(ringing, "check_in", flags=["E1"], screened=True)
    assert waiting(ringing) == []
    write(ringing, "cleared", because="mistake")
    write(ringing, "check_in", NOW, pain=5, screened=True)
    assert waiting(ringing, "plan") == planned(ringing)


def test_a_plan_that_is_over_leaves_nothing(ringing: Episode) -> None:
    write(ringing, "check_in", pain=0, limits=False, screened=True)
    turn_all_off(ringing, ORIGIN)
    assert waiting(ringing) == []
    assert wishes(ringing).plan_at is None


# --- bells of a timer


def bells(episode: Episode) -> list[tuple[str, int]]:
    """The bells that wait, with their minutes from now."""
    return [(what, round((at - NOW) / MINUTE)) for what, at in waiting(episode, "look", "end", "still")]


@pytest.mark.parametrize(
    ("item", "looks", "expected"),
    [
        ("cold", False, [("end", 20), ("still", 25)]),
        ("cold", True, [("look", 5), ("look", 10), ("end", 20), ("still", 25)]),
        ("rest", True, [("end", 20)]),
    ],
)
def test_a_timer_rings_at_its_end(ringing: Episode, item: str, looks: bool, expected: list[tuple[str, int]]) -> None:
    wish(ringing, ORIGIN, skin_looks=looks)
    write(ringing, "started", item=item)
    assert bells(ringing) == expected


def test_warmth_has_one_look(service: PushService, owner: Person, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW + MINUTE, tick=False)
    warm = begin(owner, onset=NOW - timedelta(hours=80))
    write(warm, "check_in", NOW - timedelta(minutes=1), pain=5, screened=True)
    rings_on(warm, service, skin_looks=True)
    write(warm, "started", item="heat")
    assert [what for what, _ in bells(warm)] == ["look", "end", "still"]


def test_a_timer_that_ended_or_was_a_mistake_rings_no_more(ringing: Episode) -> None:
    timer = write(ringing, "started", item="cold")
    write(ringing, "cold", minutes=1, started=timer.id)
    assert bells(ringing) == []
    again = write(ringing, "started", item="rest")
    assert bells(ringing) != []
    journal.withdraw(ringing, again.id, uuid4(), NOW)
    assert bells(ringing) == []


def test_a_timer_that_is_no_longer_allowed_rings_at_once_and_only_once(ringing: Episode) -> None:
    wish(ringing, ORIGIN, skin_looks=True)
    write(ringing, "started", item="cold")
    for _ in range(2):
        write(ringing, "check_in", NOW + MINUTE, skin="numb", screened=True)
        assert waiting(ringing, "stop") == [("stop", NOW + MINUTE)]
        assert bells(ringing) == [("end", 20), ("still", 25)]
    Reminder.objects.filter(what="stop").update(ended_at=NOW + MINUTE, outcome="sent")
    write(ringing, "drink", ml=200)
    assert waiting(ringing, "stop") == []
    assert Reminder.objects.filter(what="stop").count() == 1


def test_a_stop_that_was_a_mistake_does_not_ring(ringing: Episode) -> None:
    write(ringing, "started", item="cold")
    numb = write(ringing, "check_in", NOW + MINUTE, skin="numb", screened=True)
    journal.withdraw(ringing, numb.id, uuid4(), NOW + MINUTE)
    assert waiting(ringing, "stop") == []
    assert waiting(ringing, "end") != []


# --- wishes


def test_each_phone_gets_its_own_and_a_second_subscription_is_the_same_row(
    ringing: Episode, service: PushService
) -> None:
    one = waiting(ringing)
    rings_on(ringing, service, "tablet")
    assert waiting(ringing) == sorted(one * 2, key=lambda each: each[1])
    rings_on(ringing, service, "tablet")
    assert Subscription.objects.count() == 2
    assert len(waiting(ringing)) == 2 * len(one)


def test_kinds_quiet_hours_and_a_pause_leave_out_what_they_say(ringing: Episode) -> None:
    wish(ringing, ORIGIN, muted=["cold", "walk"])
    plan()
    assert {kind for each in Reminder.objects.all() for kind in each.kinds} == {"check_in"}
    wish(ringing, ORIGIN, muted=[], quiet_from=time(12), quiet_until=time(18))
    assert waiting(ringing) == [each for each in planned(ringing) if not 12 <= each[1].hour < 18]  # type: ignore[attr-defined]
    wish(ringing, ORIGIN, quiet_from=time(18), quiet_until=time(12))
    assert waiting(ringing) == [each for each in planned(ringing) if 12 <= each[1].hour < 18]  # type: ignore[attr-defined]
    wish(ringing, ORIGIN, quiet_from=None, quiet_until=None, paused_until=NOW + timedelta(hours=4))
    assert waiting(ringing) == [each for each in planned(ringing) if each[1] >= NOW + timedelta(hours=4)]  # type: ignore[operator]
    write(ringing, "started", item="cold")
    assert bells(ringing) == [("end", 20), ("still", 25)]


def test_an_hour_lies_between_what_was_sent_and_what_comes(ringing: Episode) -> None:
    first = Reminder.objects.order_by("at").first()
    assert first
    Reminder.objects.filter(pk=first.pk).update(outcome="sent", ended_at=NOW, at=NOW - 5 * MINUTE)
    write(ringing, "drink", ml=200)
    times = [NOW - 5 * MINUTE, *(at for _, at in waiting(ringing))]
    assert min(b - a for a, b in pairwise(times)) >= figures.REMINDER_GAP


def test_no_day_has_more_than_it_may(ringing: Episode) -> None:
    first = Reminder.objects.order_by("at").first()
    assert first
    sent = [
        Reminder(id=uuid4(), settings=first.settings, subscription=first.subscription, what="plan", kinds=["walk"],
                 at=NOW - n * 10 * MINUTE, ended_at=NOW, outcome="sent")
        for n in range(1, 12)
    ]  # fmt: skip
    Reminder.objects.bulk_create(sent)
    write(ringing, "drink", ml=200)
    assert len(waiting(ringing)) == 1


# --- days and plans


def test_the_next_day_is_planned_when_it_begins_also_if_nobody_logs(
    ringing: Episode, time_machine: TimeMachineFixture
) -> None:
    morning = wishes(ringing).plan_at
    assert morning == NOW.replace(hour=7) + timedelta(days=1)
    assert plan_due_days(NOW) == 0
    time_machine.move_to(morning, tick=False)
    assert plan_due_days(morning) == 1
    assert {at.date() for _, at in waiting(ringing)} == {NOW.date(), morning.date()}
    assert wishes(ringing).plan_at == morning + timedelta(days=1)


def test_silence_ends_reminders_by_itself(ringing: Episode, time_machine: TimeMachineFixture) -> None:
    counts = []
    for day in range(1, 9):
        morning = NOW.replace(hour=7) + timedelta(days=day)
        time_machine.move_to(morning, tick=False)
        plan_due_days(morning)
        counts.append(sum(at > morning for _, at in waiting(ringing)))
    assert counts[0] > 2
    assert counts[-1] == 0
    assert max(counts[3:]) <= 1


def test_a_plan_that_replaces_another_keeps_ringing(ringing: Episode, owner: Person, service: PushService) -> None:
    Episode.objects.filter(pk=ringing.pk).update(closed_at=NOW)
    kept = begin(owner)
    carry(ringing, kept)
    assert waiting(kept) == planned(kept)
    other = begin()
    rings_on(other, service, "tablet")
    carry(other, kept)
    plan()
    assert ReminderSettings.objects.count() == 1
    assert Subscription.objects.filter(settings__episode=kept).count() == 2


def test_a_browser_that_changes_hands_rings_for_its_new_person_only(ringing: Episode, service: PushService) -> None:
    other = begin()
    mine = Subscription.objects.get()
    rings_on(other, service, "phone")
    assert not Subscription.objects.filter(pk=mine.pk).exists()
    assert waiting(ringing) == []
    assert waiting(other) != []


def test_who_never_asked_for_reminders_has_no_rows(episode: Episode) -> None:
    write(episode, "started", item="cold")
    assert not Reminder.objects.exists()


def test_nothing_is_planned_for_who_said_no(episode: Episode) -> None:
    wish(episode, ORIGIN)
    log(episode, "started", item="cold")
    assert wishes(episode).plan_at is None


def test_a_plan_that_begins_after_its_wishes_rings(owner: Person, service: PushService) -> None:
    episode = Episode.objects.create(owner=owner)
    rings_on(episode, service)
    assert waiting(episode) == []
    write(episode, "about", time_zone="Europe/London", country="GB", conditions=[])
    write(episode, "onset", started_at=ONSET)
    assert waiting(episode) != []
