"""A ZIP archive that holds exactly one table; what else it may hold, nobody would miss."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dtts.report import FaultGroup, describe, one
from dtts.tables.container import ARCHIVES, NESTED, inspect_directory, opened
from dtts.tables.limits import FILE_BYTES
from dtts.tables.refuse import refuse

_NESTED_IN_AN_ARCHIVE = tuple(ending for ending in ARCHIVES if ending not in (".xlsx", ".xls", ".ods"))
# What macOS and Windows add to a folder on their own.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_NAMES_SHOWN = 5


@dataclass(frozen=True)
class Member:
    """The one file of an archive, unpacked at `path`; `name` is its own, without folders."""

    path: Path
    name: str

    @property
    def said(self) -> FaultGroup:
        """What the report says of it."""
        return one(describe("zip-member", value=self.name))


@contextmanager
def unpacked(path: Path) -> Iterator[Member]:
    """The one table of the archive, as a file that is gone when this ends. Refuses an archive of none or
    of several, one inside another, and names or sizes that are not safe to unpack."""
    with opened(path) as archive, tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
        inspect_directory(archive.infolist(), "unsafe-archive")
        member = _only(archive.infolist())
        # The name chooses the reader and is shown; on the disk it has no say.
        target = Path(scratch) / "member"
        _inflate(archive, member, target)
        yield Member(target, PurePosixPath(_plain(member.filename)).name)


def _only(members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    files = [member for member in members if not member.is_dir() and not _is_litter(member.filename)]
    if any(member.filename.lower().endswith(_NESTED_IN_AN_ARCHIVE) for member in files):
        refuse("unsafe-archive", cause=NESTED)
    if len(files) != 1:
        names = [f"“{_plain(member.filename)}”" for member in files[:_NAMES_SHOWN]]
        more = ["…"] if len(files) > _NAMES_SHOWN else []
        refuse("archive-members", found=len(files), candidates=", ".join([*names, *more]) or "–")
    return files[0]


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or PurePosixPath(name).name in _LITTER[1:]


def _plain(name: str) -> str:
    return name.replace("\\", "/")


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """zipfile gives no byte beyond the declared size and refuses one that lies."""
    if member.file_size > FILE_BYTES:
        refuse("too-large", found=-(-member.file_size // 1_000_000), limit=FILE_BYTES // 1_000_000)
    with archive.open(member) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
