"""The journal for other systems: a FHIR R4 Bundle with the figures of the report, for the whole episode.

The codes are LOINC's: 72514-3 is in HL7 Belgium's guide for patient monitoring, 55411-3 in HL7's guide for physical
activity. We know of no codes for ice, warmth and rest, for the names of medicines as people log them, and for the
weekly measures, so these have words alone.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from recovery.plan.entries import Medicine, Timed, Walk
from recovery.plan.history.days import PlanDay
from recovery.plan.history.pains import Pain
from recovery.plan.history.story import Story
from recovery.plan.review.measures import activity_scores, roland_scores
from recovery.plan.situation import Situation

LOINC = "http://loinc.org"
PAIN = {
    "coding": [
        {"system": LOINC, "code": "72514-3", "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported"}
    ]
}
WALKED = {"coding": [{"system": LOINC, "code": "55411-3", "display": "Exercise duration"}]}
UNITS = "http://unitsofmeasure.org"
Json = dict[str, Any]


def bundle(s: Situation) -> Json:
    """Make the Bundle of the whole episode as JSON-ready data; the same journal and instant give the same data.

    Times have the offset of the person's present time zone. A day without a logged walk is left out, as we do not
    know that nobody walked.
    """
    story, person = s.story, _person_id(s.story)
    parts = (_pains, _walks, _doses, _treatments, _measures)
    resources = [_patient(story, person), *(each for part in parts for each in part(story, person))]
    return {
        "resourceType": "Bundle",
        "id": str(uuid5(person, f"bundle {s.now.isoformat()}")),
        "type": "collection",
        "timestamp": _local(s.story, s.now),
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in resources],
    }


def _person_id(story: Story) -> UUID:
    """A stable id for the person, made from the entry that was written first; the journal holds no name."""
    first = min(story.everything, key=lambda entry: (entry.entered_at, entry.id.int))
    return uuid5(first.id, "patient")


def _patient(story: Story, person: UUID) -> Json:
    year = story.about.birth_year
    return {"resourceType": "Patient", "id": str(person)} | ({"birthDate": str(year)} if year else {})


def _pains(story: Story, person: UUID) -> Iterator[Json]:
    """Every pain value once; one that was not felt at rest says so."""
    for each in dict.fromkeys(story.pains.every):
        method = {} if each.resting else {"method": {"text": "Right after a walk, or an hour later"}}
        found = _observation(PAIN, "survey", _pain_id(person, each), person, (each.value, "{score}"))
        yield found | method | {"effectiveDateTime": _local(story, each.at)}


def _pain_id(person: UUID, pain: Pain) -> UUID:
    return uuid5(person, f"pain {pain.at.isoformat()} {pain.value} {pain.resting}")


def _walks(story: Story, person: UUID) -> Iterator[Json]:
    for day in story.days:
        minutes = [walk.minutes for walk in story.walks.on(day)]
        if minutes:
            observation_id = uuid5(person, f"walked from {day.starts.isoformat()}")
            found = _observation(WALKED, "activity", observation_id, person, (sum(minutes), "min"))
            yield found | _period(story, day)


def _period(story: Story, day: PlanDay) -> Json:
    """A plan day as a period; today is preliminary, because more walks may follow."""
    status = "final" if day.ends <= story.now else "preliminary"
    period = {"start": _local(story, day.starts), "end": _local(story, min(day.ends, story.now))}
    return {"status": status, "effectivePeriod": period}


def _doses(story: Story, person: UUID) -> Iterator[Json]:
    for each in story.of(Medicine):
        dose = {"dosage": [{"doseAndRate": [{"doseQuantity": _quantity(each.mg, "mg")}]}]} if each.mg else {}
        yield {
            "resourceType": "MedicationStatement",
            "id": str(uuid5(each.id, "dose")),
            "status": "completed",
            "medicationCodeableConcept": {"text": each.name},
            "subject": _patient_of(person),
            "effectiveDateTime": _local(story, each.at),
        } | dose


def _treatments(story: Story, person: UUID) -> Iterator[Json]:
    """Ice, warmth, rest and the like; walks are summed by day."""
    for each in story.of(Timed):
        if not isinstance(each, Walk):
            yield {
                "resourceType": "Procedure",
                "id": str(uuid5(each.id, "treatment")),
                "status": "completed",
                "code": {"text": each.kind},
                "subject": _patient_of(person),
                "performedPeriod": {
                    "start": _local(story, each.at),
                    "end": _local(story, each.at + timedelta(minutes=each.minutes)),
                },
            }


def _measures(story: Story, person: UUID) -> Iterator[Json]:
    """The weekly measures; lower is better."""
    for name, scores in (("Roland-Morris", roland_scores(story)), ("Own activities, mean", activity_scores(story))):
        for score in scores:
            score_id = uuid5(person, f"{name} {score.at.isoformat()}")
            found = _observation({"text": name}, "survey", score_id, person, (score.value, "{score}"))
            yield found | {"effectiveDateTime": _local(story, score.at)}


def _observation(code: Json, category: str, observation_id: UUID, person: UUID, value: tuple[float, str]) -> Json:
    categories = "http://terminology.hl7.org/CodeSystem/observation-category"
    return {
        "resourceType": "Observation",
        "id": str(observation_id),
        "status": "final",
        "category": [{"coding": [{"system": categories, "code": category}]}],
        "code": code,
        "subject": _patient_of(person),
        "performer": [_patient_of(person)],
        "valueQuantity": _quantity(*value),
    }


def _patient_of(person: UUID) -> Json:
    return {"reference": f"urn:uuid:{person}"}


def _quantity(value: float, unit: str) -> Json:
    return {"value": value, "unit": unit, "system": UNITS, "code": unit}


def _local(story: Story, moment: datetime) -> str:
    return moment.astimezone(story.habits.zone).isoformat()
