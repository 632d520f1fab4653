"""The floor as a project of its own, even without the pages of the accounts library."""

from tests.bench.floor.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.floor.plain_urls"
