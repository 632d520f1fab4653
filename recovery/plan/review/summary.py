"""What a person said, did and took, summed up: for a report to a clinician."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from recovery.plan.entries import CLASSES, Activities, Activity, Medicine, Stretch, Walk, Worse
from recovery.plan.history.story import Story
from recovery.plan.kinds import TIMED


@dataclass(frozen=True)
class AtTheStart:
    """The first check-in with a pain value."""

    at: datetime
    pain: int | None
    can_walk: str | None
    spasm: str | None
    stiffness: str | None
    leg: str | None


@dataclass(frozen=True)
class LegSpell:
    """Check-ins in a row with the same answer about the legs."""

    leg: str
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Sleep:
    """How many nights were good and bad, and how the last one was."""

    well: int
    badly: int
    last: str | None


@dataclass(frozen=True)
class Felt:
    """Of those with a pain value right before and after: how many left less pain, the same, and more."""

    eased: int
    same: int
    hurt: int


@dataclass(frozen=True)
class Tried:
    """One kind of activity: how often it was done, first and last, when it made things worse, and how it was felt."""

    kind: str
    times: int
    first: datetime | None
    last: datetime | None
    made_worse: list[datetime]
    felt: Felt


@dataclass(frozen=True)
class CouldNot:
    """What the person could not do: check-ins that asked and that said so, and own activities (10: not possible)."""

    asked: int
    limited: int
    could_not_walk: list[datetime]
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Taken:
    """One medicine: the number of doses, the sum of those with known mg, and the first and last dose."""

    name: str
    doses: int
    mg: float
    mg_unknown: int
    first: datetime
    last: datetime


def at_the_start(story: Story) -> AtTheStart | None:
    """How it was at the start; None before a pain value is known."""
    first = next((each for each in story.check_ins if each.pain is not None), None)
    if first is None:
        return None
    return AtTheStart(first.at, first.pain, first.can_walk, first.spasm, first.stiffness, first.leg)


def leg_spells(story: Story, since: datetime) -> list[LegSpell]:
    """The spells since an instant, oldest first."""
    said = [(each.leg, each.at) for each in story.check_ins if each.leg and each.at >= since]
    spells = [(leg, [at for _leg, at in spell]) for leg, spell in groupby(said, key=lambda each: each[0])]
    return [LegSpell(leg, times[0], times[-1]) for leg, times in spells]


def sleep(story: Story, since: datetime) -> Sleep:
    """The nights that were told of since an instant."""
    nights = [each.slept for each in story.check_ins if each.slept and each.at >= since]
    return Sleep(nights.count("well"), nights.count("badly"), nights[-1] if nights else None)


def tried(story: Story, since: datetime) -> Iterator[Tried]:
    """Each kind that was done since an instant, or that made things worse."""
    for kind in TIMED:
        done = [each.at for each in story.done_of(kind) if each.at >= since]
        worse = [each.at for each in story.of(Worse) if each.item == kind and each.at >= since]
        if done or worse:
            first, last = (done[0], done[-1]) if done else (None, None)
            yield Tried(kind, len(done), first, last, worse, _felt(story, kind, since))


def _felt(story: Story, kind: str, since: datetime) -> Felt:
    """How often a kind with pain values before and after left less pain, the same, and more."""
    rises = [
        each.pain_after - each.pain_before
        for each in story.of(CLASSES[kind])
        if isinstance(each, Walk | Stretch) and each.at >= since
        if each.pain_before is not None and each.pain_after is not None
    ]
    return Felt(sum(rise < 0 for rise in rises), rises.count(0), sum(rise > 0 for rise in rises))


def could_not(story: Story, since: datetime) -> CouldNot:
    """What the person could not do since an instant; of the own activities the newest answers count."""
    asked = [each for each in story.check_ins if each.limits is not None and each.at >= since]
    own = story.of(Activities)
    return CouldNot(
        asked=len(asked),
        limited=sum(bool(each.limits) for each in asked),
        could_not_walk=[each.at for each in story.check_ins if each.can_walk == "no" and each.at >= since],
        activities=own[-1].scores if own else (),
    )


def medicines_taken(story: Story) -> Iterator[Taken]:
    """Each medicine of the journal, by name."""
    for name in sorted({each.name for each in story.of(Medicine)}):
        doses = [each for each in story.of(Medicine) if each.name == name]
        yield Taken(
            name=name,
            doses=len(doses),
            mg=sum(each.mg or 0 for each in doses),
            mg_unknown=sum(each.mg is None for each in doses),
            first=doses[0].at,
            last=doses[-1].at,
        )
