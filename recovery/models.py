"""The tables: persons, episodes and their journals. The constraints are in the database itself."""

from datetime import datetime
from typing import Any, ClassVar, Self, cast
from uuid import UUID, uuid4

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import IntegrityError, models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

DEVICE = "device"  # in the session: the browser and the system that logged in


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None) -> "Person":
        """Create a person with this address. Without a password they log in by code or passkey only."""
        person = self.model(email=email.lower())
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. It holds their address, and the day of their last visit."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    password_at = models.DateTimeField(null=True)  # when the password was set or changed
    seen_on = models.DateField(null=True)  # the last day with a visit
    warned_on = models.DateField(null=True)  # when a mail said that the account will be deleted

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.email

    def set_password(self, raw_password: str | None) -> None:
        """Set the password, and remember when."""
        super().set_password(raw_password)
        self.password_at = timezone.now()


class Session(AbstractBaseSession):
    """The session of a browser, and its person, so that deleting an account deletes its sessions on all devices."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True, db_default="")

    class Meta(AbstractBaseSession.Meta):
        db_table = "django_session"  # Django's own table with one more column, so that nobody was logged out

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the store that writes these rows."""
        return SessionStore


class SecurityEvent(models.Model):
    """Something about an account that its person should be able to recognize, such as a log-in.

    `way` is how somebody logged in or tried to, or what an event is about. `device` is a browser and a system.
    """

    class What(models.TextChoices):
        LOGGED_IN = "logged_in"
        REFUSED = "refused"  # a wrong password or code
        CHANGED = "changed"  # the password
        ADDRESS = "address"
        ADDED = "added"  # a way to log in, or a second step
        REMOVED = "removed"
        CODES = "codes"  # new spare codes
        ENDED = "ended"  # sessions elsewhere
        EXPORTED = "exported"
        SHARED = "shared"

    # The database deletes them: the release before this one knows no such table, and deletes accounts, too.
    person = models.ForeignKey(Person, models.DB_CASCADE, related_name="events", db_index=False)
    what = models.CharField(max_length=10, choices=What)
    way = models.CharField(max_length=20, blank=True)
    device = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at"], name="events_by_age"),
            models.Index(fields=["person", "-at", "-id"], name="events_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"


class SessionStore(DatabaseStore):
    """Django's store. Each row that it writes names the person who is signed in."""

    ends: datetime | None = None  # when the row that was read expires

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the model of its rows."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        self.ends = row.expire_date if row else None
        return row

    def save(self, must_create: bool = False) -> None:
        """Save the row. Raises UpdateError if its person is deleted: Django would try to create it for ever."""
        try:
            super().save(must_create)
        except (CreateError, IntegrityError):
            person = self.get(SESSION_KEY)
            if person and not Person.objects.filter(pk=person).exists():
                raise UpdateError from None
            raise

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Make the row of a session."""
        row = cast(Session, super().create_model_instance(data))
        row.person_id, row.device = data.get(SESSION_KEY), data.get(DEVICE, "")
        return row


class EpisodeQuerySet(models.QuerySet["Episode"]):
    def owned_by(self, person: Person) -> Self:
        """Keep the episodes of this person."""
        return self.filter(owner=person)

    def of_guest(self, key: UUID | str) -> Self:
        """Keep the episodes that a guest with this key began."""
        return self.filter(guest_key=key)

    def open(self) -> Self:
        """Keep those that are not closed."""
        return self.filter(closed_at=None)

    def abandoned(self, before: datetime) -> Self:
        """Keep the episodes of guests without an entry since `before`."""
        written_since = Entry.objects.filter(episode=models.OuterRef("pk"), entered_at__gte=before)
        return self.filter(~models.Exists(written_since), owner=None, created_at__lt=before)


class Episode(models.Model):
    """One episode of back trouble with its journal. It belongs to a person, or to a guest without an account."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="episodes")
    guest_key = models.UUIDField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

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
    """One entry of a journal. A row is never changed or deleted: a correction is one more row.

    `once` follows from what only one entry may do, such as end a timer (see store/once.py); None if several may.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="entries", db_index=False)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    entered_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    data = models.JSONField()
    once = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["at", "entered_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["once"], condition=Q(once__isnull=False), name="only_one_entry_does_it")
        ]
        indexes = [models.Index(fields=["episode", "at"], name="journal_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row. A row that exists is refused."""
        if not self._state.adding:
            raise TypeError("An entry is never changed: append a withdrawal and a new entry.")
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse. Only a whole episode can be deleted."""
        raise TypeError("An entry is never deleted: append a withdrawal.")


class ShareQuerySet(models.QuerySet["Share"]):
    def live(self, now: datetime) -> Self:
        """Keep the links that work: neither revoked nor expired, of an open episode."""
        return self.filter(revoked_at=None, expires_at__gt=now, episode__closed_at=None)


class Share(models.Model):
    """A link that lets somebody without an account see a plan, or help with it. It ends with the episode.

    The link contains a secret. The database holds only its SHA-256, which opens nothing.
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
            # Entries of a helper carry this label. "self" is the person.
            models.CheckConstraint(condition=~Q(label="") & ~Q(label__iexact="self"), name="share_names_somebody_else"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="share_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class DayRecord(models.Model):
    """What the plan of a day said when it was first shown. It never changes, and the plan never reads it."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="day_records", db_index=False)
    date = models.DateField()
    rules = models.CharField(max_length=20)
    shown_at = models.DateTimeField()
    shown = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "date"], name="one_record_a_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.episode_id}"


class ReminderSettings(models.Model):
    """How one episode's person wants to be reminded. Without this row there are no reminders.

    `origin` is the address of the site as this person uses it, for links in mail and notifications. `plan_at` is when
    the worker plans the reminders again: at once after a log, else when the next plan day begins. Of the secret in the
    calendar's address only the SHA-256 is kept.
    """

    episode = models.OneToOneField(Episode, models.CASCADE, related_name="reminder_settings")
    origin = models.CharField(max_length=300)
    plain = models.BooleanField(default=False)
    skin_looks = models.BooleanField(default=False)
    muted = models.JSONField(default=list)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    mail = models.BooleanField(default=False)
    mail_sent_at = models.DateTimeField(null=True, blank=True)
    mail_bounces = models.PositiveSmallIntegerField(default=0)
    calendar_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    calendar_read_at = models.DateTimeField(null=True, blank=True)
    plan_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_begin_and_end",
            ),
        ]
        indexes = [models.Index(fields=["plan_at"], condition=Q(plan_at__isnull=False), name="reminders_to_plan")]

    def __str__(self) -> str:
        return f"Reminders of {self.episode_id}"


class Subscription(models.Model):
    """A browser that takes notifications. `came_at` is when it last showed one, `sent_at` when one was last sent."""

    settings = models.ForeignKey(ReminderSettings, models.CASCADE, related_name="subscriptions")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Subscription {self.pk}"


class Reminder(models.Model):
    """One reminder to one browser, or by mail where there is no `subscription`.

    The id follows from what, when and to whom, so planning again never doubles one. A worker leases a row before it
    sends; a row without an end is leased again once its lease is over.
    """

    class What(models.TextChoices):
        PLAN = "plan"  # what is due by the plan
        AGAIN = "again"  # the same, put off by the person
        LOOK = "look"  # look at the skin under a pack
        END = "end"  # the end of a timer
        STILL = "still"  # the pack is still on
        STOP = "stop"  # the timer is no longer allowed
        MAIL = "mail"  # the plan of the day, by mail

    class Outcome(models.TextChoices):
        SENT = "sent"
        LATE = "late"
        OVER = "over"  # no longer true
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, editable=False)
    settings = models.ForeignKey(ReminderSettings, models.CASCADE, related_name="reminders")
    subscription = models.ForeignKey(Subscription, models.CASCADE, null=True, related_name="reminders")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField()
    kinds = models.JSONField(default=list)
    timer = models.UUIDField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="ended_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["at"], condition=Q(ended_at=None), name="reminders_to_send")]

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"
