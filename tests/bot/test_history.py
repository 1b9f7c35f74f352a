"""The questions of earlier conversations."""

from pathlib import Path

import pytest
from prompt_toolkit.history import InMemoryHistory

from bot.history import Kept, history


def strings(environment: dict[str, str]) -> list[str]:
    """What is remembered, the latest first."""
    return list(history(environment).load_history_strings())


def test_questions_are_kept(tmp_path: Path) -> None:
    """They are there the next time, in the folder for state, which others cannot read."""
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    history(environment).store_string("exhibitors 2023?")
    history(environment).store_string("两届\nin two lines")

    assert ["两届\nin two lines", "exhibitors 2023?"] == strings(environment)
    assert 0 == (tmp_path / "fairdesk").stat().st_mode & 0o077


@pytest.mark.parametrize("environment", [{}, {"XDG_STATE_HOME": ""}, {"XDG_STATE_HOME": "not/absolute"}])
def test_the_home_folder_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    """Without the variable, and with one that the specification has ignored, it is ~/.local/state."""
    monkeypatch.setenv("HOME", str(tmp_path))
    history(environment).store_string("hi")

    assert (tmp_path / ".local" / "state" / "fairdesk" / "history").exists()


def test_a_place_that_cannot_be_used_is_no_error(tmp_path: Path) -> None:
    """Neither a file in place of the folder nor a folder in place of the file throws anything."""
    (tmp_path / "state").write_text("")
    (tmp_path / "fairdesk" / "history").mkdir(parents=True)
    for folder in (tmp_path / "state", tmp_path):
        environment = {"XDG_STATE_HOME": str(folder)}
        history(environment).store_string("hi")

        assert [] == strings(environment)


def test_no_home_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no home is known, the history is in memory."""

    def nobody() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", nobody)

    assert isinstance(history({}), InMemoryHistory)


def test_a_damaged_history_is_read(tmp_path: Path) -> None:
    """Bytes that are no text do not stop the start."""
    file = tmp_path / "history"
    file.write_bytes(b"\xff\xfe\x00\n+hi\n\n+\xff\n")

    assert ["\ufffd", "hi"] == list(Kept(file).load_history_strings())
