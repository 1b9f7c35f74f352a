"""A terminal with ``python -m bot`` in it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Self

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r")
PATIENCE = 20.0
"""Seconds to wait for what is expected."""


class Terminal:
    """80 columns wide. ``screen`` holds all that was shown, without what only moves and colours."""

    def __init__(self, home: Path, *arguments: str, stdin: int | None = None, stdout: int | None = None) -> None:
        """``stdin`` and ``stdout`` are file descriptors in place of the terminal's; no arguments mean ``chat``."""
        self._own, self._its = pty.openpty()
        fcntl.ioctl(self._its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        given = {
            "HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "bot", *(arguments or ("chat",))],
            stdin=self._its if stdin is None else stdin,
            stdout=self._its if stdout is None else stdout,
            stderr=self._its,
            env=os.environ | given,
            cwd=Path(__file__).parents[2],
            start_new_session=True,
        )
        os.close(self._its)
        self._bytes, self._seen = b"", 0

    @property
    def screen(self) -> str:
        """All that was shown so far."""
        return _CONTROL.sub("", self._bytes.decode(errors="replace"))

    def type(self, text: str) -> None:
        """Types a text."""
        os.write(self._own, text.encode())

    def expect(self, text: str) -> None:
        """Waits until a text is shown after what was expected last."""
        end = time.monotonic() + PATIENCE
        while text not in self.screen[self._seen :]:
            assert time.monotonic() < end, f"{text!r} does not come after {self.screen[self._seen :]!r}"
            assert self._read(), f"ended without {text!r}: {self.screen[self._seen :]!r}"
        self._seen = self.screen.index(text, self._seen) + len(text)

    def ended(self) -> int:
        """The exit status, once the process has ended."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        """Takes in what is shown; false once the process has closed the terminal."""
        if select.select([self._own], [], [], 0.1)[0]:
            try:
                data = os.read(self._own, 65536)
            except OSError:  # Linux's way of saying that the other end is closed
                return False
            self._bytes += data
            return bool(data)
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._own)
