"""How long it takes to give a workbook back with half of its rows corrected, in a child as the portal does it.

Prints seconds and the child's peak memory. Never fails on a time.
Usage: `.venv/bin/python tests/bench/bench_correct.py [--rows 10000 100000]`
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

from dtts.corrections import EVERY_GROUP, accept, correct_in_child

HEADER = (
    *("Chương trình", "Mã dự án", "Mã xã", "Tên xã", "Năm", "Kỳ báo cáo", "Kết quả đầu ra", "Đơn vị tính"),
    *("Kế hoạch", "Thực hiện", "Tình trạng số liệu"),
)


def write(path: Path, count: int, form: str) -> None:
    """Rows of which every second code lacks its zero and every tenth status is a label."""
    rows = (
        (
            *("mtqg-1719-2021-2025", "DA01.ND02", "7210@since-2025-07" if row % 2 else "07210@since-2025-07"),
            *("Phường Bắc Giang", 2025, "year", f"Kết quả {row}", "hộ", 12.5, 11),
            "provisional" if row % 10 else "Sơ bộ",
        )
        for row in range(count)
    )
    if form == "csv":
        lines = (",".join(map(str, row)) for row in (HEADER, *rows))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Biểu 03")
    for row in (HEADER, *rows):
        sheet.append(row)
    workbook.save(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    for count in parser.parse_args().rows:
        for form in ("csv", "xlsx"):
            with tempfile.TemporaryDirectory() as folder:
                sent, out = Path(folder) / f"sent.{form}", Path(folder) / "out.xlsx"
                write(sent, count, form)
                started = time.perf_counter()
                done = correct_in_child(
                    sent,
                    filename=sent.name,
                    schema_name="output_results",
                    accepted=accept(sent, [EVERY_GROUP]),
                    out=out,
                    wall_s=1200,
                )
                seconds = time.perf_counter() - started
                # The largest child so far: sizes grow, so the last one.
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
                sys.stdout.write(
                    f"{form:5}{count:>9,} rows{seconds:8.1f} s{peak:>6,} MB"
                    f"{done.corrected:>9,} cells corrected, {out.stat().st_size:,} bytes\n"
                )
                sys.stdout.flush()


if __name__ == "__main__":
    main()
