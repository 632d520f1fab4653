"""What people type, turned into facts. No rules of recovery here: a form only asks and reads."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan import facts
from recovery.plan.redflags import RED_FLAGS
from recovery.plan.rules.offtrack import DATED as OFF_TRACK
from recovery.screen import FULL_SCREEN, Rows, answer_for_all, asked, flags_in, rows_for, screen_field, week_field

PAIN_CHOICES = [("0", lazy("0 none")), *((str(value), str(value)) for value in range(1, 11))]
AMOUNT_CHOICES = [("none", lazy("None")), ("some", lazy("Some")), ("lots", lazy("A lot"))]
NUMBER_ERRORS = {
    "required": lazy("Write a number."),
    "invalid": lazy("Write a whole number."),
    "min_value": lazy("Write %(limit_value)s or more."),
    "max_value": lazy("Write %(limit_value)s or less."),
}
AMOUNT_ERRORS = NUMBER_ERRORS | {"invalid": lazy("Write a number.")}
# Asked beside "cannot walk": a yes is the red flag S6.
NOT_EVEN = lazy("I cannot get to the toilet, even after a rest")
AGO_CHOICES = [
    ("0", lazy("Now")),
    ("15", lazy("15 min ago")),
    ("30", lazy("30 min ago")),
    ("60", lazy("1 hour ago")),
    ("pick", lazy("Pick a time")),
]
# The banners that say by when to see somebody, and can be put away until then.
DATED = (*(flag for flag in RED_FLAGS if flag.startswith("D")), *OFF_TRACK)
HEAD = ("id", "kind", "at", "entered_at", "by")  # of every entry; a form asks for the rest


class WallClock(forms.DateTimeField):
    """A day and a time as a clock shows them. Only the form knows whose clock it was, and which of two hours."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """Read it as it stands, also in the hours that a clock change skips or brings twice."""
        with timezone.override(UTC):
            moment: datetime | None = super().to_python(value)
        return moment and moment.replace(tzinfo=None)

    def validate(self, value: Any) -> None:
        """Refuse years that no entry may have."""
        super().validate(value)
        if value and not 1901 < value.year < 2199:
            raise forms.ValidationError(_("Check the year."))


class When(forms.Form):
    """When it happened: now, some minutes ago, or a time picked by the person's own clock."""

    when = forms.ChoiceField(label=lazy("When"), choices=AGO_CHOICES, initial="0", widget=forms.RadioSelect)
    pick = WallClock(label=lazy("Day and time"), required=False)
    which = forms.ChoiceField(
        label=lazy("The clocks went back that night. Which one was it?"),
        choices=[("0", lazy("The first")), ("1", lazy("The second"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, zone: ZoneInfo, now: datetime, **kwargs: Any) -> None:
        """Read and show times by the clock of `zone`; `now` is the aware instant of the request."""
        self.zone, self.now = zone, now
        super().__init__(*args, **kwargs)
        self.asks_which = bool(self["which"].value())

    def clean(self) -> dict[str, Any]:
        """Turn the answer into `at`, an instant in UTC."""
        data = super().clean() or {}
        when = data.get("when")
        if when and when != "pick":
            data["at"] = self.now - timedelta(minutes=int(when))
        elif when == "pick" and "pick" not in self.errors:
            data["at"] = self._picked(data.get("pick"), data.get("which") or "")
        return data

    def _picked(self, value: datetime | None, which: str) -> datetime | None:
        if value is None:
            self.add_error("pick", _("Pick a day and a time."))
            return None
        first, second = both_times(value.replace(tzinfo=None), self.zone)
        if first > second:
            self.add_error("pick", _("The clocks went forward then, so this time did not exist."))
        elif first != second and not which:
            self.asks_which = True
            self.add_error("which", _("This time came twice. Choose the first or the second."))
        moment = second if which == "1" else first
        if moment > self.now + facts.FUTURE_LIMIT:
            self.add_error("pick", _("This time has not come yet."))
        was = self.initial.get("at")  # whoever corrects other things leaves the instant as it was, to the second
        return was if was and was.replace(second=0, microsecond=0) == moment else moment


def both_times(local: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants in UTC that a local time stands for: the same twice, but for the hours around a clock change."""
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second


class EntryForm(When):
    """What every entry's form has: the id made with the page, so that saving twice makes one entry."""

    kind = ""
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def fact(self) -> facts.Entry:
        """The entry this valid form stands for."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        told = self.more({name: value for name, value in given.items() if name not in ("when", "pick", "which")})
        return facts.parse({"kind": self.kind, "entered_at": self.now, "by": "self"} | told)

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        """The fields of the fact, from the answers given; forms whose answers are not the fields say how."""
        return given


def initial_of(entry: facts.Entry, zone: ZoneInfo) -> dict[str, Any]:
    """What the form of an entry starts with when it is corrected."""
    told = {name: value for name, value in facts.dump(entry).items() if name not in HEAD}
    local = entry.at.astimezone(zone)
    first, second = both_times(local.replace(tzinfo=None), zone)
    picked = {"when": "pick", "pick": local.replace(tzinfo=None), "which": str(local.fold) if first != second else ""}
    return told | picked | {"at": entry.at, "stopped": told.get("finished") is False}


def pain_field(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """Pain from 0 to 10, as eleven big radios."""
    kwargs.setdefault("error_messages", {"required": lazy("Choose a number.")})
    return forms.TypedChoiceField(
        label=label, choices=PAIN_CHOICES, coerce=int, empty_value=None, widget=forms.RadioSelect, **kwargs
    )


def number_field(label: Any, low: int, high: int, **kwargs: Any) -> forms.IntegerField:
    """A whole number with its bounds."""
    kwargs.setdefault("error_messages", NUMBER_ERRORS)
    return forms.IntegerField(label=label, min_value=low, max_value=high, **kwargs)


def as_scales(form: EntryForm) -> None:
    """Ask for the pain before and after by one tap each, right after it was done."""
    for name in ("pain_before", "pain_after"):
        if name in form.fields:
            form.fields[name] = pain_field(form.fields[name].label, required=False)


class MinutesForm(EntryForm):
    minutes = number_field(lazy("Minutes"), 1, 600)
    started = forms.UUIDField(required=False, widget=forms.HiddenInput)


class WalkForm(MinutesForm):
    kind = "walk"
    where = forms.ChoiceField(
        label=lazy("Where"),
        choices=[("home", lazy("At home")), ("outside", lazy("Outside"))],
        required=False,
        widget=forms.RadioSelect,
    )
    pain_before = number_field(lazy("Pain before"), 0, 10, required=False)
    pain_after = number_field(lazy("Pain after"), 0, 10, required=False)
    pain_hour_later = number_field(lazy("Pain 1 hour later, if you know it"), 0, 10, required=False)
    stopped = forms.BooleanField(label=lazy("I had to stop early"), required=False)

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write "stopped" as the opposite of "finished"."""
        return given | {"finished": not given.pop("stopped", False)}


class SkinForm(MinutesForm):
    skin = forms.ChoiceField(
        label=lazy("Your skin after it"),
        choices=[("fine", lazy("Normal")), ("marked", lazy("White or marked")), ("numb", lazy("Numb"))],
        required=False,
        widget=forms.RadioSelect,
    )


class ColdForm(SkinForm):
    kind = "cold"


class HeatForm(SkinForm):
    kind = "heat"


class RestForm(MinutesForm):
    kind = "rest"
    position = forms.ChoiceField(
        label=lazy("How"),
        choices=[
            ("incline", lazy("On my back")),
            ("recliner", lazy("In a chair")),
            ("side", lazy("On my side")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )


class LegsUpForm(MinutesForm):
    kind = "legs_up"


class BreathingForm(MinutesForm):
    kind = "breathing"


class MassageForm(MinutesForm):
    kind = "massage"


class StretchForm(MinutesForm):
    kind = "stretch"
    pain_before = number_field(lazy("Pain before"), 0, 10, required=False)
    pain_after = number_field(lazy("Pain after"), 0, 10, required=False)


class DrinkForm(EntryForm):
    kind = "drink"
    ml = number_field(lazy("How much, in ml"), 1, 5000)


class MedicineForm(EntryForm):
    kind = "medicine"
    name = forms.ChoiceField(
        label=lazy("Which medicine"),
        choices=[
            ("ibuprofen", lazy("Ibuprofen")),
            ("naproxen", lazy("Naproxen")),
            ("aspirin", lazy("Aspirin")),
            ("paracetamol", lazy("Paracetamol (acetaminophen)")),
            ("other", lazy("Another pain pill")),
        ],
        error_messages={"required": lazy("Choose one.")},
        widget=forms.RadioSelect,
    )
    mg = forms.FloatField(
        label=lazy("How much, in mg"),
        min_value=0,
        max_value=20_000,
        required=False,
        error_messages=AMOUNT_ERRORS,
        help_text=lazy("Left out, it counts as the most at once."),
    )
    taken = forms.BooleanField(
        label=lazy("I have taken it already. Save it."),
        help_text=lazy("Not taken yet? Then leave it out."),
        required=False,
    )
    note = forms.CharField(label=lazy("Note"), max_length=2000, required=False)

    def __init__(self, *args: Any, against: Callable[[facts.Medicine], str | None], **kwargs: Any) -> None:
        """`against` says in words what speaks against a dose, None where nothing does."""
        super().__init__(*args, **kwargs)
        self.against = against
        self.asks_taken = bool(self["taken"].value())

    def clean(self) -> dict[str, Any]:
        """Refuse a dose that the label speaks against, until the person says that it was taken: then it is a fact."""
        data = super().clean()
        dose = None if self.errors else self.fact()
        if isinstance(dose, facts.Medicine) and (reason := self.against(dose)):
            self.asks_taken = True
            if not data["taken"]:
                self.add_error("name", reason)
        return data

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        """Leave out what only the form needs to know."""
        given.pop("taken", None)
        return given


class CheckInForm(EntryForm):
    """How the person feels. The red-flag rows are those due today; see screen.rows_due and week_rows_due."""

    kind = "check_in"
    pain = pain_field(lazy("Pain now"))
    spasm = forms.ChoiceField(label=lazy("Spasm"), choices=AMOUNT_CHOICES, required=False, widget=forms.RadioSelect)
    stiffness = forms.ChoiceField(
        label=lazy("Stiffness"), choices=AMOUNT_CHOICES, required=False, widget=forms.RadioSelect
    )
    leg = forms.ChoiceField(
        label=lazy("Leg pain, tingling or numbness?"),
        choices=[
            ("none", lazy("No")),
            ("same", lazy("Same as before")),
            ("lower", lazy("Further down")),
            ("tingling", lazy("New tingling")),
            ("weak", lazy("One leg weak")),
            ("both", lazy("Both legs")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    can_walk = forms.ChoiceField(
        label=lazy("Can you walk?"),
        choices=[("yes", lazy("Yes")), ("a_few_steps", lazy("A few steps")), ("no", lazy("No"))],
        required=False,
        widget=forms.RadioSelect,
    )
    not_even = forms.BooleanField(label=NOT_EVEN, required=False)
    longest_walk = number_field(
        lazy("Your longest walk yesterday, in minutes"),
        0,
        600,
        required=False,
        help_text=lazy("0 if you did not walk."),
    )
    sudden = forms.BooleanField(label=lazy("It seized up again suddenly"), required=False)
    no_walk = forms.BooleanField(label=lazy("I did not walk today"), required=False)
    slept = forms.ChoiceField(
        label=lazy("Last night"),
        choices=[("well", lazy("Slept well")), ("badly", lazy("Slept badly"))],
        required=False,
        widget=forms.RadioSelect,
    )
    limits = forms.ChoiceField(
        label=lazy("Does your back keep you from normal things?"),
        choices=[("yes", lazy("Yes")), ("no", lazy("No"))],
        required=False,
        widget=forms.RadioSelect,
    )
    temperature_c = forms.FloatField(
        label=lazy("Temperature in °C, if you took it"),
        min_value=30,
        max_value=45,
        required=False,
        error_messages=AMOUNT_ERRORS,
    )
    note = forms.CharField(
        label=lazy("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, rows: Rows, week: Rows = (), asks: Sequence[str] = (), **kwargs: Any) -> None:
        """Ask the red-flag `rows`, and those of the `week` if any.

        `asks` names what the plan waits for, so that it must be answered.
        """
        super().__init__(*args, **kwargs)
        self.fields["screen"] = screen_field(rows, lazy("Do you have any of these now?"))
        self.rows, self.asked = rows, asked(rows)
        self.asks_week = bool(week)
        if week:
            self.fields["week"] = week_field(week)
        self.fields["longest_walk"].required = "longest_walk" in asks
        self.asks_longest_walk = "longest_walk" in asks or "longest_walk" in self.initial

    def clean_screen(self) -> list[str]:
        """Refuse the answer of a page that had not shown every row."""
        return _answered(self, self.rows)

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write the ticked rows as flags, and yes and no as true and false."""
        given["flags"] = flags_in([*given.pop("screen"), *given.pop("week", ())])
        given["screened"] = True
        if given.pop("not_even", False) and given.get("can_walk") == "no":
            given["flags"].append("S6")
        if given.pop("no_walk", False):
            given["walked"] = False
        if "limits" in given:
            given["limits"] = given["limits"] == "yes"
        return given


def _answered(form: forms.Form, rows: Rows) -> list[str]:
    ticked: list[str] = form.cleaned_data["screen"]
    if not flags_in(ticked) and not answer_for_all(rows, form.data):
        raise forms.ValidationError(_("There are more questions now. Look at all of them."))
    return ticked


class ScreenForm(forms.Form):
    """The full red-flag screen alone, before a plan goes on after an alert."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, conditions: frozenset[str], **kwargs: Any) -> None:
        """Ask every emergency and same-day question, as they are put to somebody with these conditions."""
        super().__init__(*args, **kwargs)
        self.rows = rows_for(FULL_SCREEN, conditions)
        self.asked = asked(self.rows)
        self.fields["screen"] = screen_field(self.rows, lazy("Do you have any of these now?"))

    def clean_screen(self) -> list[str]:
        """Refuse the answer of a page that had not shown every row."""
        return _answered(self, self.rows)

    def fact(self, now: datetime) -> facts.Entry:
        """The screened check-in this valid form stands for."""
        flags = flags_in(self.cleaned_data["screen"])
        return tap("check_in", self.cleaned_data["id"], now, flags=flags, screened=True)


class TapForm(forms.Form):
    """One tap that says what to note: what began, what made it worse, who cleared the alert, which banner was read."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    CHOICES: ClassVar = {
        "started": ("item", facts.TIMED),
        "worse": ("item", facts.ITEM_KINDS),
        "cleared": ("because", ("professional", "mistake")),
        "dismissed": ("notices", DATED),
    }

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        """Read the one field that this kind of entry needs; only notices can be several."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.asks, choices = self.CHOICES[kind]
        field = forms.MultipleChoiceField if kind == "dismissed" else forms.ChoiceField
        self.fields[self.asks] = field(choices=[(each, each) for each in choices])

    def fact(self, now: datetime) -> facts.Entry:
        """The entry this valid form stands for."""
        return tap(self.kind, self.cleaned_data["id"], now, **{self.asks: self.cleaned_data[self.asks]})


def tap(kind: str, entry_id: UUID, now: datetime, **fields: Any) -> facts.Entry:
    """An entry about this very moment."""
    return facts.parse({"kind": kind, "id": entry_id, "at": now, "entered_at": now, "by": "self"} | fields)


FORMS: Mapping[str, type[EntryForm]] = {
    form.kind: form
    for form in (
        WalkForm, ColdForm, HeatForm, RestForm, LegsUpForm, BreathingForm, MassageForm, StretchForm, DrinkForm,
        MedicineForm,
    )
}  # fmt: skip
