"""Hypothesis strategies for what the loader reads."""

from hypothesis import strategies as st

texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab ,.\n"), st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"])
    ),
    min_size=1,
    max_size=120,
).filter(lambda text: bool(text.strip()))
"""Texts of few different characters among any that YAML can hold, so that passages repeat."""


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and the start and end of a passage of it, which is not empty."""
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, start, end


decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)
