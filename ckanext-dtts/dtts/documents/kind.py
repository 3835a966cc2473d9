"""The kinds of documents that may be attached, each told by how its bytes begin or by a part inside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind: its first bytes, and for a ZIP container the part without which it is none.

    `ending` is the one that it is given when it is handed out, whatever it was called.
    """

    name: str
    ending: str
    media_type: str
    begins: tuple[bytes, ...]
    part: str = ""


_ZIP = (b"PK\x03\x04",)
_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: tuple[DocumentKind, ...] = (
    DocumentKind("PDF", ".pdf", "application/pdf", (b"%PDF-",)),
    DocumentKind("JPEG", ".jpg", "image/jpeg", (b"\xff\xd8\xff",)),
    DocumentKind("PNG", ".png", "image/png", (b"\x89PNG\r\n\x1a\n",)),
    DocumentKind("DOCX", ".docx", f"{_OFFICE}wordprocessingml.document", _ZIP, "word/document.xml"),
    DocumentKind("XLSX", ".xlsx", f"{_OFFICE}spreadsheetml.sheet", _ZIP, "xl/workbook.xml"),
)
"""What offices scan, photograph and write. Older formats of Office carry macros that nothing here can see,
and are not taken."""
