"""The red-flag questions as short rows to tick, and the field that asks them. "Not sure" counts as ticked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.days import PlanDay
from recovery.plan.story import Story

Rows = Sequence[tuple[str, Any]]
NONE = "none"
# One row for each flag, in a few words; the full questions are on the help page.
EMERGENCY_ROWS = (
    ("E1", lazy("Numb around your bottom or private parts, or wiping feels strange")),
    ("E2", lazy("Newly hard to pee, or leaking pee")),
    ("E3", lazy("No control of your poo, or no feeling for it")),
    ("E4", lazy("Sex feels numb, or erections are newly hard")),
    ("E5", lazy("Both legs hurt, tingle or feel weak or numb")),
    ("E6", lazy("A leg gets weaker, the foot drags, or legs give way")),
    ("E7", lazy("It began with a crash or a bad fall")),
    ("E8", lazy("Chest pain, hard to breathe, or coughing blood")),
    ("E9", lazy("Very bad pain all at once, and faint or sweaty")),
    ("E10", lazy("Fever and confused, very sleepy, hard to speak, or a weak leg")),
    ("E11", lazy("Pregnant, and bleeding, leaking or having waves of pain")),
    ("E12", lazy("After a pain pill: swelling, wheezing, one side weak, or blood in vomit or poo")),
)
TODAY_ROWS = (
    ("S1", lazy("Fever of 38 °C (100.4 °F), or hot and shivery")),
    ("S2", lazy("Burning or bloody pee, or ill with pain on one side")),
    ("S3", lazy("One leg or foot newly weak or numb")),
    ("S4", lazy("A fall or knock, and over 70, thin bones or steroids")),
    ("S5", lazy("One calf swollen, hot and sore")),
    ("S6", lazy("Cannot stand, walk or get to the toilet, even after rest")),
    ("S7", lazy("A new lump on the spine, or the back changed shape")),
    ("S8", lazy("Blood thinners, and a fall or an injection in the back")),
    ("S9", lazy("Weak against germs, drugs by needle, or ill after an infection")),
)
DAYS_ROWS = (
    ("D1", lazy("Cancer, now or in the past")),
    ("D2", lazy("Losing weight without trying")),
    ("D3", lazy("Awake every night, and no position eases it")),
    ("D4", lazy("Pain mostly between the shoulder blades")),
    ("D5", lazy("Pain below the knee, or pins and needles in one leg")),
    ("D6", lazy("Thin bones, or steroid tablets for 3 months")),
    ("D7", lazy("A new strip of sore rash on one side")),
    ("D8", lazy("Much worse when you cough, sneeze or push")),
    ("D9", lazy("First back pain ever, at 55 or older")),
    ("D10", lazy("Worry or low mood makes it hard to cope")),
)
FULL_SCREEN = (*EMERGENCY_ROWS, *TODAY_ROWS)
# Who knows numb skin already is asked about what is new.
BESIDE_NUMB_SKIN = {"E1": lazy("New numbness around your bottom or private parts, beyond the skin you know")}
NONE_ROW = (NONE, lazy("None of these"))


def rows_for(rows: Rows, conditions: frozenset[str]) -> Rows:
    """The rows as they are put to somebody with these conditions."""
    return [(row, BESIDE_NUMB_SKIN.get(row, words)) for row, words in rows] if "numb_skin" in conditions else rows


def screen_field(rows: Rows, label: Any) -> forms.MultipleChoiceField:
    """Rows to tick, the last of which is "None of these"."""
    return forms.MultipleChoiceField(
        label=label,
        choices=[*rows, NONE_ROW],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what you have, or tap “None of these”.")},
    )


def asked(rows: Rows) -> str:
    """What a form says of the rows it showed, so that an old page cannot answer for rows it never had."""
    return " ".join(row for row, _words in rows)


def answer_for_all(rows: Rows, data: Mapping[str, Any]) -> bool:
    """Whether the page that was sent had shown all these rows; a page that does not say is taken at its word."""
    shown = data.get("asked")
    return shown is None or set(asked(rows).split()) <= set(str(shown).split())


def week_field(rows: Rows) -> forms.MultipleChoiceField:
    """Rows that can wait some days: those left alone are a no."""
    return forms.MultipleChoiceField(
        label=lazy("And this week?"),
        help_text=lazy("Tick what fits. Leave it when nothing does."),
        choices=list(rows),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def flags_in(ticked: Sequence[str]) -> list[str]:
    """The flags that are ticked; any flag outweighs a "none" beside it."""
    return [row for row in ticked if row != NONE]


def rows_due(story: Story) -> Rows:
    """The rows to ask now: emergencies and fever at each check-in, the other same-day flags once a day."""
    asked = any(each.screened and each.at >= story.day.starts for each in story.check_ins)
    return rows_for((*EMERGENCY_ROWS, *TODAY_ROWS[:1]) if asked else FULL_SCREEN, story.conditions)


def week_rows_due(story: Story) -> Rows:
    """The rows that are asked once a week. The start pages, and the screen after an alert, leave them out."""
    week = next(day for day in story.days if _week(day) == _week(story.day))
    screens = [each.at for each in story.check_ins if each.screened and each.pain is not None]
    return () if any(at >= week.starts for at in screens[1:]) else DAYS_ROWS


def _week(day: PlanDay) -> int:
    return max(0, day.number - 1) // 7


def ticked_rows(rows: Rows, flags: Sequence[str]) -> list[str]:
    """The rows that stand for these flags, or the one that says "none"."""
    return [row for row, _ in rows if row in flags] or [NONE]
