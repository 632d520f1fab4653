"""What the log tells, and what it must not: secrets, addresses of people, and what a database quotes from their rows.

In production each event is one line of JSON. Within a request every line carries the request's id.
"""

import json
import logging
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from logging.config import dictConfig
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.encoding import escape_uri_path

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")
SANE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
CUTS = (  # each looks at a character a few times at most: paths are long where somebody wants them to be
    # The rest of such a path is a secret that opens a plan, or an account.
    (re.compile(r"(/with/|/password/reset/key/|/confirm-email/)[^\s\"']+"), r"\1…"),
    (re.compile(r"(?<=\S)\?[^\s\"']+"), ""),
    (re.compile(r"(?<![\w.%+-])[\w.%+-]+@[\w.-]+"), "…@…"),
    (re.compile(r"\bip=\S+"), "ip=…"),  # gunicorn, of who sends nonsense
    (re.compile(r"\b(DETAIL|CONTEXT):.*"), r"\1: …"),  # PostgreSQL, of the row it refuses
)
access = logging.getLogger("backcare.access")


def cut(text: str) -> str:
    """Cut out what no line may tell; the line itself stays."""
    for pattern, instead in CUTS:
        text = pattern.sub(instead, text)
    return text


def sentence(problem: Exception) -> str:
    """Tell a problem in one line, to a person at a terminal or in the log of a timer."""
    return cut(str(problem)).replace("\n", " ")


class Record(logging.LogRecord):
    """An event, already cut and with the id of its request, whoever formats it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request_id = REQUEST_ID.get()

    def getMessage(self) -> str:  # noqa: N802 - its name in logging
        """Give the message without what it must not tell."""
        return cut(super().getMessage())


class Line(logging.Formatter):
    """A line to read in development."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - its name in logging
        """Give the traceback without what it must not tell."""
        return cut(super().formatException(ei))


class JsonLine(Line):
    """A line for machines. What is logged with named arguments has them as fields too."""

    def format(self, record: logging.LogRecord) -> str:
        """Make one line of JSON; nothing that libraries hang on a record gets in."""
        event: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", "-"),
        }
        if isinstance(record.args, Mapping):
            event |= {name: cut(value) if isinstance(value, str) else value for name, value in record.args.items()}
        if record.exc_info:
            event["traceback"] = self.formatException(record.exc_info)
        return json.dumps(event, default=str)


def configure(config: dict[str, Any]) -> None:
    """Set up logging as the settings tell, for every record there will be."""
    logging.setLogRecordFactory(Record)
    dictConfig(config)


def each_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request its id, also in the answer, and write one line about it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        # It stays until the next request of this thread: Django logs a refusal only after all middleware.
        REQUEST_ID.set(_id(request))
        response = get_response(request)
        response.headers["X-Request-ID"] = REQUEST_ID.get()
        _tell(request, response, perf_counter() - began)
        return response

    return middleware


def _id(request: HttpRequest) -> str:
    given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
    return given if SANE_ID.fullmatch(given) else uuid4().hex


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    size = len(response.content) if isinstance(response, HttpResponse) else response.get("Content-Length", "-")
    told = {
        "method": request.method,
        "path": escape_uri_path(request.path),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": size,
    }
    access.info("%(method)s %(path)s %(status)s in %(ms)s ms, %(bytes)s bytes", told)
