"""A ZIP container, looked at before anything in it is opened: workbooks and archives are such."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dtts.tables.limits import MIB, ZIP_BYTES, ZIP_MEMBERS, ZIP_RATIO, ZIP_RATIO_FROM
from dtts.tables.refuse import refuse

_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
ARCHIVES = (".zip", ".xlsx", ".xls", ".ods", ".gz", ".7z", ".rar")
_XML = (".xml", ".rels", ".vml", ".rdf")
_DOCTYPE_TEXT = "<!doctype"
_WIDE = ("utf-16-le", "utf-16-be")

TOO_MANY = {"vi": "quá nhiều phần bên trong", "en": "too many parts inside"}
BAD_NAME = {"vi": "tên phần bên trong không hợp lệ", "en": "a part inside has a bad name"}
OVERLAP = {"vi": "các phần bên trong đè lên nhau", "en": "the parts inside overlap"}
BOMB = {"vi": "nội dung phình ra quá lớn khi giải nén", "en": "the content grows too large when unpacked"}
NESTED = {"vi": "có tệp khác nhúng bên trong", "en": "another file is embedded in it"}
_DOCTYPE = {"vi": "có khai báo DOCTYPE", "en": "it declares a DOCTYPE"}
_DAMAGED = {"vi": "tệp bị hỏng", "en": "the file is damaged"}
# What zipfile raises on bytes that are no ZIP, or one of a kind that nobody writes.
_DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, OSError, NotImplementedError, UnicodeError),
)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The container; whatever is damaged in it refuses the file."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGE as broken:
        refuse("unreadable-file", cause=_DAMAGED | {"en": f"{_DAMAGED['en']} ({broken})"})


def inspect_directory(members: list[zipfile.ZipInfo], rule: str) -> None:
    """Refuses by `rule` a directory that is too long, overlaps itself or names what has no place here."""
    names = [member.filename.lower() for member in members]
    if len(members) > ZIP_MEMBERS:
        refuse(rule, cause=TOO_MANY)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        refuse("encrypted-file")
    if len(set(names)) < len(names) or any(_is_bad(member) for member in members):
        refuse(rule, cause=BAD_NAME)
    if _overlap(members):
        refuse(rule, cause=OVERLAP)


def _is_bad(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or ":" in parts[0] or stat.S_ISLNK(member.external_attr >> 16)


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes, as those of a bomb do: a part takes at least its header and its data."""
    placed = sorted(members, key=lambda member: member.header_offset)
    ends = [member.header_offset + _LOCAL_HEADER + member.compress_size for member in placed]
    return any(end > after.header_offset for end, after in zip(ends, placed[1:], strict=False))


def inspect_parts(archive: zipfile.ZipFile, packed: int) -> None:
    """Inflates every part of a workbook of `packed` bytes once and counts: declared sizes may be lies."""
    if sum(member.file_size for member in archive.infolist()) > ZIP_BYTES:
        refuse("unsafe-workbook", cause=BOMB)
    inflated = 0
    for member in archive.infolist():
        is_xml = member.filename.lower().endswith(_XML)
        with archive.open(member) as part:
            doctype = _Doctype()
            while chunk := part.read(MIB):
                inflated += len(chunk)
                if inflated > ZIP_BYTES or (inflated > ZIP_RATIO_FROM and inflated > ZIP_RATIO * packed):
                    refuse("unsafe-workbook", cause=BOMB)
                if is_xml and doctype.is_in(chunk):
                    refuse("unsafe-workbook", cause=_DOCTYPE)


class _Doctype:
    """Looks for a DOCTYPE in pieces of one part, also where it lies across two of them."""

    def __init__(self) -> None:
        self.before = b""
        self.encodings: tuple[str, ...] | None = None

    def is_in(self, chunk: bytes) -> bool:
        text = self.before + chunk
        self.before = chunk[-32:]
        if self.encodings is None:
            # An XML part begins with `<` or a byte order mark: in UTF-16 its first bytes show it.
            wide = b"\0" in chunk[:4] or chunk[:2] in (b"\xff\xfe", b"\xfe\xff")
            self.encodings = _WIDE if wide else ("ascii",)
        # Cheap first: nearly no part has the two characters.
        return any(
            "<!".encode(encoding) in text and _DOCTYPE_TEXT.encode(encoding) in text.lower()
            for encoding in self.encodings
        )
