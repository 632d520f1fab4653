"""Good to know: every answer for everybody, folded, with how sure it is; with a plan what is new comes first."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from recovery.models import Person
from recovery.plan.clinical.life import LIFE_CARDS
from tests.web.stage import begin, tight, write

pytestmark = pytest.mark.django_db


def order(text: str) -> list[tuple[str, str]]:
    """The headings and cards of the page, from top to bottom."""
    return re.findall(r'<h2[^>]*>([^<]+)</h2>|<details class="life" id="(\w+)"', text)


def test_every_answer_is_there_folded_with_its_certainty_and_sources(client: Client) -> None:
    text = client.get("/good-to-know/").text
    assert [card for _title, card in order(text)] == list(LIFE_CARDS)
    assert "<details open" not in text
    for card in LIFE_CARDS.values():
        assert escape(str(card.title)) in text
        assert all(escape(str(line)) in text for line in card.lines)
        assert escape(card.evidence) in text
        assert all(f"#source-{key}" in text for key in card.source.split(","))


def test_with_a_plan_new_answers_come_first_and_later_ones_last(owner: Person, owner_client: Client) -> None:
    begin(owner)
    found = order(owner_client.get("/good-to-know/").text)
    titles = [title for title, _card in found if title]
    assert titles[0] == "New today"
    assert titles[-1] == "More answers"
    assert found.index(("More answers", "")) - found.index(("New today", "")) >= 3
    assert len(found) - len(titles) == len(LIFE_CARDS)


@pytest.mark.parametrize(
    ("zone", "says"), [("Europe/London", "fit note"), ("Europe/Berlin", "Ill over 3 days"), ("", "Ask at work")]
)
def test_the_sick_note_is_that_of_the_country(client: Client, zone: str, says: str) -> None:
    client.cookies["zone"] = zone
    text = tight(client.get("/good-to-know/").text)
    assert [each for each in ("fit note", "Ill over 3 days", "Ask at work") if each in text] == [says]


def test_an_alert_comes_before_it_and_other_methods_are_refused(owner: Person, owner_client: Client) -> None:
    assert owner_client.post("/good-to-know/").status_code == 405
    write(begin(owner), "check_in", flags=["E1"], screened=True)
    assert "Get medical help now" in owner_client.get("/good-to-know/").text


def test_today_leads_to_new_answers_in_two_taps(owner: Person, owner_client: Client) -> None:
    begin(owner)
    assert "new: good to know" in owner_client.get("/today/").text
    assert "Good to know: " in tight(owner_client.get("/move/").text)
