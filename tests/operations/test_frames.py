"""A request has room for all its frames, however deep a page calls."""

import resource
from collections.abc import Callable, Iterable
from typing import Any

from backcare.frames import in_one_chunk

CALLS, DEEPEST = 300, 200
WHOSE = getattr(resource, "RUSAGE_THREAD", resource.RUSAGE_SELF)  # Linux counts for a thread


def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Call many times from each depth. The answer is how often the calls from the worst depth took new memory."""
    return [str(max(new_memory(depth) for depth in range(DEEPEST))).encode()]


def new_memory(depth: int) -> int:
    """Return how often the calls of a loop at this depth took memory from the system."""
    before = resource.getrusage(WHOSE).ru_minflt
    at_depth(depth, lambda: [at_depth(5, int) for _ in range(CALLS)])
    return resource.getrusage(WHOSE).ru_minflt - before


def at_depth(depth: int, loop: Callable[[], object]) -> object:
    return at_depth(depth - 1, loop) if depth else loop()


def test_no_depth_makes_each_call_take_new_memory() -> None:
    [worst] = in_one_chunk(answer)({}, print)
    assert int(worst) < CALLS / 3
