"""The rule book: for everybody, without an account and without script."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from recovery.presenters.rulebook import show_all_sources, show_book, show_booklet, show_chapter
from recovery.store import owners
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.outage import for_everybody

LONGEST_SEARCH = 80


@require_safe
@for_everybody
def rules(request: HtmxHttpRequest) -> HttpResponse:
    """Show the rules that weigh most and the chapters, or the rules that hold the words of a search."""
    return _page(request, "rules", book=show_book(_sought(request)))


@require_safe
@for_everybody
def rules_chapter(request: HtmxHttpRequest, name: str) -> HttpResponse:
    """Show the rules of a chapter in force, with their figures, their evidence and their sources."""
    chapter = show_chapter(name, _sought(request))
    if chapter is None:
        raise Http404
    return _page(request, "rules_chapter", chapter=chapter)


@require_safe
@for_everybody
def rules_booklet(request: HtmxHttpRequest) -> HttpResponse:
    """Show all chapters on one page, to be printed and signed."""
    return _page(request, "rules_booklet", booklet=show_booklet())


@require_safe
@for_everybody
def rules_sources(request: HtmxHttpRequest) -> HttpResponse:
    """Show every source that the rule book names."""
    return _page(request, "rules_sources", sources=show_all_sources())


def _page(request: HtmxHttpRequest, template: str, **context: Any) -> HttpResponse:
    tab = "settings" if owners.current(request) else ""
    return respond(request, f"recovery/{template}.html", context | {"tab": tab})


def _sought(request: HtmxHttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST_SEARCH]
