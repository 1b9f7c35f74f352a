"""A small language pack that is sound, for tests that break it; its language is invented."""

from collections.abc import Mapping
from pathlib import Path

FILES = {
    "language.yaml": "name: Fairish\n",
    "words.yaml": """\
asks:
  count: [kiom, kiom da]
  who: [kiu]
acts:
  compare: [kompare al]
  negation: [ne]
soft: [sign]
frame:
  - [la, en, de]
months: {marto: 3}
fractions: {kvinono: 5}
within_figures: [kaj]
numerals: {unu: 1, kvin: 5, dudek: 20}
scales: {mil: 1000}
abbreviations: {kint: kunlabora interkonsento}
bounds: {more_than: [pli ol]}
keyboard: [qwertyuiop, asdfghjkl, zxcvbnm]
asides:
  - mi estas * el
""",
    "sessions.yaml": """\
by_year: "la foiro de {year}"
by_ordinal: "la {ordinal} foiro"
ordinal_suffixes: {other: a}
ordinals: {unua: 1, kvara: 4}
weak: [unua]
nouns: [foiro]
before_number: [foiro]
before_digits: [n-ro]
emphasis: [tre]
links: [kaj]
all: [ambaŭ foiroj]
""",
    "names.yaml": "merrow: [merovo]\n",
    "measures.yaml": "exhibitors: {label: eksponantoj}\n",
    "concepts/people.yaml": "exhibitor: [eksponantoj]\nsign: [subskribi]\n",
    "concepts/results.yaml": "agreement: [interkonsento, kunlabora interkonsento]\n",
    "intents/value.yaml": "intent: value\nskeletons:\n  - topic\n",
    "intents/compare.yaml": "intent: compare\nweight: 1\nskeletons:\n  - topic act:compare\n",
    "answers/wording.yaml": "greeting: Saluton\n",
    "dictionary.txt": "tablo\nkuri v\n",
}
"""Path → content of the sound pack."""


def write_pack(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the sound pack with some files changed, added, or left out (None); returns its folder."""
    pack = folder / "xx"
    for path, content in {**FILES, **(changes or {})}.items():
        file = pack / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return pack
