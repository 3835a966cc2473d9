"""Odd and hostile JSON and Parquet files: each function writes one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import polars as pl

from core.hostile.rows import HEAD, ROW

RECORD = dict(zip(HEAD, ROW, strict=True))


def _json(*records: dict[str, object]) -> str:
    return json.dumps([RECORD, *records], ensure_ascii=False)


def json_plain(path: Path) -> None:
    path.write_text(_json(), encoding="utf-8")


def json_deep(path: Path) -> None:
    path.write_text('[{"a":' * 200_000, encoding="utf-8")


def json_final_nul(path: Path) -> None:
    path.write_text(_json() + "\0", encoding="utf-8")


def json_huge_number(path: Path) -> None:
    path.write_text(_json().replace("2013", "9" * 100_000), encoding="utf-8")


def json_nan(path: Path) -> None:
    path.write_text(_json().replace("10}", "NaN}"), encoding="utf-8")


def json_infinite(path: Path) -> None:
    path.write_text(_json().replace("10}", "1e999}"), encoding="utf-8")


def json_key_twice(path: Path) -> None:
    path.write_text(_json().replace('"total"', '"line"'), encoding="utf-8")


def json_value_inside(path: Path) -> None:
    path.write_text(_json({**RECORD, "total": [1]}), encoding="utf-8")


def json_no_array(path: Path) -> None:
    path.write_text(json.dumps(RECORD), encoding="utf-8")


def json_60_mb(path: Path) -> None:
    path.write_text(_json(), encoding="utf-8")
    os.truncate(path, 60_000_000)


def json_many_keys(path: Path) -> None:
    path.write_text(_json({f"k{number}": 1 for number in range(100_000)}), encoding="utf-8")


def _frame(rows: int = 1) -> pl.DataFrame:
    return pl.DataFrame([{**RECORD, "line": line} for line in range(1, rows + 1)])


def parquet_plain(path: Path) -> None:
    _frame().write_parquet(path)


def parquet_cut(path: Path) -> None:
    parquet_plain(path)
    path.write_bytes(path.read_bytes()[:-20])


def parquet_nested(path: Path) -> None:
    _frame().with_columns(total=pl.concat_list("line", "level")).write_parquet(path)


def parquet_huge_claim(path: Path) -> None:
    """The footer says of 1,000 rows that they are 2^55; it is as long as before plus the longer numbers."""
    _frame(1000).write_parquet(path, compression="uncompressed", statistics=False)
    content = path.read_bytes()
    length = int.from_bytes(content[-8:-4], "little")
    footer = content[-8 - length : -8].replace(_zigzag(1000), _zigzag(2**55))
    path.write_bytes(content[: -8 - length] + footer + len(footer).to_bytes(4, "little") + b"PAR1")


def _zigzag(number: int) -> bytes:
    """A number as Thrift's compact protocol writes it."""
    number, written = number * 2, b""
    while number > 0x7F:
        written, number = written + bytes([number & 0x7F | 0x80]), number >> 7
    return written + bytes([number])


def parquet_many_rows(path: Path) -> None:
    pl.select(line=pl.repeat(1, 13_000_000, dtype=pl.Int8)).write_parquet(path)


def parquet_bomb(path: Path) -> None:
    """Ten million times the same kilobyte, in a few kilobytes."""
    pl.select(name_vi=pl.repeat("x" * 1000, 10_000_000)).write_parquet(path)


def parquet_600_columns(path: Path) -> None:
    pl.DataFrame({f"x{number}": [1] for number in range(600)}).write_parquet(path)


def parquet_empty(path: Path) -> None:
    path.write_bytes(b"PAR1")
