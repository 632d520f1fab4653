"""The rule book holds every rule in force and nothing else, and each article says what its code says."""

import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from dis import get_instructions
from functools import cache
from itertools import pairwise
from types import CodeType, ModuleType

import pytest
from hypothesis import HealthCheck, given, settings

from recovery import plan as core
from recovery.plan import enums
from recovery.plan.advice import Advice, CanStart, Card, Item, LeftOut, Notice, ShownGuide
from recovery.plan.article import Article
from recovery.plan.book import BOOK
from recovery.plan.build import situation_at
from recovery.plan.clinical import figures
from recovery.plan.clinical import medicines as pills
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.review.spells import PhaseReason
from recovery.plan.rulebook import ARTICLES, CHAPTERS, DECISIONS
from recovery.plan.rules import RULES
from recovery.plan.situation import Situation
from tests.plan.cases import Raw
from tests.plan.cast import CAST, situation
from tests.plan.journals import cases, read

MODULES = [importlib.import_module(each.name) for each in pkgutil.walk_packages(core.__path__, f"{core.__name__}.")]
NAMES = {rule.name: rule for rule in RULES}
TRAITS = {*enums.Condition, *enums.Added}
# Reasons that articles explain. The words of a D flag are in the table of flags, which the page shows as a whole.
REASONS = (
    *(enums.ItemReason, enums.NotNow, enums.NoticeCode, enums.CardReason, enums.DoseReason),
    *(enums.WalkReason, enums.GateReason, enums.GuideReason, PhaseReason),
)
# Articles in another file that explain what a file does.
BESIDE = {
    "recovery.plan.clinical.medicines": ("ledger.left",),
    "recovery.plan.clinical.red_flags": ("safety.see_a_doctor",),
    "recovery.plan.gate": ("ladder.silence",),
    "recovery.plan.history.place": ("moving.which_guides",),
    "recovery.plan.history.profile": ("bars.traits",),
    "recovery.plan.history.pains": ("clock.episode", "ladder.hard_walks"),
    "recovery.plan.history.story": ("clock.phases", "clock.end"),
    "recovery.plan.kinds": ("temperature.moist_heat", "timetable.session"),
    "recovery.plan.offline": (
        *("clock.new_spasm", "easing.can_start_easing", "ladder.flare", "rest.can_start_rest", "signs.cannot_walk"),
        *("temperature.can_start_cold", "temperature.can_start_heat", "temperature.stiff_after_cold"),
    ),
    "recovery.plan.ladder.climb": ("ladder.end_of_rest",),
    "recovery.plan.ladder.dose": ("ladder.hard_walks",),
    "recovery.plan.ladder.moves": ("ladder.step_back",),
    "recovery.plan.ladder.rung": ("ladder.recovery",),
    "recovery.plan.ladder.walked": ("ladder.hold",),
    "recovery.plan.review.changes": ("easing.light_massage",),
    "recovery.plan.situation": (
        *(
            "bars.traits",
            "clock.new_spasm",
            "clock.phases",
            "easing.gentle_stretch",
            "temperature.cold_pack",
            "temperature.moist_heat",
        ),
    ),
}


# --- nothing is missing, nothing is left over


def test_every_article_is_in_one_chapter() -> None:
    written = {id(each): each.name for module in MODULES for each in vars(module).values() if isinstance(each, Article)}
    assert Counter(written.values()) == Counter(each.name for chapter in CHAPTERS for each in chapter.articles)


def test_no_two_articles_and_no_two_chapters_share_a_name() -> None:
    assert len(ARTICLES) == sum(len(chapter.articles) for chapter in CHAPTERS)
    assert len({chapter.name for chapter in CHAPTERS}) == len(CHAPTERS)


def test_every_generator_of_a_rule_file_is_run() -> None:
    written = {name for name, each in ARTICLES.items() if isinstance(each, type(RULES[0]))}
    assert Counter(rule.name for rule in RULES) == Counter(written)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_says_what_it_rests_on_and_what_it_uses(name: str) -> None:
    article = ARTICLES[name]
    assert article.says.endswith(".")
    assert article.evidence.endswith(".")
    assert set(article.source.split(",")) <= set(SOURCES)
    assert set(article.figures) <= set(BOOK)
    assert article.figures or article.sentences or article.codes


@pytest.mark.parametrize("name", BOOK)
def test_every_figure_is_in_an_article(name: str) -> None:
    assert [article.name for article in ARTICLES.values() if name in article.all_figures()]


@pytest.mark.parametrize("code", [code for reasons in REASONS for code in reasons], ids=lambda code: f"{code!r}"[1:-1])
def test_every_reason_code_is_in_an_article(code: str) -> None:
    assert [article.name for article in ARTICLES.values() if any(code is each for each in article.codes)]


def own_figures(code: CodeType) -> set[str]:
    """Names of the figures that compiled code reads itself, without its inner functions and classes."""
    steps = pairwise(get_instructions(code))
    return {attribute.argval for name, attribute in steps if name.argval == "figures" and attribute.argval in BOOK}


