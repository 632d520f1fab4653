"""Web push: which addresses are taken, and the keys that sign."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from recovery.reminders import push
from tests.reminders.service import Browser, PushService


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-am3p.notify.windows.com/w/?token=abc",
        "https://fcm.googleapis.com:443/abc",
    ],
)
def test_the_push_services_of_browsers_are_known(endpoint: str) -> None:
    assert push.is_known(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/abc",
        "https://localhost/abc",
        "https://169.254.169.254/latest/",
        "https://fcm.googleapis.com.evil.example/abc",
        "https://evilfcm.googleapis.com.example/",
        "https://notfcm.googleapis.com@evil.example/",
        "https://me:secret@fcm.googleapis.com/abc",
        "https://fcm.googleapis.com:8443/abc",
        "https://fcm.googleapis.com:port/abc",
        "https://fcm.googleapis.com\\@evil.example/",
        "https://[::1/",
        "https://fcm.googleapis.com/ü",
        "ftp://fcm.googleapis.com/abc",
        "",
    ],
)
def test_no_other_address_is_taken(endpoint: str) -> None:
    assert not push.is_known(endpoint)


def test_only_keys_of_a_browser_are_taken() -> None:
    browser = Browser("phone")
    assert push.are_keys(browser.p256dh, browser.auth)
    for p256dh, auth in (("AAAA", browser.auth), (browser.p256dh, "AAAA"), ("é", browser.auth), ("A", "A")):
        assert not push.are_keys(p256dh, auth)


def test_the_key_follows_from_the_secret_key_or_is_given(settings: Settings) -> None:
    keys = set()
    for secret, given in (("a" * 50, ""), ("b" * 50, ""), ("b" * 50, "A" * 42 + "E")):
        settings.SECRET_KEY, settings.VAPID_KEY = secret, given
        push._vapid.cache_clear()
        keys.add(push.public_key())
        assert push.public_key() in keys
    assert len(keys) == 3
    settings.VAPID_KEY = "A"
    push._vapid.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="VAPID_KEY"):
        push.public_key()
    settings.VAPID_KEY = ""
    push._vapid.cache_clear()


def test_a_connection_that_the_service_has_closed_is_replaced(service: PushService) -> None:
    browser = service.browser()
    body = b'{"notification": {}}'
    message = push.Message(service.endpoint(browser), browser.p256dh, browser.auth, body, "t", 60, urgent=False)
    assert push.send(message) == push.Answer.TAKEN
    push._connections()[service.host].sock.close()
    assert push.send(message) == push.Answer.TAKEN


def test_a_service_that_does_not_answer_is_away(service: PushService) -> None:
    browser = service.browser()
    message = push.Message("https://localhost:9/phone", browser.p256dh, browser.auth, b"{}", "t", 60, False)
    assert push.send(message) == push.Answer.AWAY
