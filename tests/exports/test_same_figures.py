"""The page, the JSON file and the FHIR file of a report hold the same figures, for ten courses."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from fhir.resources.R4B.bundle import Bundle

from recovery.exports.fhir import bundle
from recovery.exports.report import report
from recovery.plan.build import plan_of, situation_at
from recovery.plan.encode import plain
from recovery.plan.entries import parse_journal
from recovery.plan.review.course import course
from recovery.presenters.report import show_report
from recovery.presenters.report_rows import DayRow
from recovery.samples.generated import GeneratedCourse, courses

ONSET = date(2026, 3, 9)
SINCE = timedelta(days=12)  # all days are among the fourteen of the report
Json = dict[str, Any]


class Found(NamedTuple):
    """One course: the rows of the page, the days of the JSON file, and the resources of the FHIR file."""

    rows: Sequence[DayRow]
    days: list[Json]
    resources: list[Json]


@pytest.fixture(scope="module", params=courses(Random(1), 10), ids=[str(place) for place in range(10)])
def found(request: pytest.FixtureRequest) -> Iterator[Found]:
    made: GeneratedCourse = request.param
    now = made.begins(ONSET) + SINCE
    with timezone.override(ZoneInfo(made.zone)):
        s = situation_at(parse_journal(_raw(made, now), now), now)
        plan, fhir = plan_of(s), bundle(s)
        assert Bundle.model_validate(fhir).type == "collection"
        data = json.loads(json.dumps(plain(report(s, plan, course(s)), ZoneInfo(made.zone))))
        yield Found(show_report(s, plan).rows, data["days"], [each["resource"] for each in fhir["entry"]])


def _raw(made: GeneratedCourse, now: datetime) -> list[Json]:
    return [
        {"id": str(UUID(int=place)), "kind": kind, "at": f"{at}Z", "entered_at": f"{at}Z", "by": "self"}
        | json.loads(data)
        for place, (kind, at, data) in enumerate(made.told(ONSET, now), 1)
    ]


def of(found: Found, kind: str, code: str = "") -> list[Json]:
    """The FHIR resources of a kind, with this code or all."""
    return [each for each in found.resources if each["resourceType"] == kind and code in json.dumps(each)]


def test_the_page_shows_the_figures_of_the_json_file(found: Found) -> None:
    names = ("logged", "walks", "minutes", "longest", "cold", "heat")
    assert [[getattr(row, name) for name in names] for row in found.rows] == [
        [day[name] for name in names] for day in found.days
    ]
    assert [row.pain for row in found.rows] == [_range(day) for day in found.days]
    assert [len(row.medicines) for row in found.rows] == [len(day["medicines"] or ()) for day in found.days]


def _range(day: Json) -> str:
    values = sorted({pain["pain"] for pain in day["pains"] or ()})
    return "–".join(str(each) for each in dict.fromkeys((values[0], values[-1]))) if values else "–"


def test_pain_is_the_same_in_both_files(found: Found) -> None:
    told = {(pain["at"], pain["pain"], pain["resting"]) for day in found.days for pain in day["pains"] or ()}
    given = {
        (each["effectiveDateTime"], each["valueQuantity"]["value"], "method" not in each)
        for each in of(found, "Observation", "72514-3")
    }
    assert told == given
    assert told


def test_minutes_walked_are_the_same_in_both_files(found: Found) -> None:
    given = {
        each["effectivePeriod"]["start"][:10]: each["valueQuantity"]["value"]
        for each in of(found, "Observation", "55411-3")
    }
    assert given == {day["date"]: day["minutes"] for day in found.days if day["walks"]}


def test_ice_warmth_and_doses_are_the_same_in_both_files(found: Found) -> None:
    given = Counter(
        [each["code"]["text"] for each in of(found, "Procedure")]
        + [each["medicationCodeableConcept"]["text"] for each in of(found, "MedicationStatement")]
    )
    told = Counter({kind: sum(day[kind] or 0 for day in found.days) for kind in ("cold", "heat")})
    for day in found.days:
        told.update({each["name"]: each["count"] for each in day["medicines"] or ()})
    assert +told == +Counter({name: count for name, count in given.items() if name in told})


def test_the_courses_have_ice_warmth_and_doses() -> None:
    told = {
        kind for each in courses(Random(1), 10) for kind, _at, _data in each.told(ONSET, each.begins(ONSET) + SINCE)
    }
    assert told >= {"check_in", "walk", "cold", "heat", "medicine"}
