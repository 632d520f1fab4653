import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from backcare import env

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "only-for-this-test-" * 4,
    "ALLOWED_HOSTS": "backcare.example",
    "MAIL_HOST": "mail.backcare.example",
}
OURS = {*env.VARIABLES, "DJANGO_ALLOW_ASYNC_UNSAFE"}


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these variables and no others of ours."""
    environ = {name: value for name, value in os.environ.items() if name not in OURS}
    everything = [sys.executable, *command]
    return subprocess.run(
        everything, cwd=settings.BASE_DIR, env=environ | variables, capture_output=True, text=True, check=False
    )


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_production_settings_pass_every_deployment_check() -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_a_server_that_was_told_nothing_is_refused_with_the_remedy() -> None:
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


def test_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, b.example,")
    assert env.words("ALLOWED_HOSTS", "", "") == ["a.example", "b.example"]


def test_words_that_are_a_must(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " , ")
    with pytest.raises(ImproperlyConfigured, match=r"ALLOWED_HOSTS must be set\. Host names"):
        env.words("ALLOWED_HOSTS", None, "Host names")


def test_a_database_gets_the_options_that_lose_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/a.sqlite3?timeout=5")
    options = env.database("DATABASE_URL", "", "")["OPTIONS"]
    assert "synchronous=FULL" in options["init_command"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 5)


def test_postgresql_is_given_up_after_seconds_and_tried_before_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@b/c?connect_timeout=9")
    config = env.database("DATABASE_URL", "", "")
    assert (config["CONN_HEALTH_CHECKS"], config["CONN_MAX_AGE"]) == (True, None)
    assert config["OPTIONS"] == {"connect_timeout": 9, "tcp_user_timeout": 5000}


def test_an_address_of_no_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "paper://drawer")
    with pytest.raises(ImproperlyConfigured, match="sqlite:///FILE"):
        env.database("DATABASE_URL", "", "")


@pytest.mark.django_db
def test_every_page_carries_the_strict_policy(client: Client) -> None:
    response = client.get("/accounts/login/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
