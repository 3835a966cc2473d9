"""Which schema and version a template was made for: hidden in a workbook's own properties, and told by the
labels of a CSV, which can hide nothing."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from defusedxml import DefusedXmlException, ElementTree

from dtts.catalogue import TableSchema, table_schema, table_schema_names
from dtts.table_schema import earlier_versions, titles_then

GUIDE, LISTS = "Hướng dẫn - Guide", "Danh mục - Lists"
TEMPLATE_SHEETS = (GUIDE, LISTS)
"""The sheets beside the one for the rows."""
SCHEMA, VERSION = "dtts-schema", "dtts-schema-version"
"""The properties of a workbook."""
_PARTS = ("docProps/custom.xml", "meta.xml")
_ODS_NAME = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}name"
_MOST_BYTES = 100_000


@dataclass(frozen=True)
class TemplateId:
    """The schema's name and the version that it had when the template was written."""

    schema: str
    version: int


def template_id(path: Path) -> TemplateId | None:
    """The identity in a workbook (.xlsx, .ods), or of a CSV that has exactly the labels of a template; None
    for any other file."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _in_workbook(archive)
    except zipfile.BadZipFile:
        return _by_labels(path)
    except (ElementTree.ParseError, DefusedXmlException):
        return None


def _in_workbook(archive: zipfile.ZipFile) -> TemplateId | None:
    values: dict[str | None, str] = {}
    for part in _PARTS:
        if part in archive.namelist() and archive.getinfo(part).file_size <= _MOST_BYTES:
            root = ElementTree.fromstring(archive.read(part), forbid_dtd=True)
            named = ((_name(node), node) for node in root.iter())
            values |= {name: "".join(node.itertext()).strip() for name, node in named if name}
    name, version = values.get(SCHEMA), values.get(VERSION, "").removesuffix(".0")
    return TemplateId(name, int(version)) if name and version.isdigit() else None


def _name(node: Any) -> str | None:
    """The name of a property, as both formats give it."""
    name: str | None = node.get("name") or node.get(_ODS_NAME)
    return name


def _by_labels(path: Path) -> TemplateId | None:
    with path.open("rb") as file:
        top = file.read(_MOST_BYTES)
    try:
        line = top.decode("utf-8-sig", errors="strict" if len(top) < _MOST_BYTES else "ignore")
        labels = [next(csv.reader(line.splitlines()[:1], delimiter=sign), []) for sign in ",;\t"]
    except (UnicodeDecodeError, csv.Error):
        return None
    known = (table_schema(name) for name in table_schema_names())
    return next((found for schema in known if (found := _version(schema, max(labels, key=len)))), None)


def _version(schema: TableSchema, labels: list[str]) -> TemplateId | None:
    """The version whose template has these labels; the order may be another, as the columns are named."""
    stripped = frozenset(label.strip() for label in labels)
    if len(stripped) != len(labels):
        return None
    if stripped == {field.title["vi"] for field in schema.fields}:
        return TemplateId(schema.name, schema.version)
    older = (each for each in earlier_versions(schema) if titles_then(schema, each) == stripped)
    return next((TemplateId(schema.name, version) for version in older), None)
