"""Removes what can be made again; data only when told so."""

from __future__ import annotations

import shutil
from pathlib import Path

from . import mail, postgres, redis, solr, suite, web, worker
from .place import Place
from .steps import Steps

MADE = (
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
    ".hypothesis",
    "build",
    "dist",
)
KEPT = ("postgres", "redis", "blobs", "storage", "secrets.json", "users.json", "registers", "uploads")
"""The portal's truth: databases, files as received, and the keys to them."""


def clean(place: Place, steps: Steps, *, data: bool) -> None:
    """Stops everything of this instance, then removes; with `data` nothing of it is left."""
    if (place.var / "test").is_dir():
        suite.stop(place, steps)
    for part in (worker, web, mail, solr, redis, postgres):
        part.stop(place)
    steps.run("caches and environment", lambda: _remove([place.root / name for name in MADE]))
    steps.run("all data" if data else "derived files", lambda: _remove(_of_var(place, data=data)))


def _of_var(place: Place, *, data: bool) -> list[Path]:
    """The folder itself stays: a command is at work in it, and a link may lead to it."""
    return [path for path in place.var.iterdir() if path != place.run and (data or path.name not in KEPT)]


def _remove(paths: list[Path]) -> str:
    found = [path for path in paths if path.exists() or path.is_symlink()]
    for path in found:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return f"{len(found)} removed"
