"""What a file is: its first bytes decide, and its name must agree."""

from __future__ import annotations

from pathlib import Path, PurePath

from dtts.tables.container import opened
from dtts.tables.limits import FILE_BYTES
from dtts.tables.ole import storage_names
from dtts.tables.refuse import refuse

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROBE_BYTES = 2048

# What the name may end in, by what the content is.
EXTENSIONS = {
    "csv": (".csv", ".txt"),
    "tsv": (".tsv", ".tab"),
    "xlsx": (".xlsx",),
    "xls": (".xls",),
    "ods": (".ods",),
    "json": (".json",),
    "parquet": (".parquet",),
    "zip": (".zip",),
}
_TEXT = ("csv", "tsv", "json")
_WORKBOOKS_WITH_MACROS = (".xlsm", ".xltm", ".xlam")


def format_of(path: Path, filename: str) -> str:
    """`csv`, `tsv`, `xlsx`, `xls`, `ods`, `json`, `parquet` or `zip`. Refuses what is none of them or not
    what its name says."""
    size = path.stat().st_size
    if size == 0:
        refuse("empty-file")
    if size > FILE_BYTES:
        refuse("too-large", found=-(-size // 1_000_000), limit=FILE_BYTES // 1_000_000)
    extension = PurePath(filename.lower()).suffix
    if extension in _WORKBOOKS_WITH_MACROS:
        refuse("macro", found=extension)
    named = next((form for form, endings in EXTENSIONS.items() if extension in endings), None)
    if named is None:
        refuse("unknown-format", filename=filename)
    found = _content(path)
    if found == "xls" and named == "xlsx" and "EncryptedPackage" in storage_names(path):
        refuse("encrypted-file")
    if found != ("text" if named in _TEXT else named):
        refuse("wrong-extension", extension=extension, found=_NAMES[found])
    return named


_NAMES = {
    "text": {"vi": "văn bản thường", "en": "plain text"},
    "xlsx": {"vi": "sổ tính Excel (.xlsx)", "en": "an Excel workbook (.xlsx)"},
    "xls": {"vi": "sổ tính Excel cũ (.xls)", "en": "an old Excel workbook (.xls)"},
    "ods": {"vi": "sổ tính OpenDocument (.ods)", "en": "an OpenDocument spreadsheet (.ods)"},
    "parquet": {"vi": "Parquet", "en": "Parquet"},
    "zip": {"vi": "tệp nén ZIP", "en": "a ZIP archive"},
    "html": {"vi": "trang web (HTML)", "en": "a web page (HTML)"},
    "xml": {"vi": "XML", "en": "XML"},
    "pdf": {"vi": "PDF", "en": "PDF"},
    "rtf": {"vi": "văn bản RTF", "en": "a rich text document (RTF)"},
    "picture": {"vi": "ảnh", "en": "a picture"},
    "packed": {"vi": "tệp nén không phải ZIP", "en": "an archive other than ZIP"},
    "program": {"vi": "chương trình máy tính", "en": "a computer program"},
}
_STARTS = {
    _OLE: "xls",
    b"PAR1": "parquet",
    b"%PDF-": "pdf",
    b"{\\rtf": "rtf",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "picture"),
    **dict.fromkeys((b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!\x1a", b"\xfd7zXZ", b"BZh9"), "packed"),
    **dict.fromkeys((b"MZ\x90\0", b"\x7fELF"), "program"),
}


def _content(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_PROBE_BYTES)
    if start.startswith((_ZIP, _EMPTY_ZIP)):
        return _zip_content(path)
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, content in _STARTS.items():
        if start.startswith(sign):
            return content
    if text.startswith((b"<!doctype html", b"<html")) or (text.startswith(b"<") and b"<table" in text):
        return "html"
    return "xml" if text.startswith(b"<?xml") else "text"


def _zip_content(path: Path) -> str:
    """By the parts that a workbook cannot be without; neither is looked into here."""
    with opened(path) as archive:
        names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "ods" if {"mimetype", "content.xml"} <= names else "zip"
