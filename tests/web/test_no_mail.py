"""The link that stops the morning mail: asked on a look, done on a post, also by a mail program."""

import pytest
from django.test import Client

from recovery.models import Episode, ReminderSettings
from recovery.reminders.tokens import sign_stop
from recovery.store.reminders import wish
from tests.web.stage import begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(episode: Episode) -> str:
    return f"/no-mail/{sign_stop(wish(episode, 'https://back.example', mail=True).pk)}/"


def test_a_look_stops_nothing(path: str) -> None:
    response = Client().get(path)
    assert "Stop the morning mail?" in response.text
    assert response["Referrer-Policy"] == "no-referrer"
    assert ReminderSettings.objects.get().mail


def test_one_click_of_a_mail_program_stops_the_mail(path: str) -> None:
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        assert "No more morning mail" in program.post(path, {"List-Unsubscribe": "One-Click"}).text
        assert not ReminderSettings.objects.get().mail


def test_a_token_that_is_not_ours_or_whose_person_is_gone_is_not_found(path: str) -> None:
    assert Client().post(path[:-2] + "/").status_code == 404
    ReminderSettings.objects.all().delete()
    assert Client().post(path).status_code == 404


def test_the_mail_of_somebody_else_goes_on(path: str) -> None:
    other = wish(begin(), "https://back.example", mail=True)
    Client().post(path)
    other.refresh_from_db()
    assert other.mail
