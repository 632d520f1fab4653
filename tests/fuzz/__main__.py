"""Send odd requests to every address of the site: `python -m tests.fuzz`. Each answer below 500 is fine.

An extra run, of some minutes. `--requests 500 --seed 7` sends other requests, and fewer.
"""

import logging
import os
import sys
import tempfile
from argparse import ArgumentParser
from typing import Any

CHANGED: dict[str, Any] = {
    "DEBUG": False,
    "ACCOUNT_RATE_LIMITS": False,  # or most answers would be 429
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}


def main(argv: list[str]) -> int:
    """Send the requests, write how they were answered, and return 1 if an answer was 500 or above."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="backcare-fuzz-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "backcare.settings", "DATABASE_URL": f"sqlite:///{folder}/file"}
        set_up()
        from tests.fuzz.sender import Fuzz  # here, because it needs the settings

        fuzz = Fuzz(told.seed)
        for number in range(told.requests):
            fuzz.send(number)
    sys.stdout.write(f"{told.requests} requests, answers: {dict(sorted(fuzz.statuses.items()))}\n")
    for place, request in fuzz.found.items():
        sys.stderr.write(f"{place}\n    {request}\n")
    return 1 if fuzz.found else 0


def set_up() -> None:
    """Make the database of this run."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    django.setup()
    logging.disable(logging.CRITICAL)
    setup_test_environment()
    for name, value in CHANGED.items():
        setattr(settings, name, value)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
