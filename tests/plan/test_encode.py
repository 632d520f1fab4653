"""The plan as JSON: the very keys the contract names, instants in the person's own offset."""

import json
import subprocess
import sys
from typing import Any
from uuid import UUID

from recovery.plan.encode import encode
from recovery.plan.figures import RULES_VERSION
from tests.plan.cases import START, about, after, check_in, days_of, entry, on, onset, plan, plan_of

PLAN = {
    *("rules", "now", "elapsed_hours", "phase", "heat_from", "severity", "gate", "notices", "day", "session"),
    *("can_start", "cards", "medicine", "reminders", "days"),
}


def shown(*journal: dict[str, Any], hours: float = 1, **told: Any) -> dict[str, Any]:
    return encode(plan(after(hours), *journal, **told))


def test_the_keys_are_those_of_the_contract() -> None:
    told = shown(check_in(START, 5), entry("medicine", START, name="ibuprofen"), time_zone="Asia/Kolkata")
    assert set(told) == PLAN
    assert set(told["day"]) == {"number", "date", "starts", "ends", "walking", "items"}
    assert set(told["day"]["walking"]) == {"stage", "walks", "minutes", "gap_minutes", "decision", "because"}
    contract = {"kind", "opens", "closes", "minutes", "state", "rule", "do", "because", "source"}
    assert all(set(item) >= contract for item in told["day"]["items"])
    assert {tuple(start) for start in told["can_start"].values()} == {("now", "from", "because")}
    assert all({"kind", "shown", "because"} <= set(card) for card in told["cards"])
    assert {tuple(dose) for dose in told["medicine"]["next"].values()} == {("from", "mg_left_24h", "because")}
    assert {tuple(each) for each in told["reminders"]} == {("at", "kind")}
    assert {tuple(each) for each in told["days"]} == {("number", "date", "phase", "stage", "past")}
    assert told["rules"] == RULES_VERSION


def test_instants_carry_the_offset_of_the_person() -> None:
    told = shown(time_zone="Asia/Kolkata")
    assert (told["now"], told["day"]["date"]) == ("2026-12-07T15:30:00+05:30", "2026-12-07")
    assert told["heat_from"] == "2026-12-10T14:30:00+05:30"
    assert told["can_start"]["heat"] == {"now": False, "from": told["heat_from"], "because": "before_72_hours"}
    assert told["can_start"]["cold"] == {"now": True, "from": None, "because": None}
    assert all(item["opens"].endswith("+05:30") for item in told["day"]["items"])


def test_the_offset_is_the_one_of_that_instant_when_clocks_change() -> None:
    began = START.replace(year=2027, month=3, day=27)
    told = encode(plan_of([about(began), onset(began)], began))
    assert (told["now"], told["heat_from"]) == ("2027-03-27T09:00:00+00:00", "2027-03-30T10:00:00+01:00")


def test_a_gate_and_a_session() -> None:
    flag = shown(check_in(after(0.5), 5, flags=["E1"]), country="GB")["gate"]
    assert flag.pop("because") == {"code": "red_flag", "inputs": {"flags": ["E1"]}}
    since = "2026-12-07T09:30:00+00:00"
    assert flag == {"level": "emergency", "flags": ["E1"], "since": since, "call": "999", "asks": []}
    running = shown(entry("started", after(0.9), item="cold", id=UUID(int=5)))["session"]
    assert running == {
        "kind": "cold",
        "started_at": "2026-12-07T09:54:00+00:00",
        "ends_at": "2026-12-07T10:14:00+00:00",
        "over_by_seconds": 0,
    }


def test_days_run_to_14_and_then_by_weeks() -> None:
    days = shown(*days_of([5]))["days"]
    assert [day["number"] for day in days] == [*range(1, 15), *range(21, 85, 7)]
    assert [day["phase"] for day in days[:5]] == ["cold", "cold", "cold", "transition", "heat"]
    assert [day["stage"] for day in days[:3]] == ["W1", "W2", "W2"]
    night = encode(plan_of([about(), onset(on(1, "20:00"))], on(1, "20:00")))
    assert [day["number"] for day in night["days"]][:3] == [0, 1, 2]


def test_past_days_keep_the_phase_they_had() -> None:
    spasm = check_in(on(8, "10:00"), 6, sudden=True)
    days = encode(plan(on(9, "12:00"), *days_of([5] * 8), spasm))["days"]
    phases = " ".join(day["phase"] for day in days if day["number"] <= 12)
    assert phases == "cold cold cold transition heat heat heat heat cold cold transition heat"


def test_it_is_json_to_the_byte_the_same_in_any_process() -> None:
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


def test_the_core_needs_nothing_but_the_standard_library() -> None:
    program = (
        "import sys; before = set(sys.modules); import recovery.plan.build, recovery.plan.encode;"
        "roots = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(*sorted(root for root in roots - set(sys.stdlib_module_names) if root[0] != '_'))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout
    assert found.split() == ["recovery"]
