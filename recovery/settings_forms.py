"""What somebody changes about themselves later. A form only asks and reads."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.utils.translation import gettext_lazy as lazy

from recovery import places
from recovery.forms import HEAD
from recovery.plan import facts, figures
from recovery.show.traits import CONDITIONS
from recovery.start_forms import AboutForm

WEEK = timedelta(days=7)


def told_so_far(entries: Sequence[facts.Entry], now: datetime) -> dict[str, Any]:
    """What a person said about themselves, the newest of each; pregnant weeks are counted on to `now`."""
    gone = {entry.entry for entry in entries if isinstance(entry, facts.Withdrawn)}
    told: dict[str, Any] = {}
    for entry in entries:
        if isinstance(entry, facts.About) and entry.id not in gone:
            told |= {name: value for name, value in facts.dump(entry).items() if name not in HEAD}
            if entry.weeks_pregnant is not None:
                told["weeks_pregnant"] = entry.weeks_pregnant + (now - entry.at) // WEEK
            elif entry.conditions is not None and "pregnant" not in entry.conditions:
                told.pop("weeks_pregnant", None)
    if told.get("weeks_pregnant", 0) > figures.LONGEST_PREGNANCY:
        told.pop("weeks_pregnant")
    return told


class ChangeAboutForm(AboutForm):
    """Everything an `about` entry holds, as it stands, to be changed."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    time_zone = forms.ChoiceField(label=lazy("Where are you?"), help_text=lazy("Times follow the clock there."))
    country = forms.ChoiceField(
        label=lazy("Country"), help_text=lazy("It decides which number to call."), required=False
    )

    def __init__(self, *args: Any, told: dict[str, Any], **kwargs: Any) -> None:
        """Start with what was `told` so far."""
        self.known = told
        chosen = set(told.get("conditions", ()))
        groups = {group: [row for row in chosen if row in rows_of(group)] for group in CONDITIONS}
        super().__init__(*args, initial=told | groups, **kwargs)
        self.fields["time_zone"].choices = _with(told.get("time_zone"), places.zones())  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", lazy("Choose")), *_with(told.get("country"), places.countries())]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """Also where the person is."""
        return super().told() | {name: self.cleaned_data[name] or None for name in ("time_zone", "country")}

    def fact(self) -> facts.Entry | None:
        """An `about` with only what changed; None when nothing did."""
        head = {"kind": "about", "at": self.now, "entered_at": self.now, "by": "self"}
        new = facts.dump(facts.parse(head | {"id": self.cleaned_data["id"]} | self.told()))
        changed = {name: value for name, value in new.items() if name not in HEAD and value != self._was(name)}
        # The id follows the content: the same tap again is one entry, another change is another.
        return facts.parse(head | {"id": entry_id(self.cleaned_data["id"], changed)} | changed) if changed else None

    def _was(self, name: str) -> Any:
        return self.known.get(name, [] if name == "conditions" else None)


class AgreedForm(forms.Form):
    """What a doctor or pharmacist said about one treatment: yes, or no longer yes."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    treatment = forms.ChoiceField(choices=[(each, each) for each in facts.TREATMENTS])
    agreed = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    def fact(self, known: Sequence[str], lifts: Sequence[str], now: datetime) -> facts.Entry:
        """An `about` with all that is agreed to: what was `known`, with or without what this yes `lifts`."""
        others = [each for each in known if not each.startswith(f"{self.cleaned_data['treatment']}:")]
        agreed = [*known, *lifts] if self.cleaned_data["agreed"] == "yes" else others
        head = {"kind": "about", "id": self.cleaned_data["id"], "at": now, "entered_at": now, "by": "self"}
        return facts.parse(head | {"agreed": agreed})


class OnsetChange(forms.Form):
    """The corrected onset, shown once more before it counts."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    started_at = forms.CharField(widget=forms.HiddenInput)
    latest_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        """`now` is the aware instant of the request."""
        self.now = now
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Read the instants, which stand here as this site wrote them, into `entry`."""
        data = super().clean() or {}
        if not self.errors:
            try:
                data["entry"] = onset_entry(data["id"], data["started_at"], data["latest_at"] or None, self.now)
            except facts.BadEntry as problem:
                raise forms.ValidationError(str(problem)) from None
        return data


def onset_entry(form: UUID, started_at: Any, latest_at: Any, now: datetime) -> facts.Onset:
    """The `onset` entry of a correction; raises BadEntry for what is no instant or has not come yet."""
    moments = {"started_at": started_at, "latest_at": latest_at}
    head = {"kind": "onset", "id": entry_id(form, moments), "at": now, "entered_at": now, "by": "self"}
    entry = facts.parse(head | moments)
    assert isinstance(entry, facts.Onset)  # noqa: S101 - told by its kind
    if (entry.latest_at or entry.started_at) > now + facts.FUTURE_LIMIT:
        raise facts.BadEntry("onset: lies in the future")
    return entry


def entry_id(form: UUID, content: dict[str, Any]) -> UUID:
    """The id of the entry that a form with this id makes of this content."""
    return uuid5(form, repr(sorted(content.items())))


def rows_of(group: str) -> set[str]:
    """The conditions that a group of the form asks about."""
    return {value for value, _ in AboutForm.base_fields[group].choices}  # type: ignore[attr-defined]


def _with(known: str | None, choices: places.Choices) -> list[tuple[str, str]]:
    """Add what is known already, an old name of a zone for instance."""
    extra = [(known, known)] if known and known not in dict(choices) else []
    return [*extra, *choices]
