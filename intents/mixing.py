"""One language with the words of another in it: who writes Chinese types English names and terms in between."""

from dataclasses import replace

from intents.language import Language


def mixed(language: Language, other: Language) -> Language:
    """The language with what the other one understands as well; what it says stays its own. Where both have an entry
    its own counts, and if it has no skeletons of its own it takes the other's, since they know no order of words."""
    own, its = language.sessions, other.sessions
    return replace(
        language,
        lexicon=language.lexicon.beside(other.lexicon),
        sessions=replace(
            own,
            ordinals={**its.ordinals, **own.ordinals},
            weak=own.weak | its.weak,
            nouns=own.nouns | its.nouns,
            before_number=own.before_number | its.before_number,
            behind_number=own.behind_number | its.behind_number,
            emphasis=own.emphasis | its.emphasis,
            links=own.links | its.links,
        ),
        numerals={**other.numerals, **language.numerals},
        scales={**other.scales, **language.scales},
        months={**other.months, **language.months},
        bounds={**other.bounds, **language.bounds},
        bounds_behind={**other.bounds_behind, **language.bounds_behind},
        fractions={**other.fractions, **language.fractions},
        abbreviations={**other.abbreviations, **language.abbreviations},
        dictionary={**other.dictionary, **language.dictionary},
        names={
            entity: (*language.names.get(entity, ()), *other.names.get(entity, ()))
            for entity in {**language.names, **other.names}
        },
        filling=language.filling | other.filling,
        keyboard=(*language.keyboard, *other.keyboard),
        asides=(*language.asides, *other.asides),
        intents=language.intents or other.intents,
    )
