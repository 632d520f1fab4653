"""Mutants of the plan core: which there are, and how one takes its place in a process."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import mutants_of

SOURCE = '''"""A module."""
WORDS = Words(_("not a mutant"))
LIMITS: Mapping[str, int] = {"most": 3}

@cache
def fits(pain: int = 1) -> bool:
    """Whether it fits."""
    match pain:
        case 1 | 2 if pain is not None:
            return True
    return pain < 7 and _("nor is this")
'''


def test_mutants_change_one_place_of_a_function_or_a_constant(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(SOURCE, encoding="utf-8")
    found = [*mutants_of(path)]
    assert [str(each).removeprefix(f"{path}:") for each in found] == [
        '3:29 LIMITS: "most" -> "XXmostXX"',
        "3:37 LIMITS: 3 -> 4",
        "9:13 fits: 1 -> 2",
        "9:17 fits: 2 -> 3",
        "9:26 fits: is not -> is",
        "10:19 fits: True -> False",
        '11:11 fits: pain < 7 and _("nor is this") -> pain < 7 or _("nor is this")',
        "11:15 fits: < 7 -> <= 7",
        "11:18 fits: 7 -> 8",
    ]
    assert found[-1].source == SOURCE.replace("pain < 7", "pain < 8")


@pytest.mark.parametrize(
    "claim",
    [
        "puts_a_changed_function_into_its_process",
        "changes_a_constant_wherever_it_was_imported_to",
        "changes_what_is_made_of_a_constant",
        "changes_what_a_function_made_when_its_module_was_imported",
        "tells_that_something_failed",
    ],
)
def test_a_mutant_takes_its_place(claim: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "tests.mutation.swapping", claim], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
