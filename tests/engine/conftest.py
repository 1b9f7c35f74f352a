"""The engine with the corpus and the language that come along."""

import pytest

from bot.pipeline import Desk
from tests.engine.talk import Talk


@pytest.fixture(scope="session")
def talk(desk: Desk) -> Talk:
    """Somebody at the desk, which is opened once for all tests."""
    return Talk(desk)
