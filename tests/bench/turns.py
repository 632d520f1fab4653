"""Requests measured in turns, so that a slow minute of the machine touches all of them alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.tables import Row, of_rounds

ROUNDS, BATCH = 15, 10
SETTLED = 0.002  # seconds after which a worker has finished everything that an answer left to do


@dataclass(frozen=True)
class Task:
    """One request to measure. A request that must come `before` it is not counted."""

    what: str
    ask: Callable[[], object]
    floor: str | None = None
    goal: float | None = None
    before: Callable[[], object] = lambda: None


def in_turns(tasks: list[Task], clock: Callable[[], float], settled: float = SETTLED) -> dict[Task, Row]:
    """Ask all tasks in turns, round by round; returns the milliseconds of each by `clock`."""
    rounds: dict[Task, list[float]] = {task: [] for task in tasks}
    for task in tasks:
        task.before()
        task.ask()  # the first request makes what is made only once
    for _ in range(ROUNDS):
        for task in tasks:
            rounds[task].append(sum(_used(task, clock, settled) for _ in range(BATCH)) / BATCH * 1000)
    return {task: of_rounds(task.what, "ms", values) for task, values in rounds.items()}


def judged(times: dict[Task, Row]) -> list[Row]:
    """Set each row beside the row of its floor."""
    values = {task.what: row.value for task, row in times.items()}
    return [
        Row(row.what, row.value, row.unit, values[task.floor] if task.floor else None, task.goal, spread=row.spread)
        for task, row in times.items()
    ]


def used(ask: Callable[[], object], clock: Callable[[], float], settled: float = SETTLED) -> float:
    """Ask once; returns the seconds by `clock`, with `settled` seconds of rest before each look at it."""
    time.sleep(settled)
    began = clock()
    ask()
    time.sleep(settled)
    return clock() - began


def _used(task: Task, clock: Callable[[], float], settled: float) -> float:
    task.before()
    return used(task.ask, clock, settled)
