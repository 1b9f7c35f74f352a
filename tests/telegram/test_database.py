"""What the database file withstands."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.telegram import database as module
from bot.telegram.database import Database, DatabaseUnusable, migrations
from tests.telegram.conftest import Running
from tests.telegram.emulator import Emulator

pytestmark = pytest.mark.asyncio

ONE_MORE = "INSERT INTO preferences VALUES (1, ?, '')"
ALL = "SELECT name FROM preferences ORDER BY name"


def full(db: sqlite3.Connection) -> None:
    """What a write meets on a full disk: SQLite's own limit of pages gives the same error."""
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    db.execute(ONE_MORE, ("x" * 100_000,))


async def test_writes_of_a_moment_are_stored_together(tmp_path: Path) -> None:
    """Each of many writes at once returns its own result, and one that fails spoils no other."""
    with Database(tmp_path / "memory.db") as database:

        def fails(db: sqlite3.Connection) -> None:
            db.execute(ONE_MORE, ("spoilt",))
            raise LookupError("as asked")

        results = await asyncio.gather(
            database.write(lambda db: db.execute(ONE_MORE, ("a",)).rowcount),
            database.write(fails),
            database.write(lambda db: db.execute(ONE_MORE, ("b",)).rowcount),
            return_exceptions=True,
        )
        assert (results[0], results[2]) == (1, 1)
        assert isinstance(results[1], LookupError)
        assert database.read(ALL) == [("a",), ("b",)]


async def test_a_full_disk_is_waited_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What cannot be written for now is written later, in order and said in one line; nothing is lost."""
    monkeypatch.setattr(module, "RETRY", 0.02)
    with Database(tmp_path / "memory.db") as database:
        too_much = asyncio.create_task(database.write(full))
        await asyncio.sleep(0.05)
        after = asyncio.create_task(database.write(lambda db: db.execute(ONE_MORE, ("after",))))
        await asyncio.sleep(0.05)
        assert (database.stuck, too_much.done(), after.done(), database.read(ALL)) == (True, False, False, [])
        too_much.cancel()  # as if there were room for it
        await asyncio.wait_for(after, 5)
        assert (database.stuck, database.read(ALL)) == (False, [("after",)])
    assert len([record for record in caplog.records if "cannot be written" in record.message]) == 1


@pytest.mark.parametrize("damage", ["nonsense", "torn"])
async def test_a_damaged_file_is_left_as_it_is(tmp_path: Path, damage: str) -> None:
    """A file that is no database, or a torn one, stops the start with one line that names it, and is not touched."""
    file = tmp_path / "memory.db"
    if damage == "torn":
        with Database(file) as database:
            for number in range(200):
                await database.write(lambda db, n=number: db.execute(ONE_MORE, (f"{n} " * 100,)))  # type: ignore[misc]
        whole = file.read_bytes()
        file.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    else:
        file.write_bytes(b"no database at all" * 100)
    before = file.read_bytes()
    with pytest.raises(DatabaseUnusable, match=r"memory\.db is damaged .*: put a copy of it back") as raised:
        Database(file)
    assert "\n" not in str(raised.value)
    assert file.read_bytes() == before


async def test_a_file_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    """A folder in place of the file, a file in place of a folder, and a newer version each get one line."""
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "file").touch()
    newer = sqlite3.connect(tmp_path / "newer.db")
    newer.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    newer.close()
    for name, says in {"folder.db": "unable to open", "file/memory.db": "exists", "newer.db": "newer version"}.items():
        with pytest.raises(DatabaseUnusable, match=rf"{says}.*set BOT_DATABASE") as raised:
            Database(tmp_path / name)
        assert "\n" not in str(raised.value)


async def test_one_bot_a_file(tmp_path: Path) -> None:
    """A second bot on the same file is refused as long as the first one runs."""
    with (
        Database(tmp_path / "memory.db"),
        pytest.raises(DatabaseUnusable, match="another bot uses it"),
    ):
        Database(tmp_path / "memory.db")
    Database(tmp_path / "memory.db").close()


async def test_an_old_file_is_brought_up_to_date(tmp_path: Path) -> None:
    """From every earlier version, the migrations lead to the tables of a new file."""
    with Database(tmp_path / "new.db") as database:
        tables = database.read("SELECT name, sql FROM sqlite_master ORDER BY name")
    for version in range(len(migrations())):
        file = tmp_path / f"{version}.db"
        old = sqlite3.connect(file)
        for script in migrations()[:version]:
            old.executescript(script)
        old.execute(f"PRAGMA user_version = {version}")
        old.close()
        with Database(file) as database:
            assert tables == database.read("SELECT name, sql FROM sqlite_master ORDER BY name")


async def test_a_full_disk_loses_no_question(
    emulator: Emulator, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions that come while the disk is full are answered when there is room again, once and in order."""
    monkeypatch.setattr(module, "RETRY", 0.05)
    async with running() as surface:
        connection = surface.inbox._database._connection
        emulator.say(1, "before")
        await emulator.until(lambda: bool(emulator.texts(1)))
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        for number in range(20):
            emulator.say(1, f"{number} {'x' * 1000}")
        await emulator.until(lambda: surface.inbox._database.stuck)
        await asyncio.sleep(0.2)
        connection.execute("PRAGMA max_page_count = 1000000")
        await emulator.until(lambda: len(emulator.texts(1)) == 21)
    numbers = [text.split()[1] for text in emulator.texts(1)]
    assert numbers == ["before", *(str(number) for number in range(20))]


async def test_damage_while_it_runs_stops_the_bot(
    emulator: Emulator, running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bot whose file breaks under it ends with the line that says so; nothing more is taken from the server."""
    with pytest.raises(DatabaseUnusable, match="is damaged"):  # noqa: PT012
        async with running():
            emulator.say(1, "before")
            await emulator.until(lambda: bool(emulator.texts(1)))
            damage(tmp_path / "memory.db")
            emulator.say(1, "after")
            await asyncio.sleep(0.5)  # the bot has still to hear of it
    assert list(emulator.state.outbox.unconfirmed) != []


def damage(file: Path) -> None:
    """Overwrites the tables, as another program or a broken disk may do."""
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
