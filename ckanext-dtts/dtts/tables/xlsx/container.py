"""The container of a workbook: what no plain table has refuses it by name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dtts.tables.container import ARCHIVES, NESTED, inspect_directory, inspect_parts, opened
from dtts.tables.refuse import refuse

_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/dialogsheets/")
_LINK_PARTS = ("/externallinks/", "xl/connections.xml", "/querytables/")
_EMBEDDED_PARTS = ("/embeddings/", "/activex/")
_CONTENT_TYPES = "[Content_Types].xml"
_NO_TYPES = {"vi": f"thiếu phần {_CONTENT_TYPES}", "en": f"{_CONTENT_TYPES} is missing"}


@contextmanager
def open_container(path: Path) -> Iterator[zipfile.ZipFile]:
    """The container, refused by name when its directory or any of its parts is not what a workbook has."""
    with opened(path) as archive:
        inspect_directory(archive.infolist(), "unsafe-workbook")
        _inspect_names([name.lower() for name in archive.namelist()])
        inspect_parts(archive, path.stat().st_size)
        _inspect_types(archive)
        yield archive


def _inspect_names(names: list[str]) -> None:
    for name in names:
        if any(part in f"/{name}" for part in _MACRO_PARTS):
            refuse("macro", found=name)
        if any(part in f"/{name}" for part in _LINK_PARTS):
            refuse("external-link", found=name)
        if any(part in f"/{name}" for part in _EMBEDDED_PARTS) or name.endswith(ARCHIVES):
            refuse("unsafe-workbook", cause=NESTED)


def _inspect_types(archive: zipfile.ZipFile) -> None:
    if _CONTENT_TYPES not in archive.namelist():
        refuse("unreadable-file", cause=_NO_TYPES)
    if b"macroenabled" in archive.read(_CONTENT_TYPES).lower():
        refuse("macro", found=_CONTENT_TYPES)
