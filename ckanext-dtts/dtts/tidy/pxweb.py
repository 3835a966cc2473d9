"""Kind `pxweb-wide`: one row a place, one column a period and item → one observation a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from dtts.errors import UnreadableFile, UsageError
from dtts.report.address import Address
from dtts.report.fault import Fault
from dtts.tidy.faults import make_fault
from dtts.tidy.places import Places
from dtts.tidy.raw import Raw, read_text
from dtts.tidy.recipe import Recipe
from dtts.tidy.result import Gathered

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SORT = (
    "INDICATOR",
    "REF_AREA",
    "GEO_VERSION",
    "SEX",
    "ETHNIC_GROUP",
    "COMMUNE_REGION",
    "VALUE_TYPE",
    "TIME_PERIOD",
)


@dataclass(frozen=True)
class Column:
    """What stands above one column of figures: its period, its status mark, what its item means."""

    number: int
    period: str
    status: str
    item: str
    constants: Mapping[str, Any]


_Cells = Mapping[tuple[str, str], tuple[Column, Decimal | None]]


def read_pxweb(source: Path, recipe: Recipe, places: Places) -> Gathered:
    """All observations of the export, the cells that cannot be read, and the sums that do not add up."""
    raw = read_text(source, recipe["encoding"], recipe["delimiter"])
    _check_title(raw, recipe)
    gathered = Gathered()
    columns = list(_columns(raw, recipe, gathered))
    rows = _Rows(raw, recipe, places, columns, gathered)
    for number in range(int(recipe["header_row"]) + 1, len(raw.rows) + 1):
        if any(raw.rows[number - 1]):
            rows.read(number)
    _mark_breaks(gathered.rows, recipe.get("breaks", []))
    gathered.rows.sort(key=lambda row: tuple(str(row.get(name, "")) for name in _SORT))
    return gathered


def _check_title(raw: Raw, recipe: Recipe) -> None:
    title = raw.cell(1, 1)
    if "title" in recipe and title != recipe["title"]:
        vi = f"Ô A1 không ghi tên bảng mà công thức chờ: “{recipe['title']}”."
        en = f"Cell A1 does not hold the title that the recipe expects: “{recipe['title']}”."
        raise UnreadableFile(make_fault("other-table", Address(None, 1, 1), vi, en, value=str(title)))


def _columns(raw: Raw, recipe: Recipe, gathered: Gathered) -> Iterator[Column]:
    header_row = int(recipe["header_row"])
    if raw.cell(header_row, 1) != recipe["label_column"]:
        vi = f"Dòng {header_row} không phải dòng tiêu đề: ô đầu phải là “{recipe['label_column']}”."
        en = f"Row {header_row} is not the header: its first cell must be “{recipe['label_column']}”."
        raise UnreadableFile(make_fault("header", Address(None, header_row, 1), vi, en))
    pattern = re.compile(recipe["columns"]["pattern"])
    for number, header in enumerate(raw.rows[header_row - 1][1:], start=2):
        column = _column(number, pattern.fullmatch(str(header)), recipe)
        if column is None:
            vi = f"Tiêu đề cột “{header}” không có trong công thức; cả cột không được đọc."
            en = f"Column header “{header}” is not in the recipe; the whole column was not read."
            where = Address(None, header_row, number)
            gathered.unread.append(make_fault("unknown-column", where, vi, en, value=str(header)))
        else:
            yield column


def _column(number: int, match: re.Match[str] | None, recipe: Recipe) -> Column | None:
    if match is None:
        return None
    parts = match.groupdict()
    mark, item = (parts.get("mark") or "").strip(), (parts.get("item") or "").strip()
    if item not in recipe["items"] or (mark and mark not in recipe["columns"].get("marks", {})):
        return None
    status = recipe["columns"]["marks"][mark] if mark else "A"
    return Column(number, parts["period"], status, item, recipe["items"][item])


class _Rows:
    """Reads one row of places after the other into `gathered`."""

    def __init__(
        self, raw: Raw, recipe: Recipe, places: Places, columns: list[Column], gathered: Gathered
    ) -> None:
        self._raw = raw
        self._recipe = recipe
        self._places = places
        self._columns = columns
        self._gathered = gathered
        self._seen: dict[str, int] = {}

    def read(self, number: int) -> None:
        """Observations of row `number`, or the reason why it has none."""
        label = str(self._raw.cell(number, 1))
        place = self._places.find(label)
        if place.skipped:
            self._gathered.skipped.append(label.strip())
        elif place.area_id is None:
            self._gathered.unread.append(_unknown_place(number, label))
        elif place.area_id in self._seen:
            self._gathered.unread.append(_twice(number, label, self._seen[place.area_id]))
        else:
            self._seen[place.area_id] = number
            self._read_place(number, label, place.area_id)

    def _read_place(self, number: int, label: str, area_id: str) -> None:
        values = {
            (column.period, column.item): (column, self._read_cell(number, column, area_id))
            for column in self._columns
        }
        self._gathered.remarks.extend(_sum_faults(number, label, values, self._recipe.get("sums", {})))

    def _read_cell(self, number: int, column: Column, area_id: str) -> Decimal | None:
        text = str(self._raw.cell(number, column.number)).strip()
        row = {**self._recipe.get("constants", {}), **column.constants}
        row |= {"REF_AREA": area_id, "TIME_PERIOD": column.period}
        if text in self._recipe["missing"]:
            self._gathered.rows.append({**row, "OBS_VALUE": "", "OBS_STATUS": self._recipe["missing"][text]})
            return None
        if not _NUMBER.fullmatch(text):
            self._gathered.unread.append(_unreadable(number, column, text))
            return None
        self._gathered.rows.append({**row, "OBS_VALUE": text, "OBS_STATUS": column.status})
        return Decimal(text)


def _sum_faults(number: int, label: str, cells: _Cells, sums: Mapping[str, list[str]]) -> Iterator[Fault]:
    """A total that differs from its parts, where all of them are present. The figures stay as they are."""
    for (period, item), (column, total) in cells.items():
        parts = [cells[period, part][1] for part in sums.get(item, []) if (period, part) in cells]
        known = [part for part in parts if part is not None]
        if total is None or not parts or len(known) < len(sums[item]) or sum(known) == total:
            continue
        vi = f"{label.strip()}, {period}: tổng ghi {total}, cộng các phần được {sum(known)}; giữ như nguồn."
        en = f"{label.strip()}, {period}: the total is {total}, its parts sum to {sum(known)}; kept as is."
        where = Address(None, number, column.number)
        yield make_fault("sum-differs", where, vi, en, value=str(total), severity="warning")


def _unreadable(number: int, column: Column, text: str) -> Fault:
    vi = f"Ô ghi “{text}”, không phải một số và không phải ký hiệu khuyết đã khai; ô không được đọc."
    en = f"The cell holds “{text}”, neither a number nor a declared mark of a missing value; it was not read."
    return make_fault("unreadable-value", Address(None, number, column.number), vi, en, value=text)


def _unknown_place(number: int, label: str) -> Fault:
    vi = f"“{label.strip()}” không ứng với một địa bàn nào trong danh mục; cả dòng không được đọc."
    en = f"“{label.strip()}” matches no single area of the register; the whole row was not read."
    return make_fault("unknown-place", Address(None, number, 1), vi, en, value=label)


def _twice(number: int, label: str, first: int) -> Fault:
    vi = f"“{label.strip()}” là địa bàn đã có ở dòng {first}; dòng này không được đọc."
    en = f"“{label.strip()}” is the area of row {first} again; this row was not read."
    return make_fault("place-twice", Address(None, number, 1), vi, en, value=label)


def _mark_breaks(rows: list[dict[str, Any]], breaks: list[Mapping[str, Any]]) -> None:
    """The first value of each indicator at or after a declared break gets status B and says why."""
    for declared in breaks:
        missing = {"area", "since", "comment"} - set(declared)
        if missing:
            raise UsageError(f"a break of a recipe also needs {', '.join(sorted(missing))}")
        marked: set[str] = set()
        for row in sorted(rows, key=lambda row: str(row["TIME_PERIOD"])):
            if row["REF_AREA"] != declared["area"] or row["INDICATOR"] in marked:
                continue
            if row["OBS_VALUE"] and row["TIME_PERIOD"] >= str(declared["since"]):
                marked.add(row["INDICATOR"])
                row.update(OBS_STATUS="B", COMPARABILITY="BREAK", COMMENT_OBS=declared["comment"])
