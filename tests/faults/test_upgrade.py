"""An upgrade from the previous release loses nothing, and the previous release can keep writing."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from recovery.plan.build import build_plan
from recovery.plan.encode import encode
from recovery.plan.entries import parse
from tests.faults.databases import Database
from tests.faults.record import OLD, asked
from tests.faults.release import LIVES
from tests.faults.server import run


@dataclass
class Upgrade:
    """What people saw: `old` in the previous release, the rest in this one."""

    old: dict[str, Any]
    looks: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)  # statements of the previous release
    looks_again: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def upgrade(empty: Database) -> Upgrade:
    """Migrate a database of the previous release, look at it, then write to it as the previous release does."""
    name, database = type(empty).__name__.lower(), empty.copy("upgrade")
    database.load((OLD / f"{name}.sql").read_text())
    run(database.url, "manage.py", "migrate", "-v", "0")
    run(database.url, "manage.py", "collectstatic", "--noinput", "-v", "0")
    done = Upgrade(json.loads((OLD / f"{name}.json").read_text()))
    done.looks = asked(database, "looks", done.old["first"])
    for statement in (OLD / f"{name}.writes.sql").read_text().splitlines():
        try:
            database.load(statement)
        except Exception as problem:
            done.refused.append(f"{problem}: {statement}")
    done.looks_again = asked(database, "looks_again", done.old["then"])
    return done


def test_everybody_is_still_signed_in_and_sees_the_same_journal(upgrade: Upgrade) -> None:
    assert upgrade.looks == upgrade.old["looks"]


@pytest.mark.parametrize("who", ["owner", "guest"])
def test_the_plan_of_that_instant_is_the_same(upgrade: Upgrade, who: str) -> None:
    assert plan(upgrade.looks[who][0], LIVES) == plan(upgrade.old["looks"][who][0], LIVES)


def test_the_previous_release_can_keep_writing(upgrade: Upgrade) -> None:
    assert upgrade.refused == []


def test_this_release_reads_what_the_previous_one_wrote(upgrade: Upgrade) -> None:
    assert upgrade.looks_again == upgrade.old["looks_again"]
    assert len(upgrade.looks_again["owner"][0]["entries"]) > len(upgrade.looks["owner"][0]["entries"])


def plan(bout: dict[str, Any], now: datetime) -> Any:
    """The plan of an exported journal."""
    return encode(build_plan([parse(each) for each in bout["entries"]], now))
