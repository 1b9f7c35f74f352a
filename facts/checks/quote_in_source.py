"""Each quote stands at its offsets: ``text[start:end] == exact``."""

from collections.abc import Iterator

from facts.checks.problem import Problem, fact_problem
from facts.store import FactStore


def check(store: FactStore) -> Iterator[Problem]:
    """A problem for each citation whose passage is not what stands at its offsets."""
    for fact in store.facts.values():
        for index, citation in enumerate(fact.citations):
            text = store.texts.get(citation.source)
            if text is None:
                yield fact_problem(
                    store, fact, f"citations[{index}]: there is no source {citation.source}: mend the id"
                )
                continue
            there = text[citation.start : citation.end] if 0 <= citation.start <= citation.end <= len(text) else ""
            if there != citation.exact or not citation.exact:
                message = f"citations[{index}]: {citation.source}[{citation.start}:{citation.end}] is not the passage"
                yield fact_problem(store, fact, f"{message}: copy it verbatim and load the corpus again")
