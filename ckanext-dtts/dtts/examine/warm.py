"""Brings Polars to the state in which it works, so that what follows can be measured and limited."""

from __future__ import annotations

import polars as pl


def start_threads() -> None:
    """Starts the thread pool and the allocator's arenas by one small computation."""
    pl.DataFrame({"number": [1, 2, 3]}).lazy().select(pl.col("number").sum()).collect()
