"""What is forgotten, and when: no table grows without a bound."""

import asyncio
import sqlite3
import time
from dataclasses import dataclass

from bot.telegram import contexts
from bot.telegram.database import Database

_DAY = 24 * 3600.0


@dataclass(frozen=True)
class Bound:
    """How long and how many rows of a table are kept; its column ``kept`` is when each was written."""

    table: str
    lifetime: float
    """Seconds."""
    most: int
    done: str = "TRUE"
    """Which rows can be forgotten, as SQL."""


PAUSE = 600.0
"""Seconds between two times of forgetting."""

BOUNDS = (
    Bound("contexts", contexts.LIFETIME, 20_000),
    Bound("replies", 7 * _DAY, 50_000),  # people can edit a message for two days, and a channel's post for longer
    Bound("updates", 2 * _DAY, 200_000, "payload IS NULL"),  # Telegram delivers what it could not for a day
)


def bounds(unanswered_days: int) -> tuple[Bound, ...]:
    """What the bot forgets, if questions without an answer are kept for so many days."""
    return (*BOUNDS, Bound("unanswered", unanswered_days * _DAY, 10_000))


async def prune_on(database: Database, bounds: tuple[Bound, ...]) -> None:
    """Forgets what is to be forgotten, now and then, until it is cancelled."""
    while True:
        await prune(database, bounds)
        await asyncio.sleep(PAUSE)


async def prune(database: Database, bounds: tuple[Bound, ...] = BOUNDS, now: float | None = None) -> None:
    """Forgets what is too old, and the oldest of what is too much."""
    moment = time.time() if now is None else now

    def forget(db: sqlite3.Connection) -> None:
        for bound in bounds:
            db.execute(f"DELETE FROM {bound.table} WHERE {bound.done} AND kept <= ?", (moment - bound.lifetime,))  # noqa: S608
            db.execute(
                f"DELETE FROM {bound.table} WHERE {bound.done} AND kept <= "  # noqa: S608
                f"(SELECT kept FROM {bound.table} ORDER BY kept DESC LIMIT 1 OFFSET ?)",
                (bound.most,),
            )

    await database.write(forget)
