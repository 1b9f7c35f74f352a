"""A quote that does not stand at its offsets is found, even where the loader did not find the offsets."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from facts.checks import quote_in_source
from facts.store import FactStore
from tests.facts.corpora import loaded, messages

FACT = "id: a, measure: guest, value: {names: [ada]}, quote: Ms Ada Lovelace"


@pytest.mark.parametrize(("start", "end"), [(70, 85), (72, 87), (71, 85), (-2, 15), (71, 7_000), (90, 80), (5, 5)])
def test_a_shifted_quote_is_found(tmp_path: Path, start: int, end: int) -> None:
    """Offsets that do not span exactly the quote are a problem."""
    store = loaded(tmp_path, FACT)
    assert (71, 86) == (store.facts["a"].citations[0].start, store.facts["a"].citations[0].end)
    shifted = with_citation(store, start=start, end=end)

    problem = f"citations[0]: report[{start}:{end}] is not the passage: copy it verbatim and load the corpus again"
    assert [problem] == messages(quote_in_source.check, shifted)


def test_a_quote_of_no_source_is_found(tmp_path: Path) -> None:
    """A citation must name a source that is there."""
    store = with_citation(loaded(tmp_path, FACT), source="memo")

    assert ["citations[0]: there is no source memo: mend the id"] == messages(quote_in_source.check, store)


def test_a_quote_at_its_offsets_is_no_problem(tmp_path: Path) -> None:
    """What the loader found stands."""
    assert [] == messages(quote_in_source.check, loaded(tmp_path))


def test_a_problem_names_file_line_and_fact(tmp_path: Path) -> None:
    """The line is that of the fact."""
    store = with_citation(loaded(tmp_path, FACT), start=0)
    problem = next(quote_in_source.check(store))

    assert f"{tmp_path}/statements/fair/2023.yaml:4: a" == problem.where
    assert f"{problem.where}: {problem.message}" == str(problem)


def with_citation(store: FactStore, **changes: Any) -> FactStore:
    """The store with another citation of its one fact."""
    fact = store.facts["a"]
    citation = dataclasses.replace(fact.citations[0], **changes)
    facts = {"a": dataclasses.replace(fact, citations=(citation,))}
    fields = {field.name: getattr(store, field.name) for field in dataclasses.fields(store) if field.init}
    return FactStore(**{**fields, "facts": facts})
