"""The README tells what the code does."""

from pathlib import Path

from backcare import env

README = (Path(__file__).parent.parent / "README.md").read_text()


def test_every_variable_stands_in_the_readme_with_its_words() -> None:
    missing = [each.name for each in env.VARIABLES.values() if f"| `{each.name}` |" not in README]
    unsaid = [each.name for each in env.VARIABLES.values() if each.about not in README]
    assert (missing, unsaid) == ([], [])


def test_every_room_on_the_map_exists() -> None:
    root = Path(__file__).parent.parent
    rooms = ["recovery/plan", "recovery/plan/rules", "recovery/show", "recovery/views", "templates/recovery", "static"]
    files = ["facts", "sources", "figures", "days", "story", "redflags", "screening", "gate", "ladder", "matrix"]
    files += ["ledger", "situation", "timetable", "advice", "build", "encode"]
    paths = [*rooms, *(f"recovery/plan/{name}.py" for name in files)]
    assert [path for path in paths if not (root / path).exists()] == []


def test_every_picture_exists() -> None:
    root = Path(__file__).parent.parent
    pictures = [line.split(")")[0] for line in README.split("](")[1:] if line.startswith(".github")]
    assert pictures
    assert all((root / picture).is_file() for picture in pictures)
