"""The texts of all pages, to be read in a subprocess with other figures: see tests/changed_figures.py."""

import logging
import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "backcare.settings"
os.environ.pop("DATABASE_URL", None)  # on SQLite in memory: the tests may be using the database at this address
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment  # noqa: E402

from recovery.plan.book import NUMBERS  # noqa: E402
from tests.presenters.pages import every_page, texts_of  # noqa: E402


def numbers() -> dict[str, str]:
    """Return every figure as text."""
    return dict(NUMBERS)


def texts() -> list[str]:
    """Return the texts of all pages, each once."""
    logging.disable(logging.CRITICAL)
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    return sorted({text for seen in every_page() for text in texts_of(seen.page)})
