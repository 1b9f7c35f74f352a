"""Hypothesis strategies for what people, and programs, send."""

from hypothesis import strategies as st

from tests.engine.cases import CHINESE_LABELS, CHINESE_WORDS, LABELS, NAMES, QUESTIONS

texts = st.text(max_size=200)
"""Any text: every script, control characters, unassigned code points, lone surrogates left out."""

_WORDS = """
how many what who which was the in at of and not only per than more compare average total share rest without 2023 4th
5th 2019 3rd 331 12 12% 155,000 nearly yuan dollars online offline international it they that source sure difference
percent zorblatt Italian ? ! . , ; : " ' ( ) - – / & 。 ？ 服务 é İ ß ﬁ
"""

jumbles = st.one_of(
    st.lists(st.sampled_from((*_WORDS.split(), *LABELS.values(), *NAMES)), max_size=12).map(" ".join),
    st.lists(st.sampled_from((*CHINESE_WORDS, *CHINESE_LABELS, *NAMES)), max_size=12).map("".join),
)
"""Words that the engine knows, in any order."""

questions = st.sampled_from(QUESTIONS)

messages = st.one_of(texts, jumbles, questions)

conversations = st.lists(st.one_of(jumbles, questions), min_size=1, max_size=5)
