"""The addresses of the floor alone. The base template links to those in `LINKED`."""

from django.urls import include, path

from tests.bench.floor.views import bare

LINKED = [
    path(f"{name}/", bare, name=name)
    for name in ("home", "manifest", "today", "plan", "log", "progress", "help", "settings")
]
urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("floor/", include("tests.bench.floor.urls")),
    *LINKED,
]
