"""When a figure changes, the pages show the new number and nowhere the old one."""

import re
from collections.abc import Sequence
from functools import cache

import pytest

from recovery.plan.book import NUMBERS
from tests import sentences
from tests.changed_figures import CHANGED, run_with_changed_figures
from tests.presenters.pages import Seen, texts_of

PLACEHOLDER = re.compile(r"%\(([\w.]+)\)[dsg]|\{(\w+)\}")
FIGURE = re.compile(r"%\(([A-Z][\w.]*)\)s")
# Each text that names a figure, with its file.
NAMING = {text.words: text.file for text in sentences.texts() if FIGURE.search(text.words)}
# No treatment is left out because of this age, so it is on no page.
UNSAID = {"Age %(HEAT_OLDER_AGE)s or older"}
OF_PAGES = sorted({words for words, file in NAMING.items() if not file.startswith("recovery/plan/")} - UNSAID)


pytestmark = pytest.mark.pages


@pytest.fixture(scope="module")
def old_texts(seen: Sequence[Seen]) -> str:
    """The texts of the pages, one a line."""
    return "\n".join(sorted({text for each in seen for text in texts_of(each.page)}))


@cache
def new_texts() -> str:
    """The texts of the pages with other figures."""
    return "\n".join(run_with_changed_figures("tests.presenters.other_figures:texts"))


@cache
def new_numbers() -> dict[str, str]:
    found: dict[str, str] = run_with_changed_figures("tests.presenters.other_figures:numbers")
    return found


def pattern(words: str, numbers: dict[str, str]) -> re.Pattern[str]:
    """Match a sentence with these figures and with any other inputs."""

    def filled(name: str) -> str:
        return rf"{re.escape(numbers[name])}(?![.,]?\d)" if name in NUMBERS else r"[^.\n]*?"

    start, *parts = PLACEHOLDER.split(words)
    inputs = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return re.compile(r"(?<![\d.,])" + re.escape(start) + "".join(filled(a or b) + re.escape(c) for a, b, c in inputs))


def test_each_figure_in_a_text_is_changed_in_the_subprocess() -> None:
    named = {name.partition(".")[0] for words in NAMING for name in FIGURE.findall(words)}
    assert named - set(CHANGED) == {"FEVER_F"}  # worked out from FEVER_C


@pytest.mark.parametrize("words", sorted(NAMING))
def test_no_page_shows_the_old_number(words: str) -> None:
    assert not pattern(words, NUMBERS).search(new_texts())


@pytest.mark.django_db
@pytest.mark.parametrize("words", OF_PAGES)
def test_a_page_shows_the_new_number_in_place_of_the_old_one(words: str, old_texts: str) -> None:
    assert pattern(words, NUMBERS).search(old_texts), "nobody reads this sentence: add somebody to the cast who does"
    assert pattern(words, new_numbers()).search(new_texts())


def test_a_walk_every_hour_becomes_a_walk_every_64_minutes() -> None:
    assert "A walk every 64 minutes" in new_texts()
    assert not re.search(r"(A walk|Walks|Next:|Next: walks) every (half )?hour", new_texts())
