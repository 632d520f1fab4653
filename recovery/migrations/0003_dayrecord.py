import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recovery", "0002_share")]

    operations = [
        migrations.CreateModel(
            name="DayRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField()),
                ("rules", models.CharField(max_length=20)),
                ("shown_at", models.DateTimeField()),
                ("shown", models.JSONField()),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="day_records", to="recovery.episode"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("episode", "date"), name="one_record_a_day")],
            },
        ),
    ]
