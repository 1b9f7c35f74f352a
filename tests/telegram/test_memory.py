"""What the bot remembers, and for how long."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram.contexts import Codec, Contexts, Conversation
from bot.telegram.database import Database
from bot.telegram.given import GivenReplies, Reply
from bot.telegram.preferences import Preferences, move
from bot.telegram.pruning import Bound, prune

pytestmark = pytest.mark.asyncio

WORDS = Codec(fresh=str, pack=str, unpack=lambda text: None if text == "of an old version" else text)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    with Database(tmp_path / "memory.db") as opened:
        yield opened


async def test_the_least_recent_conversation_is_forgotten_first(database: Database) -> None:
    """Pruned, there are no more contexts than there may be; those in use stay."""
    contexts = Contexts(database, WORDS, clock=iter(range(1, 9)).__next__)
    for chat in (1, 2, 1, 3):
        await contexts.keep(Conversation(chat), f"context {chat}")
    await prune(database, (Bound("contexts", 100, 2),), now=5)
    assert [contexts.of(Conversation(chat)) for chat in (1, 2, 3)] == ["context 1", "", "context 3"]


async def test_a_conversation_ends_after_its_lifetime(database: Database) -> None:
    """A conversation without a question for its lifetime starts anew, and pruned takes no room."""
    now = 0.0
    contexts = Contexts(database, WORDS, lifetime=10, clock=lambda: now)
    await contexts.keep(Conversation(1), "old")
    now = 9.0
    await contexts.keep(Conversation(2), "new")
    assert contexts.of(Conversation(1)) == "old"
    now = 10.0
    assert contexts.of(Conversation(1)) == ""
    await prune(database, (Bound("contexts", 10, 100),), now)
    assert database.read("SELECT chat FROM contexts") == [(2,)]


async def test_people_and_topics_are_kept_apart(database: Database) -> None:
    """In one chat, each topic and each person has a conversation of its own."""
    contexts = Contexts(database, WORDS)
    await contexts.keep(Conversation(-1, topic=5, person=7), "theirs")
    assert contexts.of(Conversation(-1, topic=5, person=8)) == ""
    assert contexts.of(Conversation(-1, topic=6, person=7)) == ""
    assert contexts.of(Conversation(-1, topic=5, person=7)) == "theirs"


async def test_a_context_of_an_old_version_is_none(database: Database) -> None:
    """A context that can no longer be read is as good as none, and no failure."""
    contexts = Contexts(database, WORDS)
    await contexts.keep(Conversation(1), "of an old version")
    assert contexts.of(Conversation(1)) == ""


async def test_all_that_is_kept_outlives_the_process(tmp_path: Path) -> None:
    """Contexts, replies and preferences are there again when the file is opened again."""
    with Database(tmp_path / "memory.db") as database:
        await Contexts(database, WORDS).keep(Conversation(1), "context")
        await GivenReplies(database).keep(1, 5, Reply((6, 7), "a note"))
        await Preferences(database).set(1, "language", "en")
    with Database(tmp_path / "memory.db") as database:
        assert Contexts(database, WORDS).of(Conversation(1)) == "context"
        assert GivenReplies(database).to(1, 5) == Reply((6, 7), "a note")
        assert GivenReplies(database).to(1, 6) is None
        assert Preferences(database).of(1, "language") == "en"


async def test_a_group_takes_everything_along(database: Database) -> None:
    """A group that becomes a supergroup keeps its contexts, replies and preferences."""
    contexts, replies, preferences = Contexts(database, WORDS), GivenReplies(database), Preferences(database)
    await contexts.keep(Conversation(-1, person=7), "context")
    await replies.keep(-1, 5, Reply((6,)))
    await preferences.set(-1, "language", "en")
    await move(database, -1, -1001)
    assert contexts.of(Conversation(-1001, person=7)) == "context"
    assert contexts.of(Conversation(-1, person=7)) == ""
    assert replies.to(-1001, 5) == Reply((6,))
    assert preferences.of(-1001, "language") == "en"
