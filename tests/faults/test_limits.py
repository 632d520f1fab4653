"""PostgreSQL's timeouts apply to pages and not to commands such as migrate."""

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
def test_only_queries_of_pages_have_a_timeout(empty: Database, who: str, limits: list[str]) -> None:
    if not isinstance(empty, Postgresql):
        pytest.skip("SQLite has no timeout for statements")
    assert run(empty.url, "-c", f"{who}\n{SHOWS}").split() == limits
