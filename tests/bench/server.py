"""What a production server costs before anybody comes: memory of a worker, and the time from start to first answer."""

import subprocess
import sys
from collections.abc import Iterator, Mapping

import psutil

from tests.bench.databases import sqlite
from tests.bench.production import FLOOR, Server, cast, manage, production
from tests.bench.tables import ROOT, Row, Table, of_rounds

OWN, PLAIN = "backcare.settings", "tests.bench.floor.plain"
REQUESTS = 200
STARTS = 7
NOTES = (
    "Floor: the same gunicorn, settings, libraries and their middleware, pages to sign in, and one page in the site's",
    "base template; without BackCare's code. The plain floor has no pages to sign in either.",
    "BackCare starts by manage.py serve, which also looks after the database and the static files.",
    "Memory: the worker's own share (PSS) after 200 requests of that page, or of Today.",
)
Cookies = Mapping[str, str]


def measure() -> Iterator[Table]:
    """Start both in turns; then let both work, and look at their memory."""
    with sqlite() as own, sqlite() as floor:
        cookies = cast(own, "pages")["day14"]
        manage(floor, "migrate", "-v", "0", "--run-syncdb", settings=FLOOR)
        manage(floor, "createcachetable", settings=FLOOR)
        known = _sign_in(floor)
        starts: dict[str, list[float]] = {"own": [], "floor": []}
        for _ in range(STARTS):
            starts["own"].append(_start(own, OWN, "/today/", cookies))
            starts["floor"].append(_start(floor, FLOOR, "/floor/", known))
        memory = _memory(own, OWN, "/today/", cookies)
        full, plain = _memory(floor, FLOOR, "/floor/", known), _memory(floor, PLAIN, "/", known)
    began, least = of_rounds("", "s", starts["own"]), of_rounds("", "s", starts["floor"])
    rows = [
        Row("memory of a worker", memory, "MiB", full, 1.4),
        Row("memory, to the plain floor", memory, "MiB", plain),
        Row("start to first answer", began.value, "s", least.value, 2.5, spread=began.spread),
    ]
    yield Table("server", "The server", rows, NOTES)


def _sign_in(database: str) -> dict[str, str]:
    """Make somebody in the floor's database; gives the cookies of their browser."""
    code = """if True:
        import django; django.setup()
        from django.conf import settings
        from django.contrib.auth.models import User
        from django.test import Client
        client = Client()
        client.force_login(User.objects.create_user("floor"))
        print(settings.SESSION_COOKIE_NAME, client.session.session_key)"""
    line, environ = [sys.executable, "-c", code], production(database, FLOOR)
    made = subprocess.run(line, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE, text=True)
    name, session = made.stdout.split()
    return {name: session}


def _start(database: str, settings: str, path: str, cookies: Cookies) -> float:
    with Server(database, settings, wait=False) as server:
        return server.first_answer(path, cookies)


def _memory(database: str, settings: str, path: str, cookies: Cookies) -> float:
    """MiB of a worker that has answered some requests."""
    with Server(database, settings) as server:
        phone = server.phone(cookies)
        for _ in range(REQUESTS):
            if phone.get(path).status != 200:
                raise RuntimeError(server.told())
        (worker,) = server.workers()
        memory = psutil.Process(worker).memory_full_info()
        return float(getattr(memory, "pss", memory.uss)) / 2**20  # only Linux knows the share of what is shared
