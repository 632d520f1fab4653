"""Sessions as Django keeps them in the database, and whose each one is."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from recovery.models import Session


class SessionStore(DatabaseStore):
    """Django's store; each row it writes names the person who is signed in."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The rows it writes."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Make the row of a session."""
        row = cast(Session, super().create_model_instance(data))
        row.person_id = data.get(SESSION_KEY)
        return row
