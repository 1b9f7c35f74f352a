"""The order of replies: one chat's in turn, chats side by side."""

import asyncio

import pytest
from telegram import Update

from bot.telegram.processor import LaneProcessor
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator
from tests.telegram.emulator.updates import private_chat, text_message, user

pytestmark = pytest.mark.asyncio


async def test_a_chat_is_answered_in_order(emulator: Emulator, running: Running) -> None:
    """Each of many chats that write at the same time gets its replies in the order of its messages."""
    chats, turns = range(1, 13), range(1, 9)
    emulator.latency["sendMessage"] = 0.002
    async with running(workers=8):
        for turn in turns:
            for chat in chats:
                emulator.say(chat, f"message {turn}")
        await emulator.until(lambda: all(len(emulator.texts(chat)) == len(turns) for chat in chats))
    expected = {chat: [f"{turn}: message {turn}" for turn in turns] for chat in chats}
    assert {chat: emulator.texts(chat) for chat in chats} == expected


async def test_a_flood_does_not_hold_up_a_quiet_chat(emulator: Emulator, running: Running) -> None:
    """A quiet chat is served while another one floods, not after it."""
    emulator.latency["sendMessage"] = 0.005
    async with running(workers=2):
        for number in range(100):
            emulator.say(1, f"flood {number}")
        emulator.say(2, "a quiet question")
        await emulator.until(lambda: bool(emulator.texts(2)))
        answered = len(emulator.texts(1))
        await emulator.until(lambda: len(emulator.texts(1)) == 100)
    assert answered < 50  # about 1 on an idle machine


async def test_chats_are_served_side_by_side() -> None:
    """As many lanes as there are workers are worked on at once, and no more."""
    processor, at_work, most = LaneProcessor(workers=3), 0, 0

    async def work() -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0)
        at_work -= 1

    await asyncio.gather(*(processor.process_update(Update(number), work()) for number in range(12)))
    assert (most, processor.pending) == (3, 0)


async def test_a_crowded_lane_steps_aside() -> None:
    """Work in several steps on a quiet chat's update ends before a flooding chat has had many of its own."""
    processor, order = LaneProcessor(workers=4), list[str]()
    flooding, quiet = ({"message": text_message(n, private_chat(n), user(n), "a")} for n in (1, 2))

    async def flood() -> None:
        await asyncio.sleep(0)
        order.append("flood")

    async def answer() -> None:
        for _ in range(12):
            await asyncio.sleep(0)
        order.append("quiet")

    updates = [Update.de_json({"update_id": number, **flooding}) for number in range(20)]
    works = [processor.process_update(update, flood()) for update in updates]
    works.insert(1, processor.process_update(Update.de_json({"update_id": 99, **quiet}), answer()))
    await asyncio.gather(*works)
    assert order.index("quiet") <= 4


async def test_a_resting_lane_needs_no_worker() -> None:
    """While the work on one update waits, its worker serves another chat."""
    processor, order = LaneProcessor(workers=1), list[str]()

    async def resting() -> None:
        order.append("rests")
        await processor.rest(0.05)
        order.append("goes on")

    async def other() -> None:
        order.append("other")

    await asyncio.gather(processor.process_update(Update(1), resting()), processor.process_update(Update(2), other()))
    assert order == ["rests", "other", "goes on"]


async def test_fetching_pauses_when_too_much_is_pending() -> None:
    """No more updates are fetched while as many as may be are pending; abandoned ones make room."""
    processor = LaneProcessor(workers=1, most_pending=2)
    await processor.room()
    tasks = [asyncio.create_task(processor.process_update(Update(n), asyncio.sleep(60))) for n in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(processor.room(), 0.01)
    processor.abandon()
    await processor.room()
    assert all(isinstance(end, asyncio.CancelledError) for end in await asyncio.gather(*tasks, return_exceptions=True))
