"""`python -m tests.bench`: measure all parts, or those named, and print what it costs beside its floor and its goal."""

import sys
from argparse import ArgumentParser

from tests.bench import browser, core, pages, server

PARTS = {"core": core, "pages": pages, "server": server, "browser": browser}


def main() -> int:
    """Run the parts; 1 when a goal is missed."""
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)} (all)")
    told = parser.parse_args()
    if unknown := set(told.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    missed = []
    for name in told.parts or PARTS:
        for table in PARTS[name].measure():
            table.show()
            table.keep()
            missed += [row.what for row in table.rows if row.missed]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
