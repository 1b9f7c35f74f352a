"""A Bot API server for tests: real HTTP on loopback, strict about what it takes, scriptable in how it fails."""

from tests.telegram.emulator.faults import Fault
from tests.telegram.emulator.markup import MarkupError, parse
from tests.telegram.emulator.server import Call, Emulator

__all__ = ["Call", "Emulator", "Fault", "MarkupError", "parse"]
