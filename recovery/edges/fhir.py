"""The journal for other systems: a FHIR R4 Bundle of pain as told and of minutes walked a day.

The codes are LOINC's: 72514-3 stands in HL7 Belgium's guide for patient monitoring, 55411-3 in HL7's for physical
activity. We know of none for ice, warmth or rest, so these stay out. tests/edges/test_fhir.py asks a validator.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from recovery.plan.days import PlanDay
from recovery.plan.facts import CheckIn
from recovery.plan.situation import Situation
from recovery.plan.story import Story

PAIN = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported", "{score}", "survey")
WALKED = ("55411-3", "Exercise duration", "min", "activity")
Json = dict[str, Any]


def bundle(s: Situation) -> Json:
    """Make the Bundle of the whole episode as JSON-ready data; the same journal and instant give the same bytes.

    Instants carry the offset of the person's zone now. A day without a walk logged has no minutes: silence is no zero.
    """
    person = _person_id(s.story)
    resources = [_patient(s.story, person), *_pains(s.story, person), *_walks(s.story, person)]
    return {
        "resourceType": "Bundle",
        "id": str(uuid5(person, f"bundle {s.now.isoformat()}")),
        "type": "collection",
        "timestamp": _local(s.story, s.now),
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources],
    }


def _person_id(story: Story) -> UUID:
    """An id for the person of a journal that tells nothing of them: made from the first entry ever written."""
    first = min(story.everything, key=lambda entry: (entry.entered_at, entry.id.int))
    return uuid5(first.id, "patient")


def _patient(story: Story, person: UUID) -> Json:
    year = next((about.birth_year for about in reversed(story.abouts) if about.birth_year), None)
    return {"resourceType": "Patient", "id": str(person)} | ({"birthDate": str(year)} if year else {})


def _pains(story: Story, person: UUID) -> Iterator[Json]:
    for each in story.check_ins:
        if each.pain is not None:
            yield _observation(PAIN, uuid5(each.id, "pain"), person, each.pain) | _told(story, each)


def _told(story: Story, check_in: CheckIn) -> Json:
    return {"effectiveDateTime": _local(story, check_in.at), "issued": _local(story, check_in.entered_at)}


def _walks(story: Story, person: UUID) -> Iterator[Json]:
    for day in story.days:
        minutes = [walk.minutes for walk in story.walks if day.holds(walk.at)]
        if minutes:
            yield _observation(
                WALKED, uuid5(person, f"walked from {day.starts.isoformat()}"), person, sum(minutes)
            ) | _over(story, day)


def _over(story: Story, day: PlanDay) -> Json:
    """A plan day as a period; a day that is not over yet may bring more minutes."""
    status = "final" if day.ends <= story.now else "preliminary"
    period = {"start": _local(story, day.starts), "end": _local(story, min(day.ends, story.now))}
    return {"status": status, "effectivePeriod": period}


def _observation(kind: tuple[str, str, str, str], name: UUID, person: UUID, value: int) -> Json:
    code, display, unit, category = kind
    categories = "http://terminology.hl7.org/CodeSystem/observation-category"
    patient = {"reference": f"urn:uuid:{person}"}
    return {
        "resourceType": "Observation",
        "id": str(name),
        "status": "final",
        "category": [{"coding": [{"system": categories, "code": category}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": display}]},
        "subject": patient,
        "performer": [patient],
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
    }


def _local(story: Story, moment: datetime) -> str:
    return moment.astimezone(story.habits.zone).isoformat()
