"""Documents say what is true: each file, command, address and name that they mention exists."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from backcare import env
from tests.bench.results import BEGIN, END, parts_in

ROOT = settings.BASE_DIR
FOLDERS = (".ci", ".github", "backcare", "recovery", "static", "templates", "tests")
GENERATED = {"__pycache__", "node_modules"}
FOUND = [*ROOT.glob("*"), *(path for folder in FOLDERS for path in [ROOT / folder, *(ROOT / folder).rglob("*")])]
PLACES = {str(path.relative_to(ROOT)) for path in FOUND if not GENERATED & {*path.parts}}
DOCUMENTS = sorted(path for path in PLACES if path.endswith(".md"))
SOURCE = "\n".join((ROOT / path).read_text() for path in sorted(PLACES) if path.endswith(".py"))
SUFFIXES = {Path(path).suffix for path in PLACES} - {""}
UNMAPPED = {"management", "migrations", "templatetags"}  # what Django asks for
VARIABLES = tuple(env.VARIABLES.values())  # now, before other tests read variables of their own


def text_of(document: str) -> str:
    return (ROOT / document).read_text()


def inline_code(document: str) -> set[str]:
    """Everything between backticks on one line, outside of fenced blocks."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```", "", text_of(document))))


def exists(path: str, document: str) -> bool:
    """True for a path from the root or from the document's folder, and for a bare name of any file or folder."""
    name = path.rstrip("/")
    bare = "/" not in name and any(place.endswith(f"/{name}") for place in PLACES)
    return bare or bool({name, str(Path(document).parent / name)} & PLACES)


def is_path(code: str) -> bool:
    """True if inline code looks like a file or a folder of the repository."""
    return bool(re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", code)) and ("/" in code or Path(code).suffix in SUFFIXES)


def anchors(document: str) -> set[str]:
    """The fragments by which a code host links to the headings of a document."""
    headings = re.findall(r"(?m)^#+ (.+)$", text_of(document))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def works(link: str, document: str) -> bool:
    """True if a link leads to a file of the repository and, with a fragment, to a heading of it."""
    path, _, fragment = link.partition("#")
    target = (ROOT / document).parent / path if path else ROOT / document
    return target.exists() and (not fragment or fragment in anchors(str(target)))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_link_leads_to_a_place_in_the_repository(document: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", text_of(document))
    assert [link for link in links if not works(link, document)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_file_exists(document: str) -> None:
    assert [code for code in inline_code(document) if is_path(code) and not exists(code, document)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_address_exists(document: str) -> None:
    routes = text_of("recovery/urls.py") + text_of("backcare/urls.py") + f'path("{settings.STATIC_URL.lstrip("/")}'
    addresses = [code for code in inline_code(document) if re.fullmatch(r"/[a-z.]*(/[a-z_]*)?/?", code)]
    outside = ("/etc/", "/srv/", "/var/")
    assert [each for each in addresses if f'path("{each[1:]}' not in routes and not each.startswith(outside)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_command_exists(document: str) -> None:
    text = text_of(document)
    targets = set(re.findall(r"(?m)^([a-z]+):", text_of("Makefile")))
    assert set(re.findall(r"\bmake ([a-z]+)(?=[`\s])", "\n".join(commands(text)))) <= targets
    assert set(re.findall(r"manage\.py ([a-z]+)", text)) <= set(get_commands())
    modules = re.findall(r"python -m (tests[\w.]*)", text)
    assert [
        each
        for each in modules
        if not exists(each.replace(".", "/"), "") and not exists(f"{each.replace('.', '/')}.py", "")
    ] == []


def commands(text: str) -> list[str]:
    """Inline code and indented lines, where commands are."""
    return [*re.findall(r"`([^`\n]+`)", text), *re.findall(r"(?m)^    .+$", text)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_name_in_the_code_exists(document: str) -> None:
    functions = [code for code in inline_code(document) if re.fullmatch(r"\w+\(.*\)", code)]
    missing = [code for code in functions if f"def {code.partition('(')[0]}(" not in SOURCE]
    names = [code for code in inline_code(document) if re.fullmatch(r"[A-Z][A-Z_]{2,}", code)]
    missing += [code for code in names if not re.search(rf"\b{code}\b", SOURCE)]
    assert missing == []


def test_the_table_of_variables_is_what_the_code_reads() -> None:
    document = text_of("backcare/OPERATIONS.md")
    table = "\n".join(map(row, VARIABLES))
    assert table in document, f"The table in backcare/OPERATIONS.md should be:\n{table}"
    assert document.count("\n| `") == len(VARIABLES)


def row(each: env.Variable) -> str:
    default = f"`{each.default}`" if each.default else ""
    return f"| `{each.name}` | {'the file `db.sqlite3`' if each.name == 'DATABASE_URL' else default} | {each.about} |"


# The goals that the last run missed, by part. One that is met goes from here, and none comes.
MISSED = {"A person's day on PostgreSQL": {"14 days, 280 entries", "100 days, 400 entries"}}


def test_the_figures_miss_no_goal_but_those_that_are_known() -> None:
    figures = text_of("tests/bench/RESULTS.md").partition(BEGIN)[2].partition(END)[0]
    assert figures.count("| met |") > 40
    parts = parts_in(figures.splitlines())
    missed = {title: {row.split("|")[1].strip() for row in rows if "MISSED" in row} for title, rows in parts.items()}
    assert {title: rows for title, rows in missed.items() if rows} == MISSED


def test_the_readme_is_short() -> None:
    assert text_of("README.md").count("\n") <= 150


def test_the_map_and_the_picture_show_every_room() -> None:
    rooms = {path.parent.name for path in (ROOT / "recovery").glob("*/__init__.py")} - UNMAPPED
    assert [room for room in rooms if f"`recovery/{room}/`" not in text_of("README.md")] == []
    no_request_goes_there = {"samples"}
    assert [
        room for room in rooms - no_request_goes_there if f">{room}</text>" not in text_of(".github/architecture.svg")
    ] == []


def test_the_page_about_the_tests_shows_every_folder() -> None:
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/__init__.py")}
    assert [folder for folder in folders if f"`{folder}/" not in text_of("tests/README.md")] == []


def test_code_refers_only_to_documents_that_exist() -> None:
    documents = set(re.findall(r"[\w/.-]+\.md\b", SOURCE))
    assert [each for each in documents if not exists(each, "")] == []
