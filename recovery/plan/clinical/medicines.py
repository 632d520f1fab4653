"""The pain pills that the ledger counts, and what packs say to adults, by country.

The person's own pack wins over every row. Only labels of Great Britain and the United States were read. Anywhere else
the own pack says how much, and common labels are only a safety net.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from recovery.plan.clinical import figures
from recovery.plan.enums import DoseReason

# The treatment that each medicine is, named as in the contra-indications. The names are those of the journal.
TREATMENT_OF: Mapping[str, str] = {
    "ibuprofen": "nsaid",
    "naproxen": "nsaid",
    "aspirin": "nsaid",
    "paracetamol": "paracetamol",
}
NSAIDS = tuple(name for name, treatment in TREATMENT_OF.items() if treatment == "nsaid")
# Names of strong pills in a note about another medicine; "codamol" and "codone" stand in longer names.
OPIOIDS = ("codeine", "codamol", "codone", "tramadol", "morphine", "tapentadol", "fentanyl", "buprenorphine", "opioid")


@dataclass(frozen=True)
class Limit:
    """At most `mg` in any rolling `span` of real hours; `code` is the reason where one more dose breaks it."""

    mg: float
    span: timedelta
    code: DoseReason


@dataclass(frozen=True)
class Label:
    """What a label says about one medicine.

    `unit_mg` is one pill, `once_mg` the most at once, `most_mg` the most in 24 hours and `gap` the least time between
    two doses. A dose logged without mg counts as `once_mg`. `shown`: packs of the country say so; if not, the limits
    only protect from too much.
    """

    unit_mg: float
    once_mg: float
    most_mg: float
    gap: timedelta
    limits: tuple[Limit, ...]
    shown: bool


type Labels = Mapping[str, Label]


def _label(name: str, *limits: Limit, most: float | None = None, shown: bool = True) -> Label:
    most = most or figures.MOST_MG[name]
    return Label(
        figures.UNIT_MG[name],
        figures.MOST_AT_ONCE_MG[name],
        most,
        figures.LABEL_GAP[name],
        (Limit(most, figures.LABEL_DAY, DoseReason.MOST_IN_24_HOURS), *limits),
        shown,
    )


TWO_NAPROXEN = Limit(figures.MOST_AT_ONCE_MG["naproxen"], figures.NAPROXEN_TWO_WITHIN, DoseReason.TWO_IN_12_HOURS)
UNITED_STATES: Labels = {
    "ibuprofen": _label("ibuprofen"),
    "naproxen": _label("naproxen", TWO_NAPROXEN),
    "aspirin": _label("aspirin"),
    "paracetamol": _label("paracetamol", most=figures.US_PARACETAMOL_MG),
}
# Naproxen packs of Great Britain were not read, and the rules of the United States do not fit them.
GREAT_BRITAIN: Labels = {
    "ibuprofen": _label("ibuprofen"),
    "aspirin": _label("aspirin", shown=False),
    "paracetamol": _label("paracetamol"),
}
ELSEWHERE: Labels = {name: _label(name, shown=False) for name in ("ibuprofen", "aspirin", "paracetamol")}


def labels_in(country: str | None) -> Labels:
    """Return the labels that count in a country; if the country is not known, the stricter ones."""
    match country:
        case "US" | None:
            return UNITED_STATES
        case "GB":
            return GREAT_BRITAIN
    return ELSEWHERE


def is_opioid(name: str, note: str | None) -> bool:
    """Return whether a logged medicine is a strong pill, by what the person wrote about it."""
    return name == "other" and any(each in (note or "").lower() for each in OPIOIDS)
