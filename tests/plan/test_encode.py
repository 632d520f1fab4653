"""The plan as JSON: the keys of the contract, instants in the offset of the person."""

import json
import subprocess
import sys
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from recovery.plan.advice import Reason
from recovery.plan.clinical.figures import RULES_VERSION
from recovery.plan.encode import encode, plain
from recovery.plan.enums import WalkReason
from recovery.plan.words import Words
from tests.plan.cases import START, about, after, check_in, days_of, entry, on, onset, plan, plan_of

PLAN = {
    *("rules", "now", "elapsed_hours", "phase", "heat_from", "severity", "gate", "notices", "day", "session"),
    *("can_start", "cards", "medicine", "reminders", "days"),
}


def shown(*journal: dict[str, Any], hours: float = 1, **said: Any) -> dict[str, Any]:
    return encode(plan(after(hours), *journal, **said))


def test_encode_has_the_keys_of_the_contract() -> None:
    data = shown(check_in(START, 5), entry("medicine", START, name="ibuprofen"), time_zone="Asia/Kolkata")
    assert set(data) == PLAN
    assert set(data["day"]) == {
        *("number", "date", "starts", "ends", "walking"),
        *("items", "rhythms", "when_you_like", "guides"),
    }
    assert set(data["day"]["walking"]) == {"stage", "walks", "minutes", "gap_minutes", "decision", "because"}
    contract = {"kind", "opens", "closes", "minutes", "state", "rule", "do", "because", "source"}
    assert all(set(item) >= contract for item in data["day"]["items"])
    assert {tuple(start) for start in data["can_start"].values()} == {("now", "from", "because")}
    assert all({"kind", "shown", "because"} <= set(card) for card in data["cards"])
    assert {tuple(dose) for dose in data["medicine"]["next"].values()} == {("from", "mg_left_24h", "because")}
    rhythm = ("kind", "every_minutes", "next", "until", "done", "planned", "as_needed", "rule", "title", "because")
    when_you_like = ("kind", "done", "planned", "now", "from", "minutes", "rule", "title")
    assert {tuple(each) for each in data["day"]["rhythms"]} == {rhythm}
    assert {tuple(each) for each in data["day"]["when_you_like"]} == {when_you_like}
    assert {tuple(each) for each in data["day"]["guides"]} == {("guide", "because")}
    assert {tuple(each) for each in data["reminders"]} == {("at", "kinds")}
    assert {tuple(each) for each in data["days"]} == {("number", "date", "phase", "stage", "past")}
    assert data["rules"] == RULES_VERSION


def test_encode_writes_instants_with_the_offset_of_the_person() -> None:
    data = shown(time_zone="Asia/Kolkata")
    assert (data["now"], data["day"]["date"]) == ("2026-12-07T15:30:00+05:30", "2026-12-07")
    assert data["heat_from"] == "2026-12-10T14:30:00+05:30"
    assert data["can_start"]["heat"] == {"now": False, "from": data["heat_from"], "because": "before_72_hours"}
    assert data["can_start"]["cold"] == {"now": True, "from": None, "because": None}
    assert all(item["opens"].endswith("+05:30") for item in data["day"]["items"])


def test_encode_writes_the_offset_of_each_instant_when_clocks_change() -> None:
    began = START.replace(year=2027, month=3, day=27)
    data = encode(plan_of([about(began), onset(began)], began))
    assert (data["now"], data["heat_from"]) == ("2027-03-27T09:00:00+00:00", "2027-03-30T10:00:00+01:00")


def test_encode_a_gate_and_a_timer() -> None:
    flag = shown(check_in(after(0.5), 5, flags=["E1"]), country="GB")["gate"]
    assert flag.pop("because") == {"code": "red_flag", "inputs": {"flags": ["E1"]}}
    since = "2026-12-07T09:30:00+00:00"
    assert flag == {"level": "emergency", "flags": ["E1"], "since": since, "call": "999", "asks": [], "stop": None}
    running = shown(entry("started", after(0.9), item="cold", id=UUID(int=5)))["session"]
    assert running == {
        "kind": "cold",
        "started_at": "2026-12-07T09:54:00+00:00",
        "ends_at": "2026-12-07T10:14:00+00:00",
        "over_by_seconds": 0,
        "stop": None,
    }


