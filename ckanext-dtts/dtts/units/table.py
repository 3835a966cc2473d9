"""A table with a column of old places → the same table with columns that say what they are now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl

from dtts.errors import UsageError
from dtts.units.convert import convert_all
from dtts.units.fate import FATES, Conversion
from dtts.units.gazetteer import Gazetteer
from dtts.units.unit import FORMER_ENDS, Unit, Words

SEPARATOR = "; "
"""Between several units in one cell."""

HEADINGS: Mapping[str, Words] = {
    "old_area_id": {"vi": "Mã địa bàn cũ", "en": "Former area"},
    "old_name": {"vi": "Tên cũ theo danh mục", "en": "Former name in the register"},
    "new_code": {"vi": "Mã mới", "en": "New code"},
    "new_name": {"vi": "Tên mới", "en": "New name"},
    "new_area_id": {"vi": "Mã địa bàn mới", "en": "New area"},
    "new_province_code": {"vi": "Mã tỉnh mới", "en": "New province code"},
    "new_province": {"vi": "Tỉnh mới", "en": "New province"},
    "flag": {"vi": "Kết quả", "en": "Result"},
    "flag_vi": {"vi": "Kết quả (lời)", "en": "Result (Vietnamese)"},
    "flag_en": {"vi": "Kết quả (tiếng Anh)", "en": "Result (English)"},
    "candidates": {"vi": "Có thể là", "en": "Candidates"},
    "reason_vi": {"vi": "Giải thích", "en": "Reason (Vietnamese)"},
    "reason_en": {"vi": "Giải thích (tiếng Anh)", "en": "Reason (English)"},
}


def convert_frame(
    gazetteer: Gazetteer,
    frame: pl.DataFrame,
    column: str,
    *,
    to: date,
    on: date | None = FORMER_ENDS,
    date_column: str | None = None,
    province_column: str | None = None,
    level: str | None = None,
) -> pl.DataFrame:
    """`frame` with the columns of HEADINGS behind its own, row for row.

    A divided unit has all its targets in one cell, parted by "; ". `date_column` holds days (Date, or text as
    YYYY-MM-DD or DD/MM/YYYY) and goes before `on`. UsageError names a missing or doubled column.
    """
    conversions = convert_column(
        gazetteer,
        frame,
        column,
        to=to,
        on=on,
        date_column=date_column,
        province_column=province_column,
        level=level,
    )
    return with_conversions(gazetteer, frame, conversions)


def convert_column(
    gazetteer: Gazetteer,
    frame: pl.DataFrame,
    column: str,
    *,
    to: date,
    on: date | None = FORMER_ENDS,
    date_column: str | None = None,
    province_column: str | None = None,
    province: str | None = None,
    level: str | None = None,
) -> list[Conversion]:
    """The conversion of each row of `column`; `province` stands where no column says it."""
    _need_columns(frame, [column, date_column, province_column])
    named = _texts(frame, province_column) if province_column else [None] * frame.height
    return convert_all(
        gazetteer,
        _texts(frame, column),
        to=to,
        on=_days(frame, date_column, on) if date_column else on,
        provinces=[one or province for one in named],
        level=level,
    )


def with_conversions(
    gazetteer: Gazetteer, frame: pl.DataFrame, conversions: Sequence[Conversion]
) -> pl.DataFrame:
    """`frame` with the columns of HEADINGS behind its own, one conversion a row."""
    _need_free(frame)
    cells = _cells(gazetteer)
    return frame.with_columns(
        pl.Series(name, [cell(one) for one in conversions], dtype=pl.String) for name, cell in cells.items()
    )


def summary(converted: pl.DataFrame) -> dict[str, int]:
    """How many rows have each flag, in the order of FATES."""
    counts = dict(converted["flag"].value_counts().iter_rows())
    return {flag: counts[flag] for flag in FATES if flag in counts}


def _cells(gazetteer: Gazetteer) -> dict[str, Callable[[Conversion], str | None]]:
    def provinces(one: Conversion, show: Callable[[Unit], str]) -> str | None:
        above = [gazetteer.province(unit) for unit in one.targets]
        return _joined(list(dict.fromkeys(show(unit) for unit in above if unit is not None)))

    return {
        "old_area_id": lambda one: one.old.area_id if one.old else None,
        "old_name": lambda one: one.old.name if one.old else None,
        "new_code": lambda one: _joined([unit.code for unit in one.targets]),
        "new_name": lambda one: _joined([unit.name for unit in one.targets]),
        "new_area_id": lambda one: _joined([unit.area_id for unit in one.targets]),
        "new_province_code": lambda one: provinces(one, lambda unit: unit.code),
        "new_province": lambda one: provinces(one, lambda unit: unit.name),
        "flag": lambda one: one.flag,
        "flag_vi": lambda one: FATES[one.flag]["vi"],
        "flag_en": lambda one: FATES[one.flag]["en"],
        "candidates": lambda one: _joined([f"{c.unit.code} {c.label()}" for c in one.candidates]),
        "reason_vi": lambda one: one.reason["vi"],
        "reason_en": lambda one: one.reason["en"],
    }


def _joined(texts: Sequence[str]) -> str | None:
    return SEPARATOR.join(texts) or None


def _texts(frame: pl.DataFrame, column: str) -> list[str | None]:
    return frame[column].cast(pl.String).to_list()


def _days(frame: pl.DataFrame, column: str, otherwise: date | None) -> list[date | None]:
    """Days of a column; an empty cell stands for `otherwise`, an unreadable one for no day."""
    given = frame[column]
    days = given
    if given.dtype == pl.String:
        days = given.str.to_date("%Y-%m-%d", strict=False)
        days = days.fill_null(given.str.to_date("%d/%m/%Y", strict=False))
    if days.dtype != pl.Date:
        raise UsageError(f"column {column!r} must hold days (YYYY-MM-DD or DD/MM/YYYY), not {days.dtype}")
    return [otherwise if empty else day for day, empty in zip(days, given.is_null(), strict=True)]


def _need_columns(frame: pl.DataFrame, wanted: Sequence[str | None]) -> None:
    missing = [name for name in wanted if name is not None and name not in frame.columns]
    if missing:
        raise UsageError(f"no column {', '.join(missing)}; the columns are: {', '.join(frame.columns)}")


def _need_free(frame: pl.DataFrame) -> None:
    doubled = [name for name in HEADINGS if name in frame.columns]
    if doubled:
        raise UsageError(f"the table already has columns named {', '.join(doubled)}; rename them first")
