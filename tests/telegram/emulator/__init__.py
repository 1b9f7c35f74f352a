"""A Bot API server for tests: real HTTP on loopback, strict about what it takes, scriptable in how it fails."""

from tests.telegram.emulator import messages, queries  # noqa: F401  # they register their methods
from tests.telegram.emulator.chats import Channel, Group
from tests.telegram.emulator.faults import Fault
from tests.telegram.emulator.markup import MarkupError, parse
from tests.telegram.emulator.server import Call, Emulator

__all__ = ["Call", "Channel", "Emulator", "Fault", "Group", "MarkupError", "parse"]
