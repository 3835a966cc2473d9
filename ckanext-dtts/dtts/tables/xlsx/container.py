"""The ZIP container of a workbook, looked at before anything in it is opened."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dtts.tables.limits import MIB, ZIP_BYTES, ZIP_MEMBERS, ZIP_RATIO, ZIP_RATIO_FROM
from dtts.tables.refuse import refuse

_ENCRYPTED = 0x1
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/dialogsheets/")
_LINK_PARTS = ("/externallinks/", "xl/connections.xml", "/querytables/")
_EMBEDDED_PARTS = ("/embeddings/", "/activex/")
_ARCHIVES = (".zip", ".xlsx", ".xls", ".gz", ".7z", ".rar")
_XML = (".xml", ".rels", ".vml")
_DOCTYPES = (b"<!doctype", "<!doctype".encode("utf-16-le"), "<!doctype".encode("utf-16-be"))

_TOO_MANY = {"vi": "quá nhiều phần bên trong", "en": "too many parts inside"}
_BAD_NAME = {"vi": "tên phần bên trong không hợp lệ", "en": "a part inside has a bad name"}
_BOMB = {"vi": "nội dung phình ra quá lớn khi giải nén", "en": "the content grows too large when unpacked"}
_NESTED = {"vi": "có tệp khác nhúng bên trong", "en": "another file is embedded in it"}
_DOCTYPE = {"vi": "có khai báo DOCTYPE", "en": "it declares a DOCTYPE"}
_DAMAGED = {"vi": "tệp bị hỏng", "en": "the file is damaged"}


@contextmanager
def open_container(path: Path) -> Iterator[zipfile.ZipFile]:
    """The container, refused by name when its directory or any of its parts is not what a workbook has.

    Every part is inflated once here, and counted: sizes that a directory declares may be lies.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _inspect_directory(archive)
            _inspect_parts(archive, path.stat().st_size)
            yield archive
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as broken:
        refuse("unreadable-file", cause=_DAMAGED | {"en": f"{_DAMAGED['en']} ({broken})"})


def _inspect_directory(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename.lower() for member in members]
    if len(members) > ZIP_MEMBERS:
        refuse("unsafe-workbook", cause=_TOO_MANY)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        refuse("encrypted-file")
    if len(set(names)) < len(names) or any(_is_bad(member) for member in members):
        refuse("unsafe-workbook", cause=_BAD_NAME)
    if sum(member.file_size for member in members) > ZIP_BYTES:
        refuse("unsafe-workbook", cause=_BOMB)
    _inspect_names(names)


def _is_bad(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or stat.S_ISLNK(member.external_attr >> 16)


def _inspect_names(names: list[str]) -> None:
    for name in names:
        if any(part in f"/{name}" for part in _MACRO_PARTS):
            refuse("macro", found=name)
        if any(part in f"/{name}" for part in _LINK_PARTS):
            refuse("external-link", found=name)
        if any(part in f"/{name}" for part in _EMBEDDED_PARTS) or name.endswith(_ARCHIVES):
            refuse("unsafe-workbook", cause=_NESTED)


def _inspect_parts(archive: zipfile.ZipFile, packed: int) -> None:
    inflated = 0
    for member in archive.infolist():
        with archive.open(member) as part:
            before = b""
            while chunk := part.read(MIB):
                inflated += len(chunk)
                if inflated > ZIP_BYTES or (inflated > ZIP_RATIO_FROM and inflated > ZIP_RATIO * packed):
                    refuse("unsafe-workbook", cause=_BOMB)
                if member.filename.lower().endswith(_XML):
                    _refuse_doctype(before + chunk)
                before = chunk[-32:]
    if b"macroenabled" in archive.read("[Content_Types].xml").lower():
        refuse("macro", found="[Content_Types].xml")


def _refuse_doctype(text: bytes) -> None:
    # Cheap first: nearly no part has the two characters.
    if (b"<!" in text or b"<\0!" in text or b"\0<\0!" in text) and any(
        word in text.lower() for word in _DOCTYPES
    ):
        refuse("unsafe-workbook", cause=_DOCTYPE)
