"""The sheets beside the data: one explains each column, one holds the lists with what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from dtts.catalogue import Field, TableSchema
from dtts.tables.template_id import LISTS
from dtts.templates.choices import Choices, register_of, register_words

_TYPES = {
    "string": {"vi": "chữ", "en": "text"},
    "integer": {"vi": "số nguyên", "en": "whole number"},
    "number": {"vi": "số", "en": "number"},
    "boolean": {"vi": "Có hoặc Không", "en": "yes or no (Có, Không)"},
    "date": {"vi": "ngày (31/12/2025)", "en": "day (31/12/2025)"},
    "year": {"vi": "năm (2025)", "en": "year (2025)"},
    "yearmonth": {"vi": "tháng (2025-07)", "en": "month (2025-07)"},
    "datetime": {"vi": "thời điểm (2025-12-31T16:30:00)", "en": "moment (2025-12-31T16:30:00)"},
    "time": {"vi": "giờ (16:30:00)", "en": "time (16:30:00)"},
    "duration": {"vi": "khoảng thời gian (P10D)", "en": "duration (P10D)"},
    "geopoint": {"vi": "tọa độ (105.85, 21.03)", "en": "point (105.85, 21.03)"},
    "list": {"vi": "danh sách", "en": "list"},
}
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_HEADER = (
    *("Cột (Column)", "Tiếng Việt (Vietnamese)", "Tiếng Anh (English)", "Bắt buộc (Required)"),
    *("Kiểu (Type)", "Giải thích", "Explanation"),
)
_WIDTHS = (22, 30, 30, 12, 22, 60, 60)


def write_guide(sheet: Any, schema: TableSchema) -> None:
    """What the table is for, then one row a column."""
    for text in (schema.title["vi"], schema.title["en"], schema.description["vi"], schema.description["en"]):
        sheet.append([text])
    sheet.append([f"{schema.name}, phiên bản (version) {schema.version}"])
    sheet.append([])
    sheet.append(list(_HEADER))
    for cell in (sheet["A1"], *sheet[7]):
        cell.font = _BOLD
    for field in schema.fields:
        sheet.append(_explained(schema, field))
    for row in sheet.iter_rows(min_row=8):
        for cell in row:
            cell.alignment = _WRAPPED
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def write_lists(sheet: Any, lists: Sequence[Choices]) -> dict[str, str]:
    """Three columns a list: value, Vietnamese, English; the values' cells by the name of their column."""
    cells: dict[str, str] = {}
    for place, choices in enumerate(lists):
        first = 1 + 3 * place
        for step, text in enumerate(
            (choices.field.name, choices.field.title["vi"], choices.field.title["en"])
        ):
            sheet.cell(1, first + step, text).font = _BOLD
            sheet.column_dimensions[get_column_letter(first + step)].width = 24
        for row, value in enumerate(choices.values, start=2):
            label = choices.labels.get(value, {"vi": "", "en": ""})
            for step, text in enumerate((value, label["vi"], label["en"])):
                _write_text(sheet.cell(row, first + step), text)
            if choices.field.type == "integer":
                # Chosen from the list it is put into its cell as it stands here.
                sheet.cell(row, first, int(value)).number_format = "0"
        letter = get_column_letter(first)
        cells[choices.field.name] = f"'{LISTS}'!${letter}$2:${letter}${len(choices.values) + 1}"
    return cells


def _write_text(cell: Any, text: str) -> None:
    cell.value, cell.number_format = text, "@"
    if text:
        cell.data_type = "s"


def _explained(schema: TableSchema, field: Field) -> list[str]:
    kind = _TYPES.get(field.type, {"vi": field.type, "en": field.type})
    told = {language: " ".join(_sentences(schema, field, language)) for language in ("vi", "en")}
    required = "Có (yes)" if field.required else ""
    words = [field.name, field.title["vi"], field.title["en"], required]
    return [*words, f"{kind['vi']} ({kind['en']})", told["vi"], told["en"]]


def _sentences(schema: TableSchema, field: Field, language: str) -> Iterator[str]:
    yield field.description[language]
    register = register_of(schema, field)
    if register:
        word = {"vi": "Theo danh mục", "en": "In the register"}[language]
        yield f"{word}: {register_words(register)[language]}."
    limits = {"minimum": "≥", "maximum": "≤"}
    for limit, sign in limits.items():
        if limit in field.constraints:
            yield f"{sign} {field.constraints[limit]}."
