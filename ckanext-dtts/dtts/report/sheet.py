"""The sheet that our report takes in a workbook that is given back: readers pass over it."""

from __future__ import annotations

REPORT_SHEET = "Báo cáo · Report"
REPORT_TITLE = "Kết quả kiểm tra bảng · Report on the table"


def is_report_sheet(name: str | None, first_cell: str | None) -> bool:
    """Whether a sheet is one that `dtts.corrections` wrote: by its name and by what its cell A1 says."""
    return bool(name) and str(name).startswith(REPORT_SHEET) and first_cell == REPORT_TITLE
