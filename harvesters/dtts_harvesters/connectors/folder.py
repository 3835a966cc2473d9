"""A folder of this machine into which others put files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dtts_harvesters import drop
from dtts_harvesters.kind import Kind, State
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import FetchError, GuardedSession
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed


@dataclass
class WatchedFolder:
    """One record a file. The folder has to lie in one that the portal's administrator opened to sources."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """The new and changed files."""
        self.state = state
        try:
            folder = LocalFolder.opened(self.source.address, session.folders)
            yield from drop.fetch(self.source, folder, session, state, report)
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        self.state = report.kept


@dataclass(frozen=True)
class LocalFolder:
    """A folder that was found to lie where it may."""

    path: Path

    @classmethod
    def opened(cls, address: str, roots: tuple[Path, ...]) -> LocalFolder:
        """FetchError `folder-refused` outside of `roots`, also by way of a link; `no-folder` for none."""
        path = Path(unquote(urlsplit(address).path)).resolve()
        if not any(path.is_relative_to(root.resolve()) for root in roots):
            raise FetchError("folder-refused")
        if not path.is_dir():
            raise FetchError("no-folder")
        return cls(path)

    def look(self) -> Mapping[str, drop.Look]:
        """Regular files; links are not followed, since they may lead anywhere."""
        try:
            with os.scandir(self.path) as entries:
                return {
                    one.name: drop.Look(one.stat(follow_symlinks=False).st_size, _seconds(one))
                    for one in entries
                    if one.is_file(follow_symlinks=False)
                }
        except OSError:
            raise FetchError("no-folder") from None

    def read(self, name: str, most: int) -> bytes:
        """The bytes; the file is opened without following a link and has to be a regular one."""
        try:
            descriptor = os.open(self.path / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise FetchError("file-unreadable", name=name)
                content = file.read(most + 1)
        except OSError:
            raise FetchError("file-unreadable", name=name) from None
        if len(content) > most:
            raise FetchError("too-large", most=most)
        return content


def _seconds(entry: os.DirEntry[str]) -> int:
    return int(entry.stat(follow_symlinks=False).st_mtime)


KIND = Kind(
    name="folder",
    title={"vi": "Thư mục trên máy chủ", "en": "Folder on this server"},
    gives="file",
    options=drop.options,
    make=WatchedFolder,
    check=drop.check,
)
