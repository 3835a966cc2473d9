"""One request appends to an upload: block by block, bytes first and then the row.

A request that comes while another one writes takes over, since the other is most often a line that broke
without anyone having told the server; from then on the older one writes nothing more. Each block is written
under the lock of the upload's row, so that the two never write at once, and a crash sets it free.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Upload
from ckanext.dtts.model.columns import now
from ckanext.dtts.uploads import folder, rows
from ckanext.dtts.uploads.checksum import Checksum
from ckanext.dtts.uploads.pieces import Body, Pieces


def append(upload: Upload, at: int, body: Body, checksum: Checksum | None = None) -> int:
    """Write what `body` brings from offset `at` on, and give the new offset.

    Without a checksum all that came is kept when the line breaks; with one, the whole piece or nothing.
    RefusedError: `offset-conflict`, `overtaken`, `too-much`, `checksum-mismatch`.
    """
    upload_id, writer = upload.id, uuid.uuid4()
    size = _take_over(upload_id, writer, at)
    with folder.path_of(upload_id).open("r+b") as file:
        if checksum is None:
            return _append_openly(file, upload_id, writer, at, size, Pieces(body))
        return _append_checked(file, upload_id, writer, at, size, Pieces(body), checksum)


def _append_openly(
    file: BinaryIO, upload_id: uuid.UUID, writer: uuid.UUID, at: int, size: int, pieces: Pieces
) -> int:
    """Every block counts as soon as it is on the disk."""
    for block in pieces:
        with _held(upload_id, writer) as upload:
            _write(file, at, block, size)
            at += len(block)
            _count(upload, file, at)
    return at


def _append_checked(
    file: BinaryIO,
    upload_id: uuid.UUID,
    writer: uuid.UUID,
    at: int,
    size: int,
    pieces: Pieces,
    checksum: Checksum,
) -> int:
    """Nothing counts before the digest of the whole piece is seen to be right."""
    digest, reached = hashlib.sha256(), at
    for block in pieces:
        with _held(upload_id, writer):
            _write(file, reached, block, size)
        digest.update(block)
        reached += len(block)
    if pieces.broke:
        return at
    if not checksum.fits(digest.digest()):
        raise RefusedError(
            "Upload-Checksum",
            "checksum-mismatch",
            "Phần vừa nhận không khớp mã kiểm tra; hãy gửi lại phần đó.",
            "What arrived does not fit its checksum; send this piece again.",
        )
    with _held(upload_id, writer) as upload:
        _count(upload, file, reached)
    return reached


def _take_over(upload_id: uuid.UUID, writer: uuid.UUID, at: int) -> int:
    """Become the one who appends, if `at` is where the upload stands; the size of the whole."""
    upload = model.Session.get_one(Upload, upload_id, with_for_update=True, populate_existing=True)
    here = rows.offset(upload)
    if at != here:
        model.Session.rollback()
        raise RefusedError(
            "Upload-Offset",
            "offset-conflict",
            f"Máy chủ đang có {here} byte; hãy gửi tiếp từ đó.",
            f"The server has {here} bytes; go on from there.",
        )
    upload.writer = writer
    size = upload.size
    model.Session.commit()
    return size


@contextmanager
def _held(upload_id: uuid.UUID, writer: uuid.UUID) -> Iterator[Upload]:
    """The row, locked, while it is still this request's to write; what is done commits together."""
    mine = sa.select(Upload).where(Upload.id == upload_id, Upload.writer == writer).with_for_update()
    upload = model.Session.scalar(mine.execution_options(populate_existing=True))
    if upload is None:
        model.Session.rollback()
        raise RefusedError(
            "Upload-Offset",
            "overtaken",
            "Một yêu cầu khác đang gửi tiếp tệp này, hoặc tệp đã bị xóa.",
            "Another request goes on with this file, or it was removed.",
        )
    try:
        yield upload
        model.Session.commit()
    except BaseException:
        model.Session.rollback()
        raise


def _write(file: BinaryIO, at: int, block: bytes, size: int) -> None:
    if at + len(block) > size:
        raise RefusedError(
            "Upload-Length",
            "too-much",
            f"Nhiều hơn {size} byte đã báo khi bắt đầu.",
            f"More than the {size} bytes that were announced.",
        )
    os.pwrite(file.fileno(), block, at)


def _count(upload: Upload, file: BinaryIO, reached: int) -> None:
    """Only what is on the disk is counted."""
    os.fsync(file.fileno())
    upload.received = reached
    upload.expires = max(upload.expires, now() + timedelta(seconds=config.uploads_kept_s()))
    upload.sha256 = _digest(Path(file.name)) if upload.is_whole else None
    if upload.is_whole:
        upload.writer = None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
