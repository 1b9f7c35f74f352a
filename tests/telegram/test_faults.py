"""What the bot does when Telegram does not do as it should."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.telegram import service
from bot.telegram.service import TokenRefused
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator, Fault

pytestmark = pytest.mark.asyncio


async def test_a_duplicate_is_answered_once(emulator: Emulator, running: Running) -> None:
    """An update that is delivered again, at once or later, gets no second reply."""
    async with running():
        update = emulator.say(1, "first")
        assert update
        emulator.repeat(update)
        emulator.say(1, "second")
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
        emulator.repeat(update)
        emulator.say(1, "third")
        await emulator.until(lambda: len(emulator.texts(1)) == 3)
    assert emulator.texts(1) == ["1: first", "2: second", "3: third"]


async def test_a_duplicate_is_known_after_a_restart(emulator: Emulator, running: Running) -> None:
    """An update that was answered before a restart gets no second reply after it; another one of the same number does:
    after a quiet week, the server begins with any number.
    """
    async with running():
        update = emulator.say(1, "first")
        await emulator.until(lambda: bool(emulator.texts(1)))
    async with running():
        assert update
        emulator.repeat(update)
        emulator.repeat(update | {"message": update["message"] | {"message_id": 99, "text": "another"}})
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1) == ["1: first", "2: another"]


async def test_a_server_that_counts_anew_is_answered(emulator: Emulator, running: Running) -> None:
    """Updates and messages whose numbers were answered before, but which are others, are answered."""
    async with running():
        update = emulator.say(1, "first")
        await emulator.until(lambda: bool(emulator.texts(1)))
    async with running():
        assert update
        emulator.repeat(update | {"message": update["message"] | {"date": update["message"]["date"] + 60}})
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1) == ["1: first", "2: first"]


async def test_a_rate_limit_is_kept(emulator: Emulator, running: Running) -> None:
    """A reply that Telegram puts off is sent once the time it named is over; other chats do not wait for it."""
    emulator.script("sendMessage", Fault.retry_after(1, when=lambda given: given["chat_id"] == "1"))
    async with running(workers=1):
        emulator.say(1, "too fast")
        emulator.say(1, "after it")
        await emulator.until(lambda: len(emulator.called("sendMessage")) == 1)
        emulator.say(2, "beside it")
        await emulator.until(lambda: bool(emulator.texts(2)))
        assert emulator.texts(1) == []
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    refused, again = [call for call in emulator.called("sendMessage") if call.parameters["chat_id"] == "1"][:2]
    assert again.at - refused.at >= 1
    assert emulator.texts(1) == ["1: too fast", "2: after it"]


@pytest.mark.parametrize(("fault", "level"), [(Fault.forbidden(), "INFO"), (Fault.bad_request(), "ERROR")])
async def test_a_refused_reply_is_dropped(
    emulator: Emulator, running: Running, caplog: pytest.LogCaptureFixture, fault: Fault, level: str
) -> None:
    """A chat that takes no messages costs that reply, and the bot goes on; only the bot's own faults are errors."""
    caplog.set_level(logging.INFO, "bot.telegram.sending")
    emulator.script("sendMessage", fault)
    async with running():
        emulator.say(1, "lost")
        await emulator.until(lambda: len(emulator.called("sendMessage")) == 1)
        emulator.say(1, "kept")
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert emulator.texts(1) == ["2: kept"]
    assert [record.levelname for record in caplog.records if record.name == "bot.telegram.sending"] == [level]


@pytest.mark.parametrize(
    ("fault", "patience"),
    [(Fault.slow(60), 1), (Fault.dropped(carried_out=True), 20), (Fault.gateway_error(carried_out=True), 20)],
    ids=["time-out", "dropped", "gateway"],
)
async def test_what_may_have_arrived_is_not_sent_again(
    emulator: Emulator, running: Running, fault: Fault, patience: float
) -> None:
    """A reply that Telegram took without saying so is not sent twice."""
    emulator.script("sendMessage", fault)
    async with running(timeout=patience):
        emulator.say(1, "first")
        emulator.say(1, "second")
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1) == ["1: first", "2: second"]


async def test_what_surely_failed_is_sent_again(emulator: Emulator, running: Running) -> None:
    """A reply that the Bot API server itself says it failed to send is sent again."""
    emulator.script("sendMessage", Fault.server_error())
    async with running():
        emulator.say(1, "first")
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert [call.status for call in emulator.called("sendMessage")] == [500, 200]


