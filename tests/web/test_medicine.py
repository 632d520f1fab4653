"""The medicine page: the doses left by the label, and warnings before a dose is saved."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.entries import Entry
from recovery.presenters.say import unbroken
from tests.conftest import client_of
from tests.web.stage import HTMX_SHEET, NOW, begin, filled, standing, write, written

pytestmark = pytest.mark.django_db

PAGE = "/log/medicine/"
AGAIN = "I have taken it already. Save it."


def took(episode: Episode, name: str, hours: float, mg: float | None = None) -> Entry:
    """Write a dose some hours before now."""
    return write(episode, "medicine", NOW - timedelta(hours=hours), name=name, mg=mg)


def text_of(response: Any) -> str:
    """The text of a page, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def dose(name: str, mg: str = "", **more: str) -> dict[str, Any]:
    return filled("medicine", name=name, mg=mg, **more)


# --- the ledger


def test_the_page_shows_the_doses_left_and_the_earliest_next_time(owner_client: Client, episode: Episode) -> None:
    took(episode, "ibuprofen", 1, 400)
    took(episode, "paracetamol", 13)
    page = text_of(owner_client.get(PAGE))
    for said in (
        "Last one: 400 mg, 09:00 today. By the label: not before 13:00 today.",
        "The label asks for 4 hours between two. The label leaves 800 mg until 09:00 tomorrow.",
        "A common label: 400 mg at once, 4 hours apart, 1,200 mg in 24 hours.",
        "Last one: 21:00 yesterday. By the label: the pause is over. A dose without mg counts as 1,000 mg.",
        "You logged ibuprofen at 09:00 today. Ask a pharmacist before you add naproxen.",
        "By the label: not before 09:00 tomorrow.",
        "Days with pain pills so far: 2.",
        "Your own pack's label wins.",
        "These limits are those of common labels for adults. Sources 32 and 66",
    ):
        assert said in page


def test_the_page_warns_before_the_last_dose(owner_client: Client, episode: Episode) -> None:
    for hours in (20, 14, 5):
        took(episode, "ibuprofen", hours, 333)
    assert "One more fits in these 24 hours. Then none until 14:00 today." in text_of(owner_client.get(PAGE))
    took(episode, "ibuprofen", 4, 200)
    page = text_of(owner_client.get(PAGE))
    assert "One more fits" not in page
    assert "By the label: not before 14:00 today. The label stops at 1,200 mg in 24 hours." in page


def test_naproxen_has_a_limit_for_12_hours_and_one_for_24(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    took(begin(owner, country="US"), "naproxen", 9, 440)
    refused = text_of(owner_client.post(PAGE, dose("naproxen", "220")))
    assert "This makes 660 mg in 12 hours, from 01:00 today on. Common labels stop at 440 mg." in refused
    page = text_of(owner_client.get(PAGE))
    assert "By the label: not before 13:00 today. The label stops at 440 mg in 12 hours." in page
    assert "660 mg in 24 hours. The label stops at 440 mg in 12 hours." in page


@pytest.mark.parametrize(("country", "name"), [("GB", "naproxen"), ("DE", "ibuprofen")])
def test_without_a_label_of_the_country_the_own_pack_says_how_much(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, country: str, name: str
) -> None:
    time_machine.move_to(NOW)
    took(begin(owner, country=country), name, 1, 200)
    page = text_of(owner_client.get(PAGE))
    assert f"{name.title()} Last one: 200 mg, 09:00 today. Your own pack says how much and how often." in page
    assert f"{name.title()}: last one 09:00 today" in owner_client.get("/today/").text


def test_after_24_hours_a_dose_only_counts_as_a_day_of_use(owner_client: Client, episode: Episode) -> None:
    took(episode, "ibuprofen", 24, 400)
    page = text_of(owner_client.get(PAGE))
    assert "Last one" not in page
    assert "Do not add" not in page
    assert "Days with pain pills so far: 1." in page


def test_a_condition_is_named_with_its_reason(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    took(begin(owner, conditions=["kidney_disease"]), "ibuprofen", 1, 200)
    page = text_of(owner_client.get(PAGE))
    assert "Last one: 200 mg, 09:00 today. You told us: Kidney disease. These pills can harm the kidneys." in page
    assert "Pain pills such as ibuprofen You told us: Kidney disease." in page
    assert "not before" not in page
    assert "The label leaves" not in page


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (8, "You took pain pills on 8 days. Labels say: at 10 days, ask before the next one."),
        (10, "You took pain pills on 10 days. Ask a doctor before the next one."),
    ],
)
def test_the_page_counts_the_days_of_use_and_warns(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, days: int, said: str
) -> None:
    for day in range(days):
        took(episode, "ibuprofen", -24 * day, 200)
    time_machine.move_to(NOW + timedelta(days=days - 1))
    page = text_of(owner_client.get(PAGE))
    assert said in page
    assert f"Days with pain pills so far: {days}." in page
    assert ("After 10 days of use labels say: ask a doctor." in page) == (days == 10)


