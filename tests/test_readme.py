"""The README tells what the code does."""

from pathlib import Path

from backcare import env
from tests.bench.readme import BEGIN, END

README = (Path(__file__).parent.parent / "README.md").read_text()
VARIABLES = tuple(env.VARIABLES.values())  # now, before other tests read some with words of their own


def row(each: env.Variable) -> str:
    default = f"`{each.default}`" if each.default else ""
    return f"| `{each.name}` | {'the file `db.sqlite3`' if each.name == 'DATABASE_URL' else default} | {each.about} |"


def test_the_table_of_variables_is_what_the_code_reads() -> None:
    table = "\n".join(map(row, VARIABLES))
    assert table in README, f"The table in the README should be:\n{table}"
    assert README.count("\n| `") == len(VARIABLES)


def test_every_room_on_the_map_exists() -> None:
    root = Path(__file__).parent.parent
    rooms = ["recovery/plan", "recovery/plan/rules", "recovery/show", "recovery/views", "templates/recovery", "static"]
    files = ["facts", "sources", "figures", "days", "story", "redflags", "screening", "gate", "ladder", "matrix"]
    files += ["ledger", "situation", "timetable", "advice", "build", "encode"]
    paths = [*rooms, *(f"recovery/plan/{name}.py" for name in files)]
    assert [path for path in paths if not (root / path).exists()] == []


def test_the_figures_are_those_of_a_run_that_met_every_goal() -> None:
    figures = README.partition(BEGIN)[2].partition(END)[0]
    assert figures.count("| met |") > 40
    assert "MISSED" not in figures


def test_every_picture_exists() -> None:
    root = Path(__file__).parent.parent
    pictures = [line.split(")")[0] for line in README.split("](")[1:] if line.startswith(".github")]
    assert pictures
    assert all((root / picture).is_file() for picture in pictures)
