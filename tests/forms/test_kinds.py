"""Each kind of entry is written in exactly one way. A forgotten kind fails here by its name."""

from dataclasses import fields

import pytest
from django.urls import reverse

from recovery.forms.kinds import WRITTEN, OnPage, Tapped, Typed
from recovery.plan.kinds import KINDS
from tests.web.stage import ANSWERS


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_how_it_is_written(kind: str) -> None:
    assert kind in WRITTEN, f"add {kind} to recovery/forms/kinds.py"


@pytest.mark.parametrize("kind", WRITTEN)
def test_no_other_kind_is_written(kind: str) -> None:
    assert kind in KINDS


@pytest.mark.parametrize("kind", [kind for kind, way in WRITTEN.items() if isinstance(way, Tapped)])
def test_a_tap_answers_fields_of_its_kind(kind: str) -> None:
    way = WRITTEN[kind]
    assert isinstance(way, Tapped)
    assert set(way.form.base_fields) <= {each.name for each in fields(KINDS[kind].entry)}


@pytest.mark.parametrize("kind", [kind for kind, way in WRITTEN.items() if isinstance(way, OnPage)])
def test_a_page_of_the_settings_writes_it(kind: str) -> None:
    way = WRITTEN[kind]
    assert isinstance(way, OnPage)
    assert reverse(way.url_name).startswith("/settings/")


@pytest.mark.parametrize("kind", [kind for kind, way in WRITTEN.items() if isinstance(way, Typed)])
def test_each_form_is_tested_filled_in(kind: str) -> None:
    assert kind in ANSWERS, f"add {kind} to tests/web/stage.py"


@pytest.mark.parametrize("kind", [kind for kind, row in KINDS.items() if row.by_helper])
def test_a_helper_gives_one_answer_by_one_tap(kind: str) -> None:
    way = WRITTEN[kind]
    assert isinstance(way, Typed | Tapped)
    needed = {name for name, field in way.form.base_fields.items() if field.required} - {"id", "when"}
    assert needed in ({"minutes"}, {"ml"}, {"item"})
