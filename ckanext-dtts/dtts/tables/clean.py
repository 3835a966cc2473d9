"""Text as it is kept: one normal form, no spaces around, nothing invisible inside without a word."""

from __future__ import annotations

import polars as pl

from dtts.tables.traits import UNKNOWN, Traits

# Zero-width characters, the soft hyphen, bidirectional controls, C0 and C1 controls but tab and line ends.
INVISIBLE = (
    "[\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2064}\\x{2066}-\\x{2069}\\x{feff}\\x{ad}"
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]"
)


# Every character that the normal form may change: marks, and in these blocks letters and signs that have
# another form. Text without one is in the normal form already, which is told ten times faster.
UNSETTLED = (
    r"[\p{M}\x{340}-\x{387}\x{900}-\x{fff}\x{1100}-\x{11ff}\x{1f00}-\x{2001}\x{2126}\x{212a}\x{212b}"
    r"\x{2329}\x{232a}\x{2adc}\x{f900}-\x{fb4f}\x{11000}-\x{11fff}\x{1d000}-\x{1d24f}\x{2f800}-\x{2fa1f}]"
)
_SPACED = r"^\s|\s$"


def cleaned(frame: pl.DataFrame, traits: Traits = UNKNOWN) -> pl.DataFrame:
    """All columns NFC and trimmed, empty text as null. A column that is so already is not copied."""
    return frame.with_columns(_clean(frame[name], traits) for name in frame.columns)


def _clean(text: pl.Series, traits: Traits) -> pl.Series:
    if not (traits.settled or _is_ascii(text)) and text.str.contains(UNSETTLED).any():
        text = text.str.normalize("NFC")
    if _is_spaced(text, traits.blanks):
        text = text.str.strip_chars()
    empty = text.str.len_bytes() == 0
    return text.set(empty, None) if empty.any() else text


def _is_ascii(text: pl.Series) -> bool:
    return bool(text.str.len_bytes().sum() == text.str.len_chars().sum())


def _is_spaced(text: pl.Series, blanks: str | None) -> bool:
    """Whether a cell begins or ends with white space."""
    if blanks is None:
        return bool(text.str.contains(_SPACED).any())
    return any(text.str.starts_with(blank).any() or text.str.ends_with(blank).any() for blank in blanks)
