"""Red flags over time: when each was raised, checked and lifted, which are due to be asked, and when each was asked."""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from operator import attrgetter
from typing import NamedTuple, Protocol

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import FLAGS, CheckIn, Cleared
from recovery.plan.enums import Flag, GateReason
from recovery.plan.history.days import PlanDay
from recovery.plan.history.moments import at
from recovery.plan.history.signs import Sign, cannot_walk, fevers_gone, signs, stands_still
from recovery.plan.history.story import Story
from recovery.plan.words import gettext_noop as _

EMERGENCY = tuple(flag for flag in FLAGS if flag.startswith("E"))
SAME_DAY = tuple(flag for flag in FLAGS if flag.startswith("S"))
# D11 is no question: the off-track rules raise it.
WITHIN_DAYS = tuple(flag for flag in FLAGS if flag.startswith("D") and flag != "D11")
# A fever is asked about together with the emergencies.
EACH_TIME = (*EMERGENCY, "S1")
# The flags that a person may say are gone: a fever, and that they cannot walk.
MAY_BE_GONE = (Flag.S1, Flag.S6)
DAYS_A_WEEK = 7


TOGETHER = Article(
    name="signs.together",
    says=_("A fever and a weak or numb leg are an emergency together, whichever you told first."),
    evidence=_("Health services name the two together as a sign of an infection in the spine."),
    source="42,43",
    codes=(GateReason.RED_FLAG,),
)
CLEARED = Article(
    name="signs.cleared",
    says=_(
        "A sign counts until a health professional checked it, or it was a mistake. "
        "A fever may also be gone, and so may a time when you could not walk."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    codes=(GateReason.CHECKED, GateReason.GONE),
)


ASKED = Article(
    name="signs.asked",
    says=_(
        "Emergency signs and fever are asked at each check-in, the signs for today once a day, the others once a week. "
        "For %(FIRST_SCREEN_FRESH)s minutes after the first questions you can leave them out."
    ),
    evidence=_("To ask more often finds more. The rhythm is our own careful choice."),
    source="34,35,proposed",
    differs=_("Guidelines are written for a visit. No source says how often an app is to ask."),
    figures=("FIRST_SCREEN_FRESH",),
)


@dataclass(frozen=True)
class Raised:
    """The flags of one level and one fate that were raised at `at`; `lifted_at` is None while they are open.

    `because` says why they no longer count, as in a `cleared` entry; None while nobody said so.
    """

    level: str
    flags: frozenset[str]
    at: datetime
    because: str | None
    lifted_at: datetime | None

    @property
    def checked(self) -> bool:
        """Whether the flags were checked."""
        return self.because is not None

    def open_at(self, moment: datetime) -> bool:
        """Whether the flags are open at `moment`."""
        return self.at <= moment and (self.lifted_at is None or moment < self.lifted_at)


class Told(Protocol):
    """Anything that happened at one instant and was written down at another."""

    @property
    def at(self) -> datetime: ...
    @property
    def entered_at(self) -> datetime: ...


type Screen = tuple[CheckIn, frozenset[str]]


class Checks(NamedTuple):
    """What can lift a flag: clearances, clean screens, screens without an E flag, all oldest first, and a fever's end.

    A screen comes with the S flags that it found.
    """

    cleared: Sequence[Cleared]
    clean: Sequence[Screen]
    without_e: Sequence[Screen]
    fever_gone: Callable[[datetime], datetime | None]


def raised(story: Story) -> list[Raised]:
    """Every flag that was raised, the gravest level first, and of one level the oldest first.

    An emergency counts even when its check-in was withdrawn: only a clearance followed by a clean screen lifts it.
    """
    told, checks = sorted([*signs(story), *cannot_walk(story)], key=at), _checks(story)
    alarms, same_day = _graver(told, checks)
    graver = [*alarms, *(each for sign, each in same_day if sign.withdrawn_at is None)]
    milder = _without_mistakes(checks, graver)
    kept = (sign for sign in told if sign.withdrawn_at is None)
    return [*graver, *(each for sign in kept for each in _raise(milder, sign, "D"))]


def _graver(told: Sequence[Sign], checks: Checks) -> tuple[list[Raised], list[tuple[Sign, Raised]]]:
    """The E flags, and the S flags with their signs.

    A mistake takes no S flag back while an E flag is open, so S flags stay open longer; two of them may then be a
    further E flag, until no more is found.
    """
    milder = checks
    while True:
        same_day = [(sign, each) for sign in told for each in _raise(milder, sign, "S")]
        together = dict.fromkeys(_together(same_day))
        alarms = [each for sign in sorted([*told, *together], key=at) for each in _raise(checks, sign, "E")]
        fewer = _without_mistakes(checks, alarms)
        if fewer.cleared == milder.cleared:
            return alarms, same_day
        milder = fewer


def _together(same_day: Sequence[tuple[Sign, Raised]]) -> Iterator[Sign]:
    """E10 for each fever and weak leg that were told in two entries and are open at the same time.

    It stays when one of the two is withdrawn later, as any emergency does.
    """
    fevers = [each for each in same_day if Flag.S1 in each[1].flags]
    legs = [each for each in same_day if Flag.S3 in each[1].flags]
    for (fever, hot), (leg, weak) in product(fevers, legs):
        begins, known = max(fever.at, leg.at), max(fever.entered_at, leg.entered_at)
        gone = any(each.withdrawn_at and each.withdrawn_at <= known for each in (fever, leg))
        told = Flag.E10 in fever.flags | leg.flags
        if not told and hot.open_at(begins) and weak.open_at(begins) and not gone:
            yield Sign(begins, known, frozenset({Flag.E10}))


def _raise(checks: Checks, sign: Sign, level: str) -> Iterator[Raised]:
    """The flags of one level that a sign raises, in one piece for each fate."""
    fates: dict[Fate, set[str]] = {}
    for flag in sorted(sign.flags):
        if flag.startswith(level):
            fates.setdefault(_fate(checks, sign, flag), set()).add(flag)
    for (because, lifted_at), flags in fates.items():
        yield Raised(level, frozenset(flags), sign.at, because, lifted_at)


# --- what became of a flag

type Fate = tuple[str | None, datetime | None]  # why it no longer counts, and when it was lifted


def _checks(story: Story) -> Checks:
    screens = [(each, _found(story, each)) for each in story.check_ins if each.screened]
    without_e = [each for each in screens if not any(flag.startswith("E") for flag in each[1])]
    return Checks([*story.of(Cleared)], [each for each in screens if not each[1]], without_e, fevers_gone(story))


def _found(story: Story, screen: CheckIn) -> frozenset[str]:
    """The E and S flags that a screen found."""
    still = [Flag.S6] if stands_still(story, screen) else []
    return frozenset(each for each in (*flags_of(screen), *still) if each.startswith(("E", "S")))


def _without_mistakes(checks: Checks, graver: Sequence[Raised]) -> Checks:
    """The checks without the mistakes that are about these graver flags: those that were told while one was open."""
    return checks._replace(cleared=[each for each in checks.cleared if not _is_about_graver(each, graver)])


def _is_about_graver(check: Cleared, graver: Sequence[Raised]) -> bool:
    return check.because == "mistake" and any(each.open_at(check.at) for each in graver)


def _fate(checks: Checks, sign: Sign, flag: str) -> Fate:
    about = [each for each in checks.cleared if each.because != "gone" or flag in MAY_BE_GONE]
    since = [each for each in about if _is_newer(each, sign)]
    check = next(iter(since), None)
    if flag.startswith("D"):  # needs no clean screen
        return (check.because, check.at) if check else (None, None)
    screen = _screen_after(checks, since, flag)
    gone_at = checks.fever_gone(sign.at) if flag == Flag.S1 else sign.over_at
    if gone_at and (screen is None or gone_at < screen.at):
        return "gone", gone_at
    return check.because if check else None, screen.at if screen else None


def _screen_after(checks: Checks, cleared: Sequence[Cleared], flag: str) -> CheckIn | None:
    """The first screen that makes one of these clearances count: a clean one, or for "gone" one without this flag."""
    gone = [each for each in cleared if each.because == "gone"]
    others = [each for each in cleared if each.because != "gone"]
    without = [each for each in checks.without_e if flag not in each[1]] if gone else []
    found = [_first_newer(checks.clean, others), _first_newer(without, gone)]
    return min((each for each in found if each), key=attrgetter("at"), default=None)


def _first_newer(screens: Sequence[Screen], cleared: Sequence[Cleared]) -> CheckIn | None:
    """The first screen that is newer than one of these clearances, in one pass over both."""
    waiting = deque(cleared)
    known: datetime | None = None  # when the first clearance that happened before the screen was written down
    for screen, _found in screens if cleared else ():
        while waiting and waiting[0].at <= screen.at:
            entered_at = waiting.popleft().entered_at
            known = min(known or entered_at, entered_at)
        if known and known <= screen.entered_at:
            return screen
    return None


def _is_newer(told: Told, than: Told) -> bool:
    """Whether one both happened and was written down later: nobody can check what is not yet known."""
    return told.at >= than.at and told.entered_at >= than.entered_at


# --- which flags to ask about


def flags_due(story: Story) -> tuple[str, ...]:
    """The flags that a screen asks about now: after the first screen of a day only emergencies and fever."""
    screened_today = any(each.screened for each in story.check_ins.since(story.day.starts))
    return EACH_TIME if screened_today else (*EMERGENCY, *SAME_DAY)


def just_screened(story: Story) -> datetime | None:
    """The time of the first screen of the episode while it is fresh and if it found nothing; else None."""
    first = next((each for each in story.check_ins if each.screened), None)
    if first is None or first.flags or story.now - first.at >= figures.FIRST_SCREEN_FRESH:
        return None
    return first.at


def weekly_flags_due(story: Story) -> tuple[str, ...]:
    """The D flags, once in each week of the plan; none when they were asked about this week.

    The first screen, on the start pages, and a screen after an alert, which has no pain, do not ask about them.
    """
    week = next(day for day in story.days if _week(day) == _week(story.day))
    screens = [each.at for each in story.check_ins if each.screened and each.pain is not None]
    return () if any(at >= week.starts for at in screens[1:]) else WITHIN_DAYS


def times_asked(story: Story) -> dict[str, list[datetime]]:
    """When each flag was asked about, oldest first: the screens so far, by what was due at each of them."""
    screens = [each for each in story.check_ins if each.screened]
    with_pain = [each for each in screens if each.pain is not None]
    starts = [day.starts for day in story.days]

    def days(screen: CheckIn) -> int:
        """How many plan days had begun at a screen; none at one from before the onset."""
        return bisect_right(starts, screen.at)

    def week(screen: CheckIn) -> int:
        return _week(story.days[max(0, days(screen) - 1)])

    first_of_day = _first_of_each(days, screens)
    daily = [each for each in screens if each in first_of_day or each.pain is None]
    weekly = _first_of_each(week, with_pain[1:])
    asked = ((WITHIN_DAYS, weekly), (SAME_DAY, daily), (EACH_TIME, screens))  # fever stands in the last two
    return {flag: [each.at for each in entries] for flags, entries in asked for flag in flags}


def _first_of_each(span: Callable[[CheckIn], int], screens: Iterable[CheckIn]) -> list[CheckIn]:
    firsts: dict[int, CheckIn] = {}
    for each in screens:
        firsts.setdefault(span(each), each)
    return list(firsts.values())


def _week(day: PlanDay) -> int:
    """The week of a plan day, from 0 on; Day 0 belongs to the first week."""
    return max(0, day.number - 1) // DAYS_A_WEEK
