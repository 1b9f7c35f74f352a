"""Actions as the few characters that a button or a link can carry.

A code is the version, a letter for the kind, the language, a hyphen, and tokens of six characters; of a fact sheet,
the token of the session and the number of the page. It is made of ``A-Z a-z 0-9 _ -`` alone, so that one code serves as
callback data (https://core.telegram.org/bots/api#inlinekeyboardbutton) and as the payload of a deep link
(https://core.telegram.org/bots/features#deep-linking); both hold 64 characters.
"""

import re

from bot.actions import LENGTH, MOST_FACTS, Action, Kind

VERSION = "1"
_KINDS: dict[str, Kind] = {"f": "facts", "s": "source", "q": "cite", "c": "compare", "p": "chart"}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_ABOUT_FACTS = re.compile(rf"{VERSION}([fsqcp])([a-z]{{2,8}})-((?:[\w-]{{{LENGTH}}}){{0,{MOST_FACTS}}})", re.ASCII)
_SHEET = re.compile(rf"{VERSION}t([a-z]{{2,8}})-([\w-]{{{LENGTH}}})([1-9][0-9]{{0,3}})", re.ASCII)


def encode(action: Action) -> str:
    """The code of an action: at most 59 characters."""
    if action.kind == "sheet":
        return f"{VERSION}t{action.language}-{action.session}{action.page}"
    return f"{VERSION}{_LETTERS[action.kind]}{action.language}-{''.join(action.facts)}"


def decode(code: str) -> Action | None:
    """The action that a code stands for; None if it is none, or one of another version of the bot."""
    if sheet := _SHEET.fullmatch(code):
        language, session, page = sheet.groups()
        return Action("sheet", language, session=session, page=int(page))
    if about := _ABOUT_FACTS.fullmatch(code):
        letter, language, tokens = about.groups()
        return Action(_KINDS[letter], language, tuple(re.findall(f".{{{LENGTH}}}", tokens)))
    return None
