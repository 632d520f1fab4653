"""Red flags that are no emergency, what is not for this person, and answers that contradict each other."""

from collections.abc import Iterator

from recovery.plan.advice import LeftOut, Notice, Words, gettext_noop
from recovery.plan.facts import CheckIn, Timed, Walk
from recovery.plan.matrix import SOURCES_OF
from recovery.plan.redflags import RED_FLAGS, within
from recovery.plan.situation import Situation

_ = gettext_noop


def see_a_doctor(s: Situation) -> Iterator[Notice]:
    """Each D flag with the date by which to see somebody; the plan goes on."""
    standing: dict[str, Notice] = {}
    for each in s.raised:
        if each.level == "D" and each.lifted_at is None:
            for flag in sorted(each.flags):
                by, found = each.at + within(flag), RED_FLAGS[flag]
                hidden = s.put_away(flag, each.at, by)
                because = {"flag": flag, "by": by}
                standing.setdefault(flag, Notice("soon", flag, because, found.tells, found.source, hidden=hidden))
    yield from standing.values()


def left_out(s: Situation) -> Iterator[LeftOut]:
    """What is not for this person, each with its reason; a doctor's or pharmacist's yes can lift some of it."""
    ended = ("cold",) if s.phase == "heat" else ()
    for treatment, source in SOURCES_OF.items():
        against = s.bars[treatment]
        if against and s.acute and treatment not in ended:
            ask = all(bar.ask and bar.trait not in RED_FLAGS for bar in against)
            lifts = tuple(f"{treatment}:{bar.trait}" for bar in against) if ask else ()
            yield LeftOut(treatment, against[0].trait, ask, against[0].why, lifts, source)


def which_pain(s: Situation) -> Iterator[Notice]:
    """Two pain values close together: ask which is right, and go by the higher until then."""
    for conflict in s.story.conflicts.on(s.day):
        one, other = conflict.one, conflict.other
        because = {"pains": [one.pain, other.pain], "entries": [str(one.id), str(other.id)]}
        inputs = {"one": one.pain, "other": other.pain}
        words = Words(_("You logged pain %(one)d and then %(other)d. Which is right?"), inputs)
        yield Notice("info", "which_pain", because, words, "proposed")


def walk_or_not(s: Situation) -> Iterator[Notice]:
    """ "No walk today" beside a logged walk: keep the walk, and ask."""
    told = s.story.logs_on(s.day)
    denied = [entry for entry in told if isinstance(entry, CheckIn) and entry.walked is False]
    walked = [entry for entry in told if isinstance(entry, Walk)]
    if denied and walked:
        because = {"entries": [str(denied[-1].id), str(walked[-1].id)]}
        words = Words(_("You said you did not walk today, and you logged a walk. The walk counts."))
        yield Notice("info", "walk_or_not", because, words, "proposed")


def before_onset(s: Situation) -> Iterator[Notice]:
    """Something logged from before the spasm: ask whether the start is right."""
    early = [entry for entry in s.story.logs.before(s.story.onset) if isinstance(entry, CheckIn | Timed)]
    if early:
        words = Words(_("You logged something from before the spasm. Is the start of the spasm right?"))
        yield Notice("info", "entry_before_onset", {"entries": [str(entry.id) for entry in early]}, words, "proposed")


RULES = (see_a_doctor, left_out, which_pain, walk_or_not, before_onset)
