"""Processor time of the web server and the database: what an answer costs, however busy the machine is."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
# In /proc/PID/stat, counted after the name: parent, then user and system time.
_PARENT, _USER, _SYSTEM = 1, 11, 12


def used(roots: Iterable[int]) -> float:
    """Seconds that these processes and all below them have used so far, children that ended not counted."""
    parents, times = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parents[pid], times[pid] = int(fields[_PARENT]), int(fields[_USER]) + int(fields[_SYSTEM])
    wanted = set(roots)
    found = {pid for pid in times if not wanted.isdisjoint(_upwards(pid, parents))}
    return sum(times[pid] for pid in found) / _TICK


def _upwards(pid: int, parents: dict[int, int]) -> set[int]:
    seen = set()
    while pid and pid not in seen:
        seen.add(pid)
        pid = parents.get(pid, 0)
    return seen
