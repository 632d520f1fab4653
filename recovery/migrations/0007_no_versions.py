from importlib import import_module

from django.db import migrations

versions = import_module("recovery.migrations.0004_versions")


class Migration(migrations.Migration):
    """Take back what only the page cache needed: the trigger of migration 0004 and the two columns that it filled.

    SQLite refuses to drop a column that a trigger names, so the trigger goes first.
    """

    dependencies = [("recovery", "0006_whose_sessions")]

    operations = [
        migrations.RunPython(versions.drop_trigger, versions.make_trigger),
        migrations.RemoveField(model_name="episode", name="version"),
        migrations.RemoveField(model_name="episode", name="gate_version"),
    ]
