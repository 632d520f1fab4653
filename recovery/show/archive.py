"""What is kept of somebody, and what a saved file holds, in words."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format

from recovery.edges.archive import by_the_clock
from recovery.journal import Bout


def show_archive(bouts: Sequence[Bout]) -> dict[str, Any]:
    """How many plans and entries these are, and from which day to which."""
    days = sorted(at.date() for bout in bouts for _, at in by_the_clock(bout))
    return {
        "plans": len(bouts),
        "entries": len(days),
        "first": date_format(days[0], "j M Y") if days else "",
        "last": date_format(days[-1], "j M Y") if days else "",
    }