async def test_an_outage_is_waited_out(emulator: Emulator, running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """Polling goes on after failures of every kind, and a lasting one is logged once."""
    outage = [Fault.dropped(), Fault.gateway_error()]
    with caplog.at_level(logging.INFO, "bot.telegram.polling"):
        async with running():
            emulator.script("getUpdates", *outage)
            for number in (1, 2):  # the poll that is under way meets no fault
                emulator.say(1, f"question {number}")
                await emulator.until(lambda number=number: len(emulator.texts(1)) == number)  # type: ignore[misc]
    assert emulator.texts(1) == ["1: question 1", "2: question 2"]
    levels = [record.levelname for record in caplog.records if record.name == "bot.telegram.polling"]
    assert levels == ["WARNING", "INFO"]


async def test_a_server_that_vanishes_and_returns_is_waited_for(emulator: Emulator, running: Running) -> None:
    """While nobody listens, what was accepted waits; once the server is back, it is said, and so is what comes then."""
    emulator.script("sendMessage", Fault.retry_after(1), Fault.retry_after(1))
    async with running():
        emulator.say(1, "before")
        emulator.say(2, "before")
        await emulator.until(lambda: len(emulator.called("sendMessage")) == 2)
        await asyncio.sleep(0.3)  # the bot has still to hear that it was refused
        async with emulator.away():
            emulator.say(1, "meanwhile")
            await asyncio.sleep(2)
            assert emulator.texts(1) == []
        await emulator.until(lambda: len(emulator.texts(1)) == 2 and len(emulator.texts(2)) == 1)
    assert (emulator.texts(1), emulator.texts(2)) == (["1: before", "2: meanwhile"], ["1: before"])


async def test_an_unreadable_update_holds_up_nothing(emulator: Emulator, running: Running) -> None:
    """An update that the library cannot read is left out; those around it are answered."""
    emulator.say(1, "before")
    emulator.inject("message", {"message_id": "no message at all", "chat": 5})
    emulator.say(1, "after")
    async with running():
        await emulator.until(lambda: len(emulator.texts(1)) == 2)
    assert emulator.texts(1) == ["1: before", "2: after"]


async def test_nothing_is_fetched_again_after_a_clean_stop(emulator: Emulator, running: Running) -> None:
    """What was accepted is answered before the bot stops, and confirmed."""
    emulator.latency["sendMessage"] = 0.02
    async with running():
        for number in range(10):
            emulator.say(1, str(number))
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert len(emulator.texts(1)) == 10
    assert list(emulator.state.outbox.unconfirmed) == []


async def test_the_last_updates_are_confirmed(emulator: Emulator, running: Running) -> None:
    """What no further poll has confirmed is confirmed at the stop."""
    emulator.script("getUpdates", Fault.slow(60, carried_out=False, when=lambda given: "offset" in given))
    emulator.say(1, "a question")
    async with running():
        await emulator.until(lambda: bool(emulator.texts(1)))
        assert list(emulator.state.outbox.unconfirmed) != []
    assert list(emulator.state.outbox.unconfirmed) == []


async def test_a_stop_does_not_wait_forever(
    emulator: Emulator, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reply that cannot be sent in time is given up when the bot stops."""
    monkeypatch.setattr(service, "DRAIN", 0.1)
    emulator.script("sendMessage", Fault.retry_after(60))
    async with running():
        emulator.say(1, "a question")
        await emulator.until(lambda: len(emulator.called("sendMessage")) == 1)
    assert emulator.texts(1) == []


async def test_a_revoked_token_ends_the_bot(emulator: Emulator, running: Running) -> None:
    """When Telegram stops taking the token, the bot does not go on without a word."""
    with pytest.raises(TokenRefused, match="BOT_TOKEN"):  # noqa: PT012
        async with running():
            emulator.script("getUpdates", Fault.unauthorized())
            emulator.say(1, "a question")
            await emulator.until(lambda: [call.status for call in emulator.called("getUpdates")][-1:] == [401])
            await asyncio.sleep(0.5)  # the bot has still to hear of it


async def test_a_failed_presentation_is_no_failure(emulator: Emulator, running: Running) -> None:
    """The bot answers although commands and descriptions cannot be set."""
    emulator.script("setMyCommands", Fault.retry_after(3600))
    emulator.script("setMyDescription", Fault.bad_request())
    emulator.script("setMyShortDescription", Fault.gateway_error())
    async with running():
        await emulator.until(lambda: len(emulator.called("setMyDescription")) == 2)
        emulator.say(1, "a question")
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert emulator.texts(1) == ["1: a question"]


async def test_a_poll_shows_that_the_bot_lives(emulator: Emulator, running: Running, tmp_path: Path) -> None:
    """Each successful poll touches the health file."""
    file = tmp_path / "alive"
    async with running(health_file=file):
        emulator.say(1, "a question")
        await emulator.until(lambda: bool(emulator.texts(1)))
    assert file.exists()
