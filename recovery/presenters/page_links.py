"""Addresses of pages, with a word in them at most: the kind of an entry or item, or a chapter of the rule book."""

from functools import cache

from django.urls import reverse


@cache
def page_href(page: str, *words: str) -> str:
    """Return the address of a page. Each one is kept in memory, so `words` must come from a short list."""
    return reverse(page, args=words)
