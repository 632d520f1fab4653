import os
import socket
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from backcare import env
from backcare.mail import EmailBackend

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "only-for-this-test-" * 4,
    "ALLOWED_HOSTS": "backcare.example",
    "MAIL_HOST": "mail.backcare.example",
}
STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"  # needs no collected files
OURS = {*env.VARIABLES, "DJANGO_ALLOW_ASYNC_UNSAFE"}


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python with only these variables of BackCare."""
    environ = {name: value for name, value in os.environ.items() if name not in OURS}
    everything = [sys.executable, *command]
    return subprocess.run(
        everything, cwd=settings.BASE_DIR, env=environ | variables, capture_output=True, text=True, check=False
    )


def free_port() -> int:
    """Find a free port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_production_settings_pass_every_deployment_check() -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_no_other_host_can_set_the_cookies_of_a_server() -> None:
    names = "from backcare import settings as site; print(site.SESSION_COOKIE_NAME, site.CSRF_COOKIE_NAME)"
    assert run("-c", names, **PRODUCTION).stdout.split() == ["__Host-sessionid", "__Host-csrftoken"]


@pytest.mark.pages
@pytest.mark.parametrize(("floor", "page"), [("settings", "/floor/"), ("plain", "/")])
def test_the_floors_of_the_bench_answer_without_our_models(floor: str, page: str) -> None:
    ask = f"""if True:
        import django; django.setup()
        from django.contrib.auth.models import User
        from django.core.management import call_command
        from django.test import Client, override_settings
        override_settings(STORAGES={{"staticfiles": {{"BACKEND": "{STORAGE}"}}}}).enable()
        call_command("migrate", "--run-syncdb", verbosity=0)
        client = Client()
        client.force_login(User.objects.create_user("floor"))
        print(client.get("{page}", secure=True))"""
    told = {"ALLOWED_HOSTS": "testserver", "DATABASE_URL": "sqlite:///:memory:"}
    answer = run("-c", ask, **PRODUCTION | told, DJANGO_SETTINGS_MODULE=f"tests.bench.floor.{floor}")
    assert "status_code=200" in answer.stdout, answer.stderr


def test_a_server_without_variables_is_refused_with_the_remedy() -> None:
    result = run("-c", "import backcare.wsgi")
    assert result.returncode != 0
    assert "SECRET_KEY must be set" in result.stderr


@pytest.mark.parametrize(
    ("value", "read"),
    [("1", True), ("true", True), ("ON", True), ("0", False), ("no", False), ("", True)],
)
def test_flags(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert env.flag("DEBUG", True, "") is read


@pytest.mark.parametrize("value", ["2", "maybe"])
def test_a_wrong_flag_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DEBUG", value)
    with pytest.raises(ImproperlyConfigured, match="Set it to 1 or 0"):
        env.flag("DEBUG", True, "")


@pytest.mark.parametrize("value", ["-1", "0", "many", "1.5", "²", "65536"])
def test_a_wrong_number_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("MAIL_PORT", value)
    with pytest.raises(ImproperlyConfigured, match="whole number from 1 to 65535, such as 587"):
        env.integer("MAIL_PORT", 587, "", least=1)


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="50 characters"):
        env.secret("SECRET_KEY", "a default", "")


def test_lists_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, b.example,")
    assert env.words("ALLOWED_HOSTS", "", "") == ["a.example", "b.example"]


def test_a_required_list_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " , ")
    with pytest.raises(ImproperlyConfigured, match=r"ALLOWED_HOSTS must be set\. Host names"):
        env.words("ALLOWED_HOSTS", None, "Host names")


def test_sqlite_gets_the_options_that_lose_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/a.sqlite3?timeout=5")
    options = env.database("DATABASE_URL", "", "")["OPTIONS"]
    assert "synchronous=FULL" in options["init_command"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 5)


def test_postgresql_connections_time_out_and_are_checked_before_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@b/c?connect_timeout=9")
    config = env.database("DATABASE_URL", "", "")
    assert (config["CONN_HEALTH_CHECKS"], config["CONN_MAX_AGE"]) == (True, None)
    assert config["OPTIONS"] == {"connect_timeout": 9, "tcp_user_timeout": 5000}


def test_an_unknown_kind_of_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "paper://drawer")
    with pytest.raises(ImproperlyConfigured, match="sqlite:///FILE"):
        env.database("DATABASE_URL", "", "")


@pytest.mark.django_db
def test_every_page_has_the_strict_content_security_policy(client: Client) -> None:
    response = client.get("/accounts/login/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_mail_in_development_is_printed_as_a_person_reads_it() -> None:
    out, link = StringIO(), "http://localhost:8000/" + "a" * 200 + "/"
    EmailBackend(stream=out).send_messages([EmailMessage("Müde?", f"Öffne\n\n{link}\n", to=["a@example.com"])])
    assert f"To: a@example.com\nSubject: Müde?\n\nÖffne\n\n{link}\n" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("host", "mode", "debug", "there"),
    [
        ("127.0.0.1:8000", "navigate", True, "http://localhost:8000/help/?a=1"),
        ("127.0.0.1:8000", "navigate", False, None),
        ("127.0.0.1:8000", "no-cors", True, None),
        ("localhost:8000", "navigate", True, None),
    ],
)
def test_in_development_a_browser_is_sent_from_the_number_to_the_name(
    client: Client, settings: Settings, host: str, mode: str, debug: bool, there: str | None
) -> None:
    settings.DEBUG, settings.ALLOWED_HOSTS = debug, ["*"]
    response = client.get("/help/?a=1", headers={"host": host, "sec-fetch-mode": mode})
    assert response.get("Location") == there
