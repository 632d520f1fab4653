"""Red flags that are no emergency, what is not for this person, and answers that contradict each other."""

from collections.abc import Iterator
from datetime import datetime

from recovery.plan.advice import LeftOut, Notice
from recovery.plan.article import OUR_CHOICE, rule
from recovery.plan.clinical.contra_indications import MATRIX, SOURCES_OF, STRICTER
from recovery.plan.clinical.countries import country_lines
from recovery.plan.clinical.red_flags import NO_DATE, RED_FLAGS, within
from recovery.plan.entries import AGREEABLE, CheckIn, Timed, Walk
from recovery.plan.enums import Flag, NoticeCode, NoticeLevel, Phase
from recovery.plan.situation import Situation
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

WHICH_PAIN = Words(_("You logged pain %(one)d and then %(other)d. Which is right?"))
WALK_OR_NOT = Words(_("You said you did not walk today, and you logged a walk. The walk counts."))
BEFORE_ONSET = Words(_("You logged something from before the spasm. Is the start of the spasm right?"))


@rule(
    says=_("A sign that can wait some days asks you to see a doctor by a date, and the plan goes on."),
    evidence=_("Weak signs on their own. Health services ask to have them looked at soon."),
    source="3,34,38,proposed",
    figures=("SOON_WITHIN", "WEEK_WITHIN"),
)
def see_a_doctor(s: Situation) -> Iterator[Notice]:
    """Name the date by which to see somebody about each open D flag; its words are those of the flag."""
    open_flags: dict[str, Notice] = {}
    for each in s.raised:
        if each.level == "D" and each.lifted_at is None:
            for flag in sorted(each.flags):
                open_flags.setdefault(flag, _about_flag(s, flag, each.at))
    yield from open_flags.values()


def _about_flag(s: Situation, flag: str, since: datetime) -> Notice:
    """Make the notice of an open D flag; a weak sign on its own has no date."""
    found = RED_FLAGS[flag]
    if found.id in NO_DATE:
        return Notice(NoticeLevel.INFO, found.id, {"flag": flag}, found.tells, found.source)
    by = since + within(flag)
    crisis = {"call": country_lines(s.story.country).crisis} if found.id == Flag.D10 else {}
    because, hidden = {"flag": flag, "by": by, **crisis}, s.put_away(flag, since, by)
    return Notice(NoticeLevel.SOON, found.id, because, found.tells, found.source, hidden=hidden)


@rule(
    says=_("What speaks against a treatment takes it out of your plan, and the plan says why."),
    evidence=STRICTER,
    source="14,15,18,20,26,30,31,32,33",
    differs=_(
        "Lists of what speaks against ice, warmth, massage and pills differ. "
        "This plan takes the stricter one each time, until a clinician agrees."
    ),
    sentences=tuple(dict.fromkeys(bar.why for row in MATRIX.values() for bar in row)),
)
def left_out(s: Situation) -> Iterator[LeftOut]:
    """Name each treatment that is not for this person and why; a clinician's yes can lift some of them."""
    ended = ("cold",) if s.phase == Phase.HEAT else ()
    for treatment, source in SOURCES_OF.items():
        against = s.bars[treatment]
        if against and s.acute and treatment not in ended:
            pairs = tuple(f"{treatment}:{bar.trait}" for bar in against)
            ask = all(bar.ask and pair in AGREEABLE for bar, pair in zip(against, pairs, strict=True))
            yield LeftOut(treatment, against[0].trait, ask, against[0].why, pairs if ask else (), source)


@rule(
    says=_("Two pain numbers close together that do not agree are asked about."),
    evidence=OUR_CHOICE,
    source="proposed",
    sentences=(WHICH_PAIN,),
    codes=(NoticeCode.WHICH_PAIN,),
)
def which_pain(s: Situation) -> Iterator[Notice]:
    """Ask which of two pain values close together is right, until a later one is told; the higher one counts."""
    if conflict := s.story.pains.open_conflict(s.now):
        one, other = conflict.one, conflict.other
        because = {"pains": [one.pain, other.pain], "entries": [str(one.id), str(other.id)]}
        words = WHICH_PAIN.having(one=one.pain, other=other.pain)
        yield Notice(NoticeLevel.INFO, NoticeCode.WHICH_PAIN, because, words, "proposed")


@rule(
    says=_("A logged walk counts, also beside the answer that you did not walk."),
    evidence=OUR_CHOICE,
    source="proposed",
    sentences=(WALK_OR_NOT,),
    codes=(NoticeCode.WALK_OR_NOT,),
)
def walk_or_not(s: Situation) -> Iterator[Notice]:
    """Ask about a logged walk beside the answer "no walk today"; the walk counts."""
    logs = s.story.logs_on(s.day)
    denied = [entry for entry in logs if isinstance(entry, CheckIn) and entry.walked is False]
    walked = [entry for entry in logs if isinstance(entry, Walk)]
    if denied and walked:
        because = {"entries": [str(denied[-1].id), str(walked[-1].id)]}
        yield Notice(NoticeLevel.INFO, NoticeCode.WALK_OR_NOT, because, WALK_OR_NOT, "proposed")


@rule(
    says=_("Something logged from before the spasm asks if its start is right."),
    evidence=OUR_CHOICE,
    source="proposed",
    sentences=(BEFORE_ONSET,),
    codes=(NoticeCode.ENTRY_BEFORE_ONSET,),
)
def before_onset(s: Situation) -> Iterator[Notice]:
    """Ask whether the start is right when something is logged from before it."""
    early = [entry for entry in s.story.logs.before(s.story.onset) if isinstance(entry, CheckIn | Timed)]
    if early:
        because = {"entries": [str(entry.id) for entry in early]}
        yield Notice(NoticeLevel.INFO, NoticeCode.ENTRY_BEFORE_ONSET, because, BEFORE_ONSET, "proposed")


RULES = (see_a_doctor, left_out, which_pain, walk_or_not, before_onset)
