"""Logging without secrets, addresses of people, or rows that a database quotes in an error.

In production each event is one line of JSON. Every line of a request has the request's id.
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
CUTS = (  # each pattern runs in linear time, because an attacker can send very long paths
    # The rest of these paths is a secret that opens a plan or an account.
    (re.compile(r"(/with/|/calendar/|/no-mail/|/password/reset/key/|/confirm-email/)[^\s\"']+"), r"\1…"),
    (re.compile(r"(?<=\S)\?[^\s\"']+"), ""),
    (re.compile(r"(?<![\w.%+-])[\w.%+-]+@[\w.-]+"), "…@…"),
    (re.compile(r"\bip=\S+"), "ip=…"),  # from gunicorn, about invalid requests
    (re.compile(r"\b(DETAIL|CONTEXT):.*"), r"\1: …"),  # from PostgreSQL, about the row that it refuses
)
access = logging.getLogger("backcare.access")


def cut(text: str) -> str:
    """Replace everything in a text that the log must not contain."""
    for pattern, instead in CUTS:
        text = pattern.sub(instead, text)
    return text


def sentence(problem: Exception) -> str:
    """Return the message of an exception on one line, for a terminal or a log."""
    return cut(str(problem)).replace("\n", " ")


class Record(logging.LogRecord):
    """A log record with the id of its request and a message that is safe to log."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request_id = REQUEST_ID.get()

    def getMessage(self) -> str:  # noqa: N802 - its name in logging
        """Return the message without secrets."""
        return cut(super().getMessage())


class Line(logging.Formatter):
    """The format for development."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - its name in logging
        """Return the traceback without secrets."""
        return cut(super().formatException(ei))


class JsonLine(Line):
    """The format for production. Named arguments of a message become fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON. Extra attributes that libraries set on a record are left out."""
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
    """Set up logging from the settings."""
    logging.setLogRecordFactory(Record)
    dictConfig(config)


def each_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request an id, repeat it in the response, and log one line about the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        # The id stays set until the thread's next request, because Django logs refusals after all middleware.
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
