"""Examines a file in a child process that may use so much memory and time and no more."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import dtts
from dtts.catalogue import TableSchema, table_schema
from dtts.examine.run import REPORT, refusal, save_report
from dtts.report import Report, describe

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


def examine_in_child(
    path: Path,
    *,
    filename: str,
    schema_name: str,
    out: Path,
    progress: Callable[[str, float], None] | None = None,
    memory_mb: int = 1024,
    wall_s: float = 120,
    cpu_s: int = 60,
    sheet: str | None = None,
    decimal: str | None = None,
    registers: Path | None = None,
) -> Report:
    """As `examine`, in a child: a crash or a limit becomes a report with the one fault `unreadable-file`.

    UsageError when there is no such schema. The child and all that it starts are ended and collected
    before this returns or raises, and the child ends when this process does.
    """
    schema = table_schema(schema_name)
    limits = Limits(memory_mb, wall_s, cpu_s)
    out.mkdir(parents=True, exist_ok=True)
    (out / REPORT).unlink(missing_ok=True)
    options = {"--sheet": sheet, "--decimal": decimal, "--registers": registers}
    command = [*_command(path, filename, schema_name, out, limits), *_given(options)]
    ended = _run(command, limits, progress or (lambda stage, done: None))
    if (out / REPORT).exists():
        return Report.from_dict(json.loads((out / REPORT).read_text(encoding="utf-8")))
    return _refused(schema, ended, limits, out)


@dataclass(frozen=True)
class _Ended:
    code: int
    overdue: bool
    said: str


def _command(path: Path, filename: str, schema_name: str, out: Path, limits: Limits) -> list[str]:
    return [
        *(sys.executable, "-m", "dtts", "examine", str(path)),
        *(f"--filename={filename}", f"--schema={schema_name}", f"--out={out}", "--progress"),
        *(f"--memory-mb={limits.memory_mb}", f"--cpu-s={limits.cpu_s}", f"--parent={os.getpid()}"),
    ]


def _given(options: Mapping[str, object]) -> list[str]:
    return [f"{name}={value}" for name, value in options.items() if value is not None]


def _run(command: list[str], limits: Limits, progress: Callable[[str, float], None]) -> _Ended:
    with tempfile.TemporaryFile() as errors, _child(command, errors) as child:
        overdue = threading.Event()
        watch = threading.Timer(limits.wall_s, _end, (child, overdue))
        watch.daemon = True
        watch.start()
        try:
            for stage, done in _steps(child):
                progress(stage, done)
            child.wait()
        finally:
            watch.cancel()
        return _Ended(child.returncode, overdue.is_set(), _last_words(errors))


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
    # One thread: a worker machine has few cores, and every thread's arena counts against the limit.
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "POLARS_MAX_THREADS": "1"}


def _steps(child: subprocess.Popen[str]) -> Iterator[tuple[str, float]]:
    assert child.stdout is not None
    for line in child.stdout:
        # A child that is killed may leave half a line.
        with contextlib.suppress(ValueError, KeyError, TypeError):
            step = json.loads(line)
            yield str(step["stage"]), float(step["done"])


def _end(child: subprocess.Popen[str], overdue: threading.Event) -> None:
    overdue.set()
    _kill_group(child)


def _kill_group(child: subprocess.Popen[str]) -> None:
    """Ends the child and whatever it started; its id is not given away before it is collected."""
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _refused(schema: TableSchema, ended: _Ended, limits: Limits, out: Path) -> Report:
    report = refusal(schema, describe("unreadable-file", words={"cause": _cause(ended, limits)}))
    save_report(report, out)
    return report


def _cause(ended: _Ended, limits: Limits) -> dict[str, str]:
    if ended.overdue:
        return _with(_TIME, limit=f"{limits.wall_s:g}")
    if ended.code == -signal.SIGXCPU:
        return _with(_TIME, limit=f"{limits.cpu_s}")
    if ended.code == OUT_OF_MEMORY or any(words in ended.said for words in _NO_MEMORY):
        return _with(_MEMORY, limit=str(limits.memory_mb))
    return _with(_CRASH, code=str(ended.code))


def _with(texts: dict[str, str], **words: str) -> dict[str, str]:
    return {language: text.format(**words) for language, text in texts.items()}
