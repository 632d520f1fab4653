import django.db.models.deletion
from django.db import migrations, models

# The kinds that can close the gate or change what is told of the person; a withdrawal can bring such a line back.
GRAVE = "('about', 'onset', 'check_in', 'cleared', 'withdrawn')"

# The database gives the version, not our code: so a line that an older release writes beside this one gets one too.
# It is random, so none comes twice, whatever is deleted, brought in again or put back to an earlier state.
# A later migration that remakes the table of entries on SQLite has to make the trigger again.
SQLITE = """
CREATE TRIGGER journal_version AFTER INSERT ON recovery_entry BEGIN
    UPDATE recovery_episode
    SET version = random(), gate_version = CASE WHEN NEW.kind IN GRAVE THEN random() ELSE gate_version END
    WHERE id = NEW.episode_id;
END
"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION any_bigint() RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT ('x' || right(gen_random_uuid()::text, 12))::bit(48)::bigint
$$;
CREATE OR REPLACE FUNCTION journal_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE recovery_episode AS episode
    SET version = any_bigint(), gate_version = CASE WHEN lines.grave THEN any_bigint() ELSE episode.gate_version END
    FROM (SELECT episode_id, bool_or(kind IN GRAVE) AS grave FROM added GROUP BY episode_id) AS lines
    WHERE episode.id = lines.episode_id;
    RETURN NULL;
END $$;
CREATE TRIGGER journal_version AFTER INSERT ON recovery_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION journal_version();
"""
MAKE = {"sqlite": SQLITE.replace("GRAVE", GRAVE), "postgresql": POSTGRESQL.replace("GRAVE", GRAVE)}
DROP = {
    "sqlite": "DROP TRIGGER journal_version",
    "postgresql": "DROP TRIGGER journal_version ON recovery_entry; DROP FUNCTION journal_version(), any_bigint()",
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
            field=models.BigIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="episode",
            name="version",
            field=models.BigIntegerField(db_default=0, default=0, editable=False),
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
