"""The course as one drawing. Places are per cent of it, so that its words keep the reader's size at any width."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.formats import date_format

from recovery.plan.course import Course, DayCourse
from recovery.plan.story import Pain
from recovery.show.phases import THEMES

LEFT, RIGHT = 10, 99
PAIN_10, PAIN_0 = 10, 58
GROUND, TALLEST, WIDEST = 92, 24, 14
BETWEEN = 0.8
FEW_MINUTES = 20  # a longest bar of fewer minutes is not drawn at full height
MANY_MINUTES = 100  # three figures need the room of two days of a fortnight
WEEK = 7
MOST_DOTS = 40
LETTER = 2.6  # how wide a letter is on a phone
NEAR = 8  # a number this near to another, or to the line, would touch it


def show_chart(found: Course, days: Sequence[DayCourse], names: Mapping[str, Any]) -> dict[str, Any]:
    """Draw these days of a course; `names` says what each phase is called ("cold", "heat", "recovered").

    An evening before Day 1 without a walk takes no room: its pain stands at the edge.
    """
    pains = [pain for pain in found.pains if days[0].starts <= pain.at < days[-1].ends]
    days = [day for day in days if day.number > 0 or day.minutes] or days
    return {
        "wide": len(days) > WEEK,
        "left": LEFT,
        "right": RIGHT,
        "ground": GROUND,
        "bands": list(_bands(found, days, names)),
        "levels": [{"value": value, "y": _text(_up(value))} for value in (10, 5, 0)],
        "lines": _lines(days, pains),
        "dots": [_spot(days, pain) for pain in pains] if len(pains) <= MOST_DOTS else [],
        "ends": _ends(days, pains),
        "bars": [_bar(found, days, place) for place, day in enumerate(days) if day.logged],
        "days": [{"x": _text(_middle(days, place)), "name": _name(days[place])} for place in _named(len(days))],
    }


def theme_at(found: Course, moment: datetime) -> str:
    """The colours of the phase that a moment lies in."""
    known = [spell.phase for spell in found.spells if spell.starts <= moment] or [found.spells[0].phase]
    return THEMES[known[-1]]


# --- places


def _across(days: Sequence[DayCourse], moment: datetime) -> float:
    """Where a moment lies from left to right: every day is equally wide, however long it is."""
    place = next((place for place, day in enumerate(days) if moment < day.ends), len(days) - 1)
    share = (moment - days[place].starts) / (days[place].ends - days[place].starts)
    return LEFT + (place + min(1, max(0, share))) * _column(days)


def _up(pain: int) -> float:
    return PAIN_0 - (PAIN_0 - PAIN_10) * pain / 10


def _column(days: Sequence[DayCourse]) -> float:
    return (RIGHT - LEFT) / len(days)


def _middle(days: Sequence[DayCourse], place: int) -> float:
    return LEFT + (place + 0.5) * _column(days)


def _text(place: float) -> str:
    """A place as SVG reads it, whatever the reader's language does with decimals."""
    return f"{round(place, 2):g}"


def _spot(days: Sequence[DayCourse], pain: Pain) -> dict[str, Any]:
    return {"x": _text(_across(days, pain.at)), "y": _text(_up(pain.value))}


# --- days


def day_theme(found: Course, day: DayCourse) -> str:
    """The colours of a whole day: those at its middle, so that a change in the night begins in the morning."""
    return theme_at(found, day.starts + (day.ends - day.starts) / 2)


def _bands(found: Course, days: Sequence[DayCourse], names: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One band for each run of days of one colour, with its word where that fits."""
    left: float = LEFT
    for theme, run in groupby(days, lambda day: day_theme(found, day)):
        width = len(list(run)) * _column(days)
        last = left + width > RIGHT - 1
        yield {
            "phase": theme,
            "x": _text(left),
            "width": _text(width if last else width - BETWEEN),
            "middle": _text(left + width / 2),
            "name": names[theme] if len(names[theme]) * LETTER < width else "",
        }
        left += width


def _named(count: int) -> range:
    """Which days are named: all of a week, else every other one, the last among them."""
    return range(count) if count <= WEEK else range((count - 1) % 2, count, 2)


def _name(day: DayCourse) -> str:
    return date_format(day.date, "D")


# --- pain


def _lines(days: Sequence[DayCourse], pains: Sequence[Pain]) -> list[str]:
    """The pain from point to point, broken where a day without a log lies between."""
    lines: list[list[Pain]] = [[]]
    gaps = [day.starts for day in days if not day.logged]
    for pain in pains:
        if lines[-1] and any(lines[-1][-1].at < gap <= pain.at for gap in gaps):
            lines.append([])
        lines[-1].append(pain)
    spots = [[_spot(days, pain) for pain in line] for line in lines if len(line) > 1]
    return [" ".join(f"{spot['x']},{spot['y']}" for spot in line) for line in spots]


def _ends(days: Sequence[DayCourse], pains: Sequence[Pain]) -> list[dict[str, Any]]:
    """The last pain and, unless their numbers would touch, the first, each on the side that the line leaves free."""
    ends = [_end(days, pain, pains) | {"last": True} for pain in pains[-1:]]
    if len(pains) > 1:
        touch = _near(days, pains[0], pains[-1]) and abs(pains[0].value - pains[-1].value) < 2
        ends.append(_end(days, pains[0], pains) | ({"value": ""} if touch else {}) | {"last": False})
    return ends


def _end(days: Sequence[DayCourse], end: Pain, pains: Sequence[Pain]) -> dict[str, Any]:
    highest = max(pain.value for pain in pains if _near(days, pain, end))
    return _spot(days, end) | {"value": end.value, "below": 0 < end.value < highest}


def _near(days: Sequence[DayCourse], one: Pain, other: Pain) -> bool:
    return abs(_across(days, one.at) - _across(days, other.at)) < NEAR


# --- walks


def _bar(found: Course, days: Sequence[DayCourse], place: int) -> dict[str, Any]:
    """The minutes walked on one day; today is not over yet."""
    day, middle = days[place], _middle(days, place)
    height = TALLEST * day.minutes / max(FEW_MINUTES, *(each.minutes for each in days))
    width = min(WIDEST, 0.8 * _column(days))
    fits = len(days) <= WEEK or day.minutes < MANY_MINUTES or place in _named(len(days))
    return {
        "phase": day_theme(found, day),
        "x": _text(middle - width / 2),
        "width": _text(width),
        "y": _text(GROUND - height),
        "height": _text(height),
        "middle": _text(middle),
        "above": _text(GROUND - height - 1.5),
        "minutes": day.minutes if fits else "",
        "part": day == found.days[-1],
    }
