"""Style sheets: one file a layer, each imported once, all readable; joined for development and for production."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import Settings

from backcare.static import Finder, prepared

STATIC = settings.BASE_DIR / "static"
LAYERS = sorted((STATIC / "css").glob("*.css"))
SHEETS = sorted(STATIC.glob("*.css"))
ALONE = STATIC / "book.css"  # the pages of the rule book have no other sheet


def imported(sheet: Path) -> list[tuple[str, str]]:
    """Return the file and the layer of each import of a sheet."""
    return re.findall(r'@import "css/(\w+)\.css" layer\((\w+)\);', sheet.read_text())


def test_each_file_is_imported_once_as_the_layer_of_its_name() -> None:
    together = [each for sheet in SHEETS if sheet != ALONE for each in imported(sheet)]
    assert sorted([*together, ("rulebook", "rulebook")]) == [(path.stem, path.stem) for path in LAYERS]
    assert all(file == layer for file, layer in imported(ALONE))


def test_the_sheet_of_the_rule_book_holds_each_layer_once_and_in_the_usual_order() -> None:
    names = [file for file, _layer in imported(ALONE)]
    usual = re.findall(r"\w+", (STATIC / "app.css").read_text().partition("@layer ")[2].partition(";")[0])
    assert names == [name for name in usual if name in names]
    assert re.findall(r"\w+", ALONE.read_text().partition("@layer ")[2].partition(";")[0]) == names


def test_the_order_names_every_layer() -> None:
    order = re.search(r"@layer ([^;]+);", (STATIC / "app.css").read_text())
    assert order
    assert sorted(re.split(r",\s+", order[1])) == [path.stem for path in LAYERS]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_the_build_joins_the_layers_of_a_sheet(sheet: Path) -> None:
    served = prepared(sheet).decode()
    assert "@import" not in served
    layers = re.findall(r"layer\((\w+)\)", sheet.read_text())
    assert re.findall(r"@layer (\w+)\{", served) == layers


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_the_build_leaves_nothing_that_a_browser_of_2023_does_not_know(sheet: Path) -> None:
    served = prepared(sheet).decode()
    assert not re.search(r"light-dark\(|&|@scope|@starting-style|oklch\(from", served)


@pytest.mark.parametrize("path", [*LAYERS, *SHEETS], ids=lambda path: str(path.relative_to(STATIC)))
def test_a_file_is_easy_to_read(path: Path) -> None:
    text = path.read_text()
    assert text.startswith("/* ")
    assert not [line for line in text.splitlines() if len(line) > 120]
    assert not re.search(r"(\.[\w-]+)\1(?![\w-])", text), "a class twice, to win by specificity"
    assert "!important" not in text


@pytest.mark.parametrize(("changed", "code"), [("css/base.css", "a { color: %s }"), ("app.js", "(() => show(%s))();")])
def test_in_development_a_change_of_a_source_shows_at_reload(
    settings: Settings, tmp_path: Path, changed: str, code: str
) -> None:
    source = tmp_path / "static" / changed
    (tmp_path / "static" / "css").mkdir(parents=True)
    source.write_text(code % "red")
    (tmp_path / "static" / "app.css").write_text('@import "css/base.css" layer(base);')
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    name, finder = f"app{source.suffix}", Finder()
    assert "red" in served(finder, name)
    source.write_text(code % "tan")
    later = source.stat().st_mtime + 60
    os.utime(source, (later, later))
    assert "tan" in served(finder, name)
    assert not finder.find("missing.css")


def served(finder: Finder, name: str) -> str:
    found = finder.find(name)
    assert isinstance(found, str)
    return Path(found).read_text()
