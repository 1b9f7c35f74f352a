"""Whether a language has all that another one has: files, and keys in them. What is said stays the languages' own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from intents.language import content, profile

_KEYED: Mapping[str, tuple[str, ...]] = {"answers": ("names", "texts", "spelled", "figures"), "measures.yaml": ()}
"""Files whose every key counts, at every depth but for those below the keys given, which are the languages' own."""


def lacking(folder: Path, model: Path) -> Iterator[str]:
    """A line for each file, concept, kind of question, act and text that the language in ``folder`` lacks and the one
    in ``model`` has, and for each that only it has. Raises LanguageError for a pack that cannot be read."""
    for path in sorted(model.rglob("*.yaml")):
        name = path.relative_to(model)
        if not (folder / name).is_file() and not (name.parts[0] == "intents" and profile(folder).mixes):
            yield f"{folder / name}: missing"
    for part in ("measures.yaml", "answers", "concepts"):
        yield from _differences(folder / part, _keys(model / part), _keys(folder / part))
    for kind in ("asks", "acts"):
        own, its = (content(one / "words.yaml").get(kind, {}) for one in (folder, model))
        yield from _differences(
            folder / "words.yaml", {f"{kind}.{key}" for key in its}, {f"{kind}.{key}" for key in own}
        )


def _differences(path: Path, wanted: set[str], there: set[str]) -> Iterator[str]:
    yield from (f"{path}: {key} missing" for key in sorted(wanted - there))
    yield from (f"{path}: {key} is in no other language" for key in sorted(there - wanted))


def _keys(path: Path) -> set[str]:
    """The dotted names of what a file, or each file of a folder, holds; of concepts their names alone."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    own = _KEYED.get(path.name)
    rows = [content(file) for file in files if file.is_file()]
    if own is None:
        return {key for row in rows for key in row}
    return {key for row in rows for key in _dotted(row, own)}


def _dotted(row: Mapping[str, Any], own: tuple[str, ...], before: str = "") -> Iterator[str]:
    for key, value in row.items():
        yield before + key
        if isinstance(value, Mapping) and key not in own:
            yield from _dotted(value, own, f"{before}{key}.")
