"""Where the bytes lie: one file an upload, named by its id."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from ckanext.dtts import config, work


def path_of(upload_id: UUID) -> Path:
    """The file of an upload."""
    return above() / upload_id.hex


def make(upload_id: UUID) -> None:
    """An empty file whose name outlives a crash."""
    path_of(upload_id).touch(mode=0o640, exist_ok=False)
    _flush(above())


def size_of(upload_id: UUID) -> int:
    """Bytes that are there; 0 when the file is gone."""
    try:
        return path_of(upload_id).stat().st_size
    except FileNotFoundError:
        return 0


def remove(upload_id: UUID) -> None:
    """The file is gone afterwards, whether it was there or not."""
    path_of(upload_id).unlink(missing_ok=True)


def kept() -> Iterator[Path]:
    """Every file."""
    return above().iterdir()


def above() -> Path:
    """The folder of them all; made when it is missing."""
    folder = Path(config.uploads_folder() or work.above() / "uploads")
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
