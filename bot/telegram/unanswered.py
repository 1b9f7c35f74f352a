"""Questions that had no answer, kept for editors where the operator has set so: the words, not who asked or where."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from bot.answer import Answer
from bot.telegram.database import Database, DatabaseUnusable
from bot.telegram.work import save

LONGEST = 500
"""Characters of a question that are kept."""


class Unanswered:
    """Keeps questions without an answer, if they are to be kept at all."""

    def __init__(self, database: Database, days: int) -> None:
        self._database = database
        self._days = days

    async def keep(self, question: str, answer: Answer) -> None:
        """Keeps ``question`` if ``answer`` is a refusal."""
        if not self._days or answer.status != "not_found":
            return
        words = "".join(
            char if char.isprintable() else " " for char in question[: 2 * LONGEST]
        )  # nothing for a terminal
        row = (" ".join(words.split())[:LONGEST], answer.reason or "", time.time())
        await save(self._database, lambda db: db.execute("INSERT INTO unanswered VALUES (?, ?, ?)", row))


class Gap(NamedTuple):
    """A question that was not answered."""

    question: str
    reason: str
    times: int
    last: float
    """Unix time in seconds."""


def gaps(file: Path) -> list[Gap]:
    """The questions without an answer that ``file`` holds, the most frequent first; a bot may be using it. Raises
    DatabaseUnusable.
    """
    query = (
        "SELECT min(question), reason, count(*), max(kept) FROM unanswered "
        "GROUP BY lower(question), reason ORDER BY count(*) DESC, max(kept) DESC"
    )
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return [Gap(*row) for row in db.execute(query)]
    except sqlite3.Error as error:
        raise DatabaseUnusable(
            f"the database {file} cannot be read ({error}): set BOT_DATABASE, or the bot's BOT_TOKEN and BOT_API_URL"
        ) from error