def test_encode_the_lines_of_a_day() -> None:
    data = shown(check_in(START, 5), entry("cold", after(0.5), minutes=20), entry("rest", after(0.1), minutes=20))
    ice = next(each for each in data["day"]["rhythms"] if each["kind"] == "cold")
    assert ice == {
        "kind": "cold",
        "every_minutes": 90,
        "next": "2026-12-07T11:00:00+00:00",
        "until": "2026-12-07T18:00:00+00:00",
        "done": 1,
        "planned": 6,
        "as_needed": False,
        "rule": "temperature.cold_pack",
        "title": "Ice, 20 minutes",
        "because": "Ice can numb the ache. Proof is thin, so use it only if it feels good.",
    }
    assert data["day"]["when_you_like"][0] == {
        "kind": "rest",
        "done": 1,
        "planned": 4,
        "now": True,
        "from": None,
        "minutes": 20,
        "rule": "rest.rest_positions",
        "title": "Rest in a reclining chair",
    }
    assert data["reminders"][0] == {"at": "2026-12-07T11:00:00+00:00", "kinds": ["cold", "walk"]}


def test_encode_the_days() -> None:
    days = shown(*days_of([5]))["days"]
    assert [day["number"] for day in days] == [*range(1, 15), *range(21, 85, 7)]
    assert [day["phase"] for day in days[:5]] == ["cold", "cold", "cold", "transition", "heat"]
    assert [day["stage"] for day in days[:3]] == ["W1", "W2", "W2"]
    night = encode(plan_of([about(), onset(on(1, "20:00"))], on(1, "20:00")))
    assert [day["number"] for day in night["days"]][:3] == [0, 1, 2]


def test_encode_past_days_with_the_phase_they_had() -> None:
    spasm = check_in(on(8, "10:00"), 7, sudden=True)
    days = encode(plan(on(9, "12:00"), *days_of([5] * 8), spasm))["days"]
    phases = " ".join(day["phase"] for day in days if day["number"] <= 12)
    assert phases == "cold cold cold transition heat heat heat heat cold cold transition heat"


def test_encode_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import json; from tests.plan.test_encode import shown; from tests.plan.cases import *;"
        "print(json.dumps(shown(*days_of([5, 4], [2]), hours=30, conditions=['asthma', 'cancer'])))"
    )
    command = [sys.executable, "-c", program]
    outputs = {
        subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True).stdout
        for seed in ("1", "2")
    }
    here = json.dumps(shown(*days_of([5, 4], [2]), hours=30, conditions=["asthma", "cancer"]))
    assert {output.strip() for output in outputs} == {here}


def test_the_core_needs_only_the_standard_library() -> None:
    program = (
        "import sys; before = set(sys.modules); import recovery.plan.build, recovery.plan.encode;"
        "roots = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(*sorted(root for root in roots - set(sys.stdlib_module_names) if root[0] != '_'))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout
    assert found.split() == ["recovery"]


def test_encode_writes_the_members_of_enums_as_their_texts() -> None:
    data = shown(check_in(START, 5))
    again = json.loads(json.dumps(data))
    assert again == data
    assert (again["phase"], again["severity"], again["day"]["walking"]["stage"]) == ("cold", "moderate", "W1")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (3, 3),
        ("x", "x"),
        (START, "2026-12-07T14:30:00+05:30"),
        (START.date(), "2026-12-07"),
        (Words("%(count)d walks", {"count": 2}), "2 walks"),
        ((START.date(), [1]), ["2026-12-07", [1]]),
        ({"at": {"when": START.date()}}, {"at": {"when": "2026-12-07"}}),
        (Reason(WalkReason.PAIN_ROSE, {"rise": 3}), {"code": "pain_rose", "inputs": {"rise": 3}}),
    ],
)
def test_plain_at_any_depth(value: Any, expected: Any) -> None:
    assert plain(value, ZoneInfo("Asia/Kolkata")) == expected
