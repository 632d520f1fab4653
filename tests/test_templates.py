"""What the strict content policy and htmx 4 would refuse or quietly ignore is caught in the text of the templates."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = settings.BASE_DIR / "templates"
PAGES = sorted(ROOT.rglob("*.html"))
BANNED = {
    "inline style": r"\sstyle\s*=|<style\b",
    "inline script": r"<script(?![^>]*\b(src|type=\"application/json\"))",
    "inline handler": r"\son[a-z]+\s*=",
    "code in an htmx attribute": r"\bhx-on\b|\bjs:|\bhx-vars\b",
    "filter in a trigger": r"hx-trigger=\"[^\"]*\[",
    "name of htmx 2": r"\bhx-(disabled-elt|ext|params|prompt|request|history)\b|htmx:[a-z]+[A-Z]",
    "address of another host": r"(src|href|action)=\"(https?:)?//",
}


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_templates_compile(page: Path) -> None:
    get_template(name_of(page))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_templates_hold_nothing_that_is_refused(page: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", page.read_text(), flags=re.S)
    assert not [what for what, pattern in BANNED.items() if re.search(pattern, text)]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_htmx_sends_works_as_a_link_or_a_form_too(page: Path) -> None:
    text = re.sub(r"{%.*?%}|{{.*?}}", "", page.read_text(), flags=re.S)
    for tag in re.findall(r"<[a-z]+\s[^<>]*hx-(?:get|post)=[^<>]*>", text):
        # Today asks for itself anew when something changes: there is nothing to tap.
        assert 'hx-trigger="refresh"' in tag or re.search(r"\s(href|action|formaction)=", tag), tag
