"""The addresses of all URLs."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.fuzz.odd import HUGE

ANY = "x"  # a part of an address that leads nowhere


def paths_of(ids: list[str]) -> Iterator[str]:
    """Yield an address of every URL, with a value for each of its parts, good or odd."""
    values = {
        "entry_id": ids,
        "kind": ["walk", "check_in", "x"],
        "guide": ["bed", "x"],
        "on": ["2026-12-07", "9999-12-31", "x"],
        "secret": ["x", "ü" * 50],
        "key": ["x", HUGE],
        "pk": ["1", HUGE],
    }
    for route in routes(get_resolver()):
        parts = re.findall(r"<(?:\w+:)?(\w+)>", route)
        for place in range(max([len(values.get(part, [ANY])) for part in parts], default=1)):
            path = route
            for part in parts:
                known = values.get(part, [ANY])
                path = re.sub(rf"<(?:\w+:)?{part}>", known[place % len(known)], path)
            yield "/" + path


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield the route of every URL pattern."""
    for each in resolver.url_patterns:
        route = before + re.sub(r"^\^|\$$|\\Z", "", re.sub(r"\(\?P<(\w+)>[^)]+\)", r"<\1>", str(each.pattern)))
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        elif isinstance(each, URLPattern):
            yield route
