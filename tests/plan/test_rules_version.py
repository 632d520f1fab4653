"""No figure or rule changes without a new version of the rules."""

from tests.rules_version import FILE, in_force


def test_a_figure_or_rule_changes_only_with_the_version_of_the_rules() -> None:
    recorded = FILE.read_text(encoding="utf-8").splitlines()
    changed = sorted({line.split(" ")[0] for line in {*recorded} ^ {*in_force()}})
    assert changed == [], "raise RULES_VERSION if it is that of a release, then run python -m tests.rules_version"


def test_the_record_names_each_rule_once() -> None:
    names = [line.split(" ")[0] for line in in_force()]
    assert len(names) == len(set(names))
