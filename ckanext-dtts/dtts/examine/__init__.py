"""Examines one file, in this process or in a limited child of it."""

from dtts.examine.child import examine_in_child
from dtts.examine.run import CSV, PARQUET, REPORT, Progress, check_file, examine, refusal

__all__ = ["CSV", "PARQUET", "REPORT", "Progress", "check_file", "examine", "examine_in_child", "refusal"]
