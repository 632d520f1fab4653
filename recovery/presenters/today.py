"""The page Today: what to do now and next, why, and the rest of the day on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from recovery.plan.advice import Plan
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemState, Phase
from recovery.plan.history.story import Story
from recovery.presenters.cards import ShownCard, show_card
from recovery.presenters.claims import Claim
from recovery.presenters.medicine import show_lines
from recovery.presenters.moving import GettingAbout
from recovery.presenters.notices import Notices, arrange, show_notices
from recovery.presenters.now import NextRow, NowCard, item_now, show_next, show_now
from recovery.presenters.phases import PhaseBar, phase_name, show_bar, since, sleep_hint, theme_of
from recovery.presenters.rhythms import RhythmRow, show_rhythms
from recovery.presenters.say import Text, clock
from recovery.presenters.tiles import Tile, show_tiles
from recovery.presenters.timeline import Timeline, show_timeline
from recovery.presenters.timer import TimerCard, show_timer, when_to_stop
from recovery.presenters.traits import LeftOutList, show_left_out
from recovery.presenters.why import Why, show_why

# These cards have a row of their own once a person is well; the others share one.
OF_THE_WELL = ("recovered", "relapse", "prevention")


@dataclass(frozen=True)
class Head:
    """The title of the page: the day, the phase, and how long ago it started."""

    day: str
    phase: Text
    sub: str


@dataclass(frozen=True)
class TodayPage:
    """Everything that today.html shows of a plan.

    `timer` replaces `now` while one runs. `cleared_id` is the id of the entry that clears a flag. A `roomy` day has no
    banners and no guides, so that tiles have room for their drawings. `feel` says when the next check-in is. `timeline`
    is there on a wide screen.
    """

    theme: str
    well: bool
    head: Head
    bar: PhaseBar | None
    timer: TimerCard | None
    now: NowCard | None
    next: NextRow | None
    why: Why | None
    notices: Notices
    left_out: LeftOutList | None
    cleared_id: UUID
    night: bool
    roomy: bool
    getting_about: GettingAbout | None
    rhythms: Sequence[RhythmRow]
    tiles: Sequence[Tile]
    feel: str
    bedtime: str
    timeline: Timeline | None
    medicine: Sequence[Claim]
    cards: Sequence[ShownCard]
    more: Sequence[ShownCard]


def show_today(
    plan: Plan, story: Story, about: GettingAbout | None = None, wide: bool = False, rings: bool = False
) -> TodayPage:
    """Show a plan without a gate, or with a gate that is not closed.

    `about` are the guides for a person who needs help to move. `rings`: this phone rings at the end of a timer.
    """
    night = not story.day.awake(plan.now)
    current = None if night else item_now(plan)
    notices, bar = arrange(show_notices(plan)), show_bar(plan, story)
    cards = [show_card(card) for card in plan.cards if card.shown]
    return TodayPage(
        theme=theme_of(plan.phase),
        well=plan.phase == Phase.KEEP_WELL,
        head=_head(plan, night, just_warm=bool(bar and bar.note) and plan.phase == Phase.HEAT),
        bar=bar,
        timer=show_timer(plan, plan.timer, rings) if plan.timer else None,
        now=None if plan.timer else show_now(plan, current, night),
        next=None if _safety(notices) else show_next(plan, current, night),
        why=_why(plan, night),
        notices=notices,
        left_out=show_left_out(plan),
        cleared_id=uuid4(),
        night=night,
        roomy=not ((bar and bar.note) or notices.first or notices.hints or notices.notes or about),
        getting_about=about,
        rhythms=[] if night or plan.timer else show_rhythms(plan, story),
        tiles=[] if night else show_tiles(plan, story),
        feel=_feel(plan),
        bedtime=clock(plan.day.bedtime),
        timeline=show_timeline(plan, current, night) if wide else None,
        medicine=show_lines(plan, story),
        cards=[card for card in cards if card.kind in OF_THE_WELL and plan.phase == Phase.KEEP_WELL],
        more=[card for card in cards if card.kind not in OF_THE_WELL or plan.phase != Phase.KEEP_WELL],
    )


def next_change(plan: Plan) -> datetime:
    """When something on Today changes with time alone: a window, a pause, a phase or the day."""
    now = plan.now.astimezone(UTC)  # instants in one zone are compared ten times as fast
    items = [moment for item in plan.day.items for moment in (item.opens, item.closes)]
    starts = [start.opens for start in plan.can_start.values() if start.opens]
    phases = [plan.heat_from, plan.heat_from - figures.HEAT_LOCK + figures.COLD_PHASE]
    ends = [plan.timer.ends_at] if plan.timer and plan.timer.over_by_seconds == 0 else []
    coming = [moment for moment in (*items, *starts, *phases, plan.day.bedtime, plan.day.ends) if moment > now]
    return min([*coming, *ends])


def seconds_to(moment: datetime, now: datetime) -> int:
    """Whole seconds until a moment is over."""
    return int((moment - now).total_seconds()) + 1


def _head(plan: Plan, night: bool, just_warm: bool) -> Head:
    """The title; on the first day of warmth the bar says that the hours are over."""
    return Head(
        day=_("Day %(number)d") % {"number": plan.day.number},
        phase=_("Night") if night else phase_name(plan),
        sub="" if just_warm else since(plan.elapsed_hours),
    )


def _safety(notices: Notices) -> bool:
    return any(each.level == "safety" for each in notices.first)


def _feel(plan: Plan) -> str:
    """When the plan next asks how the person feels; telling it is fine at any time."""
    asked = [item for item in plan.day.items if item.kind == "check_in"]
    if any(item.state == ItemState.OPEN for item in asked):
        return _("now")
    coming = next((item for item in asked if item.state == ItemState.DUE), None)
    return _("from %(time)s") % {"time": clock(coming.opens)} if coming else _("any time")


def _why(plan: Plan, night: bool) -> Why | None:
    if plan.timer:
        return when_to_stop(plan.timer)
    return _night_why(plan) if night else show_why(plan)


def _night_why(plan: Plan) -> Why:
    reason = _("The plan goes on at %(time)s.") % {"time": clock(plan.day.ends)}
    return Why("moon", sleep_hint(plan), reason, "timetable.waking_hours")
