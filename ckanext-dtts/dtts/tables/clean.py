"""Text as it is kept: one normal form, no spaces around, nothing invisible inside without a word."""

from __future__ import annotations

import polars as pl

# Zero-width characters, the soft hyphen, bidirectional controls, C0 and C1 controls but tab and line ends.
INVISIBLE = (
    "[\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2064}\\x{2066}-\\x{2069}\\x{feff}\\x{ad}"
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]"
)


def cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    """All columns NFC and trimmed, empty text as null. Columns of pure ASCII skip the normal form."""
    mixed = _with_other_than_ascii(frame)
    return frame.select(_clean(name, name in mixed) for name in frame.columns)


def _with_other_than_ascii(frame: pl.DataFrame) -> set[str]:
    if not frame.height:
        return set()
    longer = frame.select((pl.all().str.len_bytes().sum() > pl.all().str.len_chars().sum()).fill_null(False))
    return {name for name, longer_in_bytes in longer.row(0, named=True).items() if longer_in_bytes}


def _clean(name: str, mixed: bool) -> pl.Expr:
    column = pl.col(name)
    text = (column.str.normalize("NFC") if mixed else column).str.strip_chars()
    return pl.when(text.str.len_bytes() > 0).then(text).alias(name)
