"""`manage.py plan` prints the plan of a case. Bad input is one sentence and exit code 2."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

NOW = "2026-12-07T10:00:00+00:00"
BEGAN = "2026-12-07T09:00:00+00:00"
ABOUT = {"kind": "about", "at": BEGAN, "time_zone": "Europe/London", "wake": "07:00", "sleep": "22:00"}
ONSET = {"kind": "onset", "at": BEGAN, "started_at": BEGAN}
ID = "11111111-1111-1111-1111-111111111111"


def case(*entries: dict[str, Any], now: str = NOW) -> dict[str, Any]:
    return {"journal": [ABOUT, ONSET, *entries], "now": now}


def told(text: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("plan", "-", stdout=out)
    return json.loads(out.getvalue())


def complaint(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    with pytest.raises(CommandError) as problem:
        told(text, monkeypatch)
    assert problem.value.returncode == 2
    return str(problem.value)


def test_a_case_in_a_file_gives_its_plan(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case()), encoding="utf-8")
    out = io.StringIO()
    call_command("plan", str(path), stdout=out)
    shown = json.loads(out.getvalue())
    assert (shown["phase"], shown["elapsed_hours"], shown["day"]["number"]) == ("cold", 1, 1)
    assert shown["heat_from"] == "2026-12-10T09:00:00+00:00"


def test_a_list_of_cases_gives_a_list_of_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    plans = told(json.dumps([case(), case(now="2026-12-10T09:00:00+00:00")]), monkeypatch)
    assert [shown["phase"] for shown in plans] == ["cold", "heat"]
    assert told("[]", monkeypatch) == []


DRINK = {"kind": "drink", "at": NOW, "ml": 200}
BAD: list[tuple[Any, str]] = [
    (case({**DRINK, "at": "2026-12-07T09:30:00"}), "entry 3 (drink): at: must say its offset from UTC"),
    (case({**ABOUT, "time_zone": "Europe/Nowhere"}), "entry 3 (about): time_zone: must be a time zone"),
    (case({"kind": "check_in", "at": NOW, "pain": 11}), "entry 3 (check_in): pain: must lie between 0 and 10"),
    (case({"kind": "walk", "at": NOW, "minutes": -1}), "entry 3 (walk): minutes: must lie between 0 and 1440"),
    ({"journal": [ABOUT], "now": NOW}, "journal: onset: is missing"),
    (case({**DRINK, "at": "2026-12-07T11:00:00+00:00"}), "entry 3 (drink): at: lies in the future"),
    (case({**DRINK, "kind": "nap"}), "entry 3: kind: must be one of about,"),
    (case({**DRINK, "litres": 1}), "entry 3 (drink): litres: is no field of this kind"),
    (case({**DRINK, "ml": "much"}), "entry 3 (drink): ml: must be a number"),
    (case({**DRINK, "ml": 10**400}), "entry 3 (drink): ml: must lie between 1 and 5000"),
    (case(DRINK | {"id": ID}, DRINK | {"id": ID, "ml": 300}), f"entry {ID} (drink): id: stands for other content"),
    (case(now="2026-12-07T10:00:00"), "now: must say its offset from UTC"),
    (case(now="soon"), "now: must be an instant such as"),
    ({"journal": []}, "a case must hold journal and now, and nothing else"),
    ({**case(), "zone": "UTC"}, "a case must hold journal and now, and nothing else"),
    (7, "a case must hold journal and now, and nothing else"),
    ([case(), case({**DRINK, "ml": 0})], "case 2: entry 3 (drink): ml: must lie between 1 and 5000"),
    ([[]], "case 1: a case must hold journal and now"),
]


@pytest.mark.parametrize(("bad", "expected"), BAD)
def test_bad_input_names_the_entry_and_the_field(bad: Any, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(json.dumps(bad), monkeypatch)
    assert expected in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "the case is not JSON"),
        ("{", "the case is not JSON"),
        ('{"journal": [], "now": NaN}', "the case holds NaN, which is no number"),
        ('{"journal": [], "now": Infinity}', "the case holds Infinity, which is no number"),
        ('{"journal": [], "journal": [], "now": ""}', "the case says journal twice in one object"),
        ("[" * 100_000, "nested too deep"),
        ("9" * 5000, "holds a number with too many digits"),
    ],
)
def test_a_text_that_is_not_json_is_refused(text: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = complaint(text, monkeypatch)
    assert expected in said
    assert "\n" not in said


def test_a_missing_file_and_a_binary_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("plan", str(tmp_path / "none.json"))
    path = tmp_path / "case.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="the case is not UTF-8 text"):
        call_command("plan", str(path))


def test_on_the_command_line_bad_input_gives_exit_code_2_and_no_traceback() -> None:
    command = [sys.executable, "manage.py", "plan", "-"]
    run = {"capture_output": True, "text": True, "cwd": settings.BASE_DIR}
    bad = subprocess.run(command, input=json.dumps(case({**DRINK, "ml": 0})), check=False, **run)  # type: ignore[call-overload]
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.strip() == "CommandError: entry 3 (drink): ml: must lie between 1 and 5000"
    good = subprocess.run(command, input=json.dumps(case()), check=True, **run)  # type: ignore[call-overload]
    assert json.loads(good.stdout)["phase"] == "cold"
    assert good.stderr == ""
