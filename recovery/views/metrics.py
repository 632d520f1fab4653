"""One page for Prometheus."""

import os
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from recovery.store.sending import lag
from recovery.views.health import fault


class Health(Collector):
    """What /healthz says, and how long the oldest reminder that is due has waited, as numbers."""

    def collect(self) -> Iterator[Metric]:
        """Ask at each scrape."""
        found = fault()
        yield GaugeMetricFamily("backcare_healthy", "1 when /healthz says ok.", value=int(not found))
        if not found:
            seconds = lag(timezone.now())
            yield GaugeMetricFamily("backcare_reminder_lag_seconds", "Wait of the oldest due reminder.", value=seconds)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell what all workers counted, to whoever knows the token."""
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(
            "the token is missing or wrong\n", "text/plain", 401, headers={"WWW-Authenticate": "Bearer"}
        )
    registry = CollectorRegistry()
    registry.register(Health())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REGISTRY)
    return HttpResponse(generate_latest(registry), CONTENT_TYPE_LATEST)
