"""Kind `workbook-table`: one sheet with titles above, numbered outline rows and columns of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from dtts.errors import UnreadableFile, UsageError
from dtts.report.address import Address
from dtts.report.fault import Fault
from dtts.tidy.faults import make_fault
from dtts.tidy.raw import Raw, read_sheet
from dtts.tidy.recipe import Recipe
from dtts.tidy.result import Gathered


def read_workbook_table(source: Path, recipe: Recipe) -> Gathered:
    """The declared rows of the sheet, with their line, level, number, names and figures as text.

    Raises `UnreadableFile` when a cell of `expect` says something else: then it is another table.
    """
    raw = read_sheet(source, recipe["sheet"])
    _check_expected(raw, recipe["expect"])
    gathered = Gathered()
    first, last = int(recipe["rows"]["first"]), int(recipe["rows"]["last"])
    for number in range(first, last + 1):
        _read_line(raw, number, number - first + 1, recipe, gathered)
    gathered.remarks.extend(_sum_faults(raw, gathered.rows, recipe.get("sums", {})))
    _check_nothing_below(raw, last, gathered)
    return gathered


def _check_expected(raw: Raw, expected: Mapping[str, str]) -> None:
    for cell, words in expected.items():
        row, column = _position(cell)
        found = str(raw.cell(row, column)).strip()
        if found != words:
            vi = f"Ô {cell} ghi “{found}”, công thức chờ “{words}”: đây là bảng khác."
            en = f"Cell {cell} holds “{found}”, the recipe expects “{words}”: this is another table."
            raise UnreadableFile(
                make_fault("other-table", Address(raw.sheet, row, column), vi, en, value=found)
            )


def _read_line(raw: Raw, number: int, line: int, recipe: Recipe, gathered: Gathered) -> None:
    printed = _number_text(raw.cell(number, _position(recipe["number_column"] + "1")[1]))
    level = _level(printed, recipe["outline"])
    label = str(raw.cell(number, _position(recipe["label"]["column"] + "1")[1])).strip()
    if level is None or not label:
        vi = f"Số thứ tự “{printed}”, nhãn “{label}” không theo công thức; dòng {number} không được đọc."
        en = f"Number “{printed}”, label “{label}” are outside the recipe; row {number} was not read."
        gathered.unread.append(make_fault("unknown-line", Address(raw.sheet, number), vi, en, value=printed))
        return
    row: dict[str, Any] = {**recipe.get("constants", {}), "line": line, "level": level, "number": printed}
    row |= _names(label, recipe["label"].get("split", []))
    for field, letters in recipe["numbers"].items():
        row[field] = _figure(raw, number, _position(letters + "1")[1], recipe.get("round"), gathered)
    row["source_cell"] = f"{raw.sheet}!{_first_letters(recipe['numbers'])}{number}"
    gathered.rows.append(row)


def _names(label: str, separators: Sequence[str]) -> dict[str, str]:
    """Vietnamese and English of a label, cut at the first separator that it holds."""
    for separator in separators:
        if separator in label:
            vi, _, en = label.partition(separator)
            return {"name_vi": " ".join(vi.split()), "name_en": " ".join(en.split())}
    return {"name_vi": " ".join(label.split()), "name_en": ""}


def _figure(raw: Raw, row: int, column: int, decimals: int | None, gathered: Gathered) -> str:
    cell = raw.cell(row, column)
    if cell == "":
        return ""
    if isinstance(cell, str):
        vi = f"Ô ghi “{cell}”, không phải một số; ô không được đọc."
        en = f"The cell holds “{cell}”, not a number; it was not read."
        gathered.unread.append(
            make_fault("unreadable-value", Address(raw.sheet, row, column), vi, en, value=cell)
        )
        return ""
    exact = Decimal(repr(cell))
    rounded = exact if decimals is None else round(exact, decimals)
    return format(rounded.normalize(), "f")


def _level(printed: str, outline: Sequence[Mapping[str, Any]]) -> int | None:
    for rule in outline:
        if re.fullmatch(rule["pattern"], printed):
            return int(rule["level"])
    return None


def _number_text(cell: str | float) -> str:
    """`1.0` of a spreadsheet is the printed number 1."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return cell.strip()


def _sum_faults(raw: Raw, rows: list[dict[str, Any]], sums: Mapping[str, Any]) -> Iterator[Fault]:
    """Totals that differ from their parts by more than `tolerance`, across a row and down a level."""
    tolerance = Decimal(str(sums.get("tolerance", 0)))
    for row in rows:
        for total, parts in sums.get("across", {}).items():
            difference = _decimal(row[total]) - sum(_decimal(row[part]) for part in parts)
            if abs(difference) > tolerance:
                yield _sum_fault(raw, row, total, difference)
    for total_line in (row for row in rows if row["level"] == 0):
        parts = [row for row in rows if row["level"] == 1]
        for field in sums.get("down", []):
            difference = _decimal(total_line[field]) - sum(_decimal(row[field]) for row in parts)
            if abs(difference) > tolerance:
                yield _sum_fault(raw, total_line, field, difference)


def _sum_fault(raw: Raw, row: Mapping[str, Any], field: str, difference: Decimal) -> Fault:
    vi = f"“{row['name_vi']}”: cột {field} lệch {difference} so với cộng các phần; giữ như nguồn."
    en = f"“{row['name_vi']}”: column {field} is {difference} off the sum of its parts; kept as published."
    where = Address(raw.sheet, _position(str(row["source_cell"]).partition("!")[2])[0])
    return make_fault("sum-differs", where, vi, en, value=str(row[field]), severity="warning")


def _decimal(text: str) -> Decimal:
    return Decimal(text or "0")


def _check_nothing_below(raw: Raw, last: int, gathered: Gathered) -> None:
    """Rows with content under the declared last row are said, so that a longer table is not cut."""
    for number in range(last + 1, len(raw.rows) + 1):
        text = " ".join(str(cell).strip() for cell in raw.rows[number - 1] if str(cell).strip())
        if text:
            vi = f"Dòng {number} nằm dưới bảng đã khai và không được đọc: “{text[:80]}”."
            en = f"Row {number} lies below the declared table and was not read: “{text[:80]}”."
            gathered.unread.append(
                make_fault("below-table", Address(raw.sheet, number), vi, en, value=text[:80])
            )


def _first_letters(numbers: Mapping[str, str]) -> str:
    return next(iter(numbers.values()))


def _position(cell: str) -> tuple[int, int]:
    """Row and column, 1-based, of an address such as `C13`."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    if match is None:
        raise UsageError(f"{cell!r} is no cell address: write column letters and a row number, such as C13")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
