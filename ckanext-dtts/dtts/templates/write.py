"""The workbook itself: a header in two languages, lists to choose from, codes that keep their zeros."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dtts.catalogue import Field, TableSchema
from dtts.exports.xlsx import NO_TIME, sheet_name, without_times
from dtts.templates.choices import Choices, choices_of
from dtts.templates.guide import GUIDE, LISTS, write_guide, write_lists
from dtts.templates.identity import mark

HEADER_ROWS = 2
_LAST_ROW = 20_000
_FORMATS = {"string": "@", "date": "dd/mm/yyyy", "integer": "0", "year": "0"}
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="FFDDE8D8"), PatternFill("solid", fgColor="FFF2F2F2")
_ERROR = {"vi": "Giá trị này không có trong danh mục.", "en": "This value is not in the list."}
_NUMBERS: dict[str, Any] = {"integer": "whole", "year": "whole", "number": "decimal"}


def write_template(schema: TableSchema, path: Path) -> None:
    """Writes the template of a schema as .xlsx: equal bytes for an equal schema and equal registers.

    The first sheet is for the rows, Vietnamese titles above English ones; required columns are shaded.
    """
    workbook = Workbook()
    data: Any = workbook.worksheets[0]
    data.title = sheet_name(schema, "vi")
    lists = choices_of(schema)
    write_guide(workbook.create_sheet(GUIDE), schema)
    cells = write_lists(workbook.create_sheet(LISTS), lists) if lists else {}
    _write_header(data, schema)
    _add_lists(data, schema, lists, cells)
    _add_ranges(data, schema, cells)
    mark(workbook, schema)
    workbook.properties.created = workbook.properties.modified = NO_TIME
    workbook.save(path)
    without_times(path)


def _write_header(sheet: Any, schema: TableSchema) -> None:
    sheet.freeze_panes = f"A{HEADER_ROWS + 1}"
    for number, field in enumerate(schema.fields, start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = max(14, min(40, max(map(len, field.title.values())) + 2))
        column.number_format = _FORMATS.get(field.type, "General")
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


def _add_ranges(sheet: Any, schema: TableSchema, cells: dict[str, str]) -> None:
    """Figures between the schema's limits; a column with a list has its rule already."""
    for field in schema.fields:
        limits = [field.constraints.get(limit) for limit in ("minimum", "maximum")]
        if field.type in _NUMBERS and field.name not in cells and limits != [None, None]:
            _add(sheet, schema, field, _range(field, *limits))


def _range(field: Field, low: Any, high: Any) -> DataValidation:
    between = low is not None and high is not None
    operator: Any = "between" if between else "greaterThanOrEqual" if high is None else "lessThanOrEqual"
    first = high if low is None else low
    rule = DataValidation(formula1=str(first), allow_blank=True)
    rule.type, rule.operator = _NUMBERS[field.type], operator
    rule.formula2 = str(high) if between else None
    said = " … ".join(str(limit) for limit in (low, high) if limit is not None)
    rule.errorTitle, rule.error, rule.showErrorMessage = field.title["vi"][:32], said, True
    return rule


def _add(sheet: Any, schema: TableSchema, field: Field, rule: DataValidation) -> None:
    letter = get_column_letter(schema.field_names.index(field.name) + 1)
    rule.add(f"{letter}{HEADER_ROWS + 1}:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)
