"""A short soak; ``make soak`` is the long one."""

import pytest

from tests.telegram.soak import soak

pytestmark = pytest.mark.asyncio


async def test_nothing_is_lost_doubled_or_out_of_order() -> None:
    """Chats of every kind, faults of every kind, kills, polling and a webhook: each question has its one reply."""
    report = await soak(updates=800, chats=40, kills=2)
    assert report.clean, report
    assert report.updates >= 800
    assert report.faults > 10
