"""Which language a message is written in."""

import re
from collections.abc import Mapping

from intents.normalise import read

_FEW = 1
"""Words that are too few to change the language of a conversation."""


def language_of(text: str, letters: Mapping[str, re.Pattern[str]], kept: str, usual: str) -> str:
    """The code of the language of a message. ``letters``: language → the letters that are its own, for those that have
    such; ``kept``: the language of the conversation, which a name or figures alone do not change; ``usual``: the one
    without letters of its own.

    A message with words of both is in the language with letters of its own, unless those are but a few in a sentence of
    the other: a letter counts twice, since one character can be a word."""
    found = {code: pattern for code, pattern in letters.items() if pattern.search(text)}
    if not found and kept in ("", usual):
        return usual
    words = [token.norm for token in read(text).tokens if token.norm[0].isalpha()]
    for code, pattern in found.items():
        own = sum(pattern.match(word) is not None for word in words)
        if own and own * 2 >= len(words) - own:
            return code
    return usual if len(words) > _FEW or not kept else kept
