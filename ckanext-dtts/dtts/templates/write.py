"""The workbook itself: a header in two languages, lists to choose from, codes that keep their zeros."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dtts.catalogue import Field, TableSchema
from dtts.exports.xlsx import NO_TIME, sheet_name, without_times
from dtts.tables.template_id import GUIDE, LISTS
from dtts.templates.choices import Choices, choices_of
from dtts.templates.guide import write_guide, write_lists
from dtts.templates.identity import mark
from dtts.templates.number_rules import rule_for
from dtts.templates.rows import LAST_ROW, number_format, write_rows

HEADER_ROWS = 2
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="FFDDE8D8"), PatternFill("solid", fgColor="FFF2F2F2")
_ERROR = {"vi": "Giá trị này không có trong danh mục.", "en": "This value is not in the list."}


def write_template(
    schema: TableSchema,
    path: Path,
    *,
    within: str | None = None,
    rows: pl.DataFrame | None = None,
    registers: Path | None = None,
) -> None:
    """Writes the template of a schema as .xlsx: equal bytes for an equal schema and equal registers.

    The first sheet is for the rows, Vietnamese titles above English ones; required columns are shaded. It is
    empty, or holds `rows` (the schema's columns, typed) to be brought up to date. With `within`, the id of
    a place, the lists of places hold those of that area. UsageError for an unknown place and for too many
    rows.
    """
    workbook = Workbook()
    data: Any = workbook.worksheets[0]
    data.title = sheet_name(schema, "vi")
    lists = choices_of(schema, within, registers)
    write_guide(workbook.create_sheet(GUIDE), schema)
    cells = write_lists(workbook.create_sheet(LISTS), lists) if lists else {}
    _write_header(data, schema)
    if rows is not None:
        write_rows(data, schema, rows, HEADER_ROWS + 1)
    _add_lists(data, schema, lists, cells)
    _add_rules(data, schema, cells)
    mark(workbook, schema)
    workbook.properties.created = workbook.properties.modified = NO_TIME
    workbook.save(path)
    without_times(path)


def _write_header(sheet: Any, schema: TableSchema) -> None:
    sheet.freeze_panes = f"A{HEADER_ROWS + 1}"
    for number, field in enumerate(schema.fields, start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = max(14, min(40, max(map(len, field.title.values())) + 2))
        column.number_format = number_format(field)
        for row, language in enumerate(("vi", "en"), start=1):
            cell = sheet.cell(row, number, field.title[language])
            cell.font = Font(bold=language == "vi", italic=language == "en")
            cell.fill = _REQUIRED if field.required else _OPTIONAL
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _add_lists(sheet: Any, schema: TableSchema, lists: tuple[Choices, ...], cells: dict[str, str]) -> None:
    for choices in lists:
        rule = DataValidation(type="list", formula1=f"={cells[choices.field.name]}", allow_blank=True)
        rule.errorStyle = "stop" if choices.strict else "warning"
        rule.errorTitle, rule.error = choices.field.title["vi"][:32], f"{_ERROR['vi']} {_ERROR['en']}"
        rule.showErrorMessage = True
        _add(sheet, schema, choices.field, rule)


def _add_rules(sheet: Any, schema: TableSchema, cells: dict[str, str]) -> None:
    """What may be typed; a column with a list has its rule already."""
    for field in schema.fields:
        rule = None if field.name in cells else rule_for(field)
        if rule:
            _add(sheet, schema, field, rule)


def _add(sheet: Any, schema: TableSchema, field: Field, rule: DataValidation) -> None:
    letter = get_column_letter(schema.field_names.index(field.name) + 1)
    rule.add(f"{letter}{HEADER_ROWS + 1}:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)
