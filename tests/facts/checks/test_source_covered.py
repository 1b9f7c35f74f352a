"""A figure or a name of a source that no fact carries is found, and so is an exception that outlived its reason."""

from pathlib import Path

import pytest

from facts.checks import source_covered
from tests.facts.corpora import ENTITIES, SESSIONS, loaded, messages

FIGURE = "value: {quantity: {amount: %s, unit: %s, surface: %s}}"


def carried(folder: Path, text: str, value: str, quote: str = "", measure: str = "opinion") -> list[str]:
    """What no fact carries of the text, with one fact that quotes all of it unless another quote is given."""
    fact = f'id: a, measure: {measure}, {value}, quote: "{quote or text}"'
    return uncovered(messages(source_covered.check, loaded(folder, fact, text=text, files=FILES)))


def uncovered(found: list[str]) -> list[str]:
    """The passages that the messages are about."""
    return [message.split('"')[1] for message in found]


FILES = {
    "sessions.yaml": SESSIONS + "  ordinal: 4\n- {id: fair-1, ordinal: 1, documented: false}\n",
    "entities.yaml": ENTITIES + "- {id: un, name: United Nations, kind: organisation, aliases: [UN]}\n",
}

COVERED: list[tuple[str, str]] = [
    ("it drew 42 firms", FIGURE % (42, "company", '"42"')),
    ("it cost 5 billion Yuan", FIGURE % (5000000000, "cny", "5 billion Yuan")),
    (
        "it grew by 12%",
        'value: {change: {direction: up, by: {amount: 12, unit: percent, surface: "12%"}, base: fair-2022}}',
    ),
    ("they are 28 of the top 30", "value: {quantity: {amount: 28, of: 30, unit: country, surface: 28}}"),
    ("a guest from Ruritania", "value: {names: [ruritania]}"),
    ("a guest from Ruritania", "value: {names: [ada]}"),
    ("the UN and the United Nations", "value: {names: [un]}"),
    ("at No.15, Boda Road", 'value: {texts: ["No.15, Boda Road"]}'),
    ("it closed on Sept 6", "value: {date: {month: 9, day: 6, surface: Sept 6}}"),
    ("with the label TEL", "value: {blank: {label: TEL}}"),
    ("they are from Ruritania", "value: {texts: [a]}, roles: {origin: {names: [ruritania]}}"),
    ("the 4th fair of 2023", "value: {texts: [a]}"),
    ("since the 1st fair", "session: fair-1, value: {texts: [a]}"),
    ("against the 1st fair", "value: {change: {direction: up, by: {amount: 1, unit: a, surface: x}, base: fair-1}}"),
    ("firms of every kind", "value: {texts: [a]}"),
]

UNCOVERED: list[tuple[str, str, list[str]]] = [
    ("it drew 42 firms", "value: {texts: [firms]}", ["42"]),
    ("it drew eight firms or a hundred", "value: {texts: [firms]}", ["eight", "a hundred"]),
    ("12 more, or 12%", FIGURE % (12, "company", "12"), ["12"]),
    ("12 more, or 12%", FIGURE % (12, "percent", '"12%"'), ["12"]),
    ("a guest from New Zenda, a town", "value: {texts: [guest]}", ["New Zenda"]),
    ("from Ruritania, Zenda and the UN", "value: {names: [ruritania]}", ["Zenda", "UN"]),
    ("by four sessions, the 1st too", "value: {texts: [sessions]}", ["four", "1st"]),
]


@pytest.mark.parametrize(("text", "value"), COVERED, ids=[f"{text}: {value}" for text, value in COVERED])
def test_what_a_fact_carries_is_no_problem(tmp_path: Path, text: str, value: str) -> None:
    """Amounts, surfaces, texts, names, aliases, countries, dates, labels, years and ordinals carry."""
    assert [] == carried(tmp_path, text, value)


@pytest.mark.parametrize(("text", "value", "missing"), UNCOVERED, ids=[text for text, _, _ in UNCOVERED])
def test_what_no_fact_carries_is_found(tmp_path: Path, text: str, value: str, missing: list[str]) -> None:
    """A percentage carries no count, an ordinal no number word, and a name only its own words."""
    assert missing == carried(tmp_path, text, value)


def test_what_stands_outside_the_quote_is_found(tmp_path: Path) -> None:
    """The same figure elsewhere in the text is another statement."""
    text = "it drew 42 firms, and then 42 left for Ruritania"

    assert ["42", "Ruritania"] == carried(tmp_path, text, FIGURE % (42, "company", '"42"'), quote="it drew 42 firms")


def test_a_measure_carries_the_words_that_define_it(tmp_path: Path) -> None:
    """What a measure counts can hold a figure and a name of the source."""
    store = loaded(
        tmp_path,
        f"id: a, measure: exhibitors, {FIGURE % (7, 'company', 'seven')}, quote: seven Fortune Global 500 firms",
        text="it drew seven Fortune Global 500 firms",
        files={"measures.yaml": _MEASURE},
    )

    assert [] == messages(source_covered.check, store)


def test_a_problem_names_the_line_of_the_text_and_what_to_do(tmp_path: Path) -> None:
    """The text's own file and line are named, and what stands around."""
    store = loaded(
        tmp_path, "id: a, measure: opinion, value: {texts: [first]}, quote: first", text="first\nthen 42 came\n"
    )
    problem = (
        f"{tmp_path}/sources/report/text.txt:2: "
        'no fact that cites the figure "42" carries it ("…first then 42 came…"): '
        "state it in a fact, or list it under left_out in source.yaml with the reason"
    )

    assert [problem] == [str(found) for found in source_covered.check(store)]


def test_what_is_left_out_with_a_reason_is_no_problem(tmp_path: Path) -> None:
    """An exception spans every place where it stands."""
    left_out = "left_out:\n  - {text: then 42, reason: said in passing}\n"
    text = "first, then 42, then 42\n"
    store = loaded(tmp_path, _FIRST, text=text, source=left_out)

    assert [] == messages(source_covered.check, store)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("then 43", 'left_out[0]: "then 43" does not stand in the text: copy it verbatim, or remove it'),
        ("came", 'left_out[0]: nothing in "came" is left out: remove it'),
    ],
)
def test_an_idle_exception_is_found(tmp_path: Path, text: str, problem: str) -> None:
    """An exception that excuses nothing is to be removed."""
    left_out = f"left_out:\n  - {{text: {text}, reason: said in passing}}\n"
    store = loaded(tmp_path, _FIRST, text="first they came\n", source=left_out)

    assert [f"{tmp_path}/sources/report/source.yaml:1: report: {problem}"] == [
        str(p) for p in source_covered.check(store)
    ]


_FIRST = "id: a, measure: opinion, value: {texts: [first]}, quote: first"
_MEASURE = """\
- id: exhibitors
  unit: company
  population: Fortune Global 500 companies
  property: number of companies
  method: as announced
  scope: whole session
  group: exhibitors
  about: {head: [[exhibitor]]}
"""
