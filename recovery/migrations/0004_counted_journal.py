import django.db.models.deletion
from django.db import migrations, models

# The kinds that can close the gate or change what is told of the person; a withdrawal can bring such a line back.
GRAVE = "('about', 'onset', 'check_in', 'cleared', 'withdrawn')"

# The database counts, not our code: also a line that an older release writes beside this one is counted.
# A later migration that remakes the table of entries on SQLite has to make the trigger again.
SQLITE = """
CREATE TRIGGER journal_counted AFTER INSERT ON recovery_entry BEGIN
    UPDATE recovery_episode SET version = version + 1, gate_version = gate_version + (NEW.kind IN GRAVE)
    WHERE id = NEW.episode_id;
END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION count_journal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE recovery_episode AS episode
    SET version = episode.version + lines.written, gate_version = episode.gate_version + lines.grave
    FROM (SELECT episode_id, count(*) AS written, count(*) FILTER (WHERE kind IN GRAVE) AS grave
          FROM added GROUP BY episode_id) AS lines
    WHERE episode.id = lines.episode_id;
    RETURN NULL;
END $$;
CREATE TRIGGER journal_counted AFTER INSERT ON recovery_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_journal();
"""
MAKE = {"sqlite": SQLITE.replace("GRAVE", GRAVE), "postgresql": POSTGRESQL.replace("GRAVE", GRAVE)}
DROP = {
    "sqlite": "DROP TRIGGER journal_counted",
    "postgresql": "DROP TRIGGER journal_counted ON recovery_entry; DROP FUNCTION count_journal()",
}


def make_trigger(apps, schema_editor):
    schema_editor.execute(MAKE[schema_editor.connection.vendor], params=None)


def drop_trigger(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor], params=None)


class Migration(migrations.Migration):
    dependencies = [("recovery", "0003_dayrecord")]

    operations = [
        migrations.AddField(
            model_name="episode",
            name="gate_version",
            field=models.PositiveBigIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="episode",
            name="version",
            field=models.PositiveBigIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="dayrecord",
            name="episode",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="day_records",
                to="recovery.episode",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="episode",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="recovery.episode",
            ),
        ),
        migrations.AddIndex(
            model_name="episode",
            index=models.Index(condition=models.Q(("owner", None)), fields=["created_at"], name="guests_by_age"),
        ),
        migrations.RunPython(make_trigger, drop_trigger),
    ]
