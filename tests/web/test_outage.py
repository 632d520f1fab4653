"""What counts as an outage of the database, and what stays a fault of ours. The real ones are in tests/faults/."""

from contextlib import suppress
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import (
    DatabaseError,
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
)
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from time_machine import TimeMachineFixture

from recovery.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

FORM = "application/x-www-form-urlencoded"
OUTAGES = {
    "away": OperationalError("no such host"),
    "closed": InterfaceError("connection already closed"),
    "read_only": InternalError("cannot execute INSERT in a read-only transaction"),
    "broken": DatabaseError("file is not a database"),
}
STATEMENTS = {
    "syntax": "SELEKT 1",
    "table": "SELECT 1 FROM no_such_table",
    "column": "SELECT no_such_column FROM recovery_entry",
}
OURS = {
    "value": DataError("value too long"),
    "constraint": IntegrityError("duplicate key"),
    "gone": Person.NotUpdated("did not affect any rows"),
    "code": KeyError("code"),
}


def fails(request: HttpRequest, name: str) -> HttpResponse:
    raise (OUTAGES | OURS)[name]


def asks(request: HttpRequest, name: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[name])
    return HttpResponse()


def asks_on(request: HttpRequest, name: str) -> HttpResponse:
    """Ask again in the same transaction, as if nothing had been wrong."""
    with suppress(Error):
        asks(request, name)
    return asks(request, name)


def does_not_save(request: HttpRequest, name: str) -> HttpResponse:
    """As the middleware of sessions does it, whatever the reason."""
    problem = SessionInterrupted("The session was deleted.")
    problem.__context__ = UpdateError()
    problem.__context__.__context__ = (OUTAGES | OURS)[name]
    raise problem


urlpatterns = [
    path("fails/<name>", fails),
    path("asks/<name>", asks),
    path("asks_on/<name>", asks_on),
    path("saves/<name>", does_not_save),
    path("", include("backcare.urls")),
]
handler400 = "recovery.views.outage.refused"
handler500 = "recovery.views.outage.failed"


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", OUTAGES)
def test_an_outage_is_503_with_its_page(client: Client, name: str) -> None:
    response = client.get(f"/fails/{name}")
    assert response.status_code == 503
    assert "One moment, please" in response.text
    assert response["Refresh"] == "30"


@pytest.mark.parametrize(
    "address",
    [*(f"/fails/{name}" for name in OURS), *(f"/asks/{name}" for name in STATEMENTS), "/asks_on/table"],
)
def test_a_fault_of_ours_is_500_and_tells_the_log_where(
    client: Client, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 500
    assert "Something broke here" in response.text
    assert [record.name for record in caplog.records if record.exc_info] == ["django.request"]


@pytest.mark.parametrize(("name", "status"), [("away", 503), ("broken", 503), ("gone", 400)])
def test_a_session_that_is_not_saved_is_an_outage_only_if_one_is_behind_it(
    client: Client, name: str, status: int
) -> None:
    assert client.post(f"/saves/{name}").status_code == status


# --- what was typed


def sent_again(told: dict[str, str | list[str]], path: str = "/fails/away") -> str:
    page: str = Client(raise_request_exception=False).post(path, urlencode(told, doseq=True), FORM).text
    return page


@pytest.mark.parametrize(
    "told",
    [
        {"ticked": ["E5", "E1"]},
        {"screen": "E1"},
        {"ticked": ["S1", "S3"]},
        {"screen": "none", "leg": "both"},
        {"screen": "none", "temperature_c": "39", "leg": "weak"},
        {"screen": "S3", "temperature_c": "38"},
    ],
)
def test_a_warning_sign_gets_the_alarm_ticked_or_meant(told: dict[str, str | list[str]]) -> None:
    assert "Get medical help now" in sent_again(told)


@pytest.mark.parametrize(
    "told",
    [
        {"screen": "none", "leg": "weak"},
        {"screen": "none", "temperature_c": "39"},
        {"screen": "none", "temperature_c": "very hot", "leg": "x"},
        {"screen": "S1"},
        {"screen": "none", "note": "E1"},
        {"when": "0", "minutes": "4"},
    ],
)
def test_nothing_else_gets_the_alarm(told: dict[str, str | list[str]]) -> None:
    assert "Not saved yet" in sent_again(told)
    assert "Get medical help now" not in sent_again(told)


def test_an_end_says_when_it_was_tapped_first(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2026-12-07T10:20:00+00:00", tick=False)
    field = 'name="tapped" value="2026-12-07T10:20:00+00:00"'
    assert field in sent_again({"ends": "1", "started": "x"})
    assert "tapped" not in sent_again({"minutes": "4"})
    time_machine.move_to("2026-12-07T10:30:00+00:00", tick=False)
    again = sent_again({"ends": "1", "started": "x", "tapped": "2026-12-07T10:20:00+00:00"})
    assert again.count('name="tapped"') == again.count(field) == 1
