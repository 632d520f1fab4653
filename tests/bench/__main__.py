"""`python -m tests.bench`: measure all parts, or those named, and print what it costs beside its floor and its goal."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import partial

from tests.bench import browser, core, load, pages, readme, scale, server
from tests.bench.kit import Table, say

PARTS = ("core", "pages", "server", "browser", "scale", "load")


def main() -> int:
    """Run the parts; 1 when a goal is missed."""
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)} (all)")
    parser.add_argument("--persons", type=int, default=1_000_000, help="how many the full database holds (1000000)")
    parser.add_argument("--write-readme", action="store_true", help="only write what the last run of each part found")
    told = parser.parse_args()
    if told.write_readme:
        readme.write()
        return 0
    measures: dict[str, Callable[[], Iterator[Table]]] = {
        "core": core.measure,
        "pages": pages.measure,
        "server": server.measure,
        "browser": browser.measure,
        "scale": partial(scale.measure, told.persons),
        "load": load.measure,
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
