"""Log lines have the id of their request, and no secret."""

import json
import logging
import sys
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from backcare.logs import CUTS, REQUEST_ID, JsonLine, Line, cut

GIVEN = "from-the-proxy-1"
TOLD = [
    ("GET /with/kRb1-x_y/more/?saved=1 404", "GET /with/… 404"),
    ("/accounts/password/reset/key/1a-cqz/", "/accounts/password/reset/key/…"),
    ("/accounts/confirm-email/MQ:1v/", "/accounts/confirm-email/…"),
    ("Error handling request GET /start/?pain=8", "Error handling request GET /start/"),
    ("(a.b+c@d-e.example) is taken", "(…@…) is taken"),
    ("postgresql://me:secret@host/name", "postgresql://me:…@…/name"),
    ("Invalid request from ip=203.0.113.9: no", "Invalid request from ip=… no"),
    ("violates it\nDETAIL:  Failing row contains (8, walk).", "violates it\nDETAIL: …"),
    ("Why not? Because.", "Why not? Because."),
    ("Listening at: http://127.0.0.1:8000 (7)", "Listening at: http://127.0.0.1:8000 (7)"),
]


@pytest.mark.parametrize(("told", "left"), TOLD)
def test_secrets_addresses_and_rows_are_removed(told: str, left: str) -> None:
    assert cut(told) == left


@pytest.mark.parametrize("told", [told for told, left in TOLD if told != left])
def test_each_pattern_can_match_from_one_place_only(told: str) -> None:
    # A pattern that could match from every character of a long word would take quadratic time.
    found = [(pattern, each) for pattern, _ in CUTS for each in pattern.finditer(told)]
    begins = [at for pattern, each in found for at in range(*each.span()) if pattern.match(told, at)]
    assert begins == [each.start() for _, each in found] != []


def event(message: str, *args: Any, exc_info: Any = None, extra: Any = None) -> logging.LogRecord:
    logger = logging.getLogger("a.logger")
    return logger.makeRecord(logger.name, logging.ERROR, __file__, 1, message, args, exc_info, extra=extra)


def failed(words: str) -> logging.LogRecord:
    try:
        raise ValueError(words)
    except ValueError:
        return event("It failed", exc_info=sys.exc_info())


def test_in_production_an_event_is_one_line_of_json() -> None:
    line = JsonLine().format(event('said "%s"\nby ü', "{}"))
    assert "\n" not in line
    told = json.loads(line)
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "ERROR",
        "logger": "a.logger",
        "message": 'said "{}"\nby ü',
        "request_id": REQUEST_ID.get(),
    }


def test_a_failure_is_one_line_with_a_traceback_and_without_the_row() -> None:
    line = JsonLine().format(failed("refused\nDETAIL:  Key (email)=(a@b.example) already exists."))
    told = json.loads(line)
    assert "\n" not in line
    assert told["traceback"].startswith("Traceback (most recent call last):\n")
    assert told["traceback"].endswith("ValueError: refused\nDETAIL: …")


def test_named_arguments_become_fields_and_extra_attributes_do_not() -> None:
    line = JsonLine().format(event("%(ms)s ms", {"ms": 7}, extra={"request": "<GET '/start/?pain=8'>"}))
    told = json.loads(line)
    assert (told["message"], told["ms"]) == ("7 ms", 7)
    assert "request" not in told


def test_in_development_a_line_is_plain_text(settings: Settings) -> None:
    line = Line(fmt=settings.LOGGING["formatters"]["line"]["format"], style="{")
    assert line.format(event("Hello %s", "there")).endswith(f"ERROR a.logger [{REQUEST_ID.get()}] Hello there")
    assert line.format(failed("a@b.example")).endswith("ValueError: …@…")


@pytest.mark.django_db
def test_the_lines_and_the_response_of_a_request_have_its_id(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    given = [client.get(path)["X-Request-ID"] for path in ("/healthz", "/nothing/", "/static/nothing.js")]
    assert len(set(given)) == 3
    told = [(record.name, record.__dict__["request_id"]) for record in caplog.records]
    first, second, third = given
    assert told == [
        ("backcare.access", first),
        ("backcare.access", second),
        ("django.request", second),
        ("backcare.access", third),
        ("django.request", third),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [(1, GIVEN, True), (0, GIVEN, False), (1, "short", False), (1, "a" * 65, False), (1, "a@b.example", False)],
)
def test_only_a_valid_id_from_a_proxy_is_kept(
    client: Client, settings: Settings, proxies: int, given: str, kept: bool
) -> None:
    settings.TRUSTED_PROXIES = proxies
    response = client.get("/healthz", headers={"X-Request-ID": given})
    assert (response["X-Request-ID"] == given) is kept


@pytest.mark.django_db
def test_the_line_of_a_request_has_these_fields_and_no_others(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/start/?pain=8", headers={"User-Agent": "phone"}, REMOTE_ADDR="203.0.113.9")
    (record,) = caplog.records
    told = json.loads(JsonLine().format(record))
    assert set(told) == {"time", "level", "logger", "message", "request_id", "method", "path", "status", "ms", "bytes"}
    assert (told["method"], told["path"], told["status"]) == ("GET", "/start/", 200)
    assert told["message"] == f"GET /start/ 200 in {told['ms']} ms, {told['bytes']} bytes"
    assert told["bytes"] > 1000
