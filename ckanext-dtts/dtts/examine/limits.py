"""Limits that a process puts on itself before it opens a file of a stranger."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_MIB = 1024 * 1024
_PR_SET_PDEATHSIG = 1


def limit_memory(memory_mb: int) -> None:
    """Lets the process grow by `memory_mb` MiB of addresses from here on.

    Called when the libraries are loaded and their threads have their stacks: those take 1 to 2 GiB of
    addresses and next to no memory, so a limit on the whole would say nothing about the file.
    """
    limit = _address_space() + memory_mb * _MIB
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def limit_cpu(seconds: int) -> None:
    """Ends the process by SIGXCPU after `seconds` of processor time. No core file is left behind."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with_parent(parent: int) -> None:
    """Ends this process when its parent, whose id is `parent`, ends for whatever reason (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # The parent ended before the request was made.
        os.kill(os.getpid(), signal.SIGKILL)


def _address_space() -> int:
    """Bytes of address space in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
