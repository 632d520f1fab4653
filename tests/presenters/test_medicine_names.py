"""Every medicine that can be logged has its names."""

from recovery.plan.entries import MEDICINES
from recovery.presenters.medicine_names import NAMES


def test_every_medicine_has_a_row_and_no_row_is_left_over() -> None:
    assert tuple(NAMES) == MEDICINES


def test_a_name_is_lower_case_inside_a_sentence() -> None:
    assert str(NAMES["paracetamol"].inside) == "paracetamol (acetaminophen)"
    assert all(str(name.inside)[0].islower() for name in NAMES.values())
