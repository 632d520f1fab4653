"""The ledger's words: every medicine has its names, every reason its sentence, and every time its day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from recovery.forms import MedicineForm
from recovery.plan import facts, figures
from recovery.plan.advice import Reason
from recovery.plan.matrix import MATRIX
from recovery.say import day_clock
from recovery.show.journal import MEDICINES
from recovery.show.medicine import AGAINST, NAMES, WAITS, why_against

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_utc() -> Iterator[None]:
    with timezone.override(UTC):
        yield


def test_each_medicine_can_be_chosen_and_is_named_alike() -> None:
    chosen = dict(MedicineForm.base_fields["name"].choices)  # type: ignore[attr-defined]
    assert tuple(chosen) == tuple(MEDICINES) == facts.MEDICINES
    assert {name: str(words) for name, words in chosen.items()} == {name: str(w) for name, w in MEDICINES.items()}
    assert set(NAMES) == set(figures.MOST_MG)
    assert str(NAMES["paracetamol"]) == "paracetamol (acetaminophen)"


@pytest.mark.parametrize("name", ["ibuprofen", "paracetamol"])
def test_whatever_bars_a_pill_is_told_with_a_reason(name: str) -> None:
    for bar in MATRIX["paracetamol" if name == "paracetamol" else "nsaid"]:
        said = why_against(name, Reason(bar.trait), NOW)
        assert said.startswith("You told us: ")
        assert said.endswith(str(bar.why))


def test_what_makes_one_wait_and_what_speaks_against_one_have_the_same_codes() -> None:
    assert set(AGAINST) == {*WAITS, "most_at_once"}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            Reason("gap", {"at": NOW, "span": timedelta(hours=6)}),
            "You logged paracetamol (acetaminophen) at 10:00 today. The label asks for 6 hours between two.",
        ),
        (
            Reason("most_in_24_hours", {"mg": 4000.5, "since": NOW, "span": timedelta(hours=24), "most": 4000}),
            "This makes 4,000.5 mg in 24 hours, from 10:00 today on. The label stops at 4,000 mg.",
        ),
        (Reason("most_at_once", {"most": 1000}), "The label stops at 1,000 mg at once."),
        (Reason("ten_days"), "Labels stop at 10 days of use. Ask a doctor."),
    ],
)
def test_a_reason_in_words(reason: Reason, said: str) -> None:
    assert why_against("paracetamol", reason, NOW) == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "10:00 today"),
        (13.99, "23:59 today"),
        (14, "00:00 tomorrow"),
        (38, "Wed 00:00"),
        (-10.01, "23:59 yesterday"),
        (-34.5, "Sat 23:30"),
    ],
)
def test_a_time_is_told_with_its_day(hours: float, said: str) -> None:
    assert day_clock(NOW + timedelta(hours=hours), NOW) == said


def test_the_day_is_the_one_where_the_person_is() -> None:
    with timezone.override(ZoneInfo("Pacific/Auckland")):  # 23:00 there
        assert day_clock(NOW + timedelta(hours=1), NOW) == "00:00 tomorrow"
