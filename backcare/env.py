"""Readers of environment variables. Each says what to do when a value is missing or wrong.

VARIABLES keeps every variable that was read, so that a test can compare the table in OPERATIONS.md with it.
"""

import os
from typing import Any, NamedTuple

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


class Variable(NamedTuple):
    """One variable as OPERATIONS.md lists it; `default` is empty if there is none."""

    name: str
    default: str
    about: str


LEAST_DIFFERENT = 10  # characters of a secret; a random one of 50 has far more
VARIABLES: dict[str, Variable] = {}


def text(name: str, default: str, about: str) -> str:
    """Read a text."""
    VARIABLES[name] = Variable(name, default, about)
    return os.environ.get(name) or default


def flag(name: str, default: bool, about: str) -> bool:
    """Read 1 or 0; true, false, yes, no, on and off are understood too."""
    value = text(name, "1" if default else "0", about).lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def integer(name: str, default: int, about: str, least: int = 0, most: int = 65535) -> int:
    """Read a whole number from `least` to `most`."""
    value = text(name, str(default), about)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        remedy = f"Set it to a whole number from {least} to {most}, such as {default}."
        raise ImproperlyConfigured(f"{name} is {value!r}. {remedy}")
    return int(value)


def words(name: str, default: str | None, about: str) -> list[str]:
    """Read a list of words with commas between them; `default` None means that one is required, and none may be *."""
    found = [word.strip() for word in text(name, default or "", about).split(",") if word.strip()]
    if not found and default is None:
        raise ImproperlyConfigured(f"{name} must be set. {about}")
    if "*" in found and default is None:
        remedy = "Name each host: with *, links in mail could lead to the site of anybody who sends a request."
        raise ImproperlyConfigured(f"{name} is *. {remedy}")
    return found


def secret(name: str, default: str | None, about: str) -> str:
    """Read a secret of 50 characters or more; `default` None means that it is required."""
    value = text(name, "", about)
    if not value and default is not None:
        return default
    remedy = "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    if len(value) < 50:
        raise ImproperlyConfigured(f"{name} must be set, 50 characters or longer. {remedy}")
    if len(set(value)) < LEAST_DIFFERENT or value.startswith("django-insecure-"):
        raise ImproperlyConfigured(f"{name} can be guessed or is known to everybody. {remedy}")
    return value


def database(name: str, default: str, about: str) -> dict[str, Any]:
    """Read the address of a database. The options make sure that no entry is lost."""
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(text(name, default, about)))
    except ValueError as error:
        remedy = "Set it to sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
        raise ImproperlyConfigured(f"{name} cannot be read: {error} {remedy}") from error
    kind = SQLITE if config["ENGINE"].endswith("sqlite3") else POSTGRESQL
    return config | kind | {"OPTIONS": kind["OPTIONS"] | config.get("OPTIONS", {})}


# A write takes its lock at once and waits at most 5 seconds for it. FULL: a saved entry survives a power cut.
SQLITE: dict[str, Any] = {
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
# Each thread keeps its connection and checks it before use. With a pool every request would wait during an outage, and
# the pool would notice the end of the outage only minutes later.
POSTGRESQL: dict[str, Any] = {
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {"connect_timeout": 3, "tcp_user_timeout": 5000},
}
