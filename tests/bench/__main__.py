"""`python -m tests.bench`: measure all parts, or some, and print each value beside its floor and its goal."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import partial

from tests.bench import browser, core, day, load, pages, remind, results, scale, server
from tests.bench.tables import Table, say

PARTS = ("core", "day", "pages", "server", "browser", "scale", "load", "remind")


def main() -> int:
    """Run the parts. Returns 1 if a goal is missed."""
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)} (all)")
    parser.add_argument("--persons", type=int, default=1_000_000, help="how many the full database holds (1000000)")
    parser.add_argument("--write", action="store_true", help="only write RESULTS.md from the last run of each part")
    told = parser.parse_args()
    if told.write:
        results.write()
        return 0
    measures: dict[str, Callable[[], Iterator[Table]]] = {
        "core": core.measure,
        "day": day.measure,
        "pages": pages.measure,
        "server": server.measure,
        "browser": browser.measure,
        "scale": partial(scale.measure, told.persons),
        "load": load.measure,
        "remind": remind.measure,
    }
    if unknown := set(told.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    missed = []
    for name in told.parts or PARTS:
        for table in measures[name]():
            table.show()
            table.keep()
            missed += [row.what for row in table.rows if row.missed]
    if missed:
        say(f"\nMISSED: {'; '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
