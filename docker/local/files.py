"""Files that are whole or not there, and fingerprints of what they hold."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, text: str, mode: int = 0o600) -> None:
    """Writes beside and renames: a kill leaves the old file or the new one."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    part.chmod(mode)
    part.replace(path)


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """A hash over the names and bytes of files, folders walked, and over `extra`."""
    digest = hashlib.sha256()
    for name, path in sorted(_walk(paths)):
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    for text in extra:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:32]


def _walk(paths: Iterable[Path]) -> Iterable[tuple[str, Path]]:
    for base in paths:
        for path in (base, *base.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield str(path.relative_to(base.parent)), path


class Stamp:
    """Remembers that a step was finished with these inputs."""

    def __init__(self, path: Path, inputs: str) -> None:
        self._path = path
        self._inputs = inputs

    def holds(self) -> bool:
        """Whether the step was finished with the same inputs."""
        return self._path.is_file() and self._path.read_text() == self._inputs

    def set(self) -> None:
        """To be called when the step is finished."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, self._inputs, mode=0o644)
