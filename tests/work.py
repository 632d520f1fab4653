"""Counting what code does, so that a test of its cost does not depend on the machine."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from recovery.plan.entries import Entry, parse_journal

WATCH = sys.monitoring
STEPS = WATCH.events.PY_START | WATCH.events.PY_RESUME | WATCH.events.JUMP
TOOL = 4  # an id that no debugger or coverage tool takes
# A day with four logs takes about 400 steps of a plan, and about 1,000 of a spreadsheet.
MOST_A_DAY = 1200


def steps(run: Callable[[], object]) -> int:
    """Count the calls and the turns of loops that `run` takes."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    WATCH.use_tool_id(TOOL, "steps")
    try:
        for event in (WATCH.events.PY_START, WATCH.events.PY_RESUME, WATCH.events.JUMP):
            WATCH.register_callback(TOOL, event, counted)
        WATCH.set_events(TOOL, STEPS)
        run()
    finally:
        WATCH.set_events(TOOL, 0)
        WATCH.free_tool_id(TOOL)
    return count


def journal_of(days: int, now: datetime, logged: bool) -> Sequence[Entry]:
    """Return the journal of a spasm so many days ago: of four logs a day, or told just now and nothing since."""
    began = now - timedelta(days=days)
    told = began if logged else now
    raw = [
        {"kind": "about", "at": told, "time_zone": "Europe/London", "country": "GB"},
        {"kind": "onset", "at": told, "started_at": began},
        {"kind": "check_in", "at": told, "pain": 6, "screened": True, "flags": []},
    ]
    for day in range(1, days if logged else 0):
        morning = began + timedelta(days=day)
        raw += [
            {"kind": "check_in", "at": morning, "pain": 2 + day % 7},
            {"kind": "walk", "at": morning, "minutes": 5, "pain_before": 3, "pain_after": 3},
            {"kind": "cold", "at": morning, "minutes": 20},
            {"kind": "medicine", "at": morning, "name": "ibuprofen", "mg": 200},
        ]
    return parse_journal(raw, now)


def check_linear(run: Callable[[int], Callable[[], object]], days: int = 150) -> None:
    """Fail if `run` takes more than twice the work for twice the days, or more than so much a day."""
    fewer, more = steps(run(days)), steps(run(2 * days))
    assert more < 2.2 * fewer, f"{days} days take {fewer} steps, and {2 * days} days {more}"
    assert more < MOST_A_DAY * 2 * days, f"{2 * days} days take {more} steps"
