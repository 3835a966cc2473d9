"""Runs one of our commands as a child that may use so much memory and time and no more."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import dtts

_GRACE_S = 10.0
_WORDS_KEPT = 20_000
# How Python, Rust and the C library say that there is no more of it; a thread needs memory for its stack.
_NO_MEMORY = ("memory", "bad_alloc", "resource temporarily unavailable", "can't start new thread")
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")

_TIME = {"vi": "quá thời gian cho phép ({limit} giây)", "en": "it took longer than allowed ({limit} seconds)"}
_CRASH = {"vi": "chương trình đọc tệp dừng đột ngột ({code})", "en": "the reader stopped suddenly ({code})"}
_MEMORY = {
    "vi": "cần nhiều bộ nhớ hơn cho phép ({limit} MB)",
    "en": "it needs more memory than allowed ({limit} MB)",
}
OUT_OF_MEMORY = 3
"""Exit code of a child that met its memory limit and could still say so."""


@dataclass(frozen=True)
class Limits:
    """`memory_mb` MiB above what the libraries take, `wall_s` by the clock, `cpu_s` of processor time."""

    memory_mb: int = 1024
    wall_s: float = 120
    cpu_s: int = 60


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code, whether its time was over, and what it said on standard error."""

    code: int
    overdue: bool
    said: str


def run_limited(
    arguments: Sequence[str],
    options: Mapping[str, object],
    limits: Limits,
    progress: Callable[[str, float, int | None], None] | None = None,
) -> Ended:
    """`python -m dtts` with arguments, those options that are not None, and the limits, until it ends.

    The child and all that it starts are ended and collected before this returns or raises, and the child
    ends when this process does. `progress` is told each step that the child writes as a line of JSON.
    """
    own = {"--memory-mb": limits.memory_mb, "--cpu-s": limits.cpu_s, "--parent": os.getpid()}
    given = [f"{name}={value}" for name, value in {**options, **own}.items() if value is not None]
    command = [sys.executable, "-m", "dtts", *arguments, *given]
    return _run(command, limits, progress or (lambda stage, done, rows: None))


def cause(ended: Ended, limits: Limits) -> dict[str, str]:
    """Why a child ended without having done its work, in both languages."""
    if ended.overdue:
        return _with(_TIME, limit=f"{limits.wall_s:g}")
    if ended.code == -signal.SIGXCPU:
        return _with(_TIME, limit=f"{limits.cpu_s}")
    if ended.code == OUT_OF_MEMORY or any(words in ended.said for words in _NO_MEMORY):
        return _with(_MEMORY, limit=str(limits.memory_mb))
    return _with(_CRASH, code=str(ended.code))


def _run(command: list[str], limits: Limits, progress: Callable[[str, float, int | None], None]) -> Ended:
    with tempfile.TemporaryFile() as errors, _child(command, errors) as child:
        overdue = threading.Event()
        watch = threading.Timer(limits.wall_s, _end, (child, overdue))
        watch.daemon = True
        watch.start()
        try:
            for step in _steps(child):
                progress(*step)
            child.wait()
        finally:
            watch.cancel()
        return Ended(child.returncode, overdue.is_set(), _last_words(errors))


@contextlib.contextmanager
def _child(command: list[str], errors: IO[bytes]) -> Iterator[subprocess.Popen[str]]:
    """The child in a session of its own; its whole group is gone and it is collected when this ends."""
    child = subprocess.Popen(  # noqa: S603 - our own module, arguments as a list
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        encoding="utf-8",
        env=_environment(),
        start_new_session=True,
    )
    try:
        yield child
    finally:
        _kill_group(child)
        child.wait(_GRACE_S)
        if child.stdout:
            child.stdout.close()


def _last_words(errors: IO[bytes]) -> str:
    """The end of what the child wrote to its standard error: a traceback says its reason last."""
    errors.seek(max(0, errors.seek(0, os.SEEK_END) - _WORDS_KEPT))
    return errors.read().decode("utf-8", "backslashreplace").lower()


def _environment() -> dict[str, str]:
    """What the child needs and nothing else: no address of a database, no key."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    core = str(Path(dtts.__file__).parents[1])
    paths = [core, *filter(None, [kept.get("PYTHONPATH")])]
    # Two threads: a batch is read while the one before is checked. A worker machine has few cores, and
    # every thread adds 5 MB to the most memory.
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "POLARS_MAX_THREADS": "2"}


def _steps(child: subprocess.Popen[str]) -> Iterator[tuple[str, float, int | None]]:
    assert child.stdout is not None
    for line in child.stdout:
        # A child that is killed may leave half a line.
        with contextlib.suppress(ValueError, KeyError, TypeError):
            step = json.loads(line)
            rows = step.get("rows")
            yield str(step["stage"]), float(step["done"]), None if rows is None else int(rows)


def _end(child: subprocess.Popen[str], overdue: threading.Event) -> None:
    overdue.set()
    _kill_group(child)


def _kill_group(child: subprocess.Popen[str]) -> None:
    """Ends the child and whatever it started; its id is not given away before it is collected."""
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _with(texts: dict[str, str], **words: str) -> dict[str, str]:
    return {language: text.format(**words) for language, text in texts.items()}
