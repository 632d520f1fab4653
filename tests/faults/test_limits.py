"""How long PostgreSQL may take: a page has no time to lose, a command such as migrate has all of it."""

import pytest

from tests.faults.databases import Database, Postgresql
from tests.faults.server import run

NAMES = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
SHOWS = "from django.db import connection as c; u = c.cursor()\n" + "".join(
    f"u.execute('SHOW {name}'); print(u.fetchone()[0])\n" for name in NAMES
)


@pytest.mark.parametrize(
    ("who", "limits"),
    [("import backcare.wsgi", ["5s", "3s", "10s"]), ("import django; django.setup()", ["0", "0", "0"])],
    ids=["a_server", "a_command"],
)
def test_only_what_a_page_asks_for_has_an_end(empty: Database, who: str, limits: list[str]) -> None:
    if not isinstance(empty, Postgresql):
        pytest.skip("SQLite has one limit, that on locks, which stands in its options")
    assert run(empty.url, "-c", f"{who}\n{SHOWS}").split() == limits
