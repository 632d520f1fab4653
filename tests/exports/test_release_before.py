"""An export of the release before can still be read, and gives plans.

`release_2026_11.json` was written by that release. It holds a plan that ended well with every kind of entry, a plan
with every condition, agreement and flag, and a running plan on its third day. Never change the file; add another one.
"""

import json
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from recovery.exports.archive import read_archive
from recovery.plan.build import build_plan
from recovery.plan.encode import encode
from recovery.plan.entries import AGREEABLE, CONDITIONS, FLAGS, About, CheckIn, dump
from recovery.store.copies import SavedEpisode

FILE = Path(__file__).with_name("release_2026_11.json").read_bytes()
DATA = json.loads(FILE)
MADE = datetime.fromisoformat(DATA["made"])
EPISODES = read_archive(FILE, MADE)


def test_every_entry_is_read_and_nothing_of_it_is_lost() -> None:
    raw = {each["id"]: each for episode in DATA["episodes"] for each in episode["entries"]}
    read = {str(each.id): each for episode in EPISODES for each in episode.entries}
    assert {key: dump(each) for key, each in read.items()} == raw
    assert len({each.kind for each in read.values()}) == 20


def test_every_word_of_that_release_is_still_known() -> None:
    entries = EPISODES[1].entries
    about = next(each for each in entries if isinstance(each, About))
    flags = next(each.flags for each in entries if isinstance(each, CheckIn) and each.flags)
    assert len(about.conditions or ()) == 26
    assert set(about.conditions or ()) < set(CONDITIONS)
    assert set(about.agreed or ()) < set(AGREEABLE)
    assert flags == FLAGS


@pytest.mark.parametrize("episode", EPISODES, ids=["ended", "every_word", "running"])
def test_each_day_of_each_episode_has_a_plan(episode: SavedEpisode) -> None:
    began = min(each.at for each in episode.entries)
    until = (episode.closed_at or MADE) + timedelta(days=60)
    moments = [began + timedelta(hours=7 * step) for step in range(1 + (until - began) // timedelta(hours=7))]
    plans = [encode(build_plan(episode.entries, moment)) for moment in moments]
    assert all(one["day"]["date"] <= other["day"]["date"] for one, other in pairwise(plans))
    assert json.dumps(plans, allow_nan=False)


def test_the_running_plan_goes_on_where_it_was() -> None:
    plan = build_plan(EPISODES[-1].entries, MADE)
    assert plan.day.walking is not None
    assert (plan.phase, plan.gate, plan.day.number) == ("transition", None, 3)
    assert (plan.medicine.day_count, plan.elapsed_hours) == (1, 65.0)
