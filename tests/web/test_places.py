"""Zones lead to countries, also by the old names that browsers report, and never to a wrong one."""

import pytest

from recovery import places
from recovery.plan import facts
from recovery.plan.redflags import EMERGENCY_NUMBERS


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/London", "GB"),
        ("Europe/Amsterdam", "NL"),  # shares its clock with Brussels, and is still Dutch
        ("Asia/Calcutta", "IN"),
        ("Europe/Kiev", "UA"),
        ("Asia/Saigon", "VN"),
        ("America/Buenos_Aires", "AR"),
        ("Iceland", None),  # its clock is shared with Abidjan: better no number than one of another country
        ("Africa/Asmera", None),
        ("EET", None),
        ("UTC", None),
        ("Mars/Olympus", None),
        ("", None),
    ],
)
def test_country_of_a_zone(zone: str, country: str | None) -> None:
    assert places.country_of(zone) == country


def test_every_zone_offered_can_be_written_down() -> None:
    names = [name for name, _ in places.zones()]
    assert set(names) <= facts.zone_names()
    assert len(names) > 400


def test_no_two_zones_look_alike() -> None:
    labels = [label for _, label in places.zones()]
    assert len(set(labels)) == len(labels)
    assert labels == sorted(labels)
    assert ("Europe/London", "Britain (UK): London") in places.zones()


def test_every_country_offered_can_be_written_down() -> None:
    codes = {code for code, _ in places.countries()}
    assert all(facts.country_code(code) == code for code in codes)
    assert set(EMERGENCY_NUMBERS) <= codes
