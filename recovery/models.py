"""What is kept: persons, episodes and the journal of each. The database itself refuses what must not be."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None) -> "Person":
        """Make a person who signs in with this address; without a password only by code or passkey."""
        person = self.model(email=email.lower())
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. All we know of them here is an address."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.email


class Session(AbstractBaseSession):
    """A browser that comes back, and whose it is: who deletes their account leaves no session behind, on no device."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sessions")

    class Meta(AbstractBaseSession.Meta):
        db_table = "django_session"  # Django's own table with one more column: nobody is logged out by it

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that writes these."""
        from recovery.sessions import SessionStore  # it reads the models in its turn

        return SessionStore


class EpisodeQuerySet(models.QuerySet["Episode"]):
    def owned_by(self, person: Person) -> Self:
        """Keep the episodes of this person."""
        return self.filter(owner=person)

    def of_guest(self, key: UUID | str) -> Self:
        """Keep the episodes begun without an account under this key."""
        return self.filter(guest_key=key)

    def open(self) -> Self:
        """Keep those still running."""
        return self.filter(closed_at=None)

    def abandoned(self, before: datetime) -> Self:
        """Keep guests' episodes in which nothing was written since `before`."""
        written_since = Entry.objects.filter(episode=models.OuterRef("pk"), entered_at__gte=before)
        return self.filter(~models.Exists(written_since), owner=None, created_at__lt=before)


class Episode(models.Model):
    """One bout of back trouble with its journal, owned by a person or, before there is an account, by a guest."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="episodes")
    guest_key = models.UUIDField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Made anew by the database itself at each line of the journal, whoever writes it (migration 0004), and never the
    # same again: by any line, and by the grave ones, which alone can close the gate or change what is told of a person.
    version = models.BigIntegerField(default=0, db_default=0, editable=False)
    gate_version = models.BigIntegerField(default=0, db_default=0, editable=False)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, guest_key__isnull=False) | Q(owner__isnull=False, guest_key=None),
                name="owner_or_guest_never_both",
            ),
            models.UniqueConstraint(fields=["owner"], condition=Q(closed_at=None), name="one_open_episode_per_owner"),
            models.UniqueConstraint(
                fields=["guest_key"], condition=Q(closed_at=None), name="one_open_episode_per_guest"
            ),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(owner=None), name="guests_by_age")]

    def __str__(self) -> str:
        return f"Episode {self.id}"


class Entry(models.Model):
    """One line of a journal. It is never changed or taken out: a correction is one more line."""

    id = models.UUIDField(primary_key=True, editable=False)
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="entries", db_index=False)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    entered_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    data = models.JSONField()

    class Meta:
        ordering = ["at", "entered_at", "id"]
        indexes = [models.Index(fields=["episode", "at"], name="journal_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new line; a line that stands is refused."""
        if not self._state.adding:
            raise TypeError("An entry is never changed: append a withdrawal and a new entry.")
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: only a whole episode can go."""
        raise TypeError("An entry is never deleted: append a withdrawal.")


class ShareQuerySet(models.QuerySet["Share"]):
    def live(self, now: datetime) -> Self:
        """Keep the links that still open something: neither revoked nor past their date, of a running episode."""
        return self.filter(revoked_at=None, expires_at__gt=now, episode__closed_at=None)


class Share(models.Model):
    """A link that lets somebody without an account see a plan, or help with it. It ends with the episode.

    The link carries a secret. Only its SHA-256 is kept, so whoever reads the database opens nothing with it.
    """

    CLINICIAN, HELPER = "clinician", "helper"

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="shares")
    kind = models.CharField(
        max_length=10, choices=[(CLINICIAN, lazy("A doctor or physio")), (HELPER, lazy("A helper at home"))]
    )
    label = models.CharField(max_length=40)
    secret_hash = models.CharField(max_length=64, unique=True)
    notes = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["clinician", "helper"]), name="share_of_a_known_kind"),
            # What a helper logs carries their label; "self" stands for the person.
            models.CheckConstraint(condition=~Q(label="") & ~Q(label__iexact="self"), name="share_names_somebody_else"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="share_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class DayRecord(models.Model):
    """What the plan of one day said when it was first shown: kept for ever as it was, and never read by the plan."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="day_records", db_index=False)
    date = models.DateField()
    rules = models.CharField(max_length=20)
    shown_at = models.DateTimeField()
    shown = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "date"], name="one_record_a_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.episode_id}"
