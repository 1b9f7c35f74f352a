"""The words of proper names are told from words that are capitalised for their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.checks.proper_names import name_words_in

NAMES: list[tuple[str, list[str]]] = [
    ("The fair drew firms from Ruritania.", ["Ruritania"]),
    ("Merchants came. Several left.", []),
    ("The Czech Republic and the Ebara Group's office came.", ["Czech", "Republic", "Ebara", "Group"]),
    ("Ms Ada Lovelace spoke.", ["Ada", "Lovelace"]),
    ("During China's fair, it rained.", ["China"]),
    ("Zenda Castle was shut. It was cold.", ["Zenda", "Castle"]),
    ("Huawei came. Then came Huawei.", ["Huawei", "Huawei"]),
    ("TCM and mobile APPs, R&D too.", ["TCM", "APPs", "R&D"]),
    ("It cost 5 billion USD or 30 Yuan.", []),
    ('He said "Openness leads" in May.', ["May"]),
    ("It was a seven. Seven Star Group met one.", ["Star", "Group"]),
    ("Contracts Signed Over Ruritania\nThe contracts signed there count.\n", ["Ruritania"]),
    ("New Deals\nThe deals count.\n", ["New"]),
    ("• Address\n\n    Boda Building, No.15\n", ["Boda", "Building"]),
    ("Home > Results > Daily News", ["Daily", "News"]),
    ("the Economic-Technological Area", ["Economic-Technological", "Area"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), NAMES, ids=[text for text, _ in NAMES])
def test_name_words_are_found(text: str, words: list[str]) -> None:
    """Words capitalised inside a sentence and acronyms are; openings, headings, titles and currencies are not."""
    assert words == [word.text for word in name_words_in(text)]


@given(st.text(max_size=200))
def test_a_word_stands_where_it_says(text: str) -> None:
    """The span of each word holds the word, and spans stand in order."""
    found = name_words_in(text)

    assert all(text[word.start : word.end] == word.text for word in found)
    assert [word.start for word in found] == sorted({word.start for word in found})
