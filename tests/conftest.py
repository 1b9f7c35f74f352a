"""What tests of several packages share."""

import pytest

from bot.desk import open_desk
from bot.pipeline import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The desk with the corpus and the language that come along, opened once."""
    return open_desk()
