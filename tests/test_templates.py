"""Rules for the source of the templates: readable, allowed by the content security policy, complete without htmx."""

import re
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.template import Context, Engine, Template, TemplateDoesNotExist
from django.template.base import NodeList, TextNode
from django.template.defaulttags import URLNode
from django.template.loader import get_template
from django.urls import NoReverseMatch

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


# --- what never changes is written out once


def page(source: str) -> Template:
    """Compile the source of a page as the site does."""
    pages = {"page.html": source, "part.html": "part {{ of }}", "other.html": "{{ of }}"}
    return engine("backcare.templates.CachedLoader", ("django.template.loaders.locmem.Loader", pages)).get_template(
        "page.html"
    )


def compiled(source: str) -> NodeList:
    return page(source).nodelist


def engine(loader: str, *loaders: object) -> Engine:
    of_the_site = Engine.get_default()
    return Engine(
        loaders=[(loader, list(loaders))],
        libraries=of_the_site.libraries,
        builtins=of_the_site.builtins[len(Engine.default_builtins) :],
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{% load i18n %}<b>{% translate "Today" %}</b>', "<b>Today</b>"),
        ('<a href="{% url "log_kind" "walk" %}">', '<a href="/log/walk/">'),
        ('{% url "log_kind" kind="walk" %}', "/log/walk/"),
        (
            '<i>{% icon "plus" %}</i>',
            '<i><svg class="i" aria-hidden="true"><use href="/static/icons.svg#plus"/></svg></i>',
        ),
        ('{% load static %}{% static "app.css" %}', "/static/app.css"),
        ("{% comment %}a{% endcomment %}b{# c #}d", "bd"),
    ],
)
def test_a_tag_that_always_says_the_same_is_text(source: str, text: str) -> None:
    [node] = compiled(source)
    assert isinstance(node, TextNode)
    assert node.s == text


@pytest.mark.parametrize(
    "tag",
    [
        "{% translate word %}",
        '{% translate "Today" as word %}',
        '{% translate "Today" context "noun" %}',
        '{% translate "Today"|cut:word %}',
        "{% url name %}",
        '{% url "log_kind" kind %}',
        '{% url "log_kind" kind=kind %}',
        '{% url "today" as name %}',
        "{% icon name %}",
        '{% icon "plus" as name %}',
        "{% static name %}",
        '{% static "app.css" as name %}',
        "{% hidden fields %}",
        '{% rule_url "clock.day" %}',  # not a cached function
        '{% icon _("plus") %}',  # a word, which another language has another one for
        "{% csrf_token %}",
    ],
)
def test_a_tag_that_depends_on_a_page_or_sets_a_variable_stays(tag: str) -> None:
    assert [type(node) for node in compiled("{% load i18n static %}a" + tag + "b")].count(TextNode) == 2


@pytest.mark.usefixtures("languages")
def test_words_stay_once_the_site_has_a_second_language() -> None:
    first, _words = compiled('{% load i18n %}{% icon "plus" %}{% translate "Today" %}')
    assert isinstance(first, TextNode)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{% if on %}<p>{% icon "plus" %}{% else %}{% url "today" %}!{% endif %}', "/today/!"),
        ('{% for each in "ab" %}{% url "today" %} {% endfor %}', "/today/ /today/ "),
        ('{% tap "/" %}{% url "today" %}{% endtap %}', "/today/"),
        ('{% block main %}{% url "today" %}{% endblock %}', "/today/"),
        ('{% partialdef part inline %}{% url "today" %}{% endpartialdef %}', "/today/"),
    ],
)
def test_it_is_also_text_inside_of_other_tags(source: str, text: str) -> None:
    made = page(source)
    with patch.object(URLNode, "render", return_value="not written out"):
        assert text in made.render(Context({"csrf_token": "token"}))


@pytest.mark.parametrize(
    "source", ['{% include "part.html" %}', '{% tap "/" %}{% include "part.html" with of=of only %}{% endtap %}']
)
def test_a_template_that_is_included_by_its_name_is_found_once(source: str) -> None:
    made = page(source)
    with patch.object(Engine, "select_template", side_effect=LookupError):
        assert "part one" in made.render(Context({"of": "one", "csrf_token": "token"}))


@pytest.mark.parametrize(
    ("source", "error"),
    [('{% url "nowhere" %}', NoReverseMatch), ('{% include "nowhere.html" %}', TemplateDoesNotExist)],
)
def test_what_is_nowhere_is_an_error_only_where_a_page_shows_it(source: str, error: type[Exception]) -> None:
    made = page("{% if shown %}" + source + "{% endif %}")
    assert made.render(Context()) == ""
    with pytest.raises(error, match="nowhere"):
        made.render(Context({"shown": True}))


def test_a_template_may_include_itself() -> None:
    source = '{{ tree.0 }}{% if tree.1 %}{% include "page.html" with tree=tree.1 only %}{% endif %}'
    assert page(source).render(Context({"tree": ["a", ["b", ["c"]]]})) == "abc"


def test_a_template_that_a_variable_names_is_found_for_each_page() -> None:
    made = page("{% include name %}")
    assert [made.render(Context({"name": name, "of": "b"})) for name in ("part.html", "other.html")] == ["part b", "b"]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_page_says_what_its_source_says(path: Path) -> None:
    both = ("django.template.loaders.cached.Loader", "backcare.templates.CachedLoader")
    files = ("backcare.templates.Loader", "django.template.loaders.app_directories.Loader")
    plain, written_out = (outcome(engine(loader, *files), name_of(path)) for loader in both)
    assert written_out == plain


def outcome(engine: Engine, name: str) -> object:
    """Return what a page says without a context, or how it fails."""
    engine.dirs = [str(ROOT)]
    template = engine.get_template(name)
    try:
        return template.render(Context({"csrf_token": "token"}))
    except Exception as problem:
        return type(problem)
