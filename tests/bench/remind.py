"""10,000 people whose reminders are due at one instant: how long two workers take, one of which is killed."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.bench.databases import postgresql
from tests.bench.production import cast, collect_static, production
from tests.bench.tables import ROOT, Row, Table
from tests.reminders.service import PushService, Taken

PERSONS = 10_000
WORKERS = 2
BATCH = 50  # that a worker leases at once, in recovery/store/sending.py
PATIENCE = 150  # seconds
NOTE = "Two workers, the database and the push service share this machine's cores. The killed one is not started again."
NUMBER = """
    SELECT substring(endpoint from '[0-9]+$') FROM recovery_reminder
    JOIN recovery_subscription ON recovery_subscription.id = subscription_id WHERE ended_at
"""


class Endpoint(PushService):
    """A push service that only notes what came, because decrypting is the work of the phones."""

    def take(self, name: str, headers: dict[str, str], body: bytes) -> int:
        """Take a message."""
        with self.news:
            self.taken.append(Taken(name, headers, {}, {}))
            self.news.notify_all()
        return 201


def measure() -> Iterator[Table]:
    """Send them all on PostgreSQL, and kill one worker when half of them have come."""
    with postgresql() as make, TemporaryDirectory() as folder, Endpoint(Path(folder)).running() as endpoint:
        database, phone = make("remind"), endpoint.browser()
        cast(database, "ringing", str(PERSONS), endpoint.host, phone.p256dh, phone.auth)
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")
            connection.execute("UPDATE recovery_reminder SET at = now()")
            took, finished = _drain(database, connection, endpoint)
            unsent = _count(connection, "outcome <> 'sent'")
    yield Table("remind", f"{PERSONS:,} reminders due at once", _rows(endpoint.taken, finished, took, unsent), (NOTE,))


def _drain(database: str, connection: psycopg.Connection, endpoint: Endpoint) -> tuple[float, set[str]]:
    """Let two workers send, and kill one. Gives the seconds, and which phones were finished at the kill."""
    collect_static()
    environ = production(database) | {"PUSH_SERVICES": endpoint.host, "SSL_CERT_FILE": endpoint.certificate}
    began = time.monotonic()
    with ExitStack() as stack:
        command = [sys.executable, "manage.py", "remind"]
        workers = [stack.enter_context(subprocess.Popen(command, cwd=ROOT, env=environ)) for _ in range(WORKERS)]
        for each in workers:
            stack.callback(each.kill)
        endpoint.wait_for(PERSONS // 2, PATIENCE)
        workers[0].kill()
        workers[0].wait()
        finished = {number for (number,) in connection.execute(f"{NUMBER} IS NOT NULL").fetchall()}
        while _count(connection, "ended_at IS NULL") and time.monotonic() - began < PATIENCE:
            time.sleep(0.1)
        return time.monotonic() - began, finished


def _count(connection: psycopg.Connection, which: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM recovery_reminder WHERE {which}").fetchone()
    return row[0] if row else 0


def _rows(taken: Sequence[Taken], finished: set[str], took: float, unsent: int) -> list[Row]:
    came = Counter(each.browser for each in taken)
    twice = {name for name, count in came.items() if count > 1}
    tags = {(each.browser, each.headers["Topic"]) for each in taken}
    return [
        Row("until all are sent", took, "s", goal=60),
        Row("lost", PERSONS - len(came), "", goal=0),
        Row("not noted as sent", unsent, "", goal=0),
        Row("repeated after a worker was killed", len(twice), "", goal=BATCH),
        Row("repeated under another tag", len(tags) - len(came), "", goal=0),
        Row("repeated although finished", len(twice & finished), "", goal=0),
    ]
