"""The bot as a process of its own: its start and its end."""

import asyncio
import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


async def started(**variables: str) -> asyncio.subprocess.Process:
    """The process, with ``variables`` as its BOT_ environment."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    environment = inherited | {f"BOT_{name.upper()}": value for name, value in variables.items()}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", "-m", "tests.telegram.process",
        cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Its exit status, stdout and stderr."""
    async with asyncio.timeout(30):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
