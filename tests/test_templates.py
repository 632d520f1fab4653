"""Rules for the source of the templates: readable, allowed by the content security policy, complete without htmx."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Engine
from django.template.loader import get_template

ROOT = settings.BASE_DIR / "templates"
PAGES = sorted(ROOT.rglob("*.html"))
LINKS = r"(href|src|action|formaction|hx-get|hx-post)"
BANNED = {
    "inline style": r"\sstyle\s*=|<style\b",
    "inline script": r"<script(?![^>]*\b(src|type=\"application/json\"))",
    "inline handler": r"\son[a-z]+\s*=",
    "code in an htmx attribute": r"\bhx-on\b|\bjs:|\bhx-vars\b",
    "filter in a trigger": r"hx-trigger=\"[^\"]*\[",
    "name of htmx 2": r"\bhx-(disabled-elt|ext|params|prompt|request|history)\b|htmx:[a-z]+[A-Z]",
    "button without a type": r"<button(?![^>]*\btype=)",
    "for on a label around its field": r"<label class=\"(check|chip|set-line)\"[^>]*\bfor=",
    "literal URL instead of {% url %}": rf"\b{LINKS}=[\"'](/|https?:)|=/\w",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_template_compiles(path: Path) -> None:
    get_template(name_of(path))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_template_begins_with_a_comment_about_its_context(path: Path) -> None:
    first = next(line for line in path.read_text().splitlines() if not line.startswith("{% extends"))
    assert re.match(r"{# .+ #}$", first)


@pytest.mark.parametrize("path", sorted([*PAGES, *ROOT.rglob("*.txt")]), ids=name_of)
def test_a_line_has_fewer_than_120_characters(path: Path) -> None:
    assert not [line for line in path.read_text().splitlines() if len(line) >= 120]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_template_contains_nothing_banned(path: Path) -> None:
    text = re.sub(r"{#.*?#}", "", path.read_text())
    assert not [name for name, pattern in BANNED.items() if re.search(pattern, text)]


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<p style="color: red">', "inline style"),
        ("<script>alert(1)</script>", "inline script"),
        ('<a onclick="go()">', "inline handler"),
        ('<a hx-on:click="go()">', "code in an htmx attribute"),
        ('<div hx-trigger="click[ctrlKey]">', "filter in a trigger"),
        ('<button class="btn">', "button without a type"),
        ('<label class="check" for="id_skin">', "for on a label around its field"),
        ('<a href="/today/">', "literal URL instead of {% url %}"),
        ('<form hx-post="/today/">', "literal URL instead of {% url %}"),
        ('<a href="https://example.com/">', "literal URL instead of {% url %}"),
        ('<a href="{% url "keep" %}?next=/today/">', "literal URL instead of {% url %}"),
    ],
)
def test_the_patterns_find_what_they_ban(markup: str, name: str) -> None:
    assert re.search(BANNED[name], markup)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_an_element_that_htmx_sends_works_without_htmx(path: Path) -> None:
    text = re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text())
    for tag in re.findall(r"<[a-z]+\s[^<>]*hx-(?:get|post)=[^<>]*>", text):
        assert re.search(r"\s(href|action|formaction)=", tag), tag


def test_a_page_is_made_without_the_indentation_of_its_source() -> None:
    assert "\n  " in (ROOT / "recovery/help.html").read_text()
    assert "\n  " not in Engine.get_default().get_template("recovery/help.html").source
