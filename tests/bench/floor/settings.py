"""The floor as a project of its own: BackCare's settings, middleware and libraries without BackCare.

It has Django's own user, the accounts library with its pages, and one page in the site's base template; of BackCare's
own code only what the middleware and that template need.
"""

from pathlib import Path
from typing import Any

from backcare.settings import *  # noqa: F403
from backcare.settings import BASE_DIR, INSTALLED_APPS, TEMPLATES

OWN = "recovery."
PROCESSORS = [each for each in TEMPLATES[0]["OPTIONS"]["context_processors"] if not each.startswith(f"{OWN}views")]
ENGINE: dict[str, Any] = {
    "NAME": "floor",
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [Path(__file__).parent / "templates", BASE_DIR / "templates"],
    "OPTIONS": {"context_processors": PROCESSORS, "builtins": TEMPLATES[0]["OPTIONS"]["builtins"]},
}

ROOT_URLCONF = "tests.bench.floor.alone"
AUTH_USER_MODEL = "auth.User"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
INSTALLED_APPS = [
    *(each for each in INSTALLED_APPS if each != "recovery"),
    "django.contrib.sessions",
    "tests.bench.floor",
]
TEMPLATES = [ENGINE]
