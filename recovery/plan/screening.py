"""Red flags over time: when each was raised, checked by somebody, and lifted."""

from dataclasses import dataclass
from datetime import datetime
from itertools import product

from recovery.plan.facts import CheckIn, Cleared, Entry
from recovery.plan.redflags import flags_of
from recovery.plan.story import Story


@dataclass(frozen=True)
class Raised:
    """Flags of one level that one check-in raised; `lifted_at` is None while they stand.

    `because` is who checked them, as `cleared` entries say it; None while nobody has.
    """

    level: str
    flags: frozenset[str]
    at: datetime
    because: str | None
    lifted_at: datetime | None

    @property
    def checked(self) -> bool:
        """Whether somebody checked the flags."""
        return self.because is not None

    def stands_at(self, moment: datetime) -> bool:
        """Whether the flags stand at `moment`."""
        return self.at <= moment and (self.lifted_at is None or moment < self.lifted_at)


def raised(story: Story) -> list[Raised]:
    """Every raised flag, the gravest first, and of one level the oldest first.

    An emergency counts even when its check-in was taken back: only a clearance followed by a clean screen lifts it.
    """
    flagged = [(entry, flags) for entry in story.every_check_in if (flags := flags_of(entry, story.onset))]
    found: list[Raised] = []
    for level, (entry, flags) in product("ESD", flagged):
        of_level = frozenset(flag for flag in flags if flag.startswith(level))
        if of_level and (level == "E" or entry.id.int not in story.gone):
            newer = [each for each in story.of(Cleared) if _newer(each, entry)]
            check = next((each for each in newer if level != "D" or _covers(each, found)), None)
            lifted = check and (check if level == "D" else _clean_screen_after(newer, story))
            found.append(
                Raised(level, of_level, entry.at, check.because if check else None, lifted.at if lifted else None)
            )
    return found


def _clean_screen_after(checks: list[Cleared], story: Story) -> CheckIn | None:
    """The first clean screen after one of these clearances."""
    later = (each for each in story.check_ins if each.screened and any(_newer(each, check) for check in checks))
    return next((each for each in later if not _red(flags_of(each, story.onset))), None)


def _covers(check: Cleared, graver: list[Raised]) -> bool:
    """Whether a clearance speaks of D flags too: "a mistake" speaks of the graver flags while some stand."""
    return check.because == "professional" or not any(each.level != "D" and each.stands_at(check.at) for each in graver)


def _red(flags: frozenset[str]) -> bool:
    return any(flag.startswith(("E", "S")) for flag in flags)


def _newer(entry: Entry, than: Entry) -> bool:
    """Both happened and written down later: what was not yet known cannot have been checked."""
    return entry.at >= than.at and entry.entered_at >= than.entered_at
