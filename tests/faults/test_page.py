"""The outage page: where it appears, what it keeps, and what it never shows."""

from collections.abc import Iterator

import pytest

from tests.faults.databases import Database
from tests.faults.pages import is_calm
from tests.faults.phone import Phone, new_id
from tests.faults.server import Server

IN_PART = {"HX_Request": "true", "HX_Request_Type": "partial"}
PASSWORD = "a good long password"


@pytest.fixture(scope="module", autouse=True)
def away(database: Database, server: Server) -> Iterator[None]:
    """The database is away during all tests of this file."""
    with database.away(server):
        yield


@pytest.fixture
def owner(server: Server, keys: dict[str, str]) -> Phone:
    return Phone(server.port, keys["owner"])


def test_a_tap_opens_a_sheet_and_the_page_stays(owner: Phone) -> None:
    fields = {"id": new_id(), "ml": "200", "when": "0"}
    answer = owner.post("/log/drink/", fields, HX_Target="div#today", HX_Source="form", **IN_PART)
    assert is_calm(answer)
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#sheet", "innerHTML")
    assert "<html" not in answer.text
    assert 'hx-post="/log/drink/" hx-target="#sheet"' in answer.text
    assert f'name="id" value="{fields["id"]}"' in answer.text


def test_a_page_that_refreshes_itself_stays_and_shows_a_message(owner: Phone) -> None:
    answer = owner.get("/today/", HX_Target="div#today", HX_Source="div#today", **IN_PART)
    assert answer.status == 503
    assert answer.headers["HX-Retarget"] == "#toast"
    assert "cannot renew itself" in answer.text
    assert "<html" not in answer.text


def test_a_get_request_can_be_tried_again_and_has_nothing_to_send(owner: Phone) -> None:
    text = owner.get("/plan/?a=1&b=2").text
    assert '<a class="btn" href="/plan/?a=1&amp;b=2">' in text
    assert "<form" not in text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/accounts/login/", {"login": "owner@example.com", "password": PASSWORD}),
        ("/accounts/login/code/confirm/", {"code": "ABC-DEF"}),
        ("/keep/", {"email": "owner@example.com", "password1": PASSWORD}),
    ],
)
def test_a_typed_secret_is_not_repeated_in_the_page(owner: Phone, path: str, fields: dict[str, str]) -> None:
    answer = owner.post(path, fields)
    assert is_calm(answer)
    assert not [value for value in fields.values() if value in answer.text]
    assert "Go back, and send it again in a minute." in answer.text
    assert "<form" not in answer.text


def test_an_uploaded_file_is_not_repeated_in_the_page(owner: Phone) -> None:
    answer = owner.upload("/settings/import/", "file", b'{"journal": "all of it"}')
    assert is_calm(answer)
    assert "all of it" not in answer.text
    assert "<form" not in answer.text


def test_typed_text_is_escaped(owner: Phone) -> None:
    answer = owner.post("/log/check_in/", {"id": new_id(), "note": '"><script>x</script>'})
    assert is_calm(answer)
    assert "<script>x" not in answer.text


def test_a_secret_link_sends_no_referrer(server: Server, keys: dict[str, str]) -> None:
    answer = Phone(server.port).get(f"/with/{keys['helper']}/?open=1")
    assert is_calm(answer)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
