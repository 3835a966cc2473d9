"""The store of immutable bytes: each file lies under its own SHA-256 and is never overwritten."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

import file_keeper as fk
from ckan.lib import files
from ckan.lib.files.default.fs import FsStorage

from ckanext.dtts.errors import TooLargeError
from ckanext.dtts.road.storage import link_durably

STORAGE = "dtts_blobs"
CHUNK_BYTES = 1 << 20


class Blob(NamedTuple):
    """What identifies stored bytes; `size` in bytes."""

    sha256: str
    size: int


def put(
    stream: IO[bytes], *, max_bytes: int | None = None, media_type: str = "application/octet-stream"
) -> Blob:
    """Store everything that the seekable `stream` holds and return its identity.

    Raises TooLargeError when more than `max_bytes` come. Storing the same bytes again costs one reading.
    """
    blob = _identify(stream, max_bytes)
    storage = files.get_storage(STORAGE)
    if not has(blob):
        _remove(blob)  # one that is cut short would stand in the way for ever
        stream.seek(0)
        upload = fk.Upload(stream, blob.sha256, blob.size, media_type)
        with suppress(fk.exc.ExistingFileError):  # somebody sent the same bytes in the same moment
            storage.upload(_location(blob.sha256), upload, expected_hash=blob.sha256)
    return blob


def put_path(path: Path, *, media_type: str) -> Blob:
    """Store the file at `path`."""
    with path.open("rb") as file:
        return put(file, media_type=media_type)


def adopt(path: Path, *, max_bytes: int | None = None) -> Blob:
    """Store a whole file that nobody will write to again: by a link where the storage is a folder of the same
    file system, so that no second copy is made. The caller removes the path; TooLargeError as `put`."""
    storage = files.get_storage(STORAGE)
    if not isinstance(storage, FsStorage):
        with path.open("rb") as file:
            return put(file, max_bytes=max_bytes)
    with path.open("rb") as file:
        blob = _identify(file, max_bytes)
        os.fsync(file.fileno())
    target = Path(storage.full_path(_location(blob.sha256)))
    if not has(blob) and not link_durably(path, target):
        return put_path(path, media_type="application/octet-stream")
    return blob


def replace(blob: Blob, path: Path) -> None:
    """Put the file at `path`, which holds these bytes, in the place of ones that are damaged or gone."""
    _remove(blob)
    put_path(path, media_type="application/octet-stream")


def identify_path(path: Path) -> Blob:
    """The identity of the bytes of a file that is not kept yet."""
    with path.open("rb") as file:
        return _identify(file, None)


def has(blob: Blob) -> bool:
    """Whether these bytes are already kept, in full length."""
    return size_of(blob) == blob.size


def size_of(blob: Blob) -> int | None:
    """How many bytes are kept under this hash; None when there are none."""
    storage = files.get_storage(STORAGE)
    data = fk.FileData(_location(blob.sha256), size=blob.size)
    return int(storage.analyze(data.location).size) if storage.exists(data) else None


def is_sound(blob: Blob) -> bool:
    """Whether what is kept under this hash is in full length and has it; reads all of it."""
    if not has(blob):
        return False
    with local_path(blob) as path:
        return identify_path(path) == blob


def open_file(blob: Blob) -> IO[bytes] | Iterator[bytes]:
    """The bytes, as a file that can be sought in where the storage can, otherwise in chunks."""
    storage = files.get_storage(STORAGE)
    return storage.stream(fk.FileData(_location(blob.sha256), size=blob.size))


@contextmanager
def local_path(blob: Blob) -> Iterator[Path]:
    """A path where the bytes can be read; a temporary copy when the storage is not a folder here."""
    storage = files.get_storage(STORAGE)
    if isinstance(storage, FsStorage):
        yield Path(storage.full_path(_location(blob.sha256)))
        return
    with tempfile.NamedTemporaryFile(prefix="dtts-") as copy:
        for chunk in open_file(blob):
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def _remove(blob: Blob) -> None:
    with suppress(fk.exc.MissingFileError):
        files.get_storage(STORAGE).remove(fk.FileData(_location(blob.sha256), size=blob.size))


def _identify(stream: IO[bytes], max_bytes: int | None) -> Blob:
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while chunk := stream.read(CHUNK_BYTES):
        size += len(chunk)
        if max_bytes is not None and size > max_bytes:
            raise TooLargeError(max_bytes)
        digest.update(chunk)
    return Blob(digest.hexdigest(), size)


def _location(sha256: str) -> fk.Location:
    return fk.Location(f"{sha256[:2]}/{sha256[2:4]}/{sha256}")
