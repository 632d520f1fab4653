"""The plan as data, for a phone that loses its signal.

Today and the plan page carry it as JSON in `<template id="kept">`, once the browser has the cookie `script`: the very
first view stays small, and a page that is fetched for the cache has it.

Instants are seconds since 1970, lengths are minutes.

    episode      the id to send with the outbox; entries that wait under another id are not this person's
    made, until  when it was made (rounded up, as what may begin is), and when it is too old
    items        [kind, opens, closes] of today, those that are done left out; of several open ones the first is "now"
    rhythms      {kind: [every, next or null, until, done, planned]}
    titles       {kind: title}
    says         {kind: how to do it}
    starts       {kind: [opens, closes, minutes]}: it may begin from opens to closes, both included; others may not
    gaps         {kind: minutes from one start to the next}
    pauses       {kind: minutes that it waits after ice has ended}
    most         {kind: how often it may still begin}
    always       kinds that go on whatever was told
    timer        {id, name, began, ends, runs} of the timer that runs, or null
    flags        open warning signs
    worse_from   the pain from which only `always` goes on
    call         the emergency number, or null
    signs        {"field=answer": sign}; "S" alone for what only stops the plan
    fever        a temperature from which on it is the sign S1
    together     [[sign, sign, sign that the two make]]

Without signal the phone keeps to these rules:

- Now is the open item whose kind may begin; next is the one that opens next. After `until` the page is only to be read:
  no now, no next, nothing starts, and help comes first. The same before `made`: then the clock is wrong.
- Nothing begins while a timer runs. What was begun without signal counts: the same kind waits for its gap from start to
  start, and all kinds in `pauses` wait after the end of ice. So ice never begins within its pause and warmth never
  before its minute. `tests/plan/test_offline.py` has this algorithm in `may_begin`, and proves it against the plan.
- An answer raises the signs that were ticked, those of `signs` and `fever`, "S" for a pain of `worse_from` or more, and
  those that it makes `together` with `flags` and with everything that waits in the outbox. A sign that begins with E is
  an emergency: the entry goes to the front of the queue, the alert is shown at once, and this phone shows no plan until
  the server has answered. Taking the entry back does not change that.
- While an answer with a sign that begins with S waits, only `always` may begin.
- A rest, slow breaths, drinks, a check-in and what was already done can always be logged.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from recovery.plan.advice import Plan, Timer
from recovery.plan.clinical import figures
from recovery.plan.clinical.red_flags import LEG_SIGNS, TOGETHER
from recovery.plan.history.days import MINUTE
from recovery.plan.offline import ALWAYS, Kept
from recovery.presenters.kinds import KINDS
from recovery.presenters.now import FIRST
from recovery.presenters.say import say

STOPS = ("sudden=on", "can_walk=no", "skin=marked", "skin=numb")
SIGNS = {f"leg={leg}": str(sign) for leg, sign in LEG_SIGNS.items()} | dict.fromkeys(STOPS, "S")
# In HTML as in JSON: what is inside `<template>` needs no other form than what a script reads.
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@dataclass(frozen=True)
class KeptData:
    """The data above."""

    episode: str
    made: int
    until: int
    items: Sequence[tuple[str, int, int]]
    rhythms: Mapping[str, tuple[int, int | None, int, int, int]]
    titles: Mapping[str, str]
    says: Mapping[str, str]
    starts: Mapping[str, tuple[int, int, int]]
    gaps: Mapping[str, int]
    pauses: Mapping[str, int]
    most: Mapping[str, int]
    always: Sequence[str]
    timer: Mapping[str, object] | None
    flags: Sequence[str]
    worse_from: int
    call: str | None
    signs: Mapping[str, str]
    fever: float
    together: Sequence[Sequence[str]]


def show_kept(plan: Plan, copy: Kept, episode: UUID, call: str | None) -> SafeString:
    """Write what a phone keeps of a plan as JSON."""
    lanes = [kind for lane in FIRST for kind, words in KINDS.items() if lane in (words.lane, kind)]
    rank = {kind: number for number, kind in enumerate(lanes)}
    data = KeptData(
        episode=str(episode),
        made=_seconds_up(copy.made),
        until=_seconds(copy.until),
        items=[
            (each.kind, *_span(each.opens, each.closes))
            for each in sorted(copy.items, key=lambda each: (rank.get(each.kind, len(rank)), each.opens))
        ],
        rhythms={
            each.kind: (
                each.every // MINUTE,
                _seconds(each.next) if each.next else None,
                _seconds(each.until),
                each.done,
                each.planned,
            )
            for each in plan.day.rhythms
        },
        titles={each.kind: say(each.title) for each in copy.items},
        says={each.kind: say(each.do) for each in copy.items},
        starts={kind: (*_span(*span), copy.minutes[kind]) for kind, span in copy.starts.items()},
        gaps=copy.gaps,
        pauses=copy.after_cold,
        most=copy.most,
        always=ALWAYS,
        timer=_timer(plan.timer) if plan.timer else None,
        flags=copy.flags,
        worse_from=copy.worse_from,
        call=call,
        signs=SIGNS,
        fever=figures.FEVER_C,
        together=TOGETHER,
    )
    text = json.dumps(asdict(data), separators=(",", ":"), ensure_ascii=False)
    return mark_safe(text.translate(ESCAPED))  # noqa: S308


def _timer(timer: Timer) -> Mapping[str, object]:
    times = {"began": _seconds(timer.started_at), "ends": _seconds(timer.ends_at)}
    return times | {"id": str(timer.id), "name": timer.kind, "runs": True}


def _span(opens: datetime, closes: datetime) -> tuple[int, int]:
    """Round to whole seconds, never to an earlier beginning."""
    return _seconds_up(opens), _seconds(closes)


def _seconds_up(moment: datetime) -> int:
    return ceil(moment.timestamp())


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
