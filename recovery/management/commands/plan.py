"""Print the plan of a case, or of a list of cases, as JSON."""

import json
import sys
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.plan.build import build_plan
from recovery.plan.encode import encode
from recovery.plan.entries import BadEntry, instant, parse_journal

MOST_DIGITS = 1000


class Command(BaseCommand):
    """`manage.py plan CASE.json`. Bad input is one sentence on standard error and exit code 2."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the path of the case."""
        parser.add_argument("case", help="a JSON file with one case or a list of cases, or - for standard input")

    def handle(self, *, case: str, **options: Any) -> None:
        """Print one plan for one case, or a list of plans for a list."""
        try:
            found = _load(case)
            if isinstance(found, list):
                plans: Any = [_plan(each, f"case {place}: ") for place, each in enumerate(found, 1)]
            else:
                plans = _plan(found, "")
        except RecursionError:
            raise CommandError("the case is nested too deep", returncode=2) from None
        except (ValueError, OSError) as problem:
            raise CommandError(str(problem), returncode=2) from None
        self.stdout.write(json.dumps(plans, indent=2, ensure_ascii=False))


def _load(case: str) -> Any:
    try:
        text = sys.stdin.read() if case == "-" else Path(case).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ValueError("the case is not UTF-8 text") from None
    try:
        return json.loads(text, parse_constant=_no_number, parse_int=_whole, object_pairs_hook=_once)
    except json.JSONDecodeError as problem:
        raise ValueError(f"the case is not JSON: {problem}") from None


def _no_number(word: str) -> None:
    raise ValueError(f"the case holds {word}, which is no number")


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError("the case holds a number with too many digits")
    return int(digits)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the case says {next(name for name in names if names.count(name) > 1)} twice in one object")
    return found


def _plan(case: Any, label: str) -> dict[str, Any]:
    if not isinstance(case, dict) or set(case) != {"journal", "now"}:
        raise BadEntry(f"{label}a case must hold journal and now, and nothing else")
    try:
        now: datetime = instant(case["now"])
    except ValueError as problem:
        raise BadEntry(f"{label}now: {problem}") from None
    try:
        return encode(build_plan(parse_journal(case["journal"], now), now))
    except BadEntry as problem:
        raise BadEntry(f"{label}{problem}") from None
