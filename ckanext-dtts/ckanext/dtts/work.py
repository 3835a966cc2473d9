"""Folders for files in the making."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ckanext.dtts import config


def above() -> Path:
    """The folder that holds them; made when it is missing."""
    folder = Path(config.work_folder() or tempfile.gettempdir())
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder of its own, gone with all that is in it afterwards."""
    with tempfile.TemporaryDirectory(prefix="dtts-", dir=above()) as name:
        yield Path(name)
