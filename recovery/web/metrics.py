"""Counts and times for Prometheus, without anything about a person. Imported only if METRICS_TOKEN is set."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import Error, IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Gauge, Histogram

from recovery.models import Entry

METHODS = ("GET", "HEAD", "POST")

running = Gauge("backcare_requests_running", "Requests being answered.", multiprocess_mode="livesum")
requests = Counter("backcare_requests", "Requests answered.", ["route", "method", "status"])
seconds = Histogram("backcare_request_seconds", "Time to answer.", ["route"])
entries = Counter("backcare_entries", "Entries written one by one, so without those of an import.", ["kind"])
errors = Counter("backcare_database_errors", "Statements the database failed at.", ["error"])


def count(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count each request by the name of its route, never by its path."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        with running.track_inprogress():
            response = get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else "none"
        method = request.method if request.method in METHODS else "other"
        requests.labels(route, method, f"{response.status_code // 100}xx").inc()
        seconds.labels(route).observe(perf_counter() - began)
        return response

    return middleware


@receiver(post_save, sender=Entry)
def appended(instance: Entry, **_: Any) -> None:
    """Count an entry after its transaction is committed."""
    transaction.on_commit(lambda: entries.labels(instance.kind).inc())


@receiver(connection_created)
def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Count the errors of each new connection."""
    if _watched not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watched)


def _watched(execute: Callable[..., Any], *statement: Any) -> Any:
    try:
        return execute(*statement)
    except IntegrityError:
        raise  # a second tap is recognised by it
    except Error as problem:
        errors.labels(type(problem).__name__).inc()
        raise
