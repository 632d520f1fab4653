"""When it happened: now, some minutes ago, or at a time picked by the person's own clock."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.fields import choice_field
from recovery.plan.entries import FUTURE_LIMIT

PICK = "pick"  # the answer that asks for a day and a time
AGO = [
    ("0", lazy("Now")),
    ("15", lazy("15 min ago")),
    ("30", lazy("30 min ago")),
    ("60", lazy("1 hour ago")),
    (PICK, lazy("Pick a time")),
]


class LocalTimeField(forms.DateTimeField):
    """A day and a time as a clock shows them, without a zone. Only the form knows the zone of the person."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """Read the text as UTC, because UTC has no hour that a clock change skips or repeats; then drop the zone."""
        with timezone.override(UTC):
            moment: datetime | None = super().to_python(value)
        return moment and moment.replace(tzinfo=None)

    def validate(self, value: Any) -> None:
        """Refuse years that no entry may have."""
        super().validate(value)
        if value and not 1901 < value.year < 2199:
            raise forms.ValidationError(_("Check the year."))


class WhenForm(forms.Form):
    """A form that asks when something happened; `cleaned_data["at"]` is the answer as an instant in UTC."""

    when = choice_field(lazy("When"), AGO, initial="0", required=True)
    pick = LocalTimeField(label=lazy("Day and time"), required=False)
    which = choice_field(
        lazy("The clocks went back that night. Which one was it?"),
        [("0", lazy("The first")), ("1", lazy("The second"))],
    )

    def __init__(self, data: Any = None, *, zone: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        """Read and show times by the clock of `zone`; `now` is the aware instant of the request."""
        self.zone, self.now = zone, now
        super().__init__(data, **kwargs)
        self.asks_which = bool(self["which"].value())

    def clean(self) -> dict[str, Any]:
        """Turn the answer into `at`."""
        data = super().clean() or {}
        when = data.get("when")
        if when and when != PICK:
            data["at"] = self.moment_of(when)
        elif when == PICK and "pick" not in self.errors:
            data["at"] = self._picked(data["pick"], data.get("which") or "")
        return data

    def moment_of(self, when: str) -> datetime:
        """Return the instant that an answer other than "pick a time" means."""
        return self.now - timedelta(minutes=int(when))

    def _picked(self, local: datetime | None, which: str) -> datetime | None:
        if local is None:
            self.add_error("pick", _("Pick a day and a time."))
            return None
        first, second = instants_of(local, self.zone)
        if first > second:
            self.add_error("pick", _("The clocks went forward then, so this time did not exist."))
        elif first != second and not which:
            self.asks_which = True
            self.add_error("which", _("This time came twice. Choose the first or the second."))
        moment = second if which == "1" else first
        if moment > self.now + FUTURE_LIMIT:
            self.add_error("pick", _("This time has not come yet."))
        return self._unchanged(min(moment, self.now))

    def _unchanged(self, moment: datetime) -> datetime:
        """Return the exact instant of an entry whose minute was not changed: the form does not show seconds."""
        was: datetime | None = self.initial.get("at")
        return was if was and was.replace(second=0, microsecond=0) == moment else moment


def instants_of(local: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return both instants in UTC of a local time without a zone.

    They are equal except near a clock change: the first is earlier in an hour that comes twice, and later in an hour
    that the clocks skip.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second


def local_answers(moment: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Return the answers of a WhenForm that mean this instant."""
    local = moment.astimezone(zone)
    first, second = instants_of(local.replace(tzinfo=None), zone)
    return {
        "when": PICK,
        "pick": local.replace(tzinfo=None),
        "which": str(local.fold) if first != second else "",
        "at": moment,
    }
