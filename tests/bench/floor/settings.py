"""The floor as a project of its own: BackCare's settings, the middleware of its libraries, and nothing of BackCare.

It has Django's own user and sessions, the accounts library with its pages, and one page in the site's base template;
of BackCare's own code only what that template needs.
"""

from pathlib import Path
from typing import Any

from backcare.settings import *  # noqa: F403
from backcare.settings import BASE_DIR, INSTALLED_APPS, MIDDLEWARE, TEMPLATES

OWN = "recovery."
SESSIONS = "recovery.web.middleware.Sessions", "django.contrib.sessions.middleware.SessionMiddleware"
PROCESSORS = [each for each in TEMPLATES[0]["OPTIONS"]["context_processors"] if not each.startswith(OWN)]
ENGINE: dict[str, Any] = {
    "NAME": "floor",
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [Path(__file__).parent / "templates", BASE_DIR / "templates"],
    "OPTIONS": {"context_processors": PROCESSORS, "builtins": ["recovery.templatetags.pictures"]},
}

ROOT_URLCONF = "tests.bench.floor.alone"
AUTH_USER_MODEL = "auth.User"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
ACCOUNT_ADAPTER = "allauth.account.adapter.DefaultAccountAdapter"
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
MIDDLEWARE = [each for each in (each.replace(*SESSIONS) for each in MIDDLEWARE) if not each.startswith(OWN)]
INSTALLED_APPS = [
    *(each for each in INSTALLED_APPS if each != "recovery"),
    "django.contrib.sessions",
    "tests.bench.floor",
]
TEMPLATES = [ENGINE]
