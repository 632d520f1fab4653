"""Run the site for a scanner: `python -m tests.scan FOLDER`, until Ctrl+C. Then it lists what was answered.

The settings are those of production. FOLDER gets `addresses.txt`, every address with real ids; `forms.json`, every form
as OpenAPI; and `owner.txt` and `guest.txt`, the headers by which a scanner is a person or a guest with a plan, and
passes the check of tokens.
"""

import json
import os
import signal
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests import clock
from tests.faults.databases import Sqlite
from tests.faults.phone import TOKEN, Phone
from tests.faults.server import Server, run
from tests.scan.forms import openapi

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.scan.settings"}


def main(folder: Path) -> int:
    """Serve until Ctrl+C. Return 1 if an answer was 500 or above."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings")
    clock.shift_subprocesses()
    database = Sqlite(folder / "site.sqlite3")
    cast = json.loads(run(database.url, "-m", "tests.scan.cast", **SETTINGS))
    server = Server(database.url, **SETTINGS)
    server.start()
    addresses = [*cast["links"], *cast["paths"]]
    (folder / "addresses.txt").write_text("".join(f"{server.address}{each}\n" for each in addresses))
    forms = openapi(Phone(server.port, cast["owner"]), addresses)
    (folder / "forms.json").write_text(json.dumps(forms | {"servers": [{"url": server.address}]}, indent=1))
    for who in ("owner", "guest"):
        cookies = f"Cookie: sessionid={cast[who]}; csrftoken={TOKEN}"
        (folder / f"{who}.txt").write_text(f"{cookies}\nX-CSRFToken: {TOKEN}\nOrigin: {server.address}\n")
    sys.stdout.write(f"{server.address} with {len(addresses)} addresses; {folder} has what a scanner needs.\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        signal.pause()
    server.stop()
    return summed_up(server.lines)


def summed_up(lines: list[str]) -> int:
    """Write how many answers had each status, and each route that failed. Return 1 if one did."""
    told = [each for each in (json.loads(line) for line in lines if line.startswith("{")) if "status" in each]
    sys.stdout.write(f"{len(told)} answers: {dict(sorted(Counter(each['status'] for each in told).items()))}\n")
    failed = [each for each in told if each["status"] >= 500]
    for each in failed:
        sys.stderr.write(f"{each}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main(Path(sys.argv[1]).resolve()))
