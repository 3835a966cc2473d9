"""The container of an OpenDocument spreadsheet: what no plain table has refuses it by name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dtts.tables.container import ARCHIVES, NESTED, inspect_directory, inspect_parts, opened
from dtts.tables.refuse import refuse

CONTENT, STYLES = "content.xml", "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MACRO_PARTS = ("basic/", "scripts/")
_OTHER_KIND = {
    "vi": "tệp OpenDocument này không phải là sổ tính",
    "en": "this OpenDocument is no spreadsheet",
}


@contextmanager
def open_container(path: Path) -> Iterator[zipfile.ZipFile]:
    """The container, refused by name when its directory or any of its parts is not what a workbook has."""
    with opened(path) as archive:
        inspect_directory(archive.infolist(), "unsafe-workbook")
        _inspect_names([name.lower() for name in archive.namelist()])
        inspect_parts(archive, path.stat().st_size)
        _inspect_kind(archive)
        yield archive


def _inspect_names(names: list[str]) -> None:
    for name in names:
        if name.startswith(_MACRO_PARTS) and not name.endswith("/"):
            refuse("macro", found=name)
        if name.endswith(ARCHIVES):
            refuse("unsafe-workbook", cause=NESTED)


def _inspect_kind(archive: zipfile.ZipFile) -> None:
    if archive.read("mimetype").decode("utf-8", "replace").strip() != _KIND:
        refuse("unreadable-file", cause=_OTHER_KIND)
    # The parts of an encrypted document are no XML; only its list of parts says so.
    if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
        refuse("encrypted-file")
