from contextlib import suppress
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.db import IntegrityError, migrations

BATCH = 500


def name_persons(apps: Any, schema_editor: Any) -> None:
    """Say of each session whose it is; only its inside tells."""
    from recovery.models import SessionStore

    persons = apps.get_model("recovery", "Person").objects
    sessions = apps.get_model("recovery", "Session").objects.filter(person=None).order_by("session_key")
    last = ""
    while some := list(sessions.filter(session_key__gt=last)[:BATCH]):
        last = some[-1].session_key
        for each in some:
            key = SessionStore().decode(each.session_data).get(SESSION_KEY)
            if key:
                with suppress(IntegrityError):  # who is deleted at this moment takes the session along
                    sessions.filter(pk=each.pk).update(person=persons.filter(pk=key).values("pk")[:1])


class Migration(migrations.Migration):
    atomic = False  # the site serves meanwhile, and must not wait for a million sessions
    dependencies = [("recovery", "0005_session")]

    operations = [migrations.RunPython(name_persons, migrations.RunPython.noop)]
