"""Time and chance as one value, so that a test gives its own and nothing has to wait."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone

_CHANCE = random.SystemRandom()


def _utc() -> datetime:
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Clock:
    """`monotonic` counts seconds, `now` is the moment in UTC, `sleep` waits, `chance` is from 0 to 1."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _utc
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = _CHANCE.random
