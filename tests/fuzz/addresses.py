"""The addresses of all URLs."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.urls import URLPattern, URLResolver, get_resolver

ANY = "x"  # a part of an address that leads nowhere


def paths_of(values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield addresses of every URL: one for each of the values of its parts."""
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
