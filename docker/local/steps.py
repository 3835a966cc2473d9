"""Shows each step once, with the time it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


class Steps:
    """Runs named steps one after another and writes a line for each."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._tty = sys.stdout.isatty()

    def run(self, name: str, work: Callable[[], str | None]) -> None:
        """Runs one step; what it returns is shown after its name (`None` for nothing to add)."""
        began = time.monotonic()
        if self._tty:
            self._write(f"  …  {name}", end="\r")
        note = work()
        self._write(f"{time.monotonic() - began:6.1f} s  {name}{f': {note}' if note else ''}")

    def total(self) -> float:
        """Seconds since the first step began."""
        return time.monotonic() - self._began

    def _write(self, line: str, end: str = "\n") -> None:
        clear = "\x1b[2K" if self._tty else ""
        sys.stdout.write(clear + line + end)
        sys.stdout.flush()
