"""Sessions for tests: the loopback allowed, a clock that nobody has to wait for."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from dtts_harvesters.session import Allowed, Clock, GuardedSession, Limits, Policy

LOOPBACK = Allowed(ipaddress.ip_network("127.0.0.0/8"))
START = datetime(2026, 11, 27, 3, 0, tzinfo=timezone.utc)


@dataclass
class TestClock:
    """Sleeping passes at once and is written down; each look at the time passes `tick` seconds."""

    __test__ = False
    tick: float = 0.0
    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        """As the session takes it."""
        return Clock(self._monotonic, self._now, self._sleep, lambda: 1.0)

    def _monotonic(self) -> float:
        self.passed += self.tick
        return self.passed

    def _now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


def session(clock: TestClock | None = None, limits: Limits | None = None, **named: Any) -> GuardedSession:
    """A session that may reach the loopback."""
    policy = Policy((LOOPBACK,), limits or Limits())
    return GuardedSession(policy, clock=(clock or TestClock()).clock(), **named)
