"""A share that its figures do not come to, and parts that are more than their whole, are found."""

from pathlib import Path

import pytest

from facts.checks import figures_agree
from tests.facts.corpora import MEASURES, loaded, messages

FOREIGN = """\
- id: foreign
  unit: exhibitor
  population: foreign exhibitors
  property: number of exhibitors
  method: as announced
  scope: whole session
  group: foreign
  part_of: exhibitors
  about: {head: [[foreign]]}
"""


def found(folder: Path, whole: int, part: int, share: str = "") -> list[str]:
    """What the check says to a whole, a part of it and the share that is stated of it."""
    shown = "unit: exhibitor, surface: n"
    facts = [
        f"id: whole, measure: exhibitors, value: {{quantity: {{amount: {whole}, {shown}}}}}",
        f"id: part, measure: foreign, value: {{quantity: {{amount: {part}, {shown}}}}}",
    ]
    if share:
        value = f"{{share: {{is: {{amount: {share}, unit: percent, surface: n}}, of: exhibitors}}}}"
        facts.append(f"id: share, measure: foreign, value: {value}")
    rows = [f'{fact}, quote: "over 2,400 exhibitors"' for fact in facts]
    return messages(figures_agree.check, loaded(folder, *rows, files={"measures.yaml": MEASURES + FOREIGN}))


@pytest.mark.parametrize("share", ["20", "19.7", "19.67"])
def test_a_rounded_share_is_no_problem(tmp_path: Path, share: str) -> None:
    """19.67% may be stated as 20%: a share is as exact as it is written."""
    assert [] == found(tmp_path, 10108, 1988, share)


@pytest.mark.parametrize("share", ["21", "19", "19.6"])
def test_a_share_of_other_figures_is_found(tmp_path: Path, share: str) -> None:
    """A share that its part and its whole do not round to is named with what they come to."""
    assert ["value: part / whole is 19.7%: mend the figures or the share"] == found(tmp_path, 10108, 1988, share)


def test_parts_fit_into_their_whole(tmp_path: Path) -> None:
    """121 of 331 leave some; 332 of 331 do not."""
    assert [] == found(tmp_path / "a", 331, 121)
    assert ["value: less than its parts part: mend one of them"] == found(tmp_path / "b", 331, 332)
