"""No migration removes what the previous release uses, unless that release announced it."""

from collections.abc import Iterator

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import NOT_PROVIDED, Field

BASELINE = "0003_dayrecord"  # the last migration of the release that tests/faults/old/ was recorded from
# Migrations that may remove something, because the previous release no longer uses it and its CHANGELOG said so.
ANNOUNCED: frozenset[str] = frozenset()
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def is_required(field: "Field[object, object]") -> bool:
    """True if a row cannot be written without this column."""
    return not field.null and field.db_default is NOT_PROVIDED


def in_use(operation: Operation, release: ProjectState) -> bool:
    """True if the last release knows the column or the table that this operation takes away."""
    if isinstance(operation, migrations.RemoveField):
        model = release.models.get(("recovery", operation.model_name_lower))
        return model is not None and operation.name in model.fields
    return isinstance(operation, TAKES_AWAY)


def faults(operation: Operation, before: ProjectState, release: ProjectState) -> Iterator[str]:
    """Name what the last release cannot work with.

    `before` is the state that the operation starts from, `release` the state that the last release expects.
    """
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for each in operation.database_operations:
            yield from faults(each, before, release)
    if in_use(operation, release):
        yield f"{operation.describe()}: it is still in use"
    if isinstance(operation, migrations.AddField) and is_required(operation.field):
        yield f"{operation.describe()}: the release before does not fill it in; give it a db_default"
    if isinstance(operation, migrations.AlterField) and is_required(operation.field):
        was = before.models["recovery", operation.model_name_lower].fields[operation.name]
        if not is_required(was):
            yield f"{operation.describe()}: the release before may leave it out"


def test_no_migration_since_the_last_release_removes_anything() -> None:
    loader = MigrationLoader(None)
    later = [name for app, name in sorted(loader.graph.nodes) if app == "recovery" and name > BASELINE]
    found, release = [], loader.project_state(("recovery", BASELINE))
    for name in later:
        state = loader.project_state(("recovery", name), at_end=False)
        for operation in loader.graph.nodes["recovery", name].operations:
            found += [f"{name}: {fault}" for fault in faults(operation, state, release) if name not in ANNOUNCED]
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
    """A model with a required column and an optional one."""
    entry = ModelState("recovery", "entry", [("kind", models.CharField()), ("note", COUNT(null=True))])
    return ProjectState({("recovery", "entry"): entry})


@pytest.mark.parametrize("operation", REFUSED)
def test_an_operation_that_breaks_the_previous_release_is_found(operation: Operation, before: ProjectState) -> None:
    assert list(faults(operation, before, before))


@pytest.mark.parametrize("operation", FINE)
def test_other_operations_are_allowed(operation: Operation, before: ProjectState) -> None:
    assert not list(faults(operation, before, before))


def test_a_column_that_no_release_had_may_be_removed(before: ProjectState) -> None:
    later = before.clone()
    migrations.AddField("entry", "count", COUNT(db_default=0)).state_forwards("recovery", later)
    assert not list(faults(migrations.RemoveField("entry", "count"), later, before))
    assert list(faults(migrations.RemoveField("entry", "count"), later, later))
