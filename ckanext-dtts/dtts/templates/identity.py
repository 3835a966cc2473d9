"""Which schema and version a template was made for, hidden in the workbook's own properties."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException, ElementTree
from openpyxl.packaging.custom import IntProperty, StringProperty

from dtts.catalogue import TableSchema

_SCHEMA, _VERSION = "dtts-schema", "dtts-schema-version"
_PART = "docProps/custom.xml"
_MOST_BYTES = 100_000


@dataclass(frozen=True)
class TemplateId:
    """The schema's name and the version that it had when the template was written."""

    schema: str
    version: int


def mark(workbook: Any, schema: TableSchema) -> None:
    """Writes the identity into a workbook."""
    workbook.custom_doc_props.append(StringProperty(name=_SCHEMA, value=schema.name))
    workbook.custom_doc_props.append(IntProperty(name=_VERSION, value=schema.version))


def template_id(path: Path) -> TemplateId | None:
    """The identity in an .xlsx; None for any other file, and for a workbook that is no template of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            if _PART not in archive.namelist() or archive.getinfo(_PART).file_size > _MOST_BYTES:
                return None
            root = ElementTree.fromstring(archive.read(_PART), forbid_dtd=True)
    except (zipfile.BadZipFile, ElementTree.ParseError, DefusedXmlException):
        return None
    values = {node.get("name"): "".join(node.itertext()).strip() for node in root}
    name, version = values.get(_SCHEMA), values.get(_VERSION, "")
    return TemplateId(name, int(version)) if name and version.isdigit() else None
