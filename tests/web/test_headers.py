"""Every answer has the headers of security: pages, static files, redirects and errors."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from recovery.models import Episode
from tests.web.links import link
from tests.web.own_data import confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

HEADERS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("broken", broken), path("", include("backcare.urls"))]


def test_each_kind_of_answer_has_every_header(guest: Client, owner_client: Client, episode: Episode) -> None:
    guest.raise_request_exception = False
    answers = {
        "page": owner_client.get("/today/"),
        "data": owner_client.get("/report.json"),
        "file": confirmed(owner_client).get("/settings/export/?format=csv"),
        "link": guest.get(link(episode)),
        "log-in": guest.get("/today/"),
        "slash": guest.get("/help"),
        "not found": guest.get("/nothing/"),
        "method": guest.get("/outbox/"),
        "forgery": Client(enforce_csrf_checks=True).post("/start/"),
        "fault": guest.get("/broken"),
        "worker": guest.get("/sw.js"),
        "manifest": guest.get("/manifest.webmanifest"),
        "text": guest.get("/robots.txt"),
    }
    lack = {name: [each for each in HEADERS if not answer.has_header(each)] for name, answer in answers.items()}
    assert {name: each for name, each in lack.items() if each} == {}


def test_static_files_and_the_way_to_https_have_them_too(guest: Client, settings: Settings) -> None:
    before = settings.MIDDLEWARE[: settings.MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")]
    assert {
        "recovery.web.middleware.ours",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django_permissions_policy.PermissionsPolicyMiddleware",
        "django.middleware.csp.ContentSecurityPolicyMiddleware",
        "django.middleware.security.SecurityMiddleware",
    } <= set(before)
    settings.SECURE_SSL_REDIRECT = True
    answer = guest.get("/")
    assert answer.status_code == 301
    assert [each for each in HEADERS if not answer.has_header(each)] == []
