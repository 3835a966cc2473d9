"""Documents that come with a step: they come the way of all uploads, and are looked at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.filenames import clean_filename
from ckanext.dtts.road import blobs
from ckanext.dtts.uploads import giving
from ckanext.dtts.web.turns import turn
from dtts.documents import DocumentKind, RefusedDocument, kind_of

MOST = 5
"""Documents of one step."""


class Document(NamedTuple):
    """A file in the store, named by its kind."""

    filename: str
    media_type: str
    blob: blobs.Blob


@contextmanager
def taken(upload_ids: Sequence[str], person_id: str) -> Iterator[tuple[Document, ...]]:
    """One's own uploads as documents; when all went well they count as taken.

    RefusedError for too many, one that is too large, of a kind that is not taken, or unsafe to open.
    """
    if len(upload_ids) > MOST:
        raise RefusedError(
            "documents",
            "too-many-documents",
            f"Mỗi lần gửi kèm không quá {MOST} tệp; hãy gộp các trang vào một tệp PDF.",
            f"At most {MOST} files at a time; put pages together into one PDF.",
        )
    with ExitStack() as files:
        yield tuple(_document(files, each, person_id) for each in upload_ids)


def _document(files: ExitStack, upload_id: str, person_id: str) -> Document:
    most, upload = config.document_bytes(), giving.whole(person_id, upload_id)
    if upload.size > most:
        raise RefusedError(
            "documents",
            "document-too-large",
            f"“{upload.filename}” lớn hơn giới hạn {most // 2**20} MB; hãy quét với độ phân giải thấp hơn.",
            f"“{upload.filename}” is larger than the limit of {most // 2**20} MB; scan it less finely.",
        )
    found = files.enter_context(giving.file_of({"upload_id": upload_id}, person_id))
    assert isinstance(found.content, blobs.Blob)  # of an upload that came before
    with turn(), blobs.local_path(found.content) as path:
        kind = _kind(path, found.name)
    return Document(_named(found.name, kind), kind.media_type, found.content)


def _kind(path: Path, filename: str) -> DocumentKind:
    try:
        return kind_of(path)
    except RefusedDocument as refused:
        said = refused.message
        vi, en = f"“{filename}”: {said['vi']}", f"“{filename}”: {said['en']}"
        raise RefusedError("documents", refused.code, vi, en) from refused


def _named(filename: str, kind: DocumentKind) -> str:
    """The name with the ending of what the file is, so that nothing opens it as something else."""
    name = clean_filename(filename)
    return name if name.lower().endswith(kind.ending) else f"{name}{kind.ending}"
