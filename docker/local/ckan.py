"""CKAN's command line, run as the services' account."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .errors import OperatorError
from .place import Place
from .processes import run_step


def run(place: Place, *words: str, ini: Path | None = None, timeout: float = 900) -> str:
    """Runs a command and returns what it printed; its log goes to `<log>/commands.log`."""
    done = _run(place, words, ini, timeout, subprocess.PIPE)
    return str(done.stdout)


def show(place: Place, *words: str, timeout: float = 3600) -> None:
    """Runs a command whose output is for the operator."""
    _run(place, words, None, timeout, None)


def environment(place: Place) -> dict[str, str]:
    """For the portal's own programs: home and temporary files under `var`, UTF-8."""
    return {**os.environ, "HOME": str(place.var), "TMPDIR": str(place.var / "work"), "PYTHONUTF8": "1"}


def options(place: Place) -> dict[str, Any]:
    """The services' account, unless it cannot read the checkout (one in root's home): then as we are."""
    return place.account.spawn_options() if runs_apart(place) else {}


def runs_apart(place: Place) -> bool:
    """Whether the services' account can run the checkout's Python."""
    probe = [str(place.venv / "bin" / "python"), "-c", "import dtts"]
    spawn = place.account.spawn_options()
    try:
        return subprocess.run(probe, cwd="/", capture_output=True, check=False, **spawn).returncode == 0
    except PermissionError:
        return False


def _run(
    place: Place, words: Sequence[str], ini: Path | None, timeout: float, out: int | None
) -> subprocess.CompletedProcess[str]:
    command = [str(place.ckan), "-c", str(ini or place.ini), *words]
    log = place.log / "commands.log"
    with log.open("ab") as errors:
        began = errors.tell()
        done = run_step(
            command,
            cwd=place.var,
            env=environment(place),
            stdout=out,
            stderr=errors,
            timeout=timeout,
            **options(place),
        )
    if done.returncode:
        said = [
            line for line in log.read_bytes()[began:].decode(errors="replace").splitlines() if line.strip()
        ]
        last = said[-1][:300] if said else "no message"
        raise OperatorError(f"`ckan {' '.join(words)}` failed: {last} (see {log})")
    return done
