"""The real corpus keeps every rule."""

from pathlib import Path

import pytest

import facts
from facts.checks import Rule, rules
from facts.load import load
from facts.store import FactStore

CODE = Path(facts.__file__).parent
RULES = rules(CODE.parent / "intents" / "languages")


@pytest.fixture(scope="module")
def store() -> FactStore:
    return load(CODE / "corpus")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_corpus_keeps_the_rule(store: FactStore, rule: Rule) -> None:
    """A rule finds nothing in the corpus."""
    assert [] == [str(problem) for problem in rule.check(store)]


def test_every_rule_is_registered() -> None:
    """Each module of checks with a rule in it runs."""
    written = {path.stem for path in (CODE / "checks").glob("*.py") if "\ndef check(" in path.read_text()}

    assert written == {rule.name for rule in RULES}
