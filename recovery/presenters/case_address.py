"""The address of a case: its answers as parameters, so that a case is a link."""

from dataclasses import fields
from datetime import time
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from recovery.samples.case import Case

USUAL = Case()


def address_of(case: Case, *, whole: bool = False) -> list[tuple[str, str]]:
    """Return the parameters of a case: those that are not as usual, or the `whole` of them."""
    values = ((each.name, getattr(case, each.name)) for each in fields(case))
    changed = ((name, value) for name, value in values if whole or value != getattr(USUAL, name))
    return [(name, text) for name, value in changed for text in _texts(name, value)]


def case_href(case: Case, view: str = "rules_try") -> str:
    """Return the address of a case on the page, or of its data."""
    query = urlencode(address_of(case))
    return f"{reverse(view)}?{query}" if query else reverse(view)


def _texts(name: str, value: Any) -> list[str]:
    match value:
        case tuple() if name == "typed":
            return [" ".join("-" if pain is None else str(pain) for pain in value)]
        case tuple():
            return [*map(str, value)]
        case None:
            return [""]
        case time():
            return [f"{value:%H:%M}"]
    return [str(value)]
