"""When it does not get better as it should: whom to see and by when, and one kind word after silence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, takewhile
from typing import Any, NamedTuple

from recovery.plan.advice import Notice
from recovery.plan.article import OUR_CHOICE, rule
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn
from recovery.plan.enums import Ask, NoticeCode, NoticeLevel, Phase
from recovery.plan.history.days import ONE_DAY
from recovery.plan.ladder.silence import missed_days
from recovery.plan.situation import Situation
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

WEEK = 7 * ONE_DAY


@dataclass(frozen=True)
class Date:
    """A date by which a back should be better.

    If the back is off track so long `after` the start of a bout, the person sees somebody `within` a time, from the
    date on or from `since` when it is off track. `bout` says when it started, None where this date says nothing.
    `words` may use its pain now, at first and at its worst.
    """

    code: NoticeCode
    after: timedelta
    within: timedelta
    bout: Callable[[Situation], datetime | None]
    since: Callable[[Situation, datetime], datetime | None]
    words: Words
    source: str

    @property
    def tells_pain(self) -> bool:
        """Whether the words tell the pain now, which they cannot while the plan asks for it."""
        return "%(pain)" in self.words.text


class Felt(NamedTuple):
    """A resting pain of a bout, with the first one, the worst one so far and the time since the first."""

    at: datetime
    pain: int
    first: int
    worst: int
    watched: timedelta


class Worse(NamedTuple):
    """Mornings in a row with pain well above the best of before, from the day on at which they were too many."""

    since: datetime
    best: int
    days: int


def in_weeks(text: str, after: timedelta) -> Words:
    """Make a sentence that counts a time in whole weeks."""
    return Words(text, {"weeks": after // WEEK})


# --- when a bout started


def episode(s: Situation) -> datetime:
    """Return the start of the episode, whatever came and went in it: dates to see a doctor go on over a new spasm."""
    return s.story.episode_from


def without_recovery(s: Situation) -> datetime | None:
    """Return the start of the pain that no recovery ended: the episode, or a new spasm since; None where it is gone."""
    recovered = _recovered_at(s)
    if recovered is None:
        return s.story.episode_from
    return next((each.at for each in s.story.relapses if each.at >= recovered), None)


def newest_spasm(s: Situation) -> datetime | None:
    """Return the newest start of the pain that no recovery ended."""
    start = without_recovery(s)
    return start and max([start, *(each.at for each in s.story.relapses[-1:])])


def _recovered_at(s: Situation) -> datetime | None:
    """Return when the person was last well again in this episode."""
    well = [turn.at for turn in s.climb.turns if turn.recovered and turn.at >= s.story.episode_from]
    return well[-1] if well else None


# --- since when it is off track


def hurts(s: Situation, bout: datetime) -> datetime | None:
    """Return since when there is more pain than a person has who is well."""
    return _since(s, bout, lambda felt: felt.pain > figures.RECOVERED_PAIN)


def not_eased(s: Situation, bout: datetime) -> datetime | None:
    """Return since when pain has not fallen enough since the first answer."""
    return _since(s, bout, lambda felt: not better(felt.first, felt.pain))


def hardly_eased(s: Situation, bout: datetime) -> datetime | None:
    """Return since when pain is severe or, with a day and more of answers, bad and hardly below the worst.

    From the second date on that date's own measure counts instead of the latter.
    """
    if s.now - s.story.episode_from >= figures.OFF_TRACK_14:
        return _since(s, bout, lambda felt: felt.pain >= figures.SEVERE_FROM)
    return _since(s, bout, lambda felt: felt.pain >= figures.SEVERE_FROM or _hardly(felt))


def _hardly(felt: Felt) -> bool:
    known = felt.watched >= figures.PAIN_FRESH
    return known and felt.worst - felt.pain < figures.MEANINGFUL_RISE and felt.pain >= figures.OFF_TRACK_PAIN


def limits(s: Situation, bout: datetime) -> datetime | None:
    """Return since when it limits the person by their answers, or hurts where they gave none."""
    answers = _limited(s, bout)
    if not answers:
        return hurts(s, bout)
    return answers[0].at if answers[-1].limits else None


def limits_or_not_eased(s: Situation, bout: datetime) -> datetime | None:
    """Return since when it limits the person, or has not eased."""
    limited = limits(s, bout) if _limited(s, bout) else None
    return min((each for each in (limited, not_eased(s, bout)) if each), default=None)


def better(first: int, now: int) -> bool:
    """True if pain fell by enough points, or by enough of the first pain, to mean something."""
    return first - now >= figures.MEANINGFUL_RISE or now <= first * (1 - figures.MEANINGFUL_SHARE)


def _since(s: Situation, bout: datetime, off_track: Callable[[Felt], bool]) -> datetime | None:
    """Return the first of the last pains that are all off track; None if the pain now is not.

    After a pain on track they count once they last longer than most flares do.
    """
    since = None
    for felt in _felt(s, bout):
        if not off_track(felt):
            return since if since and s.now - since >= figures.FLARE_LASTS else None
        since = felt.at
    return since


def _felt(s: Situation, bout: datetime) -> Iterator[Felt]:
    """Yield the resting pains of a bout, the pain now first."""
    newest = s.story.pains.newest(s.now)
    if newest is None:
        return
    known = s.story.pains.at_rest.since(bout)
    times = [each.at for each in known] or [bout]
    pains = [*(each.value for each in known[:-1]), newest]
    worst = list(accumulate(pains, max))
    for at, pain, most in zip(reversed(times), reversed(pains), reversed(worst), strict=True):
        yield Felt(at, pain, pains[0], most, s.now - times[0])


def _limited(s: Situation, bout: datetime) -> list[CheckIn]:
    """Return the last answers in a bout, all the same, to "does it still keep you from normal activities"."""
    answers = [each for each in s.story.check_ins.since(bout) if each.limits is not None]
    return list(takewhile(lambda each: each.limits == answers[-1].limits, reversed(answers)))[::-1]


# The furthest first.
DATES = (
    Date(
        NoticeCode.OFF_TRACK_84D,
        figures.OFF_TRACK_84,
        figures.WEEK_WITHIN,
        episode,
        hurts,
        in_weeks(
            _("%(weeks)d weeks have passed, and your back hurts. Ask a doctor about care for lasting pain."),
            figures.OFF_TRACK_84,
        ),
        "56",
    ),
    Date(
        NoticeCode.OFF_TRACK_42D,
        figures.OFF_TRACK_42,
        figures.WEEK_WITHIN,
        episode,
        limits,
        in_weeks(_("%(weeks)d weeks have passed, and your back is not well. See a doctor."), figures.OFF_TRACK_42),
        "24,10",
    ),
    Date(
        NoticeCode.OFF_TRACK_28D,
        figures.OFF_TRACK_28,
        figures.WEEK_WITHIN,
        episode,
        limits_or_not_eased,
        in_weeks(_("%(weeks)d weeks have passed. See a doctor about your back."), figures.OFF_TRACK_28),
        "39",
    ),
    Date(
        NoticeCode.OFF_TRACK_14D,
        figures.OFF_TRACK_14,
        figures.WEEK_WITHIN,
        without_recovery,
        not_eased,
        in_weeks(
            _(
                "%(weeks)d weeks have passed. Pain was %(first)d when you first told it, and is %(pain)d now. "
                "See a doctor or physio within %(WEEK_WITHIN)s days."
            ),
            figures.OFF_TRACK_14,
        ),
        "23,24",
    ),
    Date(
        NoticeCode.OFF_TRACK_72H,
        figures.OFF_TRACK_FIRST,
        figures.SOON_WITHIN,
        newest_spasm,
        hardly_eased,
        Words(
            _(
                "%(OFF_TRACK_FIRST)s hours have passed. Pain was %(worst)d at its worst, and is %(pain)d now. "
                "Ask a doctor or pharmacist within %(SOON_WITHIN)s hours."
            )
        ),
        "45",
    ),
)
PAIN_HIGHER = Words(
    _(
        "Your pain was %(MEANINGFUL_RISE)s points or more above your best, %(days)d days in a row. "
        "See a doctor or physio in the next days."
    )
)
WALKING_HARDER = Words(
    _(
        "Your walks had to get easier %(STEP_BACKS)s times or more in %(STEP_BACK_DAYS)s days. "
        "See a doctor or physio in the next days."
    )
)
SEIZES_UP = Words(
    _(
        "It keeps seizing up: %(SPASMS)s times or more in %(SPASMS_WITHIN)s days. "
        "See a doctor or physio in the next days."
    )
)
NUDGE = Words(_("How is your back? Tell how you feel, and the plan is up to date."))
# The codes of the notices here that have a date.
DATED = (
    *(date.code for date in DATES),
    NoticeCode.OFF_TRACK_WORSE,
    NoticeCode.OFF_TRACK_STEP_BACKS,
    NoticeCode.KEEPS_SEIZING,
)


@rule(
    says=_("At set times a back that has not eased enough is sent to somebody who can look at it. A flare must last."),
    evidence=_("Health services name these times, but not all the same ones. 3 of 4 flares are over within a day."),
    source="10,23,24,39,45,51,56,135",
    differs=_(
        "Most health services name some weeks after which a back that does not ease is to be seen. "
        "The first date here, after %(OFF_TRACK_FIRST)s hours, comes from the page of one clinic."
    ),
    figures=(
        "FLARE_LASTS",
        "SEVERE_FROM", "OFF_TRACK_PAIN", "PAIN_FRESH", "MEANINGFUL_RISE", "MEANINGFUL_SHARE", "RECOVERED_PAIN",
        "OFF_TRACK_FIRST", "OFF_TRACK_14", "OFF_TRACK_28", "OFF_TRACK_42", "OFF_TRACK_84", "SOON_WITHIN",
        "WEEK_WITHIN",
    ),
    sentences=tuple(date.words for date in DATES),
    codes=tuple(date.code for date in DATES),
)  # fmt: skip
def not_better_in_time(s: Situation) -> Iterator[Notice]:
    """Name the furthest of the dates by which the back should be better and is not."""
    if s.phase == Phase.KEEP_WELL:
        return
    asked = s.gate is not None and Ask.PAIN in s.gate.asks
    for date in DATES:
        bout = date.bout(s)
        reached = bout and s.now - bout >= date.after and not (asked and date.tells_pain)
        if bout and reached and (since := date.since(s, bout)):
            last = next(_felt(s, bout), None)
            because = {"pain": last and last.pain, "first": last and last.first, "worst": last and last.worst}
            words = Words(date.words.text, {**date.words.inputs, **because})
            yield _dated(s, date.code, because, words, date.source, max(since, bout + date.after), date.within)
            return


@rule(
    says=_("Pain well above your best for some days in a row is sent to a doctor or physio."),
    evidence=_("Health services say: get help when it gets worse. How many days is our own careful choice."),
    source="2,51,proposed",
    figures=("MEANINGFUL_RISE", "WORSE_DAYS", "WEEK_WITHIN"),
    sentences=(PAIN_HIGHER,),
    codes=(NoticeCode.OFF_TRACK_WORSE,),
)
def getting_worse(s: Situation) -> Iterator[Notice]:
    """Name a date when pain was well above its best, since a spasm, on several plan days in a row."""
    if worse := _worse(s):
        because = {"days": worse.days, "best": worse.best}
        words = PAIN_HIGHER.having(days=worse.days)
        yield _dated(s, NoticeCode.OFF_TRACK_WORSE, because, words, "2", worse.since, figures.WEEK_WITHIN)


def _worse(s: Situation) -> Worse | None:
    """Return the last mornings in a row that were too many, until a later one is near that best again.

    A morning that was not told ends the row, and a new spasm starts another one with its own best. Neither says that
    the pain is less, so these mornings count until their date. Mornings after it need a row and a date of their own.
    """
    found, spasm, best, running = None, None, None, 0
    for step in s.climb.steps:
        newest = s.story.relapses.last(step.day.starts)
        if newest is not spasm:
            spasm, best, running = newest, None, 0
        if found and not running and not _counts(step.day.starts, found.since):
            found = None
        pain = step.pain
        if pain is None:
            running = running if step is s.climb.steps[-1] else 0  # this morning may still be told
            continue
        if found and pain - found.best < figures.MEANINGFUL_RISE:
            found = None
        running = running + 1 if best is not None and pain - best >= figures.MEANINGFUL_RISE else 0
        if best is not None and running >= figures.WORSE_DAYS and (found is None or found.best == best):
            found = Worse(found.since if found else step.day.starts, best, running)
        best = pain if best is None else min(best, pain)
    return found if found and (running or _counts(s.now, found.since)) else None


def _counts(now: datetime, since: datetime) -> bool:
    """Whether a notice of a time that is over is still shown: until its date, and for a day from then on."""
    return now < since + figures.WEEK_WITHIN + ONE_DAY


@rule(
    says=_("%(STEP_BACKS)s steps back within %(STEP_BACK_DAYS)s days are sent to a doctor or physio."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("STEP_BACKS", "STEP_BACK_DAYS", "WEEK_WITHIN"),
    sentences=(WALKING_HARDER,),
    codes=(NoticeCode.OFF_TRACK_STEP_BACKS,),
)
def two_steps_back(s: Situation) -> Iterator[Notice]:
    """Name a date when walking had to step back too often within a few plan days, unless the person is well."""
    days = _too_many_back(s)
    if days and s.phase != Phase.KEEP_WELL and _counts(s.now, since := _starts(s, days[-1])):
        code, because = NoticeCode.OFF_TRACK_STEP_BACKS, {"days": [*days]}
        yield _dated(s, code, because, WALKING_HARDER, "proposed", since, figures.WEEK_WITHIN)


def _too_many_back(s: Situation) -> Sequence[int]:
    """Return the days of the last steps back that were too many. More of them count once their date is past."""
    backs, found = s.climb.rung.step_backs, tuple[int, ...]()
    for last in range(figures.STEP_BACKS, len(backs) + 1):
        days = backs[last - figures.STEP_BACKS : last]
        is_new = not found or days[-1] >= found[-1] + figures.WEEK_WITHIN // ONE_DAY
        if days[-1] - days[0] < figures.STEP_BACK_DAYS and is_new:
            found = days
    return found


def _starts(s: Situation, number: int) -> datetime:
    """Return the start of a past plan day by its number."""
    return s.story.days[number - s.story.days[0].number].starts


@rule(
    says=_("%(SPASMS)s new spasms within %(SPASMS_WITHIN)s days are sent to a doctor or physio."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("SPASMS", "SPASMS_WITHIN", "WEEK_WITHIN"),
    sentences=(SEIZES_UP,),
    codes=(NoticeCode.KEEPS_SEIZING,),
)
def keeps_seizing(s: Situation) -> Iterator[Notice]:
    """Name a date when it seized up again too often, until the person is well."""
    spasms = [each.at for each in s.story.relapses]
    recent = [at for at in spasms if spasms[-1] - at <= figures.SPASMS_WITHIN]
    if s.phase == Phase.KEEP_WELL or len(recent) < figures.SPASMS:
        return
    code, because = NoticeCode.KEEPS_SEIZING, {"spasms": len(recent)}
    yield _dated(s, code, because, SEIZES_UP, "proposed", recent[-1], figures.WEEK_WITHIN)


@rule(
    says=_("After %(NUDGE_AFTER)s silent days there is one kind word, and no blame."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("NUDGE_AFTER", "ASK_AFTER"),
    sentences=(NUDGE,),
    codes=(NoticeCode.MISSED_DAYS,),
)
def nudge(s: Situation) -> Iterator[Notice]:
    """Say one kind word after days without a log."""
    missed = missed_days(s.climb.rung, s.day)
    if s.acute and figures.NUDGE_AFTER <= missed < figures.ASK_AFTER and not s.story.logs_on(s.day):
        yield Notice(NoticeLevel.INFO, NoticeCode.MISSED_DAYS, {"days": missed}, NUDGE, "proposed")


def _dated(
    s: Situation,
    code: NoticeCode,
    because: Mapping[str, Any],
    words: Words,
    source: str,
    since: datetime,
    within: timedelta,
) -> Notice:
    """Make a notice that says by when to see somebody, and that a person can put away until then."""
    by = since + within
    return Notice(NoticeLevel.SOON, code, {**because, "by": by}, words, source, hidden=s.put_away(code, since, by))


RULES = (not_better_in_time, getting_worse, two_steps_back, keeps_seizing, nudge)
