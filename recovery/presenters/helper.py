"""The page of a helper: Today without its private parts. Every button is a form that is sent to this page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.urls import resolve
from django.utils.translation import gettext as _

from recovery.plan.advice import Plan
from recovery.plan.entries import CheckIn, Medicine
from recovery.plan.history.story import Story
from recovery.presenters.journal import Toast
from recovery.presenters.kinds import KINDS
from recovery.presenters.notices import Banner
from recovery.presenters.now import NextRow, NowCard
from recovery.presenters.pills import Pill, starts
from recovery.presenters.rhythms import RhythmRow
from recovery.presenters.say import Fields, Text, weekday_clock
from recovery.presenters.tiles import Tile
from recovery.presenters.timer import TimerCard
from recovery.presenters.today import Head, next_change, seconds_to, show_today
from recovery.presenters.why import Why

HERE = "./"  # the address of the page itself, so that no link contains its secret
NOTES = 5
LONGER = [kind for kind, words in KINDS.items() if words.helper_minutes]


@dataclass(frozen=True)
class LogTile:
    """A kind that takes two taps: it can be started, with `fields`, or logged as done, with one of `minutes`."""

    kind: str
    name: Text
    drawing: str
    done: int
    id: UUID
    fields: Fields
    minutes: Sequence[int]
    rule: str


@dataclass(frozen=True)
class HelperNote:
    """A note of the person."""

    when: str
    text: str


@dataclass(frozen=True)
class HelperPage:
    """Everything that with_helper.html shows of a plan; `next_change` is in seconds."""

    theme: str
    head: Head
    next_change: int
    timer: TimerCard | None
    now: NowCard | None
    next: NextRow | None
    why: Why | None
    banners: Sequence[Banner]
    rhythms: Sequence[RhythmRow]
    tiles: Sequence[Tile]
    longer: Sequence[LogTile]
    bedtime: str
    tab: str = "today"


def show_helper(plan: Plan, story: Story) -> HelperPage:
    """Show what to do now."""
    today = show_today(plan, story)
    tiles = [_button(tile) for tile in today.tiles]
    return HelperPage(
        theme=today.theme,
        head=today.head,
        next_change=seconds_to(next_change(plan), plan.now),
        timer=_timer(today.timer) if today.timer else None,
        now=_now(today.now) if today.now else None,
        next=_next(today.next) if today.next else None,
        why=today.why if plan.timer else None,  # it says when to stop at once
        banners=[banner for banner in today.notices.first if banner.level == "safety"],
        rhythms=[_row(row, plan) for row in today.rhythms],
        tiles=[tile for tile in tiles if tile.kind not in LONGER],
        longer=_longer(plan, story),
        bedtime=today.bedtime,
    )


def show_undo(toast: Toast) -> Toast:
    """A toast whose undo is a form of this page."""
    if not toast.undo:
        return toast
    entry = resolve(toast.undo).kwargs["entry_id"]
    return replace(toast, undo=HERE, fields=[*toast.fields, ("kind", "undo"), ("entry", entry)])


def show_notes(story: Story) -> list[HelperNote]:
    """The newest notes of check-ins and medicines."""
    entries: Sequence[CheckIn | Medicine] = (*story.of(CheckIn), *story.of(Medicine))
    newest = sorted((each for each in entries if each.note), key=lambda each: each.at, reverse=True)[:NOTES]
    return [HelperNote(weekday_clock(each.at), each.note or "") for each in newest]


# --- forms of this page


def _here(action: str, fields: Fields) -> Fields:
    """The fields of a log form, with the kind that its address named."""
    return [*fields, ("kind", resolve(action).kwargs["kind"])]


def _timer(timer: TimerCard) -> TimerCard:
    return replace(timer, action=HERE, fields=_here(timer.action, timer.fields), entry="")


def _now(now: NowCard) -> NowCard:
    """The card told to a helper, without its link, because a helper cannot open the pages of the person."""
    if not now.action:
        return replace(now, href="")
    words = KINDS[str(dict(now.fields)["item"])]
    return replace(
        now,
        title=str(words.helped),
        lines=[f"{now.title}.", *now.lines],
        button=words.helped_button,
        action=HERE,
        fields=_here(now.action, now.fields),
    )


def _next(row: NextRow) -> NextRow:
    """What comes next, told to a helper."""
    kind = resolve(row.href).kwargs["kind"]
    return replace(row, href="", title=str(KINDS[kind].helped), hint=row.hint or f"{row.title}.")


def _row(row: RhythmRow, plan: Plan) -> RhythmRow:
    """A row without the links to pages of the person; a walk without pills is logged by one tap."""
    plus = _button(row.plus) if row.plus else None
    if plus and not plus.action and plan.day.walking:
        minutes = plan.day.walking.minutes
        fields = [("id", uuid4()), ("kind", "walk"), ("minutes", minutes)]
        plus = replace(
            plus, action=HERE, fields=fields, spoken=_("Log a walk of %(minutes)d min") % {"minutes": minutes}
        )
    return replace(row, pills=[_button(pill) for pill in row.pills], plus=plus)


def _button[Button: (Pill, Tile)](button: Button) -> Button:
    """What a pill or a tile is to a helper: it sends to this page, and opens no page of the person's."""
    if not button.action:
        return replace(button, href="")
    return replace(button, action=HERE, fields=_here(button.action, button.fields))


def _longer(plan: Plan, story: Story) -> list[LogTile]:
    """The kinds that a helper logs with its minutes; walks only where the plan has a stage."""
    return [
        LogTile(
            kind=kind,
            name=KINDS[kind].name,
            drawing=KINDS[kind].drawing,
            done=sum(entry.kind == kind for entry in story.logs_on(story.day)),
            id=uuid4(),
            fields=starts(kind) if plan.can_start[kind].now and not plan.timer else (),
            minutes=KINDS[kind].helper_minutes,
            rule=plan.can_start[kind].rule,
        )
        for kind in LONGER
        if kind != "walk" or plan.day.walking
    ]
