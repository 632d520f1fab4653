"""Drawings: small files of plain shapes, in the colours that every phase defines."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
DRAWINGS = sorted((STATIC / "drawings").rglob("*.svg"))
MOVES = [path for path in DRAWINGS if path.parent.name == "move"]
SHAPES = {"svg", "g", "path", "rect", "circle"}
OURS = re.compile(r"none|var\(--d-(\w+),(#\w+)\)")
HOUSE = {"fill": "none", "stroke": "var(--d-ink,#0b272d)", "stroke-width": "var(--d-w,2.6)"}

each_drawing = pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)


def colours_of_the_cold_phase() -> dict[str, str]:
    """Return the light colours of the first phase: a drawing falls back to them."""
    tokens = (STATIC / "css/tokens.css").read_text()
    found: dict[str, str] = {}
    for name, colour in re.findall(r"--([\w-]+): light-dark\((#\w+),", tokens):
        found.setdefault(name, colour)
    drawn = {name.removeprefix("d-"): colour for name, colour in found.items() if name.startswith("d-")}
    return drawn | {"ink": found["ink"], "mv": found["phase"]}


def local(tag: str) -> str:
    return tag.removeprefix("{http://www.w3.org/2000/svg}")


@each_drawing
def test_a_drawing_is_a_symbol_of_plain_shapes(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    assert (local(root.tag), root.get("id")) == ("svg", "d"), "pages show it as <use href='…#d'>"
    assert {local(shape.tag) for shape in root.iter()} <= SHAPES
    assert root.attrib.items() >= HOUSE.items()
    assert re.fullmatch(r"-?\d+ \d+ \d+ \d+", root.get("viewBox", ""))


@each_drawing
def test_its_colours_are_those_of_the_phase(path: Path) -> None:
    palette = colours_of_the_cold_phase()
    shapes = ElementTree.parse(path).iter()
    for paint in [shape.get(name) for shape in shapes for name in ("fill", "stroke") if shape.get(name)]:
        ours = OURS.fullmatch(paint or "")
        assert ours, paint
        assert ours[1] is None or palette[ours[1]] == ours[2], "the fallback is the light colour of the cold phase"
    assert "style" not in path.read_text()


@each_drawing
def test_it_is_small(path: Path) -> None:
    assert path.stat().st_size <= 7000
    assert not re.search(r"\.\d{2}", re.sub(r"opacity=\S+", "", path.read_text())), "one decimal is enough"


@pytest.mark.parametrize("path", MOVES, ids=lambda path: path.stem)
def test_a_drawing_of_a_move_fills_the_same_box(path: Path) -> None:
    assert ElementTree.parse(path).getroot().get("viewBox") == "0 0 320 200"
    assert path.stat().st_size <= 6000
    guide, place = path.stem.rsplit("-", 1)
    earlier = path.with_name(f"{guide}-{int(place) - 1}.svg")
    assert place == "1" or earlier.exists(), "the drawings of a guide are numbered from 1"
