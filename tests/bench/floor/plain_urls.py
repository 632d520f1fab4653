"""The addresses of the plain floor, which has no pages to sign in."""

from django.urls import include, path

from tests.bench.floor.alone import LINKED

urlpatterns = [path("", include("tests.bench.floor.urls")), *LINKED]
