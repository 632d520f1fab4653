"""One page for probes."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and no migration waits, 503 otherwise."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return HttpResponse("database does not answer\n", "text/plain", 503)
    if waiting:
        return HttpResponse("migrations wait: run manage.py migrate\n", "text/plain", 503)
    return HttpResponse("ok\n", "text/plain")
