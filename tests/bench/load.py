"""200 phones at once against a production server: how long they wait, and that every acknowledged entry stands once."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.databases import postgresql, sqlite
from tests.bench.production import Server, cast
from tests.bench.tables import ROOT, Row, Table

PHONES = 200
MINUTES = {"PostgreSQL": 5, "SQLite": 1}
WORKERS = 2
NOTE = "Two workers with four threads each, the database and all phones share this machine's cores."


def measure() -> Iterator[Table]:
    """Five minutes on PostgreSQL, one on SQLite."""
    with postgresql() as make:
        yield _table("PostgreSQL", make("load"))
    with sqlite() as database:
        yield _table("SQLite", database)


def _table(name: str, database: str) -> Table:
    phones = cast(database, "crowd", str(PHONES))
    before = set(cast(database, "entries"))
    with Server(database, workers=WORKERS) as server, TemporaryDirectory() as folder:
        result = _run(server, phones, MINUTES[name], Path(folder))
    written = set(cast(database, "entries")) - before
    rows = [
        Row("answers in a second", result["rate"], "", headline=True),
        *(Row(f"{share} in 100 within", each, "ms", headline=True) for share, each in result["within"].items()),
        Row("kinds of errors", len(result["errors"]), "", goal=0),
        Row("entries acknowledged", len(result["saved"]), "", headline=True),
        Row("of these lost", len(set(result["saved"]) - written), "", goal=0),
        Row("entries that nobody sent", len(written - set(result["sent"])), "", goal=0),
    ]
    title = f"{PHONES} phones for {MINUTES[name]} min on {name}"
    return Table(f"load-{name.lower()}", title, rows, (NOTE, *result["errors"]))


def _run(server: Server, phones: Any, minutes: float, folder: Path) -> dict[str, Any]:
    """Let Locust be the phones; gives what tests/bench/locustfile.py wrote down."""
    (folder / "phones.json").write_text(json.dumps(phones))
    command = [sys.executable, "-m", "locust", "-f", "tests/bench/locustfile.py", "--headless", "--only-summary"]
    command += ["--users", str(PHONES), "--spawn-rate", "10", "--run-time", f"{round(minutes * 60)}s"]
    command += ["--stop-timeout", "30", "--host", f"http://localhost:{server.wire.port}", "--exit-code-on-error", "0"]
    environ = {"PHONES": str(folder / "phones.json"), "RESULT": str(folder / "result.json")}
    with (folder / "log").open("w") as log:
        subprocess.run(command, cwd=ROOT, env=os.environ | environ, check=True, stdout=log, stderr=log)
    result: dict[str, Any] = json.loads((folder / "result.json").read_text())
    return result
