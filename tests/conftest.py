"""What tests of several packages share."""

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.pipeline import Desk


@pytest.fixture(scope="session", autouse=True)
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the commands compile is kept for the tests alone."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def desk() -> "Desk":
    """The desk with the corpus and the language that come along, opened once."""
    from bot.desk import open_desk  # noqa: PLC0415  # the tests of facts and intents run without bot

    return open_desk()
