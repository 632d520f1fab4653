import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0011_security"),
    ]

    operations = [
        migrations.AlterField(
            model_name="securityevent",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DB_CASCADE, related_name="events", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(model_name="securityevent", index=models.Index(fields=["at"], name="events_by_age")),
    ]
