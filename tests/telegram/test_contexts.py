"""How long conversations are remembered."""

import pytest

from bot.telegram.contexts import Conversation, RecentContexts

pytestmark = pytest.mark.asyncio


async def test_the_least_recent_conversation_is_forgotten_first() -> None:
    """There are never more contexts than the store may hold; those in use stay."""
    contexts = RecentContexts(str, most=2)
    for chat in (1, 2, 1, 3):
        await contexts.keep(Conversation(chat), f"context {chat}")
    assert [await contexts.of(Conversation(chat)) for chat in (1, 2, 3)] == ["context 1", "", "context 3"]
    assert len(contexts) == 2


async def test_a_conversation_ends_after_its_lifetime() -> None:
    """A conversation without a question for its lifetime starts anew, and takes no memory."""
    now = 0.0
    contexts = RecentContexts(str, lifetime=10, clock=lambda: now)
    await contexts.keep(Conversation(1), "old")
    now = 9.0
    await contexts.keep(Conversation(2), "new")
    assert await contexts.of(Conversation(1)) == "old"
    now = 10.0
    assert await contexts.of(Conversation(1)) == ""
    assert len(contexts) == 1


async def test_people_and_topics_are_kept_apart() -> None:
    """In one chat, each topic and each person has a conversation of its own."""
    contexts = RecentContexts(str)
    await contexts.keep(Conversation(-1, topic=5, person=7), "theirs")
    assert await contexts.of(Conversation(-1, topic=5, person=8)) == ""
    assert await contexts.of(Conversation(-1, topic=6, person=7)) == ""
    assert await contexts.of(Conversation(-1, topic=5, person=7)) == "theirs"
