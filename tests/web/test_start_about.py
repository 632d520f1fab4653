"""What can change the plan: each condition once, and a wrong detail is refused."""

from typing import Any

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.forms.about import AboutForm
from recovery.models import Episode
from recovery.plan.entries import CONDITIONS
from recovery.presenters.traits import CONDITIONS as GROUPS
from tests.web.start_pages import NONE, NOW, go_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def test_each_condition_is_asked_once() -> None:
    fields: Any = AboutForm.base_fields
    asked = [value for group in GROUPS for value, _ in fields[group].choices]
    assert sorted(asked) == sorted(CONDITIONS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_year": "2027"},
        {"birth_year": "90"},
        {"weeks_pregnant": "50"},
        {"wake": "07:00", "sleep": "07:00"},
        {"wake": "25:00"},
        {"sex": "x"},
        {"skin": ["asthma"]},
    ],
)
def test_a_wrong_detail_shows_an_error_beside_its_field(guest: Client, wrong: dict[str, Any]) -> None:
    go_to(guest, 4)
    response = guest.post("/start/about/", NONE | wrong)
    assert response.status_code == 200
    assert 'class="err"' in response.text
    assert not Episode.objects.exists()