def test_cards_are_folded_below_and_a_hidden_one_is_explained(owner_client: Client, episode: Episode) -> None:
    page = text_of(owner_client.get(PAGE))
    assert "Ibuprofen, naproxen or aspirin may take the edge off. The gain is small." in page
    assert "Muscle relaxants Doctors think of these only when the pain is severe." in page
    assert 'data-rule="medicines.nsaid_card"' in owner_client.get(PAGE).text


def test_no_page_tells_a_person_to_take_a_pill(owner_client: Client, episode: Episode) -> None:
    took(episode, "ibuprofen", 5, 400)
    for response in (owner_client.get(PAGE), owner_client.get("/today/")):
        page = text_of(response)
        assert not re.search(r"(^|[.:!?] )Take (one|two|it|them|a pill|\d)", page)
        assert not re.search(r"(you (can|may|could)|next|again:?) take", page, re.IGNORECASE)


def test_24_hours_stay_24_over_a_clock_change(owner: Person, time_machine: TimeMachineFixture) -> None:
    now = datetime(2027, 3, 27, 20, tzinfo=UTC)
    time_machine.move_to(now, tick=False)
    episode = begin(owner, onset=now - timedelta(hours=9))
    write(episode, "medicine", now - timedelta(hours=1), name="ibuprofen", mg=1200)
    assert "By the label: not before 20:00 tomorrow." in text_of(client_of(owner).get(PAGE))


