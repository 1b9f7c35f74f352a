"""The bot as a process of its own, with the stand-in engine: ``python -m tests.telegram.process``."""

import sys

from bot.settings import SettingsError, load
from bot.telegram import run
from tests.telegram.engine import CODEC, ENGINE

if __name__ == "__main__":
    try:
        settings = load()
    except SettingsError as error:
        print(f"fairdesk: {error}", file=sys.stderr)
        sys.exit(2)
    sys.exit(run(settings, ENGINE, CODEC))