def figures_in(code: CodeType) -> set[str]:
    """Names of the figures in compiled code, with those of its inner functions and classes."""
    inner = (figures_in(each) for each in code.co_consts if isinstance(each, CodeType))
    return own_figures(code).union(*inner)


def code_of(module: ModuleType) -> CodeType:
    return compile(inspect.getsource(module) or "pass", module.__name__, "exec")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_figures_that_a_file_uses_are_in_its_articles(module: ModuleType) -> None:
    articles = [each for each in vars(module).values() if isinstance(each, Article)]
    articles += [ARTICLES[name] for name in BESIDE.get(module.__name__, ())]
    named = {name for article in articles for name in article.all_figures()}
    assert figures_in(code_of(module)) - named == set()


def test_twelve_rules_weigh_most_and_say_how_they_differ_from_guidelines() -> None:
    assert len(DECISIONS) == 12
    assert {each.name for each in DECISIONS} == {name for name, each in ARTICLES.items() if each.differs}
    assert all(each.differs.endswith(".") for each in DECISIONS)


# --- the article of a rule says what the rule says


def sentences(each: Advice) -> set[str]:
    match each:
        case Item():
            return {words.text for words in (each.title, each.do, each.because, *each.care)}
        case Card():
            return {words.text for words in (each.title, *each.lines)}
        case LeftOut():
            return {each.why.text}
        case Notice():
            return {each.words.text} - {flag.tells.text for flag in RED_FLAGS.values()}
        case CanStart() | ShownGuide():
            return set()


def codes(each: Advice) -> set[str]:
    """The reason codes of a piece of advice, without the traits and flags that the page shows in tables."""
    code: str | None = None
    match each:
        case Item():
            code = each.reason.code
        case Card() | ShownGuide():
            code = each.because
        case Notice():
            code = each.code
        case CanStart() if each.start.because not in ARTICLES["timetable.start"].codes:
            code = each.start.because
    return set() if code is None or code in TRAITS or code in RED_FLAGS else {code}


@cache
def situations() -> list[Situation]:
    return [found for found in map(situation, CAST) if not (found.gate and found.gate.closed)]


@pytest.mark.parametrize("name", NAMES)
def test_an_article_holds_the_sentences_and_codes_that_its_rule_says_and_no_other(name: str) -> None:
    rule = NAMES[name]
    said = [each for found in situations() for each in rule(found)]
    assert {text for each in said for text in sentences(each)} == {words.text for words in rule.sentences}
    assert {code for each in said for code in codes(each)} == set(rule.codes)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_rule_says_names_sources_that_exist(name: str) -> None:
    said = [each for found in situations() for each in NAMES[name](found)]
    sources = {each.source for each in said if not isinstance(each, CanStart | ShownGuide)}
    assert {one for source in sources for one in source.split(",")} <= set(SOURCES)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_whatever_was_logged_a_rule_says_only_what_its_article_holds(case: tuple[list[Raw], datetime]) -> None:
    s = situation_at(*read(case))
    for rule in () if s.gate and s.gate.closed else RULES:
        for each in rule(s):
            assert sentences(each) <= {words.text for words in rule.sentences}
            assert codes(each) <= set(rule.codes)


# --- every rule has a test of its own


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_test_of_its_own_name(name: str) -> None:
    theme, _, rule = name.partition(".")
    tests = vars(importlib.import_module(f"tests.plan.rules.test_{theme}"))
    assert [each for each in tests if each.startswith(f"test_{rule}_") or f"_and_{rule}_" in each]


# --- the article of a rule names the figures that the rule reads


class Recorder:
    """Stands in for the module `figures` and notes which figures are read."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getattr__(self, name: str) -> object:
        self.names.add(name)
        return getattr(figures, name)


@pytest.fixture
def recorders(monkeypatch: pytest.MonkeyPatch) -> dict[str, Recorder]:
    """A recorder in each module of the core that reads figures, by the name of the module."""
    readers = {module.__name__: Recorder() for module in MODULES if vars(module).get("figures") is figures}
    for name, recorder in readers.items():
        monkeypatch.setattr(f"{name}.figures", recorder)
    return readers


def fresh() -> Iterator[Situation]:
    """The cast anew: what a situation has once found out it does not read again."""
    found = (situation(name) for name in CAST)
    return (each for each in found if not (each.gate and each.gate.closed))


@pytest.mark.parametrize("name", NAMES)
def test_an_article_names_the_figures_that_its_rule_reads_and_no_other(
    name: str, recorders: dict[str, Recorder]
) -> None:
    rule = NAMES[name]
    module = importlib.import_module(rule.generator.__module__)
    own = recorders.get(module.__name__, Recorder())
    for found in situations():
        list(rule(found))
    assert own.names - set(rule.all_figures()) == set()
    unread = set(rule.figures) - own_figures(code_of(module)) - figures_in(code_of(pills))  # read when tables are made
    for found in fresh():
        for recorder in recorders.values():
            recorder.names.clear()
        list(rule(found))
        unread -= {read for recorder in recorders.values() for read in recorder.names}
        if not unread:
            return
    assert unread == set()
