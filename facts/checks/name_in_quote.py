"""Each entity of a fact stands in one of its quotes by its name or an alias, and so does each text and label.

White space is folded and case ignored.
"""

from collections.abc import Iterator

from facts.checks.folding import stands_in
from facts.checks.problem import Problem, fact_problem
from facts.models import Blank, Names, Texts, Value
from facts.store import FactStore


def check(store: FactStore) -> Iterator[Problem]:
    """A problem for each name, text or label of a fact that none of its quotes holds."""
    for fact in store.facts.values():
        for key, value in (("value", fact.value), *((f"roles.{name}", value) for name, value in fact.roles.items())):
            for what, forms in _wanted(store, value):
                if not any(stands_in(form, citation.exact) for form in forms for citation in fact.citations):
                    message = f"{key}: {what} stands in no quote of the fact: cite a passage that says it"
                    yield fact_problem(store, fact, message)


def _wanted(store: FactStore, value: Value) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What must stand in a quote, and the forms in which it may."""
    match value:
        case Names():
            for identifier in value.entities:
                entity = store.entities.get(identifier)
                forms = (entity.name, *entity.aliases) if entity else ()
                yield f"the entity {identifier}", forms
        case Texts():
            for text in value.texts:
                yield f'the text "{text}"', (text,)
        case Blank():
            yield f'the label "{value.label}"', (value.label,)
