"""Where the state of a program is kept (XDG Base Directory Specification)."""

from collections.abc import Mapping
from pathlib import Path


def folder(environment: Mapping[str, str]) -> Path | None:
    """The folder of this program's state, which need not exist yet; none if no home is known."""
    home = Path(environment.get("XDG_STATE_HOME", ""))
    if not home.is_absolute():  # the specification has relative ones ignored
        try:
            home = Path.home() / ".local" / "state"
        except RuntimeError:
            return None
    return home / "fairdesk"
