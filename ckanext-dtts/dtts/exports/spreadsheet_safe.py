"""Text that a spreadsheet would run as a formula when it opens a CSV."""

from __future__ import annotations

import re

import polars as pl

# A sign that starts a formula, also after a quote or blanks, also in its full-width form; and the
# control characters that make a spreadsheet look at what follows them.
_FORMULA = r"""^['"\s]*[=+\-@＝＋－＠]|^[\t\r\n]"""
# Signed numbers, telephone numbers and a lone dash only look like one.
_HARMLESS = r"^[+-]?(\d[\d .,()-]*)?$"


def spreadsheet_safe(frame: pl.DataFrame) -> pl.DataFrame:
    """`'` before every text that a spreadsheet would run. Typed columns are left as they are.

    For downloads that go into a spreadsheet; what is stored and what machines fetch stays unchanged.
    """
    return frame.with_columns(_prefixed(name) for name, kind in frame.schema.items() if kind == pl.String)


def safe_text(text: str) -> str:
    """The same for one text."""
    runs = re.search(_FORMULA, text) and not re.search(_HARMLESS, text)
    return f"'{text}" if runs else text


def _prefixed(name: str) -> pl.Expr:
    text = pl.col(name)
    runs = text.str.contains(_FORMULA) & ~text.str.contains(_HARMLESS)
    return pl.when(runs).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(name)
