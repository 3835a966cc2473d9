"""Where sets lie: a folder for each, and the name of the current one in a file that is replaced at once.

A reader who took the manifest finds its files under the name of its set also after the next one is in
place: the set before stays for a night.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ckanext.dtts import config

MANIFEST = "manifest.json"
_CURRENT = "current"
_KEPT = 2
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}")
_ASIDE = ".making-"


def folder() -> Path | None:
    """The folder of all sets; None where the portal keeps none."""
    name = config.bulk_folder()
    return Path(name) if name else None


def current() -> str | None:
    """The name of the set that is in place; None when none is."""
    above = folder()
    if above is None:
        return None
    with suppress(OSError):
        name = (above / _CURRENT).read_text().strip()
        return name if _NAME.fullmatch(name) and (above / name).is_dir() else None
    return None


def file(name: str, path: str) -> Path | None:
    """A file of a set by its path there; None when there is no such set or file, or the path leads out."""
    above = folder()
    if above is None or not _NAME.fullmatch(name):
        return None
    found = (above / name / path).resolve()
    inside = found.is_relative_to((above / name).resolve())
    return found if inside and found.is_file() else None


@contextmanager
def aside(above: Path) -> Iterator[Path]:
    """A folder to make a set in, on the file system where it will lie, one at a time; what is left in it goes
    away, as does what a crash left of others."""
    above.mkdir(parents=True, exist_ok=True)
    with (above / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield from _made_aside(above)


def _made_aside(above: Path) -> Iterator[Path]:
    for left in above.glob(f"{_ASIDE}*"):
        shutil.rmtree(left, ignore_errors=True)
    made = above / f"{_ASIDE}{uuid.uuid4().hex}"
    made.mkdir()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def put(made: Path, name: str) -> None:
    """Give the finished folder its name, then make it the current one, then forget the oldest sets."""
    above, before = made.parent, current()
    if not (above / name).exists():
        made.replace(above / name)
    pointer = above / f"{_CURRENT}.{uuid.uuid4().hex}"
    with pointer.open("w") as out:
        out.write(f"{name}\n")
        out.flush()
        os.fsync(out.fileno())
    pointer.replace(above / _CURRENT)
    _forget(above, {name, before})


def _forget(above: Path, kept: set[str | None]) -> None:
    others = [each for each in above.iterdir() if _NAME.fullmatch(each.name) and each.name not in kept]
    newest = sorted(others, key=lambda each: each.stat().st_mtime, reverse=True)
    for old in newest[max(0, _KEPT - len(kept - {None})) :]:
        shutil.rmtree(old, ignore_errors=True)
