"""Looks at a document before it is kept: its kind by its bytes, and what would harm who opens it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dtts.documents.kind import KINDS, DocumentKind
from dtts.errors import DttsError, UnreadableFile
from dtts.tables.container import inspect_directory, inspect_parts, opened

Words = Mapping[str, str]
_HEAD_BYTES = 16
_CHUNK_BYTES = 1 << 20
_OVERLAP_BYTES = 32
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch)\b")
_PROGRAMS = re.compile(r"(?:^|/)(?:vbaproject\.bin|activex/|embeddings/)", re.IGNORECASE)
_NAMES = ", ".join(kind.name for kind in KINDS)

_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "document-empty": {"vi": "Tệp rỗng.", "en": "The file is empty."},
        "document-kind": {
            "vi": f"Chỉ nhận các loại tệp {_NAMES}; loại tệp được xác định theo nội dung, không theo tên.",
            "en": f"Only {_NAMES} are taken; the kind is told by the content, not by the name.",
        },
        "document-program": {
            "vi": "Tệp chứa chương trình (macro, lệnh chạy hoặc tệp nhúng); hãy lưu lại thành PDF thường.",
            "en": "The file carries a program (macro, command or embedded file); save it as a plain PDF.",
        },
        "document-unsafe": {
            "vi": "Tệp bị hỏng, có mật khẩu hoặc không an toàn khi mở; hãy lưu lại dưới dạng PDF.",
            "en": "The file is damaged, has a password or is not safe to open; save it as a PDF.",
        },
    }
)


class RefusedDocument(DttsError):  # noqa: N818 - the word that pages use
    """The document is not taken; `code` is stable, `message` says in both languages what to do."""

    def __init__(self, code: str) -> None:
        super().__init__(_WORDS[code]["en"])
        self.code, self.message = code, _WORDS[code]


def kind_of(path: Path) -> DocumentKind:
    """The kind of the document at `path`; RefusedDocument when it is none that is taken, or unsafe.

    Parts of a PDF that are packed are not looked into: it is handed out for saving and never shown in place.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        raise RefusedDocument("document-empty")
    begun = [kind for kind in KINDS if head.startswith(kind.begins)]
    if not begun:
        raise RefusedDocument("document-kind")
    if begun[0].part:
        return _of_container(path, begun)
    if begun[0].name == "PDF" and _is_active(path):
        raise RefusedDocument("document-program")
    return begun[0]


def _of_container(path: Path, kinds: list[DocumentKind]) -> DocumentKind:
    try:
        with opened(path) as archive:
            inspect_directory(archive.infolist(), "unsafe-archive")
            inspect_parts(archive, path.stat().st_size)
            return _by_part(archive, kinds)
    except UnreadableFile as unsafe:
        raise RefusedDocument("document-unsafe") from unsafe


def _by_part(archive: zipfile.ZipFile, kinds: list[DocumentKind]) -> DocumentKind:
    names = archive.namelist()
    found = next((kind for kind in kinds if kind.part in names), None)
    if found is None:
        raise RefusedDocument("document-kind")
    if any(_PROGRAMS.search(name) for name in names):
        raise RefusedDocument("document-program")
    return found


def _is_active(path: Path) -> bool:
    """Whether a PDF names an action that runs something, in what of it is not packed."""
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            if _ACTIVE.search(before + chunk):
                return True
            before = chunk[-_OVERLAP_BYTES:]
    return False
