"""URL name = view name = template name = test name."""

from django.urls import path

from recovery.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
]
