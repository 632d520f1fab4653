from typing import Any

from django.contrib.auth import SESSION_KEY
from django.db import migrations


def name_persons(apps: Any, schema_editor: Any) -> None:
    """Say of each session whose it is; only its inside tells."""
    from recovery.sessions import SessionStore

    persons = apps.get_model("recovery", "Person").objects
    sessions = apps.get_model("recovery", "Session").objects.filter(person=None)
    for each in sessions.iterator():
        key = SessionStore().decode(each.session_data).get(SESSION_KEY)
        if key and persons.filter(pk=key).exists():
            sessions.filter(pk=each.pk).update(person=key)


class Migration(migrations.Migration):
    dependencies = [("recovery", "0005_session")]

    operations = [migrations.RunPython(name_persons, migrations.RunPython.noop)]
