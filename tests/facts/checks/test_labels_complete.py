"""A measure or a predicate without a label in some language is found."""

from pathlib import Path

from facts.checks import labels_complete
from tests.facts.corpora import loaded

LABELS = """\
exhibitors:
  label: exhibitors
guest: {label: guest of honour}
opinion: {label: opinion}
"""


def found(folder: Path, **languages: str | None) -> list[str]:
    """What is found with these languages, by code; paths are told from the folder of languages."""
    store = loaded(folder / "corpus")
    for code, content in languages.items():
        (folder / "languages" / code).mkdir(parents=True)
        if content is not None:
            (folder / "languages" / code / "measures.yaml").write_text(content)
    problems = labels_complete.check(store, folder / "languages")
    return [str(problem).replace(f"{folder}/languages", "").removeprefix("/") for problem in problems]


def test_a_label_for_each_id_is_no_problem(tmp_path: Path) -> None:
    """Every language has a label for every measure and every predicate."""
    assert [] == found(tmp_path, en=LABELS, zh=LABELS)


def test_a_missing_entry_is_found(tmp_path: Path) -> None:
    """The language's file and the id are named."""
    labels = LABELS.replace("guest: {label: guest of honour}\n", "")

    assert ["zh/measures.yaml: guest: missing: add it with its label"] == found(tmp_path, en=LABELS, zh=labels)


def test_an_entry_without_a_label_is_found(tmp_path: Path) -> None:
    """The line of the entry is named."""
    labels = LABELS.replace("  label:", "  counts:").replace("{label: opinion}", "opinion")

    assert [
        "en/measures.yaml:1: exhibitors.label: missing: add it",
        "en/measures.yaml:4: opinion.label: missing: add it",
    ] == found(tmp_path, en=labels)


def test_an_entry_of_no_id_is_found(tmp_path: Path) -> None:
    """A label that nothing uses is most likely misspelt."""
    problem = "en/measures.yaml:5: guests: names no measure and no predicate: mend the id, or remove it"

    assert [problem] == found(tmp_path, en=LABELS + "guests: {label: guests}\n")


def test_a_file_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    """A language without labels, or with broken ones, is named."""
    assert [
        "de: has no labels to check: /de/measures.yaml: cannot be read (No such file or directory): add the file",
        "en: has no labels to check: /en/measures.yaml:2: a: stands twice: remove one",
        "fr/measures.yaml:1: should be a mapping of measure and predicate ids to their labels",
    ] == found(tmp_path, de=None, en="a: b\na: c\n", fr="- a\n")


def test_no_language_at_all_is_found(tmp_path: Path) -> None:
    """A folder without languages is no folder of languages."""
    assert [": holds no language: add a folder for each, named by its code"] == found(tmp_path)
