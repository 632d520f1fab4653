"""From the release before to this one: nothing is lost, and beside this one the old one can go on writing."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from recovery.plan import facts
from recovery.plan.build import build_plan
from recovery.plan.encode import encode
from tests.faults.databases import Database
from tests.faults.record import OLD, asked
from tests.faults.release import LIVES
from tests.faults.server import run


@dataclass
class Upgrade:
    """What was seen on the way: `old` by the release before, the rest by this one."""

    old: dict[str, Any]
    looks: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)  # statements of the release before
    looks_again: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def upgrade(empty: Database) -> Upgrade:
    """A database of the release before: this one migrates it and is looked at, then the old one writes."""
    name, database = type(empty).__name__.lower(), empty.copy("upgrade")
    database.load((OLD / f"{name}.sql").read_text())
    run(database.url, "manage.py", "migrate", "-v", "0")
    done = Upgrade(json.loads((OLD / f"{name}.json").read_text()))
    done.looks = asked(database, "looks", done.old["first"])
    for statement in (OLD / f"{name}.writes.sql").read_text().splitlines():
        try:
            database.load(statement)
        except Exception as problem:
            done.refused.append(f"{problem}: {statement}")
    done.looks_again = asked(database, "looks_again", done.old["then"])
    return done


def test_everybody_is_still_signed_in_and_sees_the_journal_they_had(upgrade: Upgrade) -> None:
    assert upgrade.looks == upgrade.old["looks"]


@pytest.mark.parametrize("who", ["owner", "guest"])
def test_the_plan_of_that_hour_is_the_same(upgrade: Upgrade, who: str) -> None:
    assert plan(upgrade.looks[who][0], LIVES) == plan(upgrade.old["looks"][who][0], LIVES)


def test_the_release_before_can_go_on_writing_beside_this_one(upgrade: Upgrade) -> None:
    assert upgrade.refused == []


def test_what_it_wrote_is_read_by_this_one(upgrade: Upgrade) -> None:
    assert upgrade.looks_again == upgrade.old["looks_again"]
    assert len(upgrade.looks_again["owner"][0]["entries"]) > len(upgrade.looks["owner"][0]["entries"])


def plan(bout: dict[str, Any], now: datetime) -> Any:
    """The plan that follows from a journal as it was saved."""
    return encode(build_plan([facts.parse(each) for each in bout["entries"]], now))
