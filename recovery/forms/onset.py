"""When the spasm started: the question, and the correction that is shown once more before it counts."""

from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.fields import choice_field
from recovery.forms.when import PICK, WhenForm
from recovery.plan.clinical import figures
from recovery.plan.entries import FUTURE_LIMIT, OLDEST_ONSET, BadEntry, Onset, parse

HOURS_UNSAID = ("today", "yesterday")  # answers that name a day and no hour
AFTERNOON = time(14, 30)  # the guess for yesterday
ROUND = timedelta(minutes=5)  # guesses for today are rounded to this


class Guess(NamedTuple):
    """A guessed time: "Sunday, about 14:30", and as the field for a time takes it."""

    words: str
    local: str


class OnsetForm(WhenForm):
    """When it started, as exactly as the person knows: `started_at` and, for an unsure hour, `latest_at`, in UTC."""

    when = choice_field(
        lazy("When did it start?"),
        [
            ("0", lazy("Just now")),
            ("60", lazy("1 hour ago")),
            ("today", lazy("Earlier today")),
            ("yesterday", lazy("Yesterday")),
            (PICK, lazy("Pick a time")),
        ],
        required=True,
        error_messages={"required": lazy("Choose an answer.")},
    )
    unsure = forms.BooleanField(label=lazy("I am not sure of the hour"), required=False)

    def clean_pick(self) -> datetime | None:
        """Refuse years that no calendar can turn into UTC, and spasms that are too old for this plan."""
        local: datetime | None = self.cleaned_data["pick"]
        if local is not None and abs(local.replace(tzinfo=UTC) - self.now) > OLDEST_ONSET:
            raise forms.ValidationError(_("Pick a time in the last 12 months."))
        return local

    def clean(self) -> dict[str, Any]:
        """Turn the answer into `started_at` and `latest_at`; the latter is None when the hour is sure."""
        data = super().clean()
        started = data.get("at")
        return data | {"started_at": started, "latest_at": started and self._latest(data, started)}

    def moment_of(self, when: str) -> datetime:
        """Return about when it started, for an answer other than "pick a time"."""
        return self.guesses()[when][0]

    def guesses(self) -> dict[str, tuple[datetime, datetime]]:
        """For every answer without a picked time: about when that is, and the latest that it can have been."""
        today = self.now.astimezone(self.zone)
        midnight, woke = self._at(today, time.min), self._at(today, figures.WAKE)
        begins = woke if woke < self.now else midnight
        middle = begins + (self.now - begins) // 2
        return {
            "0": (self.now, self.now),
            "60": (self.now - timedelta(hours=1), self.now),
            "today": (max(midnight, middle - (middle - midnight) % ROUND), self.now),
            "yesterday": (self._at(today - timedelta(days=1), AFTERNOON), midnight),
        }

    def lines(self) -> dict[str, Guess]:
        """What the guess of each answer says."""
        guesses = {day: moment.astimezone(self.zone) for day, (moment, _latest) in self.guesses().items()}
        return {day: Guess(guessed(at, self.zone), f"{at:%Y-%m-%dT%H:%M}") for day, at in guesses.items()}

    def _latest(self, data: dict[str, Any], started: datetime) -> datetime | None:
        when = data["when"]
        if when not in HOURS_UNSAID and not data.get("unsure"):
            return None
        if when != PICK:
            return self.guesses()[when][1]
        tomorrow = started.astimezone(self.zone) + timedelta(days=1)
        return max(started, min(self.now, self._at(tomorrow, time.min)))

    def _at(self, day: datetime, clock: time) -> datetime:
        return datetime.combine(day.date(), clock, self.zone).astimezone(UTC)


class ConfirmOnsetForm(forms.Form):
    """The corrected onset as hidden answers, to be sent once the person has seen what it changes."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    started_at = forms.CharField(widget=forms.HiddenInput)
    latest_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, now: datetime, **kwargs: Any) -> None:
        """`now` is the aware instant of the request."""
        self.now = now
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Read the instants, as this site wrote them, into `entry`."""
        data = super().clean() or {}
        if not self.errors:
            try:
                data["entry"] = onset_entry(data["id"], data["started_at"], data["latest_at"] or None, self.now)
            except BadEntry as problem:
                raise forms.ValidationError(str(problem)) from None
        return data


def onset_entry(form_id: UUID, started_at: Any, latest_at: Any, now: datetime) -> Onset:
    """Return the entry of a corrected onset.

    Its id depends on the form and on the content: the same form sent twice is one entry, another correction is another.
    Raises BadEntry for text that is no instant, or for an instant in the future.
    """
    moments = {"started_at": started_at, "latest_at": latest_at}
    entry_id = uuid5(form_id, repr(sorted(moments.items())))
    entry = parse({"kind": "onset", "id": entry_id, "at": now, "entered_at": now, "by": "self"} | moments)
    assert isinstance(entry, Onset)  # noqa: S101 - parse returns the class of the kind
    if (entry.latest_at or entry.started_at) > now + FUTURE_LIMIT:
        raise BadEntry("onset: lies in the future")
    return entry


def guessed(moment: datetime, zone: ZoneInfo) -> str:
    """Write a guessed instant: "Sunday, about 14:30"."""
    local = timezone.localtime(moment, zone)
    return _("%(day)s, about %(time)s") % {"day": date_format(local, "l"), "time": date_format(local, "H:i")}
