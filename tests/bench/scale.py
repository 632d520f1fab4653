"""Whether a page costs the same when the database is full: 100 persons and a million on one PostgreSQL, in turns."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import cycle

import psycopg

from tests.bench.asks import log, look
from tests.bench.databases import postgresql
from tests.bench.phones import Phone
from tests.bench.production import Server, cast, cpu_of, manage
from tests.bench.tables import Row, Table
from tests.bench.turns import SETTLED, Task, in_turns

FEW, MANY = "100 persons", "many"
CREW = 40  # phones that ask; the same journals in both databases, every second one a guest's
UNCHECKED = (
    "-c session_replication_role=replica"  # the command adds each episode before its entries, so no need to check
)
# As with any big load, the indexes of entries are made once all are there: how to drop each, and how to make it.
INDEXES = """
    SELECT format('ALTER TABLE recovery_entry DROP CONSTRAINT %I', conname),
           format('ALTER TABLE recovery_entry ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid = 'recovery_entry'::regclass AND contype = 'p'
    UNION ALL
    SELECT format('DROP INDEX %I', relname), pg_get_indexdef(indexrelid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE indrelid = 'recovery_entry'::regclass AND NOT indisprimary
"""
SIZES = """
    SELECT relname, pg_relation_size(oid) / 1e6 FROM pg_class
    WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 20e6
    ORDER BY 2 DESC
"""
NOTES = (
    "CPU: the web worker and its database backend together. Measured one request at a time, in turns between the two.",
    "Both databases hold the same 40 people who ask; the others are made by manage.py seed.",
)


def measure(persons: int) -> Iterator[Table]:
    """Seed both, tell how big that is, and ask both the same."""
    with postgresql() as make:
        databases = {FEW: make("few"), MANY: make("many")}
        _seed(databases[FEW], 100)
        took = _seed(databases[MANY], persons)
        yield Table("seed", f"{persons:,} persons on PostgreSQL", [took, *_sizes(databases[MANY])])
        yield Table("scale", f"{persons:,} persons beside 100 (the floor)", _rows(databases), NOTES)


def _seed(database: str, persons: int) -> Row:
    manage(database, "migrate", "-v", "0")
    began = time.monotonic()
    with psycopg.connect(database, autocommit=True) as connection:
        indexes = connection.execute(INDEXES).fetchall()
        for drop, _ in indexes:
            connection.execute(drop)
        manage(database, "seed", "--persons", str(persons), "--in-production", PGOPTIONS=UNCHECKED)
        for _, make in indexes:
            connection.execute(make)
        took = time.monotonic() - began
        # As PostgreSQL does by itself, in its own time.
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")
    return Row("seeding", took / 60, "min", headline=True)


def _sizes(database: str) -> Iterator[Row]:
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT count(*) FROM recovery_entry").fetchone()
        yield Row("entries", row[0] if row else 0, "", headline=True)
        yield from (Row(name, size, "MB") for name, size in connection.execute(SIZES))


def _rows(databases: dict[str, str]) -> list[Row]:
    crews = {name: cast(database, "crowd", str(CREW)) for name, database in databases.items()}
    with ExitStack() as stack:
        servers = {name: stack.enter_context(Server(database)) for name, database in databases.items()}
        phones = {name: [server.phone(each) for each in crews[name]] for name, server in servers.items()}
        for phone in (phone for crew in phones.values() for phone in crew):
            look(phone, "/today/")
        processes = [*(pid for server in servers.values() for pid in server.workers()), *_backends(databases[FEW])]
        tasks = {name: _tasks(crew[::2], crew[1::2]) for name, crew in phones.items()}
        return [
            *_compared(tasks, "CPU", lambda: sum(map(cpu_of, processes)), SETTLED),
            *_compared(tasks, "wall time", time.monotonic, 0),
        ]


def _backends(database: str) -> list[int]:
    """The processes in which PostgreSQL works for both servers."""
    mine = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    with psycopg.connect(database) as connection:
        return [pid for (pid,) in connection.execute(mine)]


def _tasks(persons: list[Phone], guests: list[Phone]) -> list[Task]:
    """What both are asked; somebody else asks each time, and whoever looks again has not logged since."""
    lookers, walkers, guest = cycle(persons[::3]), cycle(persons[1::3]), cycle(guests)
    drinkers = (phone for phone in cycle(persons[2::3]) for _ in range(2))  # who drinks then looks
    return [
        Task("Today, a person", lambda: look(next(lookers), "/today/")),
        Task("Today, a guest", lambda: look(next(guest), "/today/")),
        Task(
            "Today right after a log",
            lambda: look(next(drinkers), "/today/"),
            before=lambda: log(next(drinkers), "drink"),
        ),
        Task("a logged walk", lambda: log(next(walkers), "walk")),
    ]


def _compared(tasks: dict[str, list[Task]], measured: str, clock: Callable[[], float], settled: float) -> Iterator[Row]:
    turns = in_turns([task for both in zip(*tasks.values(), strict=True) for task in both], clock, settled)
    for few, many in zip(*tasks.values(), strict=True):
        row, floor = turns[many], turns[few].value
        yield Row(f"{many.what}: {measured}", row.value, row.unit, floor, goal=1.3, spread=row.spread)
