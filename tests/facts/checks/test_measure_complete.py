"""A measure that lacks what a comparison needs, or disagrees with its fellows, is found."""

from pathlib import Path

import pytest

from facts.checks import measure_complete
from tests.facts.corpora import MEASURES, loaded, messages


def measure(identifier: str, unit: str, rest: str = "") -> str:
    said = "population: things, property: number, method: as announced, scope: all, about: {head: [[a]]}"
    return f"- {{id: {identifier}, unit: {unit}, group: {identifier}, {said}}}\n".replace("}\n", f"{rest}}}\n")


def found(folder: Path, measures: str, *facts: str) -> list[str]:
    return messages(measure_complete.check, loaded(folder, *facts, files={"measures.yaml": measures}))


def test_a_whole_measure_is_no_problem(tmp_path: Path) -> None:
    """Persons and person-times are both counted; a rate may be part of a count."""
    more = measure("a", "person") + measure("b", "person_time").replace("group: b", "group: a")
    assert [] == found(tmp_path, MEASURES + more + measure("rate", "percent", ", part_of: exhibitors"))


@pytest.mark.parametrize("key", ["population", "property", "method", "scope"])
@pytest.mark.parametrize("nothing", ['"-"', '"?"', "TBD", "n/a", "unknown"])
def test_a_part_that_says_nothing_is_found(tmp_path: Path, key: str, nothing: str) -> None:
    """A placeholder is no population, property, method or scope."""
    lines = [f"  {key}: {nothing}" if f"  {key}:" in line else line for line in MEASURES.splitlines()]

    assert [f"{key}: says nothing: write what the source tells of it"] == found(tmp_path, "\n".join(lines) + "\n")


def test_a_group_of_two_families_is_found(tmp_path: Path) -> None:
    """Contracts and dollars are no counterparts."""
    measures = MEASURES + measure("value", "usd").replace("group: value", "group: exhibitors")

    problem = "group: exhibitors counts in exhibitor (exhibitors), this in usd: give it another group"
    assert [problem] == found(tmp_path, measures)


def test_a_part_of_another_kind_is_found(tmp_path: Path) -> None:
    """Money is no part of a number of exhibitors."""
    problem = "part_of: usd is no part of exhibitor (exhibitors): name a whole of the same kind"
    assert [problem] == found(tmp_path, MEASURES + measure("value", "usd", ", part_of: exhibitors"))


def test_a_predicate_is_no_whole(tmp_path: Path) -> None:
    """A whole is a measure, of a measure as of a share."""
    share = "value: {share: {is: {amount: 2, unit: percent, surface: x}, of: opinion}}"
    found_here = found(
        tmp_path,
        MEASURES + measure("a", "a", ", part_of: guest"),
        f"id: a, measure: exhibitors, {share}, quote: came on",
    )

    assert [
        "part_of: guest is no measure: name the measure that it is a part of",
        "value: opinion is no measure: name the measure that is the whole",
    ] == found_here


def test_a_figure_of_another_family_is_found(tmp_path: Path) -> None:
    """A measure of exhibitors is not stated in dollars; its changes may be percentages."""
    change = "change: {direction: up, by: {amount: 2, unit: percent, surface: x}, base: fair-2022}"
    facts = (
        "id: a, measure: exhibitors, value: {quantity: {amount: 2, unit: usd, surface: x}}, quote: came on",
        f"id: b, measure: exhibitors, value: {{{change}}}, quote: came on",
    )

    assert ["value: counts in usd, its measure in exhibitor: mend one of them"] == found(tmp_path, MEASURES, *facts)


def test_a_problem_of_a_measure_names_its_line(tmp_path: Path) -> None:
    """The line is that on which the measure begins."""
    store = loaded(tmp_path, files={"measures.yaml": MEASURES + measure("a", "a").replace("scope: all", "scope: todo")})

    assert [f"{tmp_path}/measures.yaml:9: a"] == [problem.where for problem in measure_complete.check(store)]