def test_the_page_needs_at_most_six_queries(
    owner_client: Client, episode: Episode, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for hours in range(1, 20):
        took(episode, "ibuprofen", hours, 100)
    with django_assert_max_num_queries(6):
        assert owner_client.get(PAGE).status_code == 200


def test_a_stranger_does_not_see_the_medicines(stranger_client: Client, stranger: Person, episode: Episode) -> None:
    took(episode, "ibuprofen", 1, 400)
    begin(stranger)
    page = text_of(stranger_client.get(PAGE))
    assert "Last one" not in page
    assert "Days with pain pills so far: 0." in page


def test_an_alert_replaces_the_page(owner_client: Client, episode: Episode) -> None:
    took(episode, "ibuprofen", 1, 400)
    write(episode, "check_in", flags=["E1"], screened=True)
    for response in (owner_client.get(PAGE), owner_client.post(PAGE, dose("naproxen", "220"))):
        assert "Get medical help now" in response.text
        assert "Ibuprofen" not in response.text
    assert len(written(episode)) == 2


# --- a dose against the label

AGAINST = [
    (
        "ibuprofen",
        1,
        400,
        dose("naproxen", "220"),
        "You logged ibuprofen at 09:00 today. Ask a pharmacist before you add naproxen.",
    ),
    (
        "ibuprofen",
        3,
        200,
        dose("ibuprofen", "200"),
        "You logged ibuprofen at 07:00 today. Common labels ask for 4 hours",
    ),
    (
        "paracetamol",
        8,
        3500,
        dose("paracetamol", "1000"),
        "This makes 4,500 mg in 24 hours, from 02:00 today on. Common labels stop at 4,000 mg.",
    ),
    ("ibuprofen", 9, 1100, dose("ibuprofen", "200"), "This makes 1,300 mg in 24 hours, from 01:00 today on."),
    ("paracetamol", 9, 500, dose("aspirin", "700"), "Common labels stop at 650 mg at once."),
    (
        "ibuprofen",
        0.5,
        200,
        dose("ibuprofen", "200", when="pick", pick="2026-12-07T06:00"),
        "You logged ibuprofen at 09:30 today.",
    ),
]


@pytest.mark.parametrize("headers", [{}, HTMX_SHEET], ids=["page", "sheet"])
@pytest.mark.parametrize(("name", "hours", "mg", "answers", "said"), AGAINST)
def test_a_dose_against_the_label_is_saved_only_after_the_warning(
    owner_client: Client,
    episode: Episode,
    headers: dict[str, str],
    name: str,
    hours: float,
    mg: float,
    answers: dict[str, Any],
    said: str,
) -> None:
    before = took(episode, name, hours, mg)
    refused = owner_client.post(PAGE, answers, headers=headers)
    assert refused.status_code == 200
    assert said in refused.text.split('id="id_name_error"')[1].split("</p>")[0]
    assert AGAIN in refused.text
    assert written(episode) == [before]
    for _ in range(2):
        saved = owner_client.post(PAGE, answers | {"taken": "on"}, headers=headers)
        assert saved["Location"] == f"/today/?saved={answers['id']}"
    assert {entry.kind for entry in written(episode)} == {"medicine"}
    assert len(written(episode)) == 2


def test_a_condition_makes_the_page_warn_too(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner, conditions=["asthma"])
    page = text_of(owner_client.post(PAGE, dose("ibuprofen", "200")))
    assert "You told us: Asthma. These pills can set off asthma." in page
    assert owner_client.post(PAGE, dose("paracetamol", "500")).status_code == 302
    assert len(written(episode)) == 1


def test_the_box_appears_with_a_warning_and_stays_ticked(owner_client: Client, episode: Episode) -> None:
    assert AGAIN not in owner_client.get(PAGE).text
    assert AGAIN not in owner_client.post(PAGE, dose("", "200")).text
    wrong = owner_client.post(PAGE, dose("ibuprofen", "x", taken="on")).text
    assert "checked" in wrong.split('name="taken"')[1].split(">")[0]


def test_a_form_that_is_sent_twice_gets_no_warning_about_its_own_dose(owner_client: Client, episode: Episode) -> None:
    answers = dose("ibuprofen", "400")
    for _ in range(2):
        assert owner_client.post(PAGE, answers)["Location"] == f"/today/?saved={answers['id']}"
    assert len(written(episode)) == 1


def test_the_id_of_another_entry_is_refused(owner_client: Client, episode: Episode) -> None:
    onset = Episode.objects.get().entries.get(kind="onset")
    page = owner_client.post(PAGE, dose("ibuprofen", "200") | {"id": str(onset.id)})
    assert "This was saved already." in page.text


def test_a_correction_is_checked_without_its_own_old_dose(owner_client: Client, episode: Episode) -> None:
    took(episode, "ibuprofen", 6, 400)
    wrong = took(episode, "ibuprofen", 1, 400)
    better = dose("ibuprofen", "200", when="pick", pick="2026-12-07T09:00")
    assert owner_client.post(f"/log/{wrong.id}/", better)["Location"] == f"/today/?saved={better['id']}"
    worse = dose("ibuprofen", "200", when="pick", pick="2026-12-07T05:00")
    page = owner_client.post(f"/log/{better['id']}/", worse)
    assert "You logged ibuprofen at 04:00 today." in page.text
    assert AGAIN in page.text
    assert len(standing(episode)) == 2
    assert owner_client.post(f"/log/{better['id']}/", worse | {"taken": "on"}).status_code == 302


def test_today_says_whom_to_call_after_too_much(owner_client: Client, episode: Episode) -> None:
    answers = dose("paracetamol", "4500", taken="on")
    page = owner_client.post(PAGE, answers, follow=True)
    assert "Call a pharmacist or a poison line now, even if you feel well." in page.text
    assert "tel:1-800" not in page.text
    assert 'href="/help/">Or call your local emergency number' in page.text
    assert 'data-rule="medicines.too_much_medicine"' in owner_client.get(PAGE).text


def test_a_call_now_comes_before_advice_that_can_wait(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", flags=["D1"], screened=True)
    took(episode, "paracetamol", 1, 4500)
    page = text_of(owner_client.get("/today/"))
    assert page.index("Call a pharmacist or a poison line now") < page.index("See a doctor by")


def test_in_the_us_the_number_is_the_one_on_the_label(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    took(begin(owner, country="US"), "paracetamol", 1, 4500)
    assert f'<a href="tel:1-800-222-1222">{unbroken("Call 1-800-222-1222")}</a>' in owner_client.get("/today/").text


def test_today_warns_of_two_pills_that_do_not_mix(owner_client: Client, episode: Episode) -> None:
    took(episode, "ibuprofen", 1, 200)
    page = owner_client.post(PAGE, dose("naproxen", "220", taken="on"), follow=True)
    assert "You logged two pain pills that do not mix." in page.text


# --- Today


def test_today_has_one_row_about_medicines_for_24_hours(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    assert f'href="{PAGE}"' not in owner_client.get("/today/").text
    took(episode, "ibuprofen", 1, 400)
    took(episode, "paracetamol", 7, 500)
    page = owner_client.get("/today/")
    assert page.text.count(f'href="{PAGE}"') == 1
    assert "Ibuprofen: not before 13:00 today by the label" in page.text
    assert "Paracetamol (acetaminophen): last one 03:00 today" in page.text
    assert "Naproxen" not in page.text
    time_machine.shift(timedelta(hours=23))
    assert f'href="{PAGE}"' not in owner_client.get("/today/").text


def test_pages_send_their_form_as_a_page_and_sheets_as_a_sheet(owner_client: Client, episode: Episode) -> None:
    for address in (PAGE, "/log/walk/"):
        assert "hx-post" not in owner_client.get(address).text
        sheet = owner_client.get(address, headers=HTMX_SHEET).text
        assert f'hx-post="{address}" hx-target="#sheet"' in sheet
        assert sheet.strip().startswith('<section class="sheet"')
