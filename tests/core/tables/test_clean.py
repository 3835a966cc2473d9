"""Text as it is kept."""

from __future__ import annotations

import sys
import unicodedata

import polars as pl

from dtts.tables.clean import UNSETTLED, cleaned


def test_no_character_that_the_normal_form_changes_is_missed():
    points = (chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point <= 0xDFFF)
    changed = [char for char in points if unicodedata.normalize("NFC", char) != char]
    joining = ["\u1161", "\u11a8", "\u0301", "\u031b", "\u093c", "\u0dcf"]
    assert pl.Series([*changed, *joining]).str.contains(UNSETTLED).all()


def test_text_is_composed_trimmed_and_empty_text_is_nothing():
    frame = pl.DataFrame({"a": ["u\u031b", " x\u00a0", "", "  ", None, "a  b"]})
    assert cleaned(frame)["a"].to_list() == ["ư", "x", None, None, None, "a  b"]
