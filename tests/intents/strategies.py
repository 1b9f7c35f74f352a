"""Hypothesis strategies for what people type."""

# ruff: noqa: RUF001  # what is typed on other keyboards

from hypothesis import strategies as st

_PIECES = (
    "How",
    "many",
    "exhibitors",
    "can't",
    "fair's",
    "U.S.",
    "e.g.",
    "no.",
    "Nos.",
    "4th",
    "1,100",
    "2.5",
    "'23",
    "2023",
    "20%",
    "$5bn",
    "R&D",
    "m²",
    "Grêmio",
    "GRE\u0302MIO",
    "ﬁnal",
    "Ａｒｅａ",
    "４",
    "第４届",
    "北京",
    "½",
    "ﷺ",
    "Ⅳ",
    "ß",
    "İ",
    "한국",
    "です",
    "\u0301",
    "\u00ad",
    "\u200d",
    "\ufeff",
    "🇨🇳",
    "x" * 40,
    "9" * 40,
    ".",
    ",",
    "?",
    ";",
    ":",
    " - ",
    "—",
    "…",
    "。",
    "、",
    "\n",
    "\r\n",
    "\t",
    "\x00",
    "\x1b",
    "\u2028",
    "'",
    "’",
    '"',
    "/",
    "#",
    "",
)

texts = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(st.sampled_from(_PIECES), max_size=20).flatmap(
        lambda pieces: st.sampled_from(["", " "]).map(lambda joint: joint.join(pieces))
    ),
)
"""Any string but for surrogates: control characters, marks, every script, and what questions are made of."""

written = st.text(
    alphabet=st.one_of(
        st.sampled_from("aAzZ éÉ\u0301\u0302 ﬁﬃＡａ４４中京ßŒ"),
        st.characters(categories=["Lu", "Ll", "Lo", "Lt", "Mn", "Zs"]),
    ),
    max_size=40,
)
"""Words of any script, marks and blanks: nothing that is taken apart or rewritten."""

words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)
"""Folded words, which need not be words of a language."""

inflected = st.builds(
    lambda stem, endings: stem + "".join(endings),
    words,
    st.lists(
        st.sampled_from(["s", "es", "ies", "sses", "ed", "ied", "ing", "e", "ise", "isation", "our", "tre", "ramme"]),
        max_size=4,
    ),
)
"""Words with endings that the rules take off, one on the other."""

figures = st.from_regex(r"[0-9]{1,3}(,[0-9]{3}){0,3}(\.[0-9]{1,3})?|[0-9]{1,9}", fullmatch=True)
"""Figures in digits, with and without separators."""
