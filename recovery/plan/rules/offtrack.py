"""Not getting better as it should: when to see somebody, and a gentle nudge after silence."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from recovery.plan import figures
from recovery.plan.advice import Notice, Words, gettext_noop
from recovery.plan.situation import Situation

_ = gettext_noop

# Since when, within which time somebody is to be seen, what we say, and who says so.
SEE_SOMEBODY = {
    "off_track_84d": (
        figures.OFF_TRACK_84,
        figures.WEEK_WITHIN,
        _("Your back has hurt for 12 weeks. Ask a doctor about care for lasting pain."),
        "56",
    ),
    "off_track_42d": (
        figures.OFF_TRACK_42,
        figures.WEEK_WITHIN,
        _("Your back still limits you after 6 weeks. See a doctor. The daily plan ends."),
        "24,10",
    ),
    "off_track_28d": (
        figures.OFF_TRACK_28,
        figures.WEEK_WITHIN,
        _("Four weeks have passed. See a doctor about your back."),
        "39",
    ),
    "off_track_14d": (
        figures.OFF_TRACK_14,
        figures.WEEK_WITHIN,
        _("Two weeks on, it has not eased much. See a doctor or physio within a week."),
        "23,24",
    ),
    "off_track_72h": (
        figures.OFF_TRACK_FIRST,
        figures.SOON_WITHIN,
        _("Three days on, it has not eased much. Ask a doctor or pharmacist in 1 to 2 days."),
        "45",
    ),
}
# The codes of the banners here that have a date.
DATED = (*SEE_SOMEBODY, "off_track_worse", "off_track_step_backs")


def not_better_in_time(s: Situation) -> Iterator[Notice]:
    """The furthest of the dates by which it should be better and is not."""
    if s.phase == "keep_well":
        return
    elapsed, limited, pain = s.now - s.story.episode_from, _limited(s), s.pain
    told = s.story.resting_pains.since(s.story.episode_from)
    felt = [each.value for each in told] or [pain or 0]
    first, worst = felt[0], max(felt)
    watched = s.now - told[0].at if told else timedelta(0)
    hurts = pain is not None and pain > figures.RECOVERED_PAIN
    eased = pain is None or better(first, pain)
    off_track = {
        "off_track_84d": elapsed >= figures.OFF_TRACK_84 and hurts,
        "off_track_42d": elapsed >= figures.OFF_TRACK_42 and (limited or (limited is None and hurts)),
        "off_track_28d": elapsed >= figures.OFF_TRACK_28 and (limited or not eased),
        "off_track_14d": elapsed >= figures.OFF_TRACK_14 and not eased,
        "off_track_72h": elapsed >= figures.OFF_TRACK_FIRST and _not_eased(worst, pain, elapsed, watched),
    }
    code = next((code for code, holds in off_track.items() if holds), None)
    if code:
        after, within, text, source = SEE_SOMEBODY[code]
        because = {"pain": pain, "first": first, "worst": worst}
        yield _dated(s, code, because, Words(text), source, s.story.episode_from + after, within)


def getting_worse(s: Situation) -> Iterator[Notice]:
    """Three plan days running well above the best so far."""
    mornings = [step.pain for step in s.climb.steps]
    if mornings[-1] is None:
        mornings.pop()  # not told yet
    best, running = None, 0
    for pain in mornings:
        risen = pain is not None and best is not None and pain - best >= figures.MEANINGFUL_RISE
        running = running + 1 if risen else 0
        if pain is not None:
            best = pain if best is None else min(best, pain)
    if running >= figures.WORSE_DAYS:
        words = Words(_("Your pain has been higher for 3 days. See a doctor or physio in the next days."))
        since = s.story.days[len(mornings) - running + figures.WORSE_DAYS - 1].starts
        yield _dated(s, "off_track_worse", {"days": running, "best": best}, words, "2", since, figures.WEEK_WITHIN)


def two_steps_back(s: Situation) -> Iterator[Notice]:
    """Two step-backs in four plan days."""
    since = s.day.number - figures.STEP_BACK_DAYS
    recent = [number for number in s.climb.rung.step_backs if number > since]
    if len(recent) >= figures.STEP_BACKS:
        words = Words(_("Walking got harder twice in a few days. See a doctor or physio in the next days."))
        last = next(day.starts for day in s.story.days if day.number == recent[-1])
        yield _dated(s, "off_track_step_backs", {"days": recent}, words, "proposed", last, figures.WEEK_WITHIN)


def nudge(s: Situation) -> Iterator[Notice]:
    """One gentle word after two silent days."""
    missed = s.climb.missed_days(s.day)
    if figures.NUDGE_AFTER <= missed < figures.ASK_AFTER and not s.story.logs_on(s.day):
        words = Words(_("How is your back? Tell how you feel, and the plan is up to date."))
        yield Notice("info", "missed_days", {"days": missed}, words, "proposed")


def _dated(
    s: Situation,
    code: str,
    because: Mapping[str, Any],
    words: Words,
    source: str,
    since: datetime,
    within: timedelta,
) -> Notice:
    """A banner that says by when to see somebody, and that can be put away until then."""
    by = since + within
    return Notice("soon", code, {**because, "by": by}, words, source, hidden=s.put_away(code, since, by))


def better(first: int, now: int) -> bool:
    """Better by 2 points or by 30 %."""
    return first - now >= figures.MEANINGFUL_RISE or now <= first * (1 - figures.MEANINGFUL_SHARE)


def _not_eased(worst: int, now: int | None, elapsed: timedelta, watched: timedelta) -> bool:
    """Still severe, or, until the next date has a measure of its own, hardly below the worst of a day or longer."""
    if now is None:
        return False
    known = watched >= figures.PAIN_FRESH and elapsed < figures.OFF_TRACK_14
    hardly = known and worst - now < figures.MEANINGFUL_RISE
    return now >= figures.SEVERE_FROM or (hardly and now > figures.RECOVERED_PAIN)


def _limited(s: Situation) -> bool | None:
    """Whether it still keeps the person from normal activities, by the last answer in this episode."""
    told = (each for each in reversed(s.story.check_ins) if each.at >= s.story.episode_from)
    return next((each.limits for each in told if each.limits is not None), None)


RULES = (not_better_in_time, getting_worse, two_steps_back, nudge)
