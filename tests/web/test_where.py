"""Where are you now, and did you fall: at the start and with a plan; each way through the fall check."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from recovery.models import Episode, Person
from recovery.plan.build import build_plan
from recovery.plan.entries import CheckIn, dump
from recovery.store import journal
from tests.web.stage import begin
from tests.web.start_pages import NONE, NOW, WHEN

pytestmark = pytest.mark.django_db
LONDON = {"time_zone": "Europe/London"}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def check_ins() -> list[dict[str, Any]]:
    """The fields of each check-in, oldest first."""
    return [dump(each) for each in journal.read(Episode.objects.get()) if isinstance(each, CheckIn)]


def lie_down(client: Client, where: str = "floor_alone") -> None:
    client.post("/start/", NONE | LONDON)
    assert client.post("/move/where/", {"where": where})["Location"] == "/move/fall/"


def answer(client: Client, *answers: str) -> str:
    """Answer the questions about a fall; return where the last answer leads."""
    place = ""
    for number, each in enumerate(answers, 1):
        place = client.post(f"/move/fall/?q={number}", {"answer": each})["Location"]
    return place


def make_my_plan(client: Client, **when: str) -> None:
    client.post("/start/today/", NONE)
    client.post("/start/when/", WHEN | when)
    assert client.post("/start/about/", NONE)["Location"] == "/today/"


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("bed", {"where_now": "bed"}),
        ("chair", {"where_now": "chair"}),
        ("few_steps", {"where_now": "up", "can_walk": "a_few_steps"}),
        ("up", {"where_now": "up", "can_walk": "yes"}),
    ],
)
def test_off_the_floor_the_start_goes_on(guest: Client, where: str, place: dict[str, str]) -> None:
    guest.post("/start/", NONE | LONDON)
    assert guest.post("/move/where/", {"where": where})["Location"] == "/start/today/"
    asks_walk = "can_walk" not in place
    guest.post("/start/today/", NONE)
    assert ('name="can_walk"' in guest.get("/start/when/").text) is asks_walk
    make_my_plan(guest, **({"can_walk": "no"} if asks_walk else {}))
    [told] = check_ins()
    assert told | place == told
    assert told["can_walk"] == place.get("can_walk", "no")


@pytest.mark.parametrize(
    ("where", "answers", "leads_to", "flags"),
    [
        ("floor_alone", ["no"], "floor_up_chair", []),
        ("floor_alone", ["yes", "no", "none"], "floor_up_chair", []),
        ("floor_alone", ["yes", "no", "bones"], "floor_wait", ["S4"]),
        ("floor_alone", ["yes", "no", "blood"], "floor_wait", ["S8"]),
        ("floor_alone", ["yes", "no", "both"], "floor_wait", ["S4", "S8"]),
        ("floor_helped", ["no"], "floor_helper", []),
        ("floor_helped", ["yes", "no", "both"], "floor_helper", ["S4", "S8"]),
    ],
)
def test_on_the_floor_the_guide_comes_before_all_other_questions(
    guest: Client, where: str, answers: list[str], leads_to: str, flags: list[str]
) -> None:
    lie_down(guest, where)
    assert answer(guest, *answers) == f"/move/{leads_to}/"
    page = guest.get(f"/move/{leads_to}/").text
    assert 'href="/move/where/"' in page
    assert ("speak to a doctor today" in page) is bool(flags)
    assert not Episode.objects.exists()
    assert guest.post("/move/where/", {"where": "chair"})["Location"] == "/start/today/"
    make_my_plan(guest)
    [told] = check_ins()
    assert (told["where_now"], told.get("flags", [])) == ("chair", flags)


def test_who_is_still_on_the_floor_goes_on_without_the_questions_again(guest: Client) -> None:
    lie_down(guest)
    answer(guest, "no")
    assert guest.post("/move/where/", {"where": "floor_alone"})["Location"] == "/start/today/"
    make_my_plan(guest, can_walk="no")
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert plan.day.guides[0].guide == "floor_up_chair"


def test_a_sign_of_the_fall_and_those_of_today_are_all_kept(guest: Client) -> None:
    lie_down(guest)
    answer(guest, "yes", "no", "blood")
    guest.post("/move/where/", {"where": "bed"})
    guest.post("/start/today/", {"answer": "ticked", "ticked": ["S8", "S1"]})
    guest.post("/start/when/", WHEN | {"can_walk": "not_even"})
    guest.post("/start/about/", NONE)
    assert sorted(check_ins()[0]["flags"]) == ["S1", "S6", "S8"]


def test_a_bad_fall_is_an_emergency_at_once(guest: Client) -> None:
    lie_down(guest)
    form = {"answer": "yes", "id": str(uuid4())}
    assert answer(guest, "yes") == "/move/fall/?q=2"
    assert guest.post("/move/fall/?q=2", form | LONDON)["Location"] == "/today/"
    assert "Get medical help now" in guest.post("/move/fall/?q=2", form | LONDON).text  # a double tap
    [told] = check_ins()
    assert (told["flags"], told["where_now"], told["alone"]) == (["E7"], "floor", True)
    assert 'href="tel:999"' in guest.get("/today/").text


def test_the_fall_check_is_only_for_people_on_the_floor(guest: Client) -> None:
    assert guest.get("/move/fall/")["Location"] == "/start/"
    guest.post("/start/", NONE | LONDON)
    assert guest.get("/move/fall/")["Location"] == "/move/where/"
    guest.post("/move/where/", {"where": "chair"})
    assert guest.get("/move/fall/")["Location"] == "/move/where/"


@pytest.mark.parametrize("path", ["/move/where/", "/move/fall/", "/move/fall/?q=2", "/move/fall/?q=3"])
@pytest.mark.parametrize("sent", [{}, {"where": "moon", "answer": "maybe"}])
def test_an_empty_or_unknown_answer_is_refused(guest: Client, path: str, sent: dict[str, str]) -> None:
    lie_down(guest)
    response = guest.post(path, sent)
    assert response.status_code == 200
    assert "Choose an answer." in response.text


def test_a_question_that_does_not_exist_is_not_found(guest: Client) -> None:
    lie_down(guest)
    assert guest.get("/move/fall/?q=4").status_code == 404


@pytest.mark.parametrize("path", ["/move/where/", "/move/fall/"])
def test_other_methods_are_refused(guest: Client, path: str) -> None:
    assert guest.delete(path).status_code == 405


# --- with a plan


@pytest.mark.parametrize(("where", "leads_to"), [("bed", "/move/"), ("floor_alone", "/move/fall/"), ("up", "/move/")])
def test_with_a_plan_the_place_is_logged_once(owner: Person, owner_client: Client, where: str, leads_to: str) -> None:
    begin(owner)
    before = len(check_ins())
    form = {"where": where, "id": str(uuid4())}
    for _ in range(2):
        assert owner_client.post("/move/where/", form)["Location"] == leads_to
    assert len(check_ins()) == before + 1
    assert check_ins()[-1]["where_now"] == {"bed": "bed", "floor_alone": "floor", "up": "up"}[where]


@pytest.mark.parametrize(
    ("answers", "leads_to", "flags"),
    [
        (["no"], "/move/floor_up_chair/", None),
        (["yes", "no", "none"], "/move/floor_up_chair/", None),
        (["yes", "no", "bones"], "/move/floor_wait/", ["S4"]),
        (["yes", "yes"], "/today/", ["E7"]),
    ],
)
def test_with_a_plan_a_fall_counts_at_once(
    owner: Person, owner_client: Client, answers: list[str], leads_to: str, flags: list[str] | None
) -> None:
    begin(owner)
    owner_client.post("/move/where/", {"where": "floor_alone", "id": str(uuid4())})
    assert answer(owner_client, *answers) == leads_to
    assert next((each["flags"] for each in check_ins() if each.get("flags")), None) == flags
    if flags == ["E7"]:
        assert "Get medical help now" in owner_client.get("/today/").text
