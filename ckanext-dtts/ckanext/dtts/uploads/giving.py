"""What is sent to the road: a file that came with its form, or one that came in pieces before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Upload
from ckanext.dtts.model.columns import now
from ckanext.dtts.road import blobs
from ckanext.dtts.uploads import folder, rows


class File(NamedTuple):
    """Its name, and its bytes: a stream, or what identifies them in the store."""

    name: str
    content: IO[bytes] | blobs.Blob


@contextmanager
def file_of(asked: Mapping[str, Any], person_id: str) -> Iterator[File]:
    """The file of a request with `upload` or `upload_id`; when all went well an upload counts as taken.

    ValidationError when there is neither; RefusedError for an upload that is not one's own or not whole.
    """
    upload = asked.get("upload")
    if upload:
        yield File(upload.filename, getattr(upload, "stream", upload))
        return
    if not asked.get("upload_id"):
        raise tk.ValidationError({"upload": ["Hãy gửi kèm một tệp / Send a file"]})
    found = whole(person_id, asked["upload_id"])
    yield File(found.filename, _blob_of(found))
    _take(found)


def whole(person_id: str, identifier: str) -> Upload:
    """A person's own upload of which every byte is here. RefusedError when there is none such."""
    found = rows.known(person_id, identifier)
    if found is None:
        raise RefusedError(
            "upload_id",
            "no-such-upload",
            "Tệp không còn ở máy chủ: đã bị xóa hoặc quá hạn lưu. Hãy chọn lại tệp.",
            "The file is no longer at the server: it was removed or its time was over. Choose it again.",
        )
    if not found.is_whole or (found.taken is None and rows.offset(found) != found.size):
        raise RefusedError(
            "upload_id",
            "upload-unfinished",
            "Tệp chưa được gửi hết; hãy gửi tiếp phần còn lại.",
            "Not all of the file is here yet; send what is missing.",
        )
    return found


def _blob_of(upload: Upload) -> blobs.Blob:
    """The bytes in the store, linked there when they were not yet."""
    if upload.taken is None:
        return blobs.adopt(folder.path_of(upload.id), max_bytes=config.max_upload_bytes())
    assert upload.sha256 is not None  # it was whole
    return blobs.Blob(upload.sha256, upload.size)


def _take(upload: Upload) -> None:
    """The store has the bytes; the row stays so that the same request, repeated, is known."""
    if upload.taken is None:
        upload.taken = now()
        model.Session.commit()
        folder.remove(upload.id)
