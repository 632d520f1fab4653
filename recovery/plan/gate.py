"""What stands before the plan: a red flag, an age this plan is not for, or questions to answer first."""

from datetime import datetime

from recovery.plan import figures
from recovery.plan.advice import Gate, Reason
from recovery.plan.countries import COUNTRY_OF
from recovery.plan.ladder import QUESTIONS, Climb
from recovery.plan.redflags import EMERGENCY_NUMBERS
from recovery.plan.screening import Raised
from recovery.plan.story import Story


def age_at(story: Story) -> int | None:
    """Age in years, from the year of birth alone: the one reached in this year."""
    year = next((about.birth_year for about in reversed(story.abouts) if about.birth_year), None)
    return None if year is None else story.now.astimezone(story.habits.zone).year - year


def country_at(story: Story) -> str:
    """The country the person said, or else the one their zone lies in, as two letters; empty when unknown."""
    said = next((about.country for about in reversed(story.abouts) if about.country), None)
    return said or COUNTRY_OF.get(story.habits.zone.key, "")


def find_gate(story: Story, flags: list[Raised], climb: Climb) -> Gate | None:
    """The gate of the highest rank, None when the way is free."""
    call = EMERGENCY_NUMBERS.get(country_at(story))
    standing = [each for each in flags if each.lifted_at is None]
    return (
        _emergency([each for each in standing if each.level == "E"], call)
        or _too_young(age_at(story))
        or _today([each for each in standing if each.level == "S"], call)
        or _flare(story, climb)
        or _silence(story, climb)
    )


def _emergency(standing: list[Raised], call: str | None) -> Gate | None:
    if not standing:
        return None
    flags, since = _flags(standing), standing[0].at
    if all(each.checked for each in standing):
        return Gate("ask_first", flags, since, call, ("screen",), Reason("checked", {}), closed=True)
    return Gate("emergency", flags, since, call, (), Reason("red_flag", {"flags": list(flags)}), closed=True)


def _too_young(age: int | None) -> Gate | None:
    if age is None or age >= figures.ADULT_AGE:
        return None
    code = "under_16" if age < figures.CHILD_AGE else "under_18"
    return Gate("not_for_you", (), None, None, (), Reason(code, {"age": age}), closed=True)


def _today(standing: list[Raised], call: str | None) -> Gate | None:
    if not standing:
        return None
    flags = _flags(standing)
    asks = ("screen",) if all(each.checked for each in standing) else ()
    return Gate("today", flags, standing[0].at, call, asks, Reason("red_flag", {"flags": list(flags)}), closed=False)


def _flare(story: Story, climb: Climb) -> Gate | None:
    flare = climb.rung.flare
    if flare is None:
        return None
    since = [each for each in story.check_ins if each.order >= flare.order]
    answered = {
        "screen": any(each.screened for each in since),
        "sudden": any(each.sudden is not None for each in since),
    }
    return _ask("flare", flare.at, tuple(ask for ask, known in answered.items() if not known))


def _silence(story: Story, climb: Climb) -> Gate | None:
    if climb.rung.asks:
        return _ask("silence", None, climb.rung.asks)
    silent = climb.missed_days(story.day) >= figures.ASK_AFTER and climb.rung.recovered != "confirmed"
    return _ask("silence", None, QUESTIONS if silent else ())


def _ask(code: str, since: datetime | None, asks: tuple[str, ...]) -> Gate | None:
    return Gate("ask_first", (), since, None, asks, Reason(code, {}), closed=False) if asks else None


def _flags(standing: list[Raised]) -> tuple[str, ...]:
    ids = {flag for each in standing for flag in each.flags}
    return tuple(sorted(ids, key=lambda flag: (flag[0], int(flag[1:]))))
