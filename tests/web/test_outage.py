"""What counts as an outage of the database, and what stays a fault of ours. The real ones are in tests/faults/."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from recovery.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

OUTAGES = {
    "away": OperationalError("no such host"),
    "closed": InterfaceError("connection already closed"),
    "read_only": InternalError("cannot execute INSERT in a read-only transaction"),
    "broken": DatabaseError("file is not a database"),
}
OURS = {
    "statement": ProgrammingError("syntax error"),
    "value": DataError("value too long"),
    "constraint": IntegrityError("duplicate key"),
    "gone": Person.NotUpdated("did not affect any rows"),
    "code": KeyError("code"),
}


def fails(request: HttpRequest, name: str) -> HttpResponse:
    raise (OUTAGES | OURS)[name]


def does_not_save(request: HttpRequest, name: str) -> HttpResponse:
    """As the middleware of sessions does it, whatever the reason."""
    problem = SessionInterrupted("The session was deleted.")
    problem.__context__ = UpdateError()
    problem.__context__.__context__ = (OUTAGES | OURS)[name]
    raise problem


urlpatterns = [path("fails/<name>", fails), path("saves/<name>", does_not_save), path("", include("backcare.urls"))]
handler400 = "recovery.views.outage.refused"
handler500 = "recovery.views.outage.failed"


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", OUTAGES)
def test_an_outage_is_503_with_its_page(client: Client, name: str) -> None:
    response = client.get(f"/fails/{name}")
    assert response.status_code == 503
    assert "This page does not open" in response.text


@pytest.mark.parametrize("name", OURS)
def test_a_fault_of_ours_is_500(client: Client, name: str) -> None:
    response = client.get(f"/fails/{name}")
    assert response.status_code == 500
    assert "Something broke here" in response.text


@pytest.mark.parametrize(("name", "status"), [("away", 503), ("broken", 503), ("gone", 400)])
def test_a_session_that_is_not_saved_is_an_outage_only_if_one_is_behind_it(
    client: Client, name: str, status: int
) -> None:
    assert client.post(f"/saves/{name}").status_code == status
