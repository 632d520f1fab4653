"""Room for the frames of a request."""

from collections.abc import Callable, Iterable
from typing import Any

from backcare.charset import Application

SLOTS = 17_000  # words of memory, for which CPython takes a chunk of 256 KB: that leaves 120 KB for all other frames


def in_one_chunk(application: Application) -> Application:
    """Keep all frames of a request in one chunk of CPython's stack, by a first frame that is very large.

    CPython without the fix of https://github.com/python/cpython/issues/142183 frees a chunk of 16 KB as soon as it is
    empty, so that a loop at its edge takes memory anew at each call. Pages took up to twice as long by that, depending
    on how many frames came before. Remove this when every Python that we support has the fix.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return application(environ, start_response)

    answer.__code__ = answer.__code__.replace(co_stacksize=SLOTS)
    return answer
