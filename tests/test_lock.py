import re
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
RUNNING = PROJECT["project"]["dependencies"]
DEVELOPING = PROJECT["dependency-groups"]["dev"]


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [("requirements-production.lock", RUNNING), ("requirements.lock", RUNNING + DEVELOPING)],
)
def test_the_lock_files_pin_every_dependency_of_pyproject(lock: str, wanted: list[str]) -> None:
    text = (settings.BASE_DIR / lock).read_text()
    pins = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;]+)", text, re.M))
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), f"{requirement}: make lock"
    assert "://" not in text
