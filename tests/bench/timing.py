"""Times, and what is said of them."""

import math
import os
import resource
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

ROOT = Path(__file__).resolve().parents[2]


class Spread(NamedTuple):
    """How long something took, in seconds."""

    median: float
    low: float
    """First quartile."""
    upper: float
    """Third quartile."""
    high: float
    """99th percentile."""

    @classmethod
    def of(cls, times: Sequence[float]) -> Self:
        low, _, upper = statistics.quantiles(times, n=4, method="inclusive")
        return cls(statistics.median(times), low, upper, statistics.quantiles(times, n=100, method="inclusive")[-1])


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The power of the size that the values grow with: the slope of a line through their logarithms (least squares)."""
    return statistics.linear_regression(list(map(math.log, sizes)), [math.log(max(v, 1e-9)) for v in values]).slope


def cores() -> float:
    """Seconds of a core that the processes which have ended took, of those that this one started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def clean(folder: Path) -> dict[str, str]:
    """An environment in which modules and what is read are compiled once, into this folder, as on a user's machine."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "modules"), "XDG_CACHE_HOME": str(folder / "cache")}
