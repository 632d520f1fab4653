"""The page of reminders: each switch does one thing, and each channel says what is so."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from time_machine import TimeMachineFixture

from recovery.models import Episode, Reminder, ReminderSettings, Subscription
from recovery.reminders import push
from recovery.reminders.push import Answer
from tests.reminders.service import Browser
from tests.reminders.stage import plan
from tests.web.own_data import confirmed
from tests.web.stage import HTMX_TODAY, NOW, begin, guest_with, tight, write

pytestmark = pytest.mark.django_db
PAGE = "/settings/reminders/"
PHONE = Browser("phone")
ENDPOINT = "https://fcm.googleapis.com/send/phone"
RING = {"action": "ring", "endpoint": ENDPOINT, "p256dh": PHONE.p256dh, "auth": PHONE.auth}


def do(client: Client, action: str, **fields: Any) -> Any:
    return client.post(PAGE, {"action": action} | fields, follow=True)


def wishes(episode: Episode) -> ReminderSettings:
    return ReminderSettings.objects.get(episode=episode)


def switches(page: str) -> list[str]:
    """Which switches are on, in their order."""
    return [part.partition('"')[0] for part in page.split('aria-pressed="')[1:]]


def test_everything_is_off_at_first(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get(PAGE).text
    assert switches(page) == ["false", "false", "false"]
    assert "Pause until tomorrow" not in page
    assert not ReminderSettings.objects.exists()


def test_a_browser_that_rings_is_known_by_its_session(owner_client: Client, episode: Episode) -> None:
    page = owner_client.post(PAGE, RING, follow=True).text
    assert switches(page)[0] == "true"
    assert "None sent yet" in page
    plan()
    assert Reminder.objects.filter(subscription__endpoint=ENDPOINT).exists()
    other = Client()
    other.force_login(episode.owner)  # type: ignore[arg-type]
    assert switches(other.get(PAGE).text)[0] == "false"
    do(owner_client, "ring_no_more")
    assert not Subscription.objects.exists()
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": "https://evil.example/"},
        {"endpoint": "http://fcm.googleapis.com/"},
        {"p256dh": "AAAA"},
        {"auth": ""},
    ],
)
def test_an_address_that_is_none_is_refused_in_words(
    owner_client: Client, episode: Episode, changed: dict[str, str]
) -> None:
    page = owner_client.post(PAGE, RING | changed).text
    assert "This browser cannot ring. Use your calendar." in page
    assert not Subscription.objects.exists()


def test_without_a_script_the_button_leads_to_the_other_ways(owner_client: Client, episode: Episode) -> None:
    page = do(owner_client, "ring", endpoint="").text
    assert "This browser cannot ring. Use your calendar." in page
    assert switches(page)[0] == "false"


def test_the_phone_says_when_the_last_came_or_that_none_could_be_sent(owner_client: Client, episode: Episode) -> None:
    owner_client.post(PAGE, RING)
    mine = Subscription.objects.all()
    for values, told in (
        ({"sent_at": NOW}, "Sent at 10:00, not seen here yet"),
        ({"came_at": NOW - timedelta(minutes=50)}, "The last came at 09:10"),
        ({"came_at": NOW - timedelta(days=1)}, "The last came at Sun 10:00"),
        ({"failed_at": NOW, "failures": 3}, "Not sent 3 times, last at 10:00"),
    ):
        mine.update(**values)
        assert told in owner_client.get(PAGE).text


def test_a_guest_has_all_but_the_mail(guest: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)
    episode = begin()
    guest_with(guest, episode)
    page = guest.post(PAGE, RING, follow=True).text
    assert switches(page) == ["true", "false"]
    do(guest, "mail")
    assert not wishes(episode).mail


def test_the_test_is_sent_at_once_and_its_arrival_is_told(
    owner_client: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner_client.post(PAGE, RING)
    answers = iter([Answer.TAKEN, Answer.AWAY, Answer.GONE])
    monkeypatch.setattr(push, "send", lambda message: next(answers))
    page = do(owner_client, "test").text
    assert "Sent 10:00. Not here yet." in page
    assert 'hx-get="/settings/reminders/?test=2"' in page
    Subscription.objects.update(came_at=NOW + timedelta(seconds=2))
    part = owner_client.get(PAGE, {"test": 2}, headers={"HX-Request": "true", "HX-Target": "div#test"}).text
    assert "Sent 10:00, here after 2 seconds." in part
    assert "hx-get" not in part
    assert "<html" not in part
    assert "could not be sent" in do(owner_client, "test").text
    assert "This phone stopped it." in do(owner_client, "test").text
    assert not Subscription.objects.exists()
    do(owner_client, "test")


def test_the_page_looks_for_a_test_only_a_few_times(owner_client: Client, episode: Episode) -> None:
    owner_client.post(PAGE, RING)
    Subscription.objects.update(sent_at=NOW)
    for look, shown in (("5", True), ("6", False), ("x", False)):
        assert ("hx-get" in owner_client.get(PAGE, {"test": look}).text) is shown


def test_what_rings_can_be_chosen(owner_client: Client, episode: Episode) -> None:
    do(owner_client, "kinds", kinds=["walk", "check_in"], skin_looks="on")
    assert (wishes(episode).muted, wishes(episode).skin_looks) == (["cold", "heat"], True)
    do(owner_client, "kinds", kinds=["cold", "heat", "walk", "check_in"])
    assert (wishes(episode).muted, wishes(episode).skin_looks) == ([], False)
    assert "Select a valid choice" in do(owner_client, "kinds", kinds=["medicine"]).text


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("13:00", "", "Write both times, or none."),
        ("", "13:00", "Write both times, or none."),
        ("13:00", "13:00", "Write another time."),
        ("25:00", "13:00", "Write a time."),
    ],
)
def test_wrong_quiet_hours_are_told_beside_the_field(
    owner_client: Client, episode: Episode, first: str, last: str, told: str
) -> None:
    assert told in do(owner_client, "quiet", quiet_from=first, quiet_until=last).text
    assert not ReminderSettings.objects.exists()


def test_quiet_hours_are_shown_beside_sleep_and_can_be_taken_back(owner_client: Client, episode: Episode) -> None:
    page = do(owner_client, "quiet", quiet_from="13:00", quiet_until="15:00").text
    assert "22:00 to 07:00, 13:00 to 15:00" in page
    do(owner_client, "quiet", quiet_from="", quiet_until="")
    assert wishes(episode).quiet_from is None


def test_words_are_neutral_until_plain_ones_are_chosen(owner_client: Client, episode: Episode) -> None:
    do(owner_client, "words", words="plain")
    assert wishes(episode).plain
    do(owner_client, "words", words="neutral")
    assert not wishes(episode).plain


def test_a_pause_lasts_until_the_next_morning_or_until_it_is_ended(owner_client: Client, episode: Episode) -> None:
    owner_client.post(PAGE, RING)
    page = do(owner_client, "pause").text
    assert "Paused until 07:00." in page
    plan()
    assert not Reminder.objects.filter(what="plan").exists()
    assert "Pause until tomorrow" in do(owner_client, "go_on").text
    plan()
    assert Reminder.objects.filter(what="plan").exists()


def test_one_tap_turns_all_off(owner_client: Client, episode: Episode) -> None:
    owner_client.post(PAGE, RING)
    do(owner_client, "mail")
    calendar(owner_client)
    assert switches(owner_client.get(PAGE).text) == ["true", "true", "true"]
    plan()
    assert switches(do(owner_client, "all_off").text) == ["false", "false", "false"]
    plan()
    assert not Reminder.objects.exists()


def test_what_still_rings_today_is_listed(owner_client: Client, episode: Episode) -> None:
    owner_client.post(PAGE, RING)
    plan()
    page = owner_client.get(PAGE).text
    assert "7 more, none after 22:00" in page
    assert re.search(r"Ice</span><span class=\"end-note\">\d\d:\d\d, \d\d:\d\d, \+\d</span>", tight(page))
    do(owner_client, "pause")
    assert "<p>None</p>" in owner_client.get(PAGE).text


# --- the calendar's address


def calendar(client: Client) -> str:
    """Turn the calendar on, and return its path."""
    secret = confirmed(client).get(PAGE).text.partition('name="secret" value="')[2].partition('"')[0]
    page = client.post(PAGE, {"action": "calendar", "secret": secret}).text
    return page.partition('id="url" value="http://testserver')[2].partition('"')[0]


def test_the_address_of_the_calendar_is_shown_once_and_only_its_hash_is_kept(
    owner_client: Client, episode: Episode
) -> None:
    path = calendar(owner_client)
    assert Client().get(path).status_code == 200
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) == 43
    assert secret not in str(ReminderSettings.objects.values())
    assert secret not in owner_client.get(PAGE).text
    assert "Read at 10:00" in owner_client.get(PAGE).text


def test_a_new_address_ends_the_old_one_and_the_switch_ends_both(owner_client: Client, episode: Episode) -> None:
    old, new = calendar(owner_client), calendar(owner_client)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    do(owner_client, "no_calendar")
    assert Client().get(new).status_code == 404


def test_the_form_sent_twice_makes_one_address_and_a_made_up_secret_none(
    owner_client: Client, episode: Episode
) -> None:
    secret = confirmed(owner_client).get(PAGE).text.partition('name="secret" value="')[2].partition('"')[0]
    pages = [owner_client.post(PAGE, {"action": "calendar", "secret": secret}).text for _ in range(2)]
    assert pages[0].count("readonly") == pages[1].count("readonly") == 1
    do(owner_client, "no_calendar")
    do(owner_client, "calendar", secret="made up")
    assert wishes(episode).calendar_hash is None


# --- mail


def test_mail_that_came_back_is_told_and_can_be_turned_on_again(owner_client: Client, episode: Episode) -> None:
    assert "None sent yet" in do(owner_client, "mail").text
    ReminderSettings.objects.update(mail_sent_at=NOW)
    assert "The last left at 10:00" in owner_client.get(PAGE).text
    ReminderSettings.objects.update(mail=False, mail_bounces=2)
    page = owner_client.get(PAGE).text
    assert "Came back 2 times" in page
    assert "Check the address" in page
    do(owner_client, "mail")
    assert (wishes(episode).mail, wishes(episode).mail_bounces) == (True, 0)
    do(owner_client, "no_mail")
    assert not wishes(episode).mail


# --- the offer on Today


def test_ringing_is_offered_once_while_ice_is_on(owner_client: Client, episode: Episode) -> None:
    offer = "Ring me when the ice must come off"
    write(episode, "check_in", pain=6, screened=True)
    assert offer not in owner_client.get("/today/").text
    write(episode, "started", item="cold")
    assert offer in owner_client.get("/today/").text
    assert offer in owner_client.get("/today/", headers=HTMX_TODAY).text
    response = owner_client.post(PAGE, {"action": "not_now", "offer": "1"})
    assert response["Location"] == "/today/"
    assert offer not in owner_client.get("/today/").text


def test_a_walk_offers_nothing(owner_client: Client, episode: Episode) -> None:
    write(episode, "started", item="walk")
    assert "Ring me" not in owner_client.get("/today/").text


def test_a_phone_that_rings_says_so_beside_the_timer(owner_client: Client, episode: Episode) -> None:
    write(episode, "started", item="cold")
    assert "No sound then: look at a clock." in owner_client.get("/today/").text
    assert owner_client.post(PAGE, RING | {"offer": "1"})["Location"] == "/today/"
    page = owner_client.get("/today/").text
    assert "This phone rings at the end." in page
    assert "No sound then" not in page


# --- privacy


def test_logging_out_forgets_this_browser_only(owner_client: Client, episode: Episode) -> None:
    owner_client.post(PAGE, RING)
    other = Client()
    other.force_login(episode.owner)  # type: ignore[arg-type]
    tablet = Browser("tablet")
    other.post(PAGE, RING | {"endpoint": ENDPOINT + "2", "p256dh": tablet.p256dh})
    owner_client.post("/accounts/logout/")
    assert [each.endpoint for each in Subscription.objects.all()] == [ENDPOINT + "2"]


def test_deleting_everything_deletes_reminders_and_their_settings(owner_client: Client, episode: Episode) -> None:
    owner_client.post(PAGE, RING)
    assert "Your reminders" in owner_client.get("/settings/delete/").text
    episode.owner.delete()  # type: ignore[union-attr]
    assert not any(table.objects.exists() for table in (ReminderSettings, Subscription, Reminder))


def test_the_export_holds_the_wishes_and_no_secret(owner_client: Client, episode: Episode) -> None:
    assert "reminders" not in confirmed(owner_client).get("/settings/export/", {"format": "json"}).json()
    owner_client.post(PAGE, RING)
    calendar(owner_client)
    do(owner_client, "quiet", quiet_from="13:00", quiet_until="15:00")
    response = confirmed(owner_client).get("/settings/export/", {"format": "json"})
    assert response.json()["reminders"] == {
        "browsers": 1,
        "calendar": True,
        "mail": False,
        "plain_words": False,
        "skin_looks": False,
        "not_reminded_of": [],
        "quiet_from": "13:00:00",
        "quiet_until": "15:00:00",
        "paused_until": None,
    }
    mine = wishes(episode)
    for secret in (mine.calendar_hash, ENDPOINT, PHONE.auth, PHONE.p256dh):
        assert str(secret) not in response.text


def test_reminders_of_a_stranger_stay_untouched(
    owner_client: Client, stranger_client: Client, episode: Episode, settings: Settings
) -> None:
    owner_client.post(PAGE, RING)
    assert do(stranger_client, "all_off").redirect_chain[-1][0] == "/start/"
    assert Subscription.objects.count() == 1
