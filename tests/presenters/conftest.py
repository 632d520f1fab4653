"""The pages of the whole app, opened once for all tests that read them."""

import logging
from collections.abc import Sequence

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.presenters.pages import Seen, every_page


@pytest.fixture(scope="session")
def seen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Sequence[Seen]:
    """All pages, for tests that are marked django_db; the database is left as it was."""
    logging.disable()
    with django_db_blocker.unblock(), transaction.atomic():
        pages = list(every_page())
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    return pages
