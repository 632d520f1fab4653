"""What repeats today, one row for each kind, with a pill for each time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Item, Plan, Rhythm, WhenYouLike
from recovery.plan.enums import ItemReason, ItemState, Stage
from recovery.plan.history.story import Story
from recovery.presenters.kinds import KINDS
from recovery.presenters.page_links import page_href
from recovery.presenters.pills import Pill, log_pill, show_pill, start_pill
from recovery.presenters.say import Text, clock, fill, say
from recovery.presenters.stages import STAGES, mainly_rest

MOST_PILLS = 10  # two rows of five on a phone
MOST_WINDOWS = 2  # as many as fit on one line of a phone, with both of their times
POSITIONS = {"incline": lazy("Back"), "recliner": lazy("Chair"), "side": lazy("Side")}


@dataclass(frozen=True)
class Position:
    """A position to rest in; `best` is the one that the plan shows first."""

    name: Text
    drawing: str
    best: bool


@dataclass(frozen=True)
class RhythmRow:
    """What repeats, in one row: with pills, with `plus` alone, or with positions; `windows` are wide pills."""

    kind: str
    icon: str
    title: str
    hint: str
    rule: str
    pills: Sequence[Pill] = ()
    windows: bool = False
    plus: Pill | None = None
    positions: Sequence[Position] = ()


def show_rhythms(plan: Plan, story: Story) -> list[RhythmRow]:
    """The rows of what repeats: walks first, or rest, ice and getting up on a day of rest."""
    rows = [_row(plan, story, each) for each in plan.day.rhythms if each.kind != "drink"]
    if not mainly_rest(plan):
        return sorted(rows, key=lambda row: row.kind != "walk")
    rests = [each for each in plan.day.when_you_like if each.kind == "rest"]
    return [*(_rest_row(plan, each) for each in rests), *rows]


# --- rows


def _row(plan: Plan, story: Story, rhythm: Rhythm) -> RhythmRow:
    coming = list(_coming(plan, rhythm))
    windows = rhythm.kind != "walk" and 0 < len(coming) <= MOST_WINDOWS
    pills = [show_pill(plan, story, item, windows, first=item is coming[0]) for item in coming]
    if rhythm.as_needed and rhythm.next:
        pills = [start_pill(plan, rhythm.kind, rhythm.next, clock(rhythm.next))]
    alone = rhythm.kind == "walk" and mainly_rest(plan)
    return RhythmRow(
        kind=rhythm.kind,
        icon=KINDS[rhythm.kind].icon,
        title=say(rhythm.title),
        hint=_hint(plan, rhythm, coming, windows, alone),
        rule=rhythm.rule,
        pills=[] if alone else list(_shortened(rhythm, pills)),
        windows=windows,
        plus=(pills or [log_pill(rhythm.kind)])[0] if alone else None,
    )


def _coming(plan: Plan, rhythm: Rhythm) -> Iterator[Item]:
    """The items of a rhythm that can still begin."""
    if rhythm.next and not rhythm.as_needed:
        for item in plan.day.items:
            if item.kind == rhythm.kind and item.state != ItemState.DONE and item.closes >= rhythm.next:
                yield item


def _shortened(rhythm: Rhythm, pills: Sequence[Pill]) -> Iterator[Pill]:
    """One pill for all that is done, and one for those that are too many."""
    hours, many = page_href("hours"), KINDS[rhythm.kind].many
    room = MOST_PILLS - bool(rhythm.done)
    if rhythm.done:
        spoken = _("Done: %(what)s") % {"what": many % {"count": rhythm.done}}
        yield Pill(str(rhythm.done), spoken, "done", href=hours)
    yield from pills if len(pills) <= room else pills[: room - 1]
    if len(pills) > room:
        rest = len(pills) - room + 1
        yield Pill(f"+{rest}", _("%(count)d more") % {"count": rest}, "far", href=hours)


# --- the line below a title


def _hint(plan: Plan, rhythm: Rhythm, coming: Sequence[Item], windows: bool, alone: bool) -> SafeString | str:
    """When it comes next and when last; a row without pills also counts, wide pills say all but how."""
    if rhythm.next is None:
        return _("That is all for today.")
    if windows:
        return _beside(plan, coming)
    before = _("Only if it still helps.") if rhythm.as_needed else ""
    last = coming[-1].opens if len(coming) > 1 else None
    if alone:
        before = _("%(count)d done.") % {"count": rhythm.done} if rhythm.done else ""
    return format_html("{} {}", before, _next(plan, rhythm.next, last))


def _beside(plan: Plan, coming: Sequence[Item]) -> str:
    if coming and coming[0].reason.code == ItemReason.IF_IT_STILL_HELPS:
        return _("Only if it still helps.")
    stretches = any(each.kind == "stretch" for each in plan.day.when_you_like)
    return _("Then stretch, if you like.") if stretches and coming[0].kind == "heat" else ""


def _next(plan: Plan, opens: datetime, last: datetime | None) -> SafeString:
    now = opens <= plan.now
    time = format_html("<strong>{}</strong>", _("now") if now else clock(opens))
    if last is None:
        return format_html(_("Open {time}.") if now else _("Next {time}."), time=time)
    words = _("Open {time}, last {last}.") if now else _("Next {time}, last {last}.")
    return format_html(words, time=time, last=clock(last))


# --- rest


def _rest_row(plan: Plan, rest: WhenYouLike) -> RhythmRow:
    """Rest as the first row of a day of rest, with the positions that suit the person."""
    return RhythmRow(
        kind="rest",
        icon="rest",
        title=str(STAGES[Stage.W1].name),
        hint=fill(_("Change after %(REST_LONGEST)s minutes at most.")),
        rule=rest.rule,
        positions=show_positions(plan),
    )


def show_positions(plan: Plan) -> list[Position]:
    """The positions that suit the person, in the order of the day."""
    suits = dict.fromkeys(item.picture for item in plan.day.items if item.kind == "rest")
    return [Position(POSITIONS[each], each, each == plan.position) for each in suits]
