"""A sound corpus loads, each value as it is written."""

from decimal import Decimal
from pathlib import Path

import pytest

from facts.load import load
from facts.models import Blank, Change, Citation, Date, Modifier, Names, Quantity, Share, Texts, Value
from tests.facts.corpora import STATEMENTS, TEXT, loaded, write_corpus


def test_a_sound_corpus_loads_in_its_own_order(tmp_path: Path) -> None:
    """Every entry is there, in the order in which it is written."""
    store = load(write_corpus(tmp_path))

    assert ["report"] == list(store.sources)
    assert {"report": TEXT} == dict(store.texts)
    assert ["fair-2022", "fair-2023"] == list(store.sessions)
    assert ["exhibitors"] == list(store.measures)
    assert ["guest", "opinion"] == list(store.predicates)
    assert ["ruritania", "ada"] == list(store.entities)
    assert ["exhibitors-2023", "guest-2023"] == list(store.facts)


def test_a_fact_takes_source_and_session_from_its_file(tmp_path: Path) -> None:
    """The file's source and session hold for each fact that names none."""
    fact = load(write_corpus(tmp_path)).facts["exhibitors-2023"]

    assert "fair-2023" == fact.session
    assert (Citation(source="report", exact="over 2,400 exhibitors", start=22, end=43),) == fact.citations


def test_a_fact_can_name_its_own_session_and_source(tmp_path: Path) -> None:
    """What a fact says of session and source goes before what its file says."""
    facts = """\
facts:
  - id: a
    session: fair-2022
    measure: opinion
    value: {texts: [good]}
    quote: {exact: good, prefix: "It was ", suffix: ".\\n", source: report}
"""
    fact = load(write_corpus(tmp_path, {STATEMENTS: facts})).facts["a"]

    assert ("fair-2022", "report") == (fact.session, fact.citations[0].source)
    assert TEXT.rindex("good") == fact.citations[0].start


def test_several_quotes_keep_their_order(tmp_path: Path) -> None:
    """The first quote is the best, and stays the first."""
    fact = "id: a, measure: opinion, value: {texts: [good]}, quote: [came on, {exact: drew over}]"
    store = loaded(tmp_path, fact)

    assert ["came on", "drew over"] == [citation.exact for citation in store.facts["a"].citations]


VALUES: list[tuple[str, Value]] = [
    (
        '{quantity: {amount: 2400, unit: exhibitor, modifier: over, surface: "2,400"}}',
        Quantity(amount=Decimal(2400), unit="exhibitor", modifier=Modifier.OVER, surface="2,400"),
    ),
    (
        "{quantity: {amount: 28, unit: country, surface: 28, of: 30}}",
        Quantity(amount=Decimal(28), unit="country", surface="28", of=Decimal(30)),
    ),
    (
        '{change: {direction: up, by: {amount: 12, unit: percent, surface: "12%"}, base: fair-2022}}',
        Change(direction="up", by=Quantity(amount=Decimal(12), unit="percent", surface="12%"), base="fair-2022"),
    ),
    (
        "{share: {is: {amount: 20, unit: percent, surface: 20%}, of: exhibitors}}",
        Share(is_=Quantity(amount=Decimal(20), unit="percent", surface="20%"), of="exhibitors"),
    ),
    ("{names: [ada]}", Names(entities=("ada",))),
    ("{names: {entities: [ada, ruritania], complete: false}}", Names(entities=("ada", "ruritania"), complete=False)),
    ("{texts: [good]}", Texts(texts=("good",))),
    ("{texts: {texts: [good], complete: false}}", Texts(texts=("good",), complete=False)),
    (
        "{date: {month: 9, day: 6, year: 2023, surface: Sept 6}}",
        Date(month=9, day=6, year=2023, surface="Sept 6"),
    ),
    ("{blank: {label: TEL}}", Blank(label="TEL")),
]


@pytest.mark.parametrize(("written", "value"), VALUES, ids=[written for written, _ in VALUES])
def test_a_value_is_written_under_its_kind(tmp_path: Path, written: str, value: Value) -> None:
    """The one key of a value names its kind, in a role as in the value itself."""
    store = loaded(tmp_path, f"id: a, measure: opinion, value: {written}, roles: {{part: {written}}}, quote: came on")

    assert value == store.facts["a"].value
    assert {"part": value} == store.facts["a"].roles


@pytest.mark.parametrize("amount", ["0.1", "101080000000.10", "1234567890" * 3, "0." + "3" * 30, "1_000", "-3"])
def test_an_amount_is_what_is_written(tmp_path: Path, amount: str) -> None:
    """An amount never passes through a binary float."""
    value = f"{{quantity: {{amount: {amount}, unit: usd, surface: x}}}}"
    fact = loaded(tmp_path, f"id: a, measure: opinion, value: {value}, quote: came on").facts["a"]

    assert isinstance(fact.value, Quantity)
    assert str(Decimal(amount)) == str(fact.value.amount)


@pytest.mark.parametrize("word", ["no", "on", "2023", "1.10", "2023-09-06", "0x1F"])
def test_a_text_stays_a_text(tmp_path: Path, word: str) -> None:
    """YAML's guesses at booleans, numbers and dates change no text."""
    store = loaded(tmp_path, f"id: a, measure: opinion, value: {{texts: [{word}]}}, quote: came on")

    assert Texts(texts=(word,)) == store.facts["a"].value


def test_line_ends_of_a_text_are_kept(tmp_path: Path) -> None:
    """Offsets count the text as it is stored, carriage returns included."""
    text = "one\r\ntwo three\r\n"
    store = loaded(tmp_path, "id: a, measure: opinion, value: {texts: [three]}, quote: three", text=text)

    assert text == store.texts["report"]
    assert (9, 14) == (store.facts["a"].citations[0].start, store.facts["a"].citations[0].end)
