"""The course as a drawing. Places are percentages of its size, so that its text keeps the same size at any width."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from operator import attrgetter

from django.utils.safestring import SafeString

from recovery.plan.advice import DayLine
from recovery.plan.history.pains import Pain
from recovery.plan.review.course import Course, DayCourse
from recovery.presenters.phases import theme_of
from recovery.presenters.say import Text, day_text

LEFT, RIGHT = 10, 99
PAIN_10, PAIN_0 = 10, 58
ALONE_0 = 72  # the place of pain 0 where no bars are below
GROUND, TALLEST, WIDEST = 92, 24, 14
BETWEEN = 0.8
FEW_MINUTES = 20  # bars are drawn to this scale at least, so that a short walk is a short bar
MANY_MINUTES = 100  # a number of three digits is as wide as two days of a fortnight
WEEK = 7
MOST_PAIN = 10
MOST_DOTS = 40
LETTER = 2.6  # width of a letter on a phone
NEAR = 8  # numbers closer than this to each other or to the line would touch


@dataclass(frozen=True)
class Spot:
    """A point of the pain line."""

    x: str
    y: str


@dataclass(frozen=True)
class Band:
    """Days in a row of one phase; `name` is empty where it does not fit."""

    phase: str
    x: str
    width: str
    middle: str
    name: Text


@dataclass(frozen=True)
class Level:
    """A line of the grid at one pain value."""

    value: int
    y: str


@dataclass(frozen=True)
class End:
    """An end of the pain line with its value, above or `below` the line; the value is empty where there is no room."""

    x: str
    y: str
    value: str
    below: bool
    last: bool


@dataclass(frozen=True)
class Bar:
    """The minutes walked on one day (empty where there is no room); `part` is true while the day is not over."""

    phase: str
    x: str
    width: str
    y: str
    height: str
    middle: str
    above: str
    minutes: str
    part: bool


@dataclass(frozen=True)
class DayMark:
    """The name of a day below the drawing."""

    x: str
    name: str


@dataclass(frozen=True)
class Chart:
    """The whole drawing; `wide` is true for more than a week. `lines` are the points of SVG polylines.

    `ahead` is the height of the dotted line that goes on from the first pain of a new plan; empty for any other plan.
    """

    wide: bool
    left: int
    right: int
    ground: int
    bands: Sequence[Band]
    levels: Sequence[Level]
    lines: Sequence[str]
    dots: Sequence[Spot]
    ends: Sequence[End]
    bars: Sequence[Bar]
    days: Sequence[DayMark]
    ahead: str = ""


def show_chart(found: Course, days: Sequence[DayCourse], names: Mapping[str, Text]) -> Chart:
    """Draw these days of a course; `names` holds the name of each colour ("cold", "heat", "recovered").

    A Day 0 without a walk takes no room: its pain is drawn at the edge.
    """
    pains = [pain for pain in found.pains if days[0].starts <= pain.at < days[-1].ends]
    days = [day for day in days if day.number > 0 or day.minutes] or days
    return Chart(
        wide=len(days) > WEEK,
        left=LEFT,
        right=RIGHT,
        ground=GROUND,
        bands=list(_bands([day_theme(found, day) for day in days], names)),
        levels=_levels(PAIN_0),
        lines=_lines(days, pains),
        dots=[_spot(days, pain) for pain in pains] if len(pains) <= MOST_DOTS else [],
        ends=_ends(days, pains),
        bars=[_bar(found, days, place) for place, day in enumerate(days) if day.logged],
        days=[DayMark(_text(_middle(days, place)), _name(days[place])) for place in _named(len(days))],
    )


def show_week_ahead(pain: int, week: Sequence[DayLine], names: Mapping[str, Text]) -> Chart:
    """Draw the first week of a new plan, of which only the first pain is known."""
    height = _text(_up(pain, ALONE_0))
    return Chart(
        wide=False,
        left=LEFT,
        right=RIGHT,
        ground=GROUND,
        bands=list(_bands([theme_of(day.phase) for day in week], names)),
        levels=_levels(ALONE_0),
        lines=[],
        dots=[],
        ends=[End(_text(LEFT), height, str(pain), below=pain == MOST_PAIN, last=False)],
        bars=[],
        days=[DayMark(_text(_middle(week, place)), _name(day)) for place, day in enumerate(week)],
        ahead=height,
    )


def theme_at(found: Course, moment: datetime) -> str:
    """The colour of the phase at a moment."""
    known = [spell.phase for spell in found.spells if spell.starts <= moment] or [found.spells[0].phase]
    return theme_of(known[-1])


# --- places


def _across(days: Sequence[DayCourse], moment: datetime) -> float:
    """The place of a moment from left to right; all days have the same width."""
    place = min(bisect_right(days, moment, key=attrgetter("ends")), len(days) - 1)
    share = (moment - days[place].starts) / (days[place].ends - days[place].starts)
    return LEFT + (place + min(1, max(0, share))) * _column(days)


def _up(pain: int, zero: int = PAIN_0) -> float:
    return zero - (zero - PAIN_10) * pain / MOST_PAIN


def _levels(zero: int) -> list[Level]:
    return [Level(value, _text(_up(value, zero))) for value in (MOST_PAIN, 5, 0)]


def _column(days: Sized) -> float:
    return (RIGHT - LEFT) / len(days)


def _middle(days: Sized, place: int) -> float:
    return LEFT + (place + 0.5) * _column(days)


def _text(place: float) -> SafeString:
    """A number as SVG needs it: with a decimal point in every language, and nothing to escape."""
    return SafeString(f"{round(place, 2):g}")


@cache
def _height(pain: int) -> SafeString:
    return _text(_up(pain))


def _spot(days: Sequence[DayCourse], pain: Pain) -> Spot:
    return Spot(_text(_across(days, pain.at)), _height(pain.value))


# --- days


def day_theme(found: Course, day: DayCourse) -> str:
    """The colour at the middle of a day stands for all of it, so a change in the night shows from the morning on."""
    return theme_at(found, day.starts + (day.ends - day.starts) / 2)


def _bands(themes: Sequence[str], names: Mapping[str, Text]) -> Iterator[Band]:
    """One band for days in a row of one colour, with its name if it fits."""
    left: float = LEFT
    for theme, run in groupby(themes):
        width = len(list(run)) * _column(themes)
        last = left + width > RIGHT - 1
        yield Band(
            phase=theme,
            x=_text(left),
            width=_text(width if last else width - BETWEEN),
            middle=_text(left + width / 2),
            name=names[theme] if len(names[theme]) * LETTER < width else "",
        )
        left += width


def _named(count: int) -> range:
    """The days with a name: all of a week, otherwise every other day, including the last."""
    return range(count) if count <= WEEK else range((count - 1) % 2, count, 2)


def _name(day: DayCourse | DayLine) -> str:
    return day_text(day.date, "D")


# --- pain


def _lines(days: Sequence[DayCourse], pains: Sequence[Pain]) -> list[str]:
    """The pain from point to point; a day without a log leaves a gap."""
    lines: list[list[Pain]] = [[]]
    gaps = [day.starts for day in days if not day.logged]
    for pain in pains:
        if lines[-1] and any(lines[-1][-1].at < gap <= pain.at for gap in gaps):
            lines.append([])
        lines[-1].append(pain)
    spots = [[_spot(days, pain) for pain in line] for line in lines if len(line) > 1]
    return [" ".join(f"{spot.x},{spot.y}" for spot in line) for line in spots]


def _ends(days: Sequence[DayCourse], pains: Sequence[Pain]) -> list[End]:
    """The last pain and the first; the first has no number where the two would touch."""
    if len(pains) < 2:
        return [_end(days, pain, pains, last=True) for pain in pains]
    first, last = pains[0], pains[-1]
    touch = _near(days, first, last) and abs(first.value - last.value) < 2
    return [_end(days, last, pains, last=True), _end(days, first, pains, last=False, numbered=not touch)]


def _end(days: Sequence[DayCourse], end: Pain, pains: Sequence[Pain], last: bool, numbered: bool = True) -> End:
    """One end, with its number on the free side of the line."""
    spot, line_above = _spot(days, end), any(pain.value > end.value and _near(days, pain, end) for pain in pains)
    below = end.value == MOST_PAIN or (end.value > 0 and line_above)  # above 10 is the name of the phase
    return End(spot.x, spot.y, str(end.value) if numbered else "", below, last)


def _near(days: Sequence[DayCourse], one: Pain, other: Pain) -> bool:
    return abs(_across(days, one.at) - _across(days, other.at)) < NEAR


# --- walks


def _bar(found: Course, days: Sequence[DayCourse], place: int) -> Bar:
    """The minutes walked on one day."""
    day, middle = days[place], _middle(days, place)
    height = TALLEST * day.minutes / max(FEW_MINUTES, *(each.minutes for each in days))
    width = min(WIDEST, 0.8 * _column(days))
    fits = len(days) <= WEEK or day.minutes < MANY_MINUTES or place in _named(len(days))
    return Bar(
        phase=day_theme(found, day),
        x=_text(middle - width / 2),
        width=_text(width),
        y=_text(GROUND - height),
        height=_text(height),
        middle=_text(middle),
        above=_text(GROUND - height - 1.5),
        minutes=str(day.minutes) if fits else "",
        part=day == found.days[-1],
    )
