"""The safety questions in the report: how often they were asked, each sign, and whether it was cleared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.exports.answers import Answer, Yes
from recovery.exports.report_shape import Safety
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.history.screening import EMERGENCY, SAME_DAY, WITHIN_DAYS
from recovery.presenters.flag_rows import ROWS
from recovery.presenters.say import Text, say, short

MOST_SIGNS = 4  # as many as fit on the page
LEVELS: Mapping[Sequence[str], Text] = {
    EMERGENCY: lazy("Signs of an emergency: asked %(asked)d ×, last %(when)s."),
    SAME_DAY: lazy("Signs to be seen the same day: asked %(asked)d ×, last %(when)s."),
    WITHIN_DAYS: lazy("Signs to be seen within days: asked %(asked)d ×, last %(when)s."),
}
CLEARED: Mapping[str, Text] = {
    "professional": lazy("A health professional cleared it: %(when)s."),
    "mistake": lazy("Ticked by mistake, taken off: %(when)s."),
    "gone": lazy("It went: %(when)s."),
}


@dataclass(frozen=True)
class SafetyPart:
    """The finding as a title, a sentence for each level, and the signs; `more` is the number that did not fit."""

    finding: str
    levels: Sequence[str]
    signs: Sequence[str]
    more: int


def show_safety(safety: Safety) -> SafetyPart:
    """Of the questions answered yes, the open ones come first, then the gravest."""
    yes = sorted((each for each in safety.flags if each.yes), key=lambda each: each.yes[-1].cleared is not None)
    return SafetyPart(
        finding=_finding(safety, yes),
        levels=[line for flags, words in LEVELS.items() for line in _level(words, flags, safety.flags)],
        signs=[_sign(each) for each in yes[:MOST_SIGNS]],
        more=max(0, len(yes) - MOST_SIGNS),
    )


def _finding(safety: Safety, yes: Sequence[Answer]) -> str:
    if not safety.asked:
        return _("Safety questions: not answered yet.")
    if not yes:
        return _("Safety questions: all “no”.")
    open_now = any(each.cleared is None for answer in yes for each in answer.yes)
    return _("Safety: a warning sign is open.") if open_now else _("Safety: each warning sign was cleared.")


def _level(words: Text, flags: Sequence[str], answers: Sequence[Answer]) -> Iterator[str]:
    """How often all the questions of a level were asked; nothing when one of them never was."""
    least = min((each for each in answers if each.flag in flags), key=lambda each: each.asked)
    if least.last_asked:
        yield words % {"asked": least.asked, "when": short(least.last_asked)}


def _sign(answer: Answer) -> str:
    """The last yes to a question, or since when a flag follows from other answers, and whether it was cleared."""
    flag, count, last = answer.flag, len(answer.yes), answer.yes[-1]
    sign = ROWS[flag] if flag in ROWS else say(RED_FLAGS[flag].tells)
    words = _yes(count) if all(each.ticked for each in answer.yes) else _follows(count)
    return " ".join([words % {"sign": sign, "count": count, "when": short(last.at)}, _fate(last)])


def _yes(count: int) -> str:
    return _("“%(sign)s”: yes on %(when)s.") if count == 1 else _("“%(sign)s”: yes %(count)d ×, last %(when)s.")


def _follows(count: int) -> str:
    if count == 1:
        return _("“%(sign)s”: from other answers, %(when)s.")
    return _("“%(sign)s”: from other answers %(count)d ×, last %(when)s.")


def _fate(yes: Yes) -> str:
    if yes.cleared and yes.because:
        return CLEARED[yes.because] % {"when": short(yes.cleared)}
    return _("Checked, but not all asked again.") if yes.because else _("Not cleared yet.")
