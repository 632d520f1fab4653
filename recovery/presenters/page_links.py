"""Addresses of pages that are named by a word: the kind of an entry or item, or a chapter of the rule book."""

from functools import cache

from django.urls import reverse


@cache
def page_href(page: str, *words: str) -> str:
    """Return the address of a page. Every address is kept, so `words` must come from a short list."""
    return reverse(page, args=words)
