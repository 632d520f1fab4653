"""What test_mutation.py runs in a process of its own, because a process with threads must not fork."""

import sys
from pathlib import Path

from recovery.plan import kinds, timetable
from recovery.plan.clinical import contra_indications, figures, red_flags
from recovery.plan.clinical.red_flags import within
from recovery.presenters import kept
from tests.mutation.mutants import mutants_of
from tests.mutation.swap import Live, fork

RED_FLAGS = Path("recovery/plan/clinical/red_flags.py")


def swapped(owner: str, change: str) -> None:
    """Make this process a mutant of the red flags."""
    Live().swap(next(each for each in mutants_of(RED_FLAGS) if (each.owner, each.change) == (owner, change)))


def puts_a_changed_function_into_its_process() -> None:
    def check() -> None:
        swapped("within", "in -> not in")
        assert within("D1") == figures.WEEK_WITHIN

    assert within("D1") == figures.SOON_WITHIN
    assert fork(check) == 0


def changes_a_constant_wherever_it_was_imported_to() -> None:
    def check() -> None:
        swapped("LEG_SIGNS", '"weak" -> "XXweakXX"')
        assert "weak" not in red_flags.LEG_SIGNS
        assert vars(kept)["LEG_SIGNS"] is red_flags.LEG_SIGNS

    assert fork(check) == 0
    assert "weak" in red_flags.LEG_SIGNS


def changes_what_is_made_of_a_constant() -> None:
    def check() -> None:
        Live().swap(next(each for each in mutants_of(Path("recovery/plan/kinds.py")) if each.owner == "ROWS"))
        assert (kinds.TIMED["cold"].turn, vars(timetable)["KINDS"]["cold"].turn) == (1, 1)

    assert fork(check) == 0
    assert kinds.TIMED["cold"].turn == 0


def changes_what_a_function_made_when_its_module_was_imported() -> None:
    def check() -> None:
        path = Path("recovery/plan/clinical/contra_indications.py")
        Live().swap(next(each for each in mutants_of(path) if (each.owner, each.change) == ("never", "False -> True")))
        assert contra_indications.MATRIX["cold"][0].ask

    assert fork(check) == 0
    assert not contra_indications.MATRIX["cold"][0].ask


def tells_that_something_failed() -> None:
    assert fork(lambda: None) == 0
    assert fork(lambda: swapped("within", "no such change")) != 0


if __name__ == "__main__":
    globals()[sys.argv[1]]()
