"""Writes an .ods as LibreOffice lays it out: no library that is at hand writes one."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {
    **{name: f"{_OASIS}:{name}:1.0" for name in ("office", "table", "text", "style", "manifest")},
    "draw": f"{_OASIS}:drawing:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
_STYLES = (
    '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)

Cell = str | float | bool | date | None


def cell(value: Cell, more: str = "") -> str:
    """A cell as LibreOffice writes it; `more` are further attributes."""
    if value is None:
        return f"<table:table-cell {more}/>"
    kind, attribute = _typed(value)
    shown = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="{kind}" {attribute} {more}>{shown}</table:table-cell>'


def _typed(value: str | float | bool | date) -> tuple[str, str]:
    if isinstance(value, bool):
        return "boolean", f'office:boolean-value="{str(value).lower()}"'
    if isinstance(value, (int, float)):
        return "float", f'office:value="{value}"'
    if isinstance(value, datetime | date):
        return "date", f'office:date-value="{value.isoformat()}"'
    return "string", ""


def row(cells: Sequence[Cell | str], more: str = "") -> str:
    """A row of values, or of cells that are XML already."""
    written = (item if isinstance(item, str) and item.startswith("<") else cell(item) for item in cells)
    return f"<table:table-row {more}>{''.join(written)}</table:table-row>"


def sheet(name: str, rows: Sequence[str | Sequence[Cell]], more: str = "") -> str:
    """A sheet of rows, each as values or as XML."""
    written = "".join(item if isinstance(item, str) else row(item) for item in rows)
    return f"<table:table table:name={quoteattr(name)} {more}>{written}</table:table>"


def write_ods(
    path: Path,
    *sheets: str,
    styles: str = _STYLES,
    faces: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> Path:
    """An .ods of sheets; `parts` are added or take another's place."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_DECLARED}>'
        f"<office:font-face-decls>{faces}</office:font-face-decls>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    named = {
        "mimetype": KIND,
        "content.xml": content,
        "styles.xml": f"<office:document-styles {_DECLARED}/>",
        "META-INF/manifest.xml": f"<manifest:manifest {_DECLARED}/>",
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in named.items():
            kept_plain = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, text, compress_type=kept_plain)
    return path
