"""The one page that says what a backup holds; without it, or with another, a folder is no backup.

A folder of backups holds `files/ab/cd/<sha256>`, which all backups in it share and to which each only adds,
and a folder for each backup: `manifest.json` and a dump of each database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .errors import OperatorError
from .files import write_whole

NAME = "manifest.json"
FORM = 1
CHUNK = 1 << 20


@dataclass(frozen=True)
class Part:
    """A file with its identity; `size` in bytes. `path` is where it belongs, under the instance's folder for
    a kept file and under the backup for a dump."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What `backup` wrote down.

    Args:
        made: moment of the snapshot of the main database, ISO 8601 in UTC
        release: of the portal
        migration: the last migration of our tables that the database has
        dumps: one part a database, by its role: `main`, `datastore`
        files: every kept file of the storages
        missing: SHA-256 of files that the database names and that were not kept when the backup was made
        counts: rows of each table by the role of its database
        log: the end of the log of events, `seq` and `hash`; empty when it has none
        keys: tells whether an instance has the keys of the one that was backed up, and not what they are
        form: of this page; another release may read only its own
    """

    made: str
    release: str
    migration: str
    dumps: dict[str, Part]
    files: list[Part]
    missing: list[str]
    counts: dict[str, dict[str, int]]
    log: dict[str, str]
    keys: str
    form: int = field(default=FORM)

    def write(self, folder: Path) -> None:
        """The last thing that is written of a backup; the hash of the page itself stands beside it."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        write_whole(folder / NAME, text)
        write_whole(_seal(folder), hashlib.sha256(text.encode()).hexdigest() + f"  {NAME}\n")


def read(folder: Path) -> Manifest:
    """The manifest of a backup; OperatorError when it is none, or was changed after it was written."""
    path = folder / NAME
    if not path.is_file() or not _seal(folder).is_file():
        raise OperatorError(f"{folder} is no backup: it has no {NAME} with its seal.")
    text = path.read_text(encoding="utf-8")
    if hashlib.sha256(text.encode()).hexdigest() != _seal(folder).read_text().split()[0]:
        raise OperatorError(f"{path} was changed after the backup was made: take another backup.")
    page: dict[str, Any] = json.loads(text)
    if page.get("form") != FORM:
        raise OperatorError(f"{path} is of form {page.get('form')} and this release reads {FORM}.")
    page["dumps"] = {role: Part(**part) for role, part in page["dumps"].items()}
    page["files"] = [Part(**part) for part in page["files"]]
    return Manifest(**page)


def verify(folder: Path, page: Manifest) -> str:
    """Read and hash every part; OperatorError that names the first few which are not as written down."""
    parts = list(_parts(folder, page))
    wrong = [said for part, path in parts if (said := _fault(part, path))]
    if wrong:
        more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        raise OperatorError(
            f"The backup {folder} is damaged: {'; '.join(wrong[:5])}{more}. Take another one."
        )
    return f"{len(parts)} parts"


def shared(folder: Path, sha256: str) -> Path:
    """Where a kept file lies beside the backups."""
    return folder.parent / "files" / sha256[:2] / sha256[2:4] / sha256


def identify(path: Path) -> tuple[str, int]:
    """SHA-256 and size in bytes."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _parts(folder: Path, page: Manifest) -> Iterator[tuple[Part, Path]]:
    for part in page.dumps.values():
        yield part, folder / part.path
    for part in page.files:
        yield part, shared(folder, part.sha256)


def _fault(part: Part, path: Path) -> str | None:
    if not path.is_file():
        return f"{path} is missing"
    return None if identify(path) == (part.sha256, part.size) else f"{path} has other bytes"


def _seal(folder: Path) -> Path:
    return folder / f"{NAME}.sha256"
