"""A name, a text or a label that no quote of its fact holds is found."""

from pathlib import Path

import pytest

from facts.checks import name_in_quote
from tests.facts.corpora import ENTITIES, loaded, messages

TEXT = "The  fair's guest of honour, the UNITED\nKINGDOM, sent the UN a note on Indochina. TEL: none\n"
QUOTE = '"The  fair\'s guest of honour, the UNITED\\nKINGDOM, sent the UN a note on Indochina. TEL: none"'
MORE = """\
- {id: uk, name: United Kingdom, kind: country}
- {id: un, name: United Nations, kind: organisation, aliases: [UN]}
- {id: china, name: China, kind: country}
"""


@pytest.mark.parametrize(
    "value",
    [
        "names: [uk]",
        "names: [un, uk]",
        "texts: [guest of Honour]",
        'texts: ["the fair\'s guest", "the united kingdom,"]',
        "blank: {label: Tel}",
        "date: {month: 1, day: 1, surface: x}",
    ],
)
def test_what_the_quote_holds_is_no_problem(tmp_path: Path, value: str) -> None:
    """Case and white space do not matter, and an alias will do."""
    assert [] == found(tmp_path, value)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("names: [uk, ada]", "the entity ada"),
        ("names: [china]", "the entity china"),
        ("texts: [guests of honour]", 'the text "guests of honour"'),
        ("texts: [guest, host]", 'the text "host"'),
        ("blank: {label: FAX}", 'the label "FAX"'),
    ],
)
def test_what_no_quote_holds_is_found(tmp_path: Path, value: str, what: str) -> None:
    """Each is named, in a value as in a role."""
    problem = f"{what} stands in no quote of the fact: cite a passage that says it"

    assert [f"value: {problem}", f"roles.part: {problem}"] == found(tmp_path, value)


def found(folder: Path, value: str) -> list[str]:
    fact = f"id: a, measure: guest, value: {{{value}}}, roles: {{part: {{{value}}}}}, quote: {QUOTE}"
    return messages(name_in_quote.check, loaded(folder, fact, text=TEXT, files={"entities.yaml": ENTITIES + MORE}))
