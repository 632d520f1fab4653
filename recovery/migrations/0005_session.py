from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def make_table(apps: Any, schema_editor: Any) -> None:
    """Add the column to the table that stands since Django's own app made it, or make the table."""
    session = apps.get_model("recovery", "Session")
    if session._meta.db_table in schema_editor.connection.introspection.table_names():
        schema_editor.add_field(session, session._meta.get_field("person"))
    else:
        schema_editor.create_model(session)


def drop_column(apps: Any, schema_editor: Any) -> None:
    """Leave the table as Django's own app has it."""
    session = apps.get_model("recovery", "Session")
    schema_editor.remove_field(session, session._meta.get_field("person"))


class Migration(migrations.Migration):
    dependencies = [("recovery", "0004_versions")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Session",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to="recovery.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "session",
                        "verbose_name_plural": "sessions",
                        "db_table": "django_session",
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.RunPython(make_table, drop_column),
    ]
