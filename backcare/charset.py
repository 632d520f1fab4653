"""The site speaks UTF-8 only. Django looks up any other charset of a request before a page can answer it."""

import re
from collections.abc import Callable, Iterable
from typing import Any

type Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


def in_utf8(content_type: str) -> str:
    """Return a content type without its charset, so that the body is read as UTF-8."""
    return CHARSET.sub("", content_type)


def speak_utf8(application: Application) -> Application:
    """Let an application read every request as UTF-8. With a charset such as rot13 it would fail."""

    def inner(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "CONTENT_TYPE" in environ:
            environ["CONTENT_TYPE"] = in_utf8(environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return inner
