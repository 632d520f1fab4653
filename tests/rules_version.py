"""Every rule and figure in force, a line each: its name and a digest of what it says.

`tests/plan/test_rules_version.py` compares them with rules_version.txt, so that nothing changes without a new
RULES_VERSION. Renew the list with

    .venv/bin/python -m tests.rules_version

which refuses as long as the version is that of a release (see tests/exports/release_*.json).
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from recovery.plan.book import BOOK
from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.clinical.figures import RULES_VERSION
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.rulebook import ARTICLES

FILE = Path(__file__).with_suffix(".txt")


def released() -> set[str]:
    """The versions of the rules that a release had."""
    files = Path(__file__).parent.joinpath("exports").glob("release_*.json")
    return {json.loads(path.read_bytes())["rules"] for path in files}


def in_force() -> list[str]:
    """The version, then a line for each figure, rule, contra-indication and red flag."""
    return [RULES_VERSION, *sorted(f"{name} {_digest(value)}" for name, value in _rules())]


def _rules() -> Iterator[tuple[str, object]]:
    for name, figure in BOOK.items():
        yield name, (sorted(figure.rows()), figure.unit, figure.source, figure.sure)
    for name, article in ARTICLES.items():
        words = [each.text for each in article.sentences]
        yield name, (article.says, article.evidence, article.source, article.figures, words, sorted(article.codes))
    for treatment, bars in MATRIX.items():
        yield f"bars.{treatment}", [(each.trait, each.why.text, each.ask, each.not_in) for each in bars]
    for flag in RED_FLAGS.values():
        yield f"flag.{flag.id}", (flag.asks.text, flag.tells.text, flag.source)


def _digest(value: object) -> str:
    return sha256(json.dumps(value, default=str).encode()).hexdigest()[:12]


if __name__ == "__main__":
    if RULES_VERSION in released():
        sys.exit(f"Rules {RULES_VERSION} are those of a release: raise RULES_VERSION in clinical/figures.py first.")
    FILE.write_text("".join(f"{line}\n" for line in in_force()), encoding="utf-8")
