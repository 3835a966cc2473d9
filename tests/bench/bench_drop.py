"""Seconds from dropping a file of 10,000 rows to its report; prints, judges nothing. Wants a running portal."""

from __future__ import annotations

import csv
import io
import os
import sys
import time

import httpx
from openpyxl import Workbook

from dtts.catalogue import schemas_path

SCHEMA = "ethnic_group_aliases"
"""Has a key of two columns and refers to a register, so that all costly checks run."""
ROWS, BAD_EVERY = 10_000, 10
TIMES = 3


def main() -> None:
    base = os.environ.get("DTTS_BENCH_URL") or f"http://127.0.0.1:{os.environ.get('PORT', '5000')}"
    rows = table()
    print(f"{SCHEMA}, {ROWS} rows, every {BAD_EVERY}th with a fault; best of {TIMES}")
    for name, content in (("csv", as_csv(rows)), ("xlsx", as_xlsx(rows))):
        try:
            seconds, title = min(drop(base, f"table.{name}", content) for _ in range(TIMES))
        except httpx.HTTPError as error:
            sys.exit(f"{base} does not answer ({error}): run `make portal` first.")
        print(f"{name:5} {len(content) / 1e6:6.2f} MB {seconds:6.2f} s  {title}")


def drop(base: str, filename: str, content: bytes) -> tuple[float, str]:
    """Seconds until the report has come, and its heading."""
    began = time.perf_counter()
    answer = httpx.post(
        f"{base}/kiem-tra",
        files={"file": (filename, content)},
        data={"schema": SCHEMA},
        follow_redirects=True,
        timeout=120,
    )
    seconds = time.perf_counter() - began
    answer.raise_for_status()
    return seconds, answer.text.partition("<h1>")[2].partition("</h1>")[0]


def table() -> list[list[str]]:
    """The register's rows again and again, each time with another ending of the second key column."""
    with (schemas_path() / "registers" / f"{SCHEMA}.csv").open(encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    code, alias = header.index("group_code"), header.index("alias")
    made = [list(rows[number % len(rows)]) for number in range(ROWS)]
    for number, row in enumerate(made):
        row[alias] = f"{row[alias]} {number // len(rows)}"
        row[code] = "000" if number % BAD_EVERY == 0 else row[code]
    return [header, *made]


def as_csv(rows: list[list[str]]) -> bytes:
    """The rows as UTF-8 text."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: list[list[str]]) -> bytes:
    """The rows as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


if __name__ == "__main__":
    main()
