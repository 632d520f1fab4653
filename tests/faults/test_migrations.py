"""No migration takes away what the release before still reads or writes, unless that release had announced it."""

from collections.abc import Iterator

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED, Field

BASELINE = "0003_dayrecord"  # the last migration of the release that tests/faults/old/ was recorded from
# Migrations that may take something away, since the release before no longer used it and its CHANGELOG said so.
ANNOUNCED: frozenset[str] = frozenset()
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def must_be_told(field: "Field[object, object]") -> bool:
    """Whether a row cannot be written without this column."""
    return not field.null and field.db_default is NOT_PROVIDED


def faults(operation: Operation, before: ProjectState) -> Iterator[str]:
    """What of an operation the release before cannot live with; `before` is the state it starts from."""
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for each in operation.database_operations:
            yield from faults(each, before)
    if isinstance(operation, TAKES_AWAY):
        yield f"{operation.describe()}: it is still in use"
    if isinstance(operation, migrations.AddField) and must_be_told(operation.field):
        yield f"{operation.describe()}: the release before does not fill it in; give it a db_default"
    if isinstance(operation, migrations.AlterField) and must_be_told(operation.field):
        was = before.models["recovery", operation.model_name_lower].fields[operation.name]
        if not must_be_told(was):
            yield f"{operation.describe()}: the release before may leave it out"


def test_no_migration_since_the_last_release_takes_anything_away() -> None:
    loader = MigrationLoader(None)
    later = [name for app, name in sorted(loader.graph.nodes) if app == "recovery" and name > BASELINE]
    found = []
    for name in later:
        state = loader.project_state(("recovery", name), at_end=False)
        for operation in loader.graph.nodes["recovery", name].operations:
            found += [f"{name}: {fault}" for fault in faults(operation, state) if name not in ANNOUNCED]
            operation.state_forwards("recovery", state)
    assert found == []


COUNT = models.IntegerField
REFUSED = [
    migrations.RemoveField("entry", "kind"),
    migrations.RenameField("entry", "kind", "sort"),
    migrations.DeleteModel("entry"),
    migrations.RenameModel("entry", "line"),
    migrations.AlterModelTable("entry", "lines"),
    migrations.AddField("entry", "count", COUNT(default=0)),
    migrations.AlterField("entry", "note", COUNT()),
    migrations.SeparateDatabaseAndState([migrations.RemoveField("entry", "kind")]),
]
FINE = [
    migrations.AddField("entry", "count", COUNT(db_default=0)),
    migrations.AddField("entry", "count", COUNT(null=True)),
    migrations.AlterField("entry", "note", COUNT(db_default=0)),
    migrations.AlterField("entry", "kind", models.TextField()),
    migrations.CreateModel("page", [("id", models.BigAutoField(primary_key=True))]),
]


@pytest.fixture
def before() -> ProjectState:
    """A model with a column that must be told, and one that need not."""
    entry = ModelState("recovery", "entry", [("kind", models.CharField()), ("note", COUNT(null=True))])
    return ProjectState({("recovery", "entry"): entry})


@pytest.mark.parametrize("operation", REFUSED)
def test_what_the_release_before_cannot_live_with_is_found(operation: Operation, before: ProjectState) -> None:
    assert list(faults(operation, before))


@pytest.mark.parametrize("operation", FINE)
def test_what_it_can_live_with_is_let_through(operation: Operation, before: ProjectState) -> None:
    assert not list(faults(operation, before))
