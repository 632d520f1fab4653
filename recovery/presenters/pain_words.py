"""What the pain numbers mean, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from recovery.plan.clinical import figures


@dataclass(frozen=True)
class PainWords:
    """What some of the pain numbers mean; `numbers` are those numbers with spaces between."""

    numbers: str
    name: str
    meaning: str


def words_of_pain() -> list[PainWords]:
    """The words of all the numbers, from no pain to the worst."""
    return [
        PainWords("0", _("0: no pain."), ""),
        _band(1, figures.MODERATE_FROM, _("%(low)d to %(high)d: mild."), _("It comes and goes.")),
        _band(
            figures.MODERATE_FROM,
            figures.SEVERE_FROM,
            _("%(low)d to %(high)d: moderate."),
            _("Always there. Hard to think of other things."),
        ),
        _band(figures.SEVERE_FROM, 11, _("%(low)d to %(high)d: severe."), _("Every move hurts.")),
    ]


def _band(first: int, end: int, name: str, meaning: str) -> PainWords:
    """The words of the numbers from `first` up to before `end`."""
    numbers = " ".join(map(str, range(first, end)))
    return PainWords(numbers, name % {"low": first, "high": end - 1}, meaning)
