"""Where the state of a program is kept (XDG Base Directory Specification)."""

from collections.abc import Mapping
from pathlib import Path


def folder(environment: Mapping[str, str]) -> Path | None:
    """The folder of this program's state, which need not exist yet; none if no home is known."""
    return _folder(environment.get("XDG_STATE_HOME", ""), ".local/state")


def cache(environment: Mapping[str, str]) -> Path | None:
    """The folder of what can be made again, which need not exist yet; none if no home is known."""
    return _folder(environment.get("XDG_CACHE_HOME", ""), ".cache")


def _folder(given: str, usual: str) -> Path | None:
    home = Path(given)
    if not home.is_absolute():  # the specification has relative ones ignored
        try:
            home = Path.home() / usual
        except RuntimeError:
            return None
    return home / "fairdesk"
