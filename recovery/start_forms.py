"""What somebody answers before there is a plan. No rules of recovery here: a form only asks and reads."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils import functional, timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery import places
from recovery.forms import NOT_EVEN, When, number_field, pain_field
from recovery.plan import facts, figures
from recovery.screen import NONE, flags_in
from recovery.show.traits import CONDITIONS, changes_of

# Who says only the day did not say the hour.
DAYS = ("today", "yesterday")
YEAR = lazy("Write the year with 4 digits, like 1980.")
CHOOSE = {"required": lazy("Choose an answer.")}
AFTERNOON = time(14, 30)
ROUND = timedelta(minutes=5)
OLDEST = timedelta(days=366)


def known_zone(name: str | None) -> str:
    """Give back the name of a zone that can be written down, or nothing."""
    return name if name in facts.zone_names() else ""


class ScreenForm(forms.Form):
    """Red flags to tick, or the button that says there are none. Ticked rows outweigh that button."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-zone": ""}))
    ticked = forms.MultipleChoiceField(
        label=lazy("Do you have any of these now?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    answer = forms.CharField(required=False)

    def __init__(self, *args: Any, rows: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        """Ask the rows of one screen; each value is its flag."""
        super().__init__(*args, **kwargs)
        self.fields["ticked"].choices = list(rows)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an empty answer: having none of these must be said."""
        data = super().clean() or {}
        if not data.get("ticked") and data.get("answer") != NONE and "ticked" not in self.errors:
            self.add_error("ticked", _("Tick what you have, or tap “None of these”."))
        return data

    def flags(self) -> list[str]:
        """The red flags that the ticked rows stand for."""
        return flags_in(self.cleaned_data.get("ticked") or [])


class OnsetForm(When):
    """When it started, as exactly as the person knows."""

    when = forms.ChoiceField(
        label=lazy("When did it start?"),
        choices=[
            ("0", lazy("Just now")),
            ("60", lazy("1 hour ago")),
            ("today", lazy("Earlier today")),
            ("yesterday", lazy("Yesterday")),
            ("pick", lazy("Pick a time")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    unsure = forms.BooleanField(label=lazy("I am not sure of the hour"), required=False)

    def clean_pick(self) -> datetime | None:
        """Refuse years that no calendar can turn into UTC, and spasms this plan has nothing to say about."""
        value: datetime | None = self.cleaned_data["pick"]
        if value is not None and abs(value.replace(tzinfo=UTC) - self.now) > OLDEST:
            raise forms.ValidationError(_("Pick a time in the last 12 months."))
        return value

    def clean(self) -> dict[str, Any]:
        """Turn the answer into `started_at` and, for an unsure hour, `latest_at`, both in UTC."""
        data = super(When, self).clean() or {}
        when = data.get("when")
        if when == "pick" and "pick" not in self.errors:
            started = self._picked(data.get("pick"), data.get("which") or "")
            data |= {"started_at": started, "latest_at": started and self._end_of_day(started)}
        elif when and when != "pick":
            data["started_at"], data["latest_at"] = self.guesses()[when]
        if when not in DAYS and not data.get("unsure"):
            data["latest_at"] = None
        return data

    def guesses(self) -> dict[str, tuple[datetime, datetime]]:
        """For every answer without a picked time: about when that is, and the latest it can have been."""
        local = self.now.astimezone(self.zone)
        midnight = self._at(local, time.min)
        woke = self._at(local, figures.WAKE)
        begins = woke if woke < self.now else midnight
        middle = begins + (self.now - begins) // 2
        return {
            "0": (self.now, self.now),
            "60": (self.now - timedelta(hours=1), self.now),
            "today": (max(midnight, middle - (middle - midnight) % ROUND), self.now),
            "yesterday": (self._at(local - timedelta(days=1), AFTERNOON), midnight),
        }

    def lines(self) -> dict[str, str]:
        """What the guesses of a day say: "Sunday, about 14:30"."""
        return {day: about(self.guesses()[day][0], self.zone) for day in DAYS}

    def _at(self, day: datetime, clock: time) -> datetime:
        return datetime.combine(day.date(), clock, self.zone).astimezone(UTC)

    def _end_of_day(self, moment: datetime) -> datetime:
        tomorrow = moment.astimezone(self.zone) + timedelta(days=1)
        return max(moment, min(self.now, self._at(tomorrow, time.min)))


def about(moment: datetime, zone: ZoneInfo) -> str:
    """Write a guessed instant."""
    local = timezone.localtime(moment, zone)
    return _("%(day)s, about %(time)s") % {"day": date_format(local, "l"), "time": date_format(local, "H:i")}


class WhenForm(OnsetForm):
    """When it started and how bad it is; the clock of this phone comes along, or is chosen by hand."""

    pain = pain_field(lazy("How bad is it now?"), error_messages=CHOOSE)
    can_walk = forms.ChoiceField(
        label=lazy("Can you walk?"),
        choices=[("yes", lazy("Yes")), ("a_few_steps", lazy("A few steps")), ("no", lazy("No"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    not_even = forms.BooleanField(label=NOT_EVEN, required=False)
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-zone": ""}))
    time_zone_by_hand = forms.ChoiceField(
        label=lazy("Where are you?"),
        help_text=lazy("So that times are right."),
        choices=[("", lazy("Choose")), *places.zones()],
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, initial: Mapping[str, Any], now: datetime) -> None:
        """Take the zone from what was posted, or from what is known already."""
        told = data if data is not None else initial
        self.zone_name = known_zone(told.get("time_zone_by_hand")) or known_zone(told.get("time_zone"))
        super().__init__(data, initial=dict(initial), zone=ZoneInfo(self.zone_name or "UTC"), now=now)

    def lines(self) -> dict[str, str]:
        """Without a zone, no clock time can be guessed yet."""
        return super().lines() if self.zone_name else dict.fromkeys(DAYS, _("Some time that day"))

    def clean(self) -> dict[str, Any]:
        """Insist on a zone: without one, no hour can be named."""
        data = super().clean()
        if not self.zone_name and "time_zone_by_hand" not in self.errors:
            self.add_error("time_zone_by_hand", _("Choose where you are."))
        return data


def _row(words: Any, condition: str) -> str:
    return format_html("{} <small>{}</small>", words, changes_of(condition))


row = functional.lazy(_row, str)  # in the language of the page, not of the moment the form was defined


def conditions_field(label: Any, group: str) -> forms.MultipleChoiceField:
    """Conditions of one group, as rows to tick, each with what it changes."""
    rows = [(condition, row(words, condition)) for condition, words in CONDITIONS[group]]
    return forms.MultipleChoiceField(label=label, choices=rows, required=False, widget=forms.CheckboxSelectMultiple)


def clock_field(label: Any, initial: time) -> forms.TimeField:
    """A local time of day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, initial=initial, required=False, widget=widget)


class AboutForm(forms.Form):
    """The few things that can change the plan. All may be left out."""

    skin = conditions_field(lazy("Skin and nerves"), "skin")
    heart = conditions_field(lazy("Heart and blood"), "heart")
    organs = conditions_field(lazy("Kidneys, liver, stomach"), "organs")
    bones = conditions_field(lazy("Bones"), "bones")
    more = conditions_field(lazy("Anything else"), "more")
    weeks_pregnant = number_field(
        lazy("Weeks pregnant"),
        0,
        45,
        required=False,
        help_text=lazy("From 20 weeks no pills such as ibuprofen. From 28 weeks you rest on your side."),
    )
    birth_year = number_field(
        lazy("Year of birth"),
        1900,
        2200,
        required=False,
        help_text=lazy("From 60: ask before pills such as ibuprofen. From 65: warmth is shorter."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), lazy("Write the year with 4 digits, like 1980.")
        ),
    )
    sex = forms.ChoiceField(
        label=lazy("Sex"),
        help_text=lazy("It only sets how much to drink."),
        choices=[("f", lazy("Female")), ("m", lazy("Male")), ("", lazy("Leave out"))],
        required=False,
        widget=forms.RadioSelect,
    )
    wake = clock_field(lazy("I get up at"), figures.WAKE)
    sleep = clock_field(lazy("I go to bed at"), figures.SLEEP)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        """`now` is the aware instant of the request."""
        self.now = now
        super().__init__(*args, **kwargs)

    def clean_birth_year(self) -> int | None:
        """Refuse a year to come."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > self.now.year:
            raise forms.ValidationError(_("This year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        """Refuse a night of no length."""
        data = super().clean() or {}
        if data.get("wake") and data.get("wake") == data.get("sleep"):
            self.add_error("sleep", _("You get up at this time. Choose another."))
        return data

    def told(self) -> dict[str, Any]:
        """What was said, by the names of an `about` entry; None or nothing where it was left out."""
        data = self.cleaned_data
        conditions = [condition for group in CONDITIONS for condition in data[group]]
        weeks = data["weeks_pregnant"] if "pregnant" in conditions else None
        given = {name: data[name] or None for name in ("birth_year", "sex", "wake", "sleep")}
        return given | {"conditions": conditions, "weeks_pregnant": weeks}
