"""Laws of quotes: what the loader finds is what was quoted, where it was quoted from."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from facts.checks import quote_in_source
from facts.faults import BrokenQuote
from facts.quotes import nearest
from facts.store import FactStore
from tests.facts.corpora import loaded, messages
from tests.facts.strategies import passages, texts


def cited(text: str, exact: str, prefix: str = "", suffix: str = "") -> FactStore:
    """A corpus of this text with one fact that quotes this passage."""
    quote = json.dumps({"exact": exact, "prefix": prefix, "suffix": suffix}, ensure_ascii=False)
    with TemporaryDirectory() as folder:
        fact = f'"id": a, "measure": opinion, "value": {{texts: [a]}}, "quote": {quote}'
        return loaded(Path(folder), fact, text=text)


@given(passages())
@example(("【CIFTIS】 𝄞 “a”", 9, 10))
@example(("a\r\nb", 0, 4))
def test_a_passage_with_all_around_it_is_found_where_it_stands(passage: tuple[str, int, int]) -> None:
    """The span lies in the text, and text[start:end] is the quote."""
    text, start, end = passage
    store = cited(text, text[start:end], text[:start], text[end:])
    citation = store.facts["a"].citations[0]

    assert (start, end) == (citation.start, citation.end)
    assert citation.exact == store.texts["report"][citation.start : citation.end]
    assert [] == messages(quote_in_source.check, store)


@given(passages())
def test_a_passage_that_stands_once_needs_nothing_around_it(passage: tuple[str, int, int]) -> None:
    """A quote that stands once is found without prefix and suffix."""
    text, start, end = passage
    assume(text.find(text[start:end], start + 1) < 0 and text.find(text[start:end]) == start)
    citation = cited(text, text[start:end]).facts["a"].citations[0]

    assert (start, end) == (citation.start, citation.end)


@given(passages())
def test_a_passage_that_stands_twice_is_refused(passage: tuple[str, int, int]) -> None:
    """No place is chosen for a quote that stands twice, overlapping itself or not."""
    text, start, end = passage

    with pytest.raises(BrokenQuote, match="more than once"):
        cited(text + text, text[start:end])


@given(texts, st.text(alphabet="xyz", min_size=1, max_size=20))
def test_a_passage_that_does_not_stand_is_refused(text: str, strange: str) -> None:
    """What the text does not say cannot be quoted, and the refusal is one line."""
    assume(strange not in text)

    with pytest.raises(BrokenQuote) as caught:
        cited(text, strange)

    assert 1 == len(str(caught.value).splitlines())


@given(texts, texts)
def test_the_nearest_passage_stands_in_the_text(text: str, passage: str) -> None:
    """What a refusal shows instead is a passage of the text, short enough for one line."""
    near = nearest(text, passage)

    assert near in text
    assert len(near) <= 200


@given(passages())
def test_a_passage_of_whole_words_is_the_nearest_to_itself(passage: tuple[str, int, int]) -> None:
    """What stands in the text is as near as can be."""
    text, start, end = passage
    words = text[start:end].split()

    assert " ".join(words)[:200] == nearest(" ".join(words), text[start:end])
