"""The page that comes while the database is away: where it appears, what it keeps, and what it never shows."""

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
    """All of this happens while the database is away."""
    with database.away(server):
        yield


@pytest.fixture
def owner(server: Server, keys: dict[str, str]) -> Phone:
    return Phone(server.port, keys["owner"])


def test_a_tap_on_a_page_is_answered_in_a_sheet_over_it_and_the_page_stays(owner: Phone) -> None:
    fields = {"id": new_id(), "ml": "200", "when": "0"}
    answer = owner.post("/log/drink/", fields, HX_Target="div#today", HX_Source="form", **IN_PART)
    assert is_calm(answer)
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("#sheet", "innerHTML")
    assert "<html" not in answer.text
    assert 'hx-post="/log/drink/" hx-target="#sheet"' in answer.text
    assert f'name="id" value="{fields["id"]}"' in answer.text


def test_a_page_that_renews_itself_stays_and_only_says_so(owner: Phone) -> None:
    answer = owner.get("/today/", HX_Target="div#today", HX_Source="div#today", **IN_PART)
    assert answer.status == 503
    assert answer.headers["HX-Retarget"] == "#toast"
    assert "cannot renew itself" in answer.text
    assert "<html" not in answer.text


def test_a_look_has_a_way_to_try_again_and_nothing_to_send(owner: Phone) -> None:
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
def test_no_secret_that_was_typed_comes_back_in_a_page(owner: Phone, path: str, fields: dict[str, str]) -> None:
    answer = owner.post(path, fields)
    assert is_calm(answer)
    assert not [value for value in fields.values() if value in answer.text]
    assert "Go back, and send it again in a minute." in answer.text
    assert "<form" not in answer.text


def test_a_file_does_not_come_back_in_a_page(owner: Phone) -> None:
    answer = owner.upload("/settings/import/", "file", b'{"journal": "all of it"}')
    assert is_calm(answer)
    assert "all of it" not in answer.text
    assert "<form" not in answer.text


def test_what_is_typed_is_text_and_not_a_page(owner: Phone) -> None:
    answer = owner.post("/log/check_in/", {"id": new_id(), "note": '"><script>x</script>'})
    assert is_calm(answer)
    assert "<script>x" not in answer.text


def test_a_link_that_is_a_secret_is_told_to_nobody(server: Server, keys: dict[str, str]) -> None:
    answer = Phone(server.port).get(f"/with/{keys['helper']}/")
    assert is_calm(answer)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
