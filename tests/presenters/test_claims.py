"""Each claim on a page names a rule of the rule book."""

from collections.abc import Sequence
from html.parser import HTMLParser

import pytest

from recovery.plan.advice import Gate, Reason
from recovery.plan.enums import Decision, GateLevel, GateReason, NotNow, WalkReason
from recovery.plan.rulebook import ARTICLES
from recovery.presenters.changes import CHANGES
from recovery.presenters.claims import OF_CODE, rule_of_code, rule_of_decision, rule_of_flag, rule_of_gate
from tests.presenters.pages import Seen

# The elements that hold claims of the plan: by class, by id (with "#"), and the rows of some lists.
CLAIMS = {"why", "phases", "next", "rhythm", "banner", "now", "block", "stage", "next-one"}
LISTS = {"explained", "changes", "reached", "tiles", "hours"}
VOID = {"br", "hr", "img", "input", "link", "meta", "use", "path", "rect", "circle", "line"}


class Claims(HTMLParser):
    """The claims of a page with their rules ("" where one is missing), and the text that follows each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.lists: list[tuple[str, set[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        names = {*found.get("class", "").split(), f"#{found.get('id')}"}
        inside = {name for outer, classes in self.lists for name in classes if outer in ("ul", "ol", "details")}
        if names & CLAIMS or (tag == "li" and inside & LISTS):
            self.found.append((" ".join(sorted(names)), found.get("data-rule", "")))
            self.texts.append("")
        if tag not in VOID:
            self.lists.append((tag, names))

    def handle_endtag(self, tag: str) -> None:
        while self.lists and self.lists.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data

    def without_rule(self) -> list[str]:
        return [
            f"{names}: {' '.join(text.split())[:60]}"
            for (names, rule), text in zip(self.found, self.texts, strict=True)
            if rule not in ARTICLES
        ]


@pytest.mark.pages
@pytest.mark.django_db
def test_each_claim_on_each_page_names_a_rule_of_the_rule_book(seen: Sequence[Seen]) -> None:
    pages = [each for each in seen if not each.path.startswith("/rules/")]
    missing = {f"{each.who} {each.path}": found for each in pages if (found := Claims(each.page).without_rule())}
    assert missing == {}


@pytest.mark.pages
@pytest.mark.django_db
def test_each_kind_of_claim_is_on_some_page(seen: Sequence[Seen]) -> None:
    found = " ".join(names for each in seen for names, _rule in Claims(each.page).found)
    assert set(found.split()) >= CLAIMS


@pytest.mark.django_db
def test_every_refusal_to_start_names_its_rule(seen: Sequence[Seen]) -> None:
    refused = [each.page for each in seen if "not_yet=" in each.path and '<div class="toast"' in each.page]
    toasts = [page.split('<div class="toast"')[1].split(">")[0] for page in refused]
    assert toasts
    assert all("data-rule=" in toast for toast in toasts)


def test_a_missing_rule_and_one_that_is_not_in_the_book_are_found() -> None:
    page = '<p class="why">A.</p><p class="why" data-rule="no.such">B.</p><p class="why" data-rule="ladder.hold">C.</p>'
    assert Claims(page).without_rule() == ["#None why: A.", "#None why: B."]


# --- which rule


@pytest.mark.parametrize("code", [*WalkReason, *NotNow], ids=repr)
def test_every_reason_has_a_rule(code: WalkReason | NotNow) -> None:
    assert (type(code), code) in OF_CODE, f"no article lists {code!r}"


@pytest.mark.parametrize(
    ("decision", "code", "rule"),
    [
        (Decision.HOLD, WalkReason.PAIN_ROSE, "ladder.hold"),
        (Decision.EASE, WalkReason.PAIN_ROSE, "ladder.hard_walks"),
        (Decision.HOLD, WalkReason.MORNING_PAIN, "ladder.hold"),
        (Decision.STEP_BACK, WalkReason.MORNING_PAIN, "ladder.step_back"),
        (Decision.ADVANCE, WalkReason.GOOD_DAY, "ladder.advance"),
        (Decision.ADVANCE, WalkReason.REST_DONE, "ladder.end_of_rest"),
        (Decision.STEP_BACK, WalkReason.FLARE, "ladder.flare"),
    ],
)
def test_the_decision_chooses_between_rules_with_one_reason(decision: Decision, code: WalkReason, rule: str) -> None:
    assert rule_of_decision(decision, code) == rule


@pytest.mark.parametrize(
    ("level", "code", "rule"),
    [
        (GateLevel.EMERGENCY, GateReason.RED_FLAG, "gate.emergency"),
        (GateLevel.TODAY, GateReason.RED_FLAG, "gate.today"),
        (GateLevel.NOT_FOR_YOU, GateReason.UNDER_16, "gate.too_young"),
        (GateLevel.ASK_FIRST, GateReason.SILENCE, "ladder.silence"),
        (GateLevel.ASK_FIRST, GateReason.FLARE, "gate.screen_first"),
        (GateLevel.ASK_FIRST, GateReason.SUDDEN_SPASM, "gate.screen_first"),
        (GateLevel.ASK_FIRST, GateReason.CHECKED, "gate.emergency"),
    ],
)
def test_every_gate_has_a_rule(level: GateLevel, code: GateReason, rule: str) -> None:
    assert rule_of_gate(Gate(level, (), None, None, (), Reason(code), closed=True)) == rule
    # Two enums hold the same text.
    assert (rule_of_code(GateReason.FLARE), rule_of_code(WalkReason.FLARE)) == ("gate.screen_first", "ladder.flare")


def test_every_change_has_a_rule_of_the_book() -> None:
    rules = {words.rule for words in CHANGES.values()} - {""}
    assert rules | {rule_of_flag(flag) for flag in ("E1", "S1", "D1")} <= set(ARTICLES)
