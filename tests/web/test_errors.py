"""What people see when something is not there, not allowed, or broken."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("broken", broken), path("", include("backcare.urls"))]


def test_404(client: Client) -> None:
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "This page is not here" in response.text
    assert "<nav" not in response.text


@pytest.mark.ignore_template_errors  # Django renders this page without our context
def test_403_csrf() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/")
    assert response.status_code == 403
    assert "Please send it again" in response.text


def test_500() -> None:
    response = Client(raise_request_exception=False).get("/broken")
    assert response.status_code == 500
    assert "The fault is ours" in response.text
