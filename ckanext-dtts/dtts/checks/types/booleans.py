"""Yes and no, in the words that the schema allows."""

from __future__ import annotations

import polars as pl

from dtts.checks.spelling import by_value, meant_among
from dtts.checks.types.column import Found, Raw, Typed, wrong_type
from dtts.tables import Kind

# The words of the Table Schema standard.
_TRUE = ("true", "True", "TRUE", "1")
_FALSE = ("false", "False", "FALSE", "0")
# What people write for them in either language.
_YES = ("có", "đúng", "yes", "true")
_NO = ("không", "sai", "no", "false")
# A spreadsheet's own TRUE and FALSE need no word for them.
_STORED = {"true": True, "false": False}


def parse_boolean(raw: Raw) -> Typed:
    """True and false."""
    yes = tuple(raw.field.descriptor.get("trueValues", _TRUE))
    no = tuple(raw.field.descriptor.get("falseValues", _FALSE))
    words = dict.fromkeys(no, False) | dict.fromkeys(yes, True)
    values = raw.text.replace_strict(words, default=None, return_dtype=pl.Boolean)
    stored = raw.text.replace_strict(_STORED, default=None, return_dtype=pl.Boolean)
    values = stored.zip_with(raw.is_kind(Kind.BOOLEAN), values)
    kind = {"vi": f"“{yes[0]}” hay “{no[0]}”", "en": f"“{yes[0]}” or “{no[0]}”"}
    wrong = raw.text.is_not_null() & values.is_null()
    meant = by_value(raw.text, wrong, meant_among({yes[0]: (*yes, *_YES), no[0]: (*no, *_NO)}))
    spelled = Found("boolean-spelling", meant.is_not_null(), proposed=meant)
    return Typed(values, (spelled, wrong_type(wrong & meant.is_null(), kind, yes[0])))
