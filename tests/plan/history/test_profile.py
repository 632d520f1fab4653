"""All `about` entries make one profile: the newest value of each field."""

from datetime import time
from typing import Any

import pytest

from recovery.plan.entries import About, parse_journal
from recovery.plan.history.profile import Profile, merged
from recovery.plan.history.story import Story
from tests.plan.cases import START, Raw, about, after, entry, onset

DAY = 24


def said(*fields: Raw) -> Profile:
    """The profile of `about` entries a day apart."""
    raw = [entry("about", after(DAY * place), **each) for place, each in enumerate(fields)]
    journal = parse_journal([onset(), about(after(-1)), *raw], after(DAY * len(fields)))
    return merged(each for each in journal if isinstance(each, About))


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ([], "time_zone", "Europe/London"),
        ([{"time_zone": "Asia/Kolkata"}, {"country": "GB"}], "time_zone", "Asia/Kolkata"),
        ([{"wake": "06:00"}, {"sleep": "21:00"}], "wake", time(6)),
        ([{"country": "GB"}, {"country": "FR"}, {"sex": "f"}], "country", "FR"),
        ([{"birth_year": 1980}, {"sex": "m"}], "birth_year", 1980),
        ([{"conditions": ["asthma"]}, {"country": "FR"}], "conditions", ("asthma",)),
        ([{"conditions": ["asthma"]}, {"conditions": []}], "conditions", ()),
        ([{"agreed": ["heat:pregnant"]}, {"agreed": []}], "agreed", ()),
        ([{"agreed": ["heat:pregnant"]}, {"conditions": []}], "agreed", ("heat:pregnant",)),
        ([], "sex", None),
    ],
)
def test_merged_keeps_the_newest_value_of_each_field(fields: list[Raw], name: str, value: Any) -> None:
    assert getattr(said(*fields), name) == value


PREGNANT, ILL = {"conditions": ["pregnant"]}, {"conditions": ["asthma"]}


@pytest.mark.parametrize(
    ("fields", "days", "weeks"),
    [
        ([], 0, None),
        ([PREGNANT], 0, None),
        ([{"weeks_pregnant": 10}], 0, 10),
        ([{"weeks_pregnant": 10}], 6.99, 10),
        ([{"weeks_pregnant": 10}], 7, 11),
        ([{"weeks_pregnant": 10}], 7 * 35, 45),
        ([{"weeks_pregnant": 10}], 7 * 36, None),
        ([{"weeks_pregnant": 10}, PREGNANT], 1, 10),
        ([{"weeks_pregnant": 10}, ILL], 1, None),
        ([{"weeks_pregnant": 10}, ILL, PREGNANT], 2, None),
        ([{"weeks_pregnant": 10}, ILL, {"weeks_pregnant": 4}], 2, 4),
        ([{"weeks_pregnant": 10, "conditions": []}], 1, 10),
        ([{"weeks_pregnant": 10}, {"weeks_pregnant": 20}], 7, 20),
        ([{"weeks_pregnant": 10}, {"weeks_pregnant": 20}], 8, 21),
    ],
)
def test_pregnant_weeks_count_on_from_when_they_were_said(fields: list[Raw], days: float, weeks: int | None) -> None:
    assert said(*fields).pregnant_weeks(after(DAY * days)) == weeks


def test_a_withdrawn_about_counts_again_once_its_withdrawal_is_withdrawn() -> None:
    ids = [f"00000000-0000-0000-0000-00000000000{place}" for place in range(3)]
    journal = [
        about(after(-1)),
        onset(),
        entry("about", START, id=ids[0], country="FR", weeks_pregnant=9),
        entry("withdrawn", after(1), id=ids[1], entry=ids[0]),
        entry("withdrawn", after(2), id=ids[2], entry=ids[1]),
    ]
    profiles = [Story(parse_journal(journal[:count], after(3)), after(3)).about for count in (3, 4, 5)]
    assert [each.country for each in profiles] == ["FR", None, "FR"]
    assert [each.pregnant_weeks(after(3)) for each in profiles] == [9, None, 9]
