"""The content of a file or of the database in numbers and dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from recovery.exports.spreadsheet import with_local_times
from recovery.presenters.say import day_text
from recovery.store.copies import SavedEpisode


@dataclass(frozen=True)
class ArchiveSummary:
    """The number of plans and entries, and their first and last day (empty without entries)."""

    plans: int
    entries: int
    first: str
    last: str


def show_archive(episodes: Sequence[SavedEpisode]) -> ArchiveSummary:
    days = sorted(at.date() for episode in episodes for _entry, at in with_local_times(episode))
    return ArchiveSummary(
        plans=len(episodes),
        entries=len(days),
        first=day_text(days[0], "j M Y") if days else "",
        last=day_text(days[-1], "j M Y") if days else "",
    )
