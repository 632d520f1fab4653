"""What a machine lacks. `make browser` installs what the tests of browsers and calendars need, where it can."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip the test. With CI=true it fails instead."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{what}: run `make browser`")
