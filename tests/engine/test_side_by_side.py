"""Measures that are named without a question, each over the sessions."""

import pytest

from bot.pipeline import Desk
from bot.side_by_side import NoFigure, side_by_side


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["exhibition_area"], [(["4th.area", "2023.area"], "same")]),
        (["Exhibition  AREA"], [(["4th.area", "2023.area"], "same")]),
        (["area", "exhibition_area"], [(["4th.area", "2023.area"], "same")]),
        (["visitors"], [(["4th.visits", "2023.attendees"], "not_comparable")]),
        (["visits", "attendees"], [(["4th.visits", "2023.attendees"], "not_comparable")]),
        (["contracts"], [(["4th.contracts", "2023.achievements"], "not_comparable")]),
        (["contract_value"], [(["4th.contract-value"], "one_side_only")]),
        (
            ["reports", "area"],
            [(["2023.reports"], "one_side_only"), (["4th.area", "2023.area"], "same")],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value[0], str) else "",
)
def test_what_stands_beside_each_other(names: list[str], rows: list[tuple[list[str], str]], desk: Desk) -> None:
    """A name is an id, a label or a question's word; each measure stands once, beside the nearest where it is alone."""
    answer = side_by_side(names, desk)

    assert rows == [([one.fact for one in row.figures], row.comparability.verdict) for row in answer.comparison]
    assert {fact for facts, _ in rows for fact in facts} == {fact.id for fact in answer.facts}
    assert {quote.session for quote in answer.citations} == set(answer.sessions)


@pytest.mark.parametrize("name", ["", " ", "fortune cookies", "theme", "guest of honor", "🎉", "\x00", "a" * 5000])
def test_what_has_no_figure_is_refused(name: str, desk: Desk) -> None:
    """No measure is put in place of a name that stands for none, or for something without a figure."""
    with pytest.raises(NoFigure) as caught:
        side_by_side([name], desk)

    assert len(str(caught.value)) < 250
    assert str(caught.value).isprintable()


def test_the_names_tell_the_language(desk: Desk) -> None:
    """Measures that are named in Chinese are shown in Chinese."""
    (row,) = side_by_side(["展览面积"], desk).comparison

    assert ("展览面积", ["4th.area", "2023.area"]) == (row.label, [one.fact for one in row.figures])


def test_every_measure_can_be_shown(desk: Desk) -> None:
    """Each measure of the corpus is found by its id and by its label."""
    for measure in desk.targets.store.measures:
        by_id, by_label = side_by_side([measure], desk), side_by_side([desk.wording.label(measure)], desk)

        assert by_id == by_label
        assert measure in {one.measure for row in by_id.comparison for one in row.figures}
