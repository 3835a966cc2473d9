"""A file storage whose files are whole or absent: written aside, flushed to disk, then renamed."""

from __future__ import annotations

import errno
import os
import uuid
from pathlib import Path
from typing import Any

import file_keeper as fk
from ckan.lib.files.default.fs import FsStorage


class DurableUploader(FsStorage.UploaderFactory):
    """Writes through a temporary name in the same folder, so that a crash leaves no half a file."""

    def upload(self, location: fk.Location, upload: fk.Upload, extras: dict[str, Any]) -> fk.FileData:
        """Store `upload` at `location`; the hash returned is that of the bytes that reached the disk."""
        target = Path(self.storage.full_path(location))
        if not self.storage.settings.overwrite_existing and target.exists():
            raise fk.exc.ExistingFileError(self.storage, location)
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{uuid.uuid4().hex}.part")
        reader = upload.hashing_reader(algorithm=self.storage.settings.hashing_algorithm)
        try:
            _write_durably(aside, reader)
            self._refuse_other_bytes(reader.get_hash(), extras)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        _flush_folder(target.parent)
        return fk.FileData(
            location,
            size=reader.position,
            content_type=upload.content_type,
            hash=reader.get_hash(),
            algorithm=self.storage.settings.hashing_algorithm,
        )

    @staticmethod
    def _refuse_other_bytes(found: str, extras: dict[str, Any]) -> None:
        """Compare with `expected_hash`, when the caller knows what the bytes must be."""
        expected = extras.get("expected_hash", found)
        if expected != found:
            raise fk.exc.UploadHashMismatchError(found, expected)


def _write_durably(path: Path, chunks: fk.HashingReader) -> None:
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def link_durably(path: Path, target: Path) -> bool:
    """Give a flushed file a second name that outlives a crash; False when the file system cannot."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            return False
        raise
    _flush_folder(target.parent)
    return True


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class DurableFsStorage(FsStorage):
    """The adapter `dtts:fs` of `ckan.files.storage.<name>.type`."""

    UploaderFactory = DurableUploader
