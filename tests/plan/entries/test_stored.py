"""Entries from rows: what was written comes back, and what a newer release wrote is refused."""

import json

import pytest

from recovery.plan.entries import CLASSES, BadEntry, dump, parse
from recovery.plan.entries.stored import stored
from tests.plan.cases import START
from tests.plan.entries.test_reading import BASE, FULL

COLUMNS = ("kind", *BASE)


@pytest.mark.parametrize("kind", CLASSES)
def test_stored_gives_back_each_kind_as_it_was_written(kind: str) -> None:
    written = parse(BASE | {"kind": kind} | FULL[kind])
    fields = {name: value for name, value in dump(written).items() if name not in COLUMNS}
    row = json.loads(json.dumps(fields))
    assert stored(written.id, kind, written.at, written.entered_at, written.by, row) == written


def test_stored_refuses_a_kind_of_a_newer_release() -> None:
    with pytest.raises(BadEntry, match="kind: yoga is not known"):
        stored(BASE["id"], "yoga", START, START, "self", {})
