"""Long-running programs: started apart from this one, found again by pid files that cannot lie."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .account import Account
from .errors import OperatorError
from .files import write_whole

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""

_CHILDREN: list[subprocess.Popen[bytes]] = []
"""Kept to the end of this process: Python warns of a child that is dropped while it runs."""


@dataclass(frozen=True)
class Service:
    """One program with its pid file `<run>/<name>.pid` and log `<log>/<name>.log`."""

    name: str
    run: Path
    log: Path
    account: Account

    @property
    def pid_file(self) -> Path:
        """JSON: pid, start time of the process in clock ticks since boot, mark (what it was started with)."""
        return self.run / f"{self.name}.pid"

    @property
    def log_file(self) -> Path:
        """Everything that the program prints."""
        return self.log / f"{self.name}.log"

    def start(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        env: dict[str, str] | None = None,
        mark: str = "",
        as_root: bool = False,
    ) -> None:
        """Starts the program in a session of its own. The child writes its pid file before it becomes the
        program, so that no kill at any moment leaves a program that nobody knows of."""
        options = {} if as_root else self.account.spawn_options()
        self.log_file.touch()
        self.account.own(self.log_file)
        with self.log_file.open("ab") as log:
            child = subprocess.Popen(
                command,
                cwd=cwd,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: self._record(mark),  # this process has one thread
                **options,
            )
        _CHILDREN.append(child)

    def _record(self, mark: str) -> None:
        pid = os.getpid()
        write_whole(self.pid_file, json.dumps({"pid": pid, "started": start_time(pid), "mark": mark}))

    def pid(self) -> int | None:
        """The process if it still is the one that was started, else None."""
        record = self._read()
        if record and start_time(record["pid"]) == record["started"] is not None:
            return int(record["pid"])
        return None

    def mark(self) -> str | None:
        """What the running program was started with."""
        record = self._read()
        return record["mark"] if record and self.pid() else None

    def _read(self) -> dict[str, Any] | None:
        try:
            record = json.loads(self.pid_file.read_text())
        except (OSError, ValueError):
            return None
        sound = isinstance(record, dict) and isinstance(record.get("pid"), int)
        return record if sound else None

    def stop(self, how: signal.Signals = signal.SIGTERM, seconds: float = 30) -> bool:
        """Ends the program, by force after `seconds`; says whether there was one."""
        pid = self.pid()
        if pid is None:
            self.pid_file.unlink(missing_ok=True)
            return False
        _signal(pid, how, self.name)
        if not _gone(self, seconds):
            # Its session's leader is the program itself, so this reaches its children too.
            _signal(-pid, signal.SIGKILL, self.name)
            _gone(self, 10)
        self.pid_file.unlink(missing_ok=True)
        return True

    def log_size(self) -> int:
        """Bytes in the log at this moment."""
        return self.log_file.stat().st_size if self.log_file.exists() else 0

    def has_said(self, words: str, since: int) -> bool:
        """Whether the log holds the words after its first `since` bytes."""
        with self.log_file.open("rb") as log:
            log.seek(since)
            return words.encode() in log.read()

    def last_words(self) -> str:
        """The last line of the log that says something, for a message."""
        try:
            lines = self.log_file.read_text(errors="replace").split("\n")
        except OSError:
            return ""
        return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "")


def run_step(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end, never raising; it dies with this process, so that a step begun anew after
    a kill does not meet the one before."""
    return subprocess.run(command, text=True, check=False, preexec_fn=die_with_parent, **options)


def die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start_time(pid: int) -> str | None:
    """Start of a process in clock ticks since boot; None when there is none or it is dead and unburied."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if after_name[0] in "ZX" else after_name[19]


def _signal(pid: int, how: signal.Signals, name: str) -> None:
    """Sends the signal to a process, or with a negative number to its whole group."""
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return
    except PermissionError:
        raise OperatorError(
            f"{name} (process {abs(pid)}) was started by another user: stop it with sudo."
        ) from None


def _gone(service: Service, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while service.pid() is not None:
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
