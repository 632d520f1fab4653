"""The red-flag rows: which are asked when, and what a tick, "none" or an old page means."""

from uuid import uuid4

import pytest

from recovery.forms.check_in import CheckInForm
from recovery.forms.screen import FULL_SCREEN, RescreenForm, ticked_flags
from recovery.plan.entries import CheckIn
from tests.forms.person import person, said
from tests.web.stage import ONSET


@pytest.mark.parametrize(
    ("ticked", "flags"),
    [(["none"], []), (["E1", "E4"], ["E1", "E4"]), (["E1", "none"], ["E1"]), (["S1", "D2"], ["S1", "D2"])],
)
def test_a_tick_outweighs_none(ticked: list[str], flags: list[str]) -> None:
    assert ticked_flags(ticked) == flags


@pytest.mark.parametrize("flags", [[], ["S1"], ["E5", "S3"]])
def test_a_rescreen_writes_a_screened_check_in(flags: list[str]) -> None:
    form = RescreenForm({"id": uuid4(), "screen": flags or ["none"]}, situation=person())
    assert form.is_valid(), form.errors
    entry = form.fact()
    assert isinstance(entry, CheckIn)
    assert (entry.screened, entry.flags, entry.pain) == (True, tuple(flags), None)


@pytest.mark.parametrize(("shown", "valid"), [("E1 S1", False), (" ".join(FULL_SCREEN), True), (None, True)])
def test_an_old_page_cannot_say_none_to_rows_that_it_did_not_show(shown: str | None, valid: bool) -> None:
    sent = {"id": uuid4(), "screen": ["none"]} | ({"asked": shown} if shown else {})
    assert RescreenForm(sent, situation=person()).is_valid() is valid


def test_an_old_page_can_still_tick_a_flag() -> None:
    assert RescreenForm({"id": uuid4(), "screen": ["E1"], "asked": "E1"}, situation=person()).is_valid()


def test_a_correction_asks_every_flag_and_keeps_those_ticked() -> None:
    old = said("check_in", ONSET, pain=5, screened=True, flags=["S2", "D3"])
    assert isinstance(old, CheckIn)
    form = CheckInForm(kind="check_in", situation=person(old), correcting=old)
    assert form.asked.split() == list(FULL_SCREEN)
    assert (form["screen"].value(), form["week"].value()) == (["S2"], ["D3"])
