"""How much is sent at most (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""

from collections import deque
from collections.abc import Hashable


class Window:
    """At most ``most`` events in any ``seconds``; places are given in the order in which they are asked for."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=most)

    def reserve(self, now: float) -> float:
        """The moment, not before ``now``, that the next event is given; it is taken from then on."""
        moment = self.free_at(now)
        self._times.append(moment)
        return moment

    def free_at(self, now: float) -> float:
        """The moment, not before ``now``, from which the next event is within the limit."""
        return max(now, self._times[0] + self._seconds) if len(self._times) == self._most else now

    def idle(self, now: float) -> bool:
        """Whether nothing counts any longer."""
        return not self._times or self._times[-1] + self._seconds <= now


class Windows:
    """A window for each of any number of keys."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._windows: dict[Hashable, Window] = {}
        self._sweep_at = 0.0

    def reserve(self, key: Hashable, now: float) -> float:
        """As of the window of ``key``."""
        if now >= self._sweep_at:
            self._windows = {key: window for key, window in self._windows.items() if not window.idle(now)}
            self._sweep_at = now + self._seconds
        return self._windows.setdefault(key, Window(self._most, self._seconds)).reserve(now)
