"""The rules that a corpus keeps beyond its shape, one a file, each a function from a store to its problems."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from facts.checks import (
    figure_in_quote,
    figures_agree,
    labels_complete,
    measure_complete,
    name_in_quote,
    no_conflict,
    quote_in_source,
    source_covered,
)
from facts.checks.problem import Problem
from facts.store import FactStore

__all__ = ["Problem", "Rule", "rules"]


class Rule(NamedTuple):
    """A check and the name it is reported under."""

    name: str
    check: Callable[[FactStore], Iterator[Problem]]


def rules(languages: Path) -> tuple[Rule, ...]:
    """Every rule, in the order in which they run.

    ``languages`` is the folder of the language packs, whose labels the last rule reads.
    """
    return (
        Rule("quote_in_source", quote_in_source.check),
        Rule("figure_in_quote", figure_in_quote.check),
        Rule("name_in_quote", name_in_quote.check),
        Rule("source_covered", source_covered.check),
        Rule("no_conflict", no_conflict.check),
        Rule("measure_complete", measure_complete.check),
        Rule("figures_agree", figures_agree.check),
        Rule("labels_complete", partial(labels_complete.check, languages=languages)),
    )
