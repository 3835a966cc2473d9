"""Writes into a workbook which schema and version it was made for, as `dtts.tables.template_id` reads it."""

from __future__ import annotations

from typing import Any

from openpyxl.packaging.custom import IntProperty, StringProperty

from dtts.catalogue import TableSchema
from dtts.tables.template_id import SCHEMA, VERSION


def mark(workbook: Any, schema: TableSchema) -> None:
    """Writes the identity into a workbook."""
    workbook.custom_doc_props.append(StringProperty(name=SCHEMA, value=schema.name))
    workbook.custom_doc_props.append(IntProperty(name=VERSION, value=schema.version))
