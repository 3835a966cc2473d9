"""A stranger's file with a column of old places, converted in a child that has limits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtts.errors import UnreadableFile
from dtts.examine.process import Limits, cause, run_limited
from dtts.units.unit import Words
from dtts.vietnamese import fold

if TYPE_CHECKING:
    import polars as pl

ANSWER, CSV, XLSX, GIVEN = "listing.json", "converted.csv", "converted.xlsx", "given.csv"
MOST_ROWS = 20_000

# Headings of columns that hold places, the likeliest first, without marks.
_PLACES = (
    "ma dia ban cu", "ma dia ban", "ma xa cu", "ma xa phuong", "ma xa", "ma dvhc", "ma don vi hanh chinh",
    "ma", "code", "area_id", "old_area_id", "ten xa cu", "xa cu", "ten xa", "xa phuong thi tran",
    "xa phuong", "xa", "ten don vi hanh chinh", "ten don vi", "dia ban", "dia danh", "don vi", "noi o",
    "commune", "name", "place", "ten",
)  # fmt: skip
_PROVINCES = ("tinh cu", "ten tinh", "tinh thanh pho", "tinh thanh", "tinh", "ma tinh", "province")
_DAYS = ("ngay", "ngay so lieu", "date", "on")


@dataclass(frozen=True)
class Ask:
    """What is asked of a listing: columns by their headings, None to be found; one province for all rows."""

    to: date
    on: date
    column: str | None = None
    province_column: str | None = None
    date_column: str | None = None
    province: str | None = None
    level: str | None = None
    lang: str | None = None


def convert_listing_in_child(
    path: Path, filename: str, ask: Ask, out: Path, limits: Limits, registers: Path | None = None
) -> dict[str, Any]:
    """As `convert_listing`; a crash or a limit becomes an answer with `error`, never an exception."""
    out.mkdir(parents=True, exist_ok=True)
    options = {f"--{name.replace('_', '-')}": getattr(ask, name) for name in ask.__dataclass_fields__}
    arguments = ["listing", str(path), f"--filename={filename}", f"--out={out}"]
    ended = run_limited(arguments, {**options, "--registers": registers}, limits)
    if (out / ANSWER).exists():
        answer: dict[str, Any] = json.loads((out / ANSWER).read_text(encoding="utf-8"))
        return answer
    why = cause(ended, limits)
    return _failed(
        "unreadable-file", {"vi": f"Không đọc được tệp: {why['vi']}.", "en": f"Unreadable: {why['en']}."}
    )


def convert_listing(path: Path, filename: str, ask: Ask, out: Path, registers: Path | None = None) -> None:
    """Writes `listing.json` and, when there is something to convert, the table as given and converted.

    The answer holds `columns` (all headings), the columns used, `rows`, `counts` by flag and `results`; or
    `error` with a code and a sentence in both languages: `column-needed` when no heading tells which column
    holds the places.
    """
    from dtts.tables import read_table

    try:
        frame = read_table(path, filename=filename).frame
    except UnreadableFile as unreadable:
        answer = _failed("unreadable-file", unreadable.fault.message)
    else:
        answer = _converted(frame, ask, out, registers)
    part = out / f"{ANSWER}.part"
    part.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    part.replace(out / ANSWER)


def _converted(frame: pl.DataFrame, ask: Ask, out: Path, registers: Path | None) -> dict[str, Any]:
    from dtts.units.gazetteer import Gazetteer
    from dtts.units.table import HEADINGS, convert_column, summary, with_conversions

    # What an earlier conversion added is made anew.
    ours = {heading for words in HEADINGS.values() for heading in words.values()} | set(HEADINGS)
    frame = frame.select([name for name in frame.columns if name not in ours])
    shape = {"columns": frame.columns, "rows": frame.height}
    if frame.height > MOST_ROWS:
        return {**shape, **_failed("too-many-rows", _TOO_MANY)}
    frame.write_csv(out / GIVEN)
    picked = _picked(frame.columns, ask)
    if picked["column"] is None:
        return {**shape, **_failed("column-needed", _WHICH)}
    gazetteer = Gazetteer.load(registers)
    conversions = convert_column(
        gazetteer, frame, picked["column"], to=ask.to, on=ask.on, date_column=picked["date_column"],
        province_column=picked["province_column"], province=ask.province, level=ask.level,
    )  # fmt: skip
    converted = with_conversions(gazetteer, frame, conversions)
    _write(converted, ask.lang, out)
    return {
        **shape,
        **picked,
        "counts": summary(converted),
        "results": [conversion.to_dict() for conversion in conversions],
    }


def _picked(columns: Sequence[str], ask: Ask) -> dict[str, str | None]:
    """The columns asked for, else those whose headings tell; a table of one column leaves no choice."""
    column = ask.column if ask.column in columns else None
    if column is None and ask.column is None:
        column = columns[0] if len(columns) == 1 else _by_heading(columns, _PLACES)
    province, day = (
        asked if asked in columns else _by_heading(columns, known) if asked is None else None
        for asked, known in ((ask.province_column, _PROVINCES), (ask.date_column, _DAYS))
    )
    return {
        "column": column,
        "province_column": province if province != column else None,
        "date_column": day,
    }


def _by_heading(columns: Sequence[str], known: Sequence[str]) -> str | None:
    bare = {" ".join(fold(name).replace("/", " ").replace(",", " ").split()): name for name in columns}
    return next((bare[heading] for heading in known if heading in bare), None)


def _write(converted: pl.DataFrame, lang: str | None, out: Path) -> None:
    from dtts.units.table import HEADINGS
    from dtts.units.workbook import write_workbook

    headed = converted.rename({name: words[lang] for name, words in HEADINGS.items()} if lang else {})
    headed.write_csv(out / CSV)
    write_workbook(headed, out / XLSX)


def _failed(code: str, message: Words) -> dict[str, Any]:
    return {"error": {"code": code, "message": dict(message)}}


_WHICH: Words = {
    "vi": "Hãy chọn cột chứa mã hoặc tên địa bàn.",
    "en": "Choose the column that holds codes or names of places.",
}
_TOO_MANY: Words = {
    "vi": f"Bảng có hơn {MOST_ROWS:,} dòng".replace(",", ".") + "; hãy chia nhỏ tệp.",
    "en": f"The table has more than {MOST_ROWS:,} rows; split the file.",
}
