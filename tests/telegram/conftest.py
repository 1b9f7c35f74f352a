"""The emulator, and the bot running against it in the test's own event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.settings import Settings
from bot.telegram.app import Surface, build
from bot.telegram.contexts import Codec
from bot.telegram.database import Database
from bot.telegram.engine import Engine
from bot.telegram.service import live
from tests.telegram.emulator import Emulator
from tests.telegram.engine import CODEC, ENGINE

Running = Callable[..., AbstractAsyncContextManager[Surface]]


@pytest_asyncio.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """A Bot API server."""
    async with Emulator() as server:
        yield server


@pytest.fixture
def running(emulator: Emulator, tmp_path: Path) -> Running:
    """``async with running(workers=…)``: the bot, stopped cleanly at the end; with the stand-in engine if no other is
    given.
    """

    @asynccontextmanager
    async def run(engine: Engine[Any] = ENGINE, codec: Codec[Any] = CODEC, **given: Any) -> AsyncIterator[Surface]:
        settings = Settings.model_validate({"token": emulator.token, "api_url": emulator.url, **given})
        database, stop = Database(tmp_path / "memory.db"), asyncio.Event()
        surface = build(settings, engine, codec, database)
        living = asyncio.create_task(live(surface, settings, stop))
        try:
            await emulator.until(lambda: living.done() or emulator.state.polls > 0 or bool(emulator.state.webhook))
            yield surface
        finally:
            stop.set()
            try:
                await living
            finally:
                database.close()

    return run
