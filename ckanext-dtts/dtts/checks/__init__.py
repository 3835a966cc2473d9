"""The checker: what a Table Schema asks for, compiled to Polars expressions, one file a check."""

from dtts.checks.check import Checked, CheckedBatches, check_batches, check_table
from dtts.checks.problem import Context, Keys, Problem, TableCheck
from dtts.checks.register_keys import keys_from, packaged_keys
from dtts.checks.registry import ROW_CHECKS, TABLE_CHECKS

__all__ = [
    "ROW_CHECKS",
    "TABLE_CHECKS",
    "Checked",
    "CheckedBatches",
    "Context",
    "Keys",
    "Problem",
    "TableCheck",
    "check_batches",
    "check_table",
    "keys_from",
    "packaged_keys",
]
