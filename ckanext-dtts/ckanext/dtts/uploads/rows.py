"""The rows of uploads: opened within a person's quota, found by their owner alone, ended."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError, TooLargeError
from ckanext.dtts.filenames import clean_filename
from ckanext.dtts.model import Upload
from ckanext.dtts.model.columns import now
from ckanext.dtts.uploads import folder

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""SHA-256 of no bytes: such a file is whole from the start."""


def begin(owner_id: str, filename: str, size: int) -> Upload:
    """Open an upload of `size` bytes and commit.

    TooLargeError beyond what a submission may have; RefusedError when the person's quota is used up.
    """
    if size > config.max_upload_bytes():
        raise TooLargeError(config.max_upload_bytes())
    model.Session.execute(
        sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(f"dtts_upload:{owner_id}")))
    )
    _refuse_beyond_quota(owner_id, size)
    upload = Upload(owner_id=owner_id, filename=clean_filename(filename), size=size, expires=_later())
    upload.sha256 = None if size else EMPTY
    model.Session.add(upload)
    folder.make(upload.id)
    model.Session.commit()
    return upload


def find(owner_id: str, identifier: str) -> Upload | None:
    """A person's own upload that no submission has taken; None for everything else."""
    found = known(owner_id, identifier)
    return found if found is not None and found.taken is None else None


def known(owner_id: str, identifier: str) -> Upload | None:
    """A person's own upload, also one that was taken, until its time is over."""
    try:
        key = uuid.UUID(identifier)
    except ValueError:
        return None
    mine = sa.select(Upload).where(Upload.id == key, Upload.owner_id == owner_id, Upload.expires > now())
    return model.Session.scalar(mine.execution_options(populate_existing=True))


def offset(upload: Upload) -> int:
    """Bytes that are here for certain: those that the row counts, never more than the disk holds."""
    return min(upload.received, folder.size_of(upload.id))


def end(upload: Upload) -> None:
    """Remove an upload with its bytes, and commit."""
    model.Session.delete(upload)
    model.Session.commit()
    folder.remove(upload.id)


def sweep() -> int:
    """Remove what is over, and files that no row knows any more; how many files went."""
    over = sa.delete(Upload).where(Upload.expires <= now()).returning(Upload.id)
    for upload_id in model.Session.scalars(over).all():
        folder.remove(upload_id)
    model.Session.commit()
    return _remove_strangers()


def _remove_strangers() -> int:
    """A file without a row: its owner is gone, or a crash came between the file and its row."""
    found = {path.name: path for path in folder.kept()}
    if not found:
        return 0
    rows = sa.select(Upload.id).where(Upload.taken.is_(None))
    strangers = set(found) - {upload_id.hex for upload_id in model.Session.scalars(rows)}
    aged = [name for name in strangers if _age(found[name]) > timedelta(hours=1)]
    for name in aged:
        found[name].unlink(missing_ok=True)
    return len(aged)


def _age(path: Path) -> timedelta:
    try:
        return now() - datetime.fromtimestamp(path.stat().st_mtime, now().tzinfo)
    except FileNotFoundError:
        return timedelta()


def _later() -> datetime:
    return now() + timedelta(seconds=config.uploads_kept_s())


def _refuse_beyond_quota(owner_id: str, size: int) -> None:
    mine = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(Upload.size), 0)).where(
        Upload.owner_id == owner_id, Upload.taken.is_(None), Upload.expires > now()
    )
    files, taken = model.Session.execute(mine).one()
    if files >= config.uploads_user_files() or taken + size > config.uploads_user_bytes():
        megabytes = config.uploads_user_bytes() // 2**20
        raise RefusedError(
            "upload",
            "uploads-full",
            f"Các tệp chưa gửi của bạn đã đầy {megabytes} MB hoặc quá nhiều; hãy gửi hoặc xóa bớt bản nháp.",
            f"Your files not yet sent take up {megabytes} MB or are too many; send or remove some drafts.",
        )
