"""For tests: a worker that dies, as by `kill -9`, or work that never ends, at a named point of the road."""

from __future__ import annotations

import os
import signal

from ckanext.dtts import config

STALLS = "stalls:"


def point(name: str) -> None:
    """Kill this process and the worker above it, or wait for ever, if a test asked for that at this point."""
    asked = os.environ.get("DTTS_FAULT_AT")
    if asked is None or not config.faults_allowed():
        return
    if asked == STALLS + name:
        while True:
            signal.pause()
    if asked == name:
        os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
