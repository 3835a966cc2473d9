"""For tests: a worker that dies, as by `kill -9`, at a named point of the road."""

from __future__ import annotations

import os
import signal

from ckanext.dtts import config


def point(name: str) -> None:
    """Kill this process and the worker above it if a test asked for that at this point."""
    if os.environ.get("DTTS_FAULT_AT") != name or not config.faults_allowed():
        return
    os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
