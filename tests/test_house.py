"""The house keeps its order: the core stands alone."""

import subprocess
import sys

from django.conf import settings

IMPORT_THE_CORE = """
import importlib, pkgutil, sys
sys.path.insert(0, ".")
import recovery.plan
for module in pkgutil.walk_packages(recovery.plan.__path__, "recovery.plan."):
    importlib.import_module(module.name)
print(*(name for name in sys.modules if name.startswith("recovery.")))
"""


def test_the_core_needs_no_installed_package_and_no_other_room() -> None:
    # -S: without site-packages, so that an import of Django fails.
    command = [sys.executable, "-I", "-S", "-c", IMPORT_THE_CORE]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=False, text=True)
    assert done.stderr == ""
    assert "recovery.plan.build" in done.stdout
    assert [name for name in done.stdout.split() if not name.startswith("recovery.plan")] == []
