"""Characters that nobody sees and every search trips over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from dtts.checks.problem import Context, Problem, RowWords
from dtts.tables.clean import INVISIBLE

_INVISIBLE = re.compile(re.sub(r"\\x\{([0-9a-f]+)\}", lambda found: f"\\u{int(found[1], 16):04x}", INVISIBLE))


def check_invisible(context: Context) -> Iterator[Problem]:
    """Text with zero-width, bidirectional or control characters: a warning that names them by code."""
    for field in () if context.table.visible else context.fields:
        if context.typed[field.name].dtype != pl.String:
            continue
        hidden = context.where(pl.col(field.name).str.contains(INVISIBLE)) & context.unnamed(field.name)
        if hidden.any():
            bare = context.raw[field.name].set(~hidden, None).str.replace_all(INVISIBLE, "").str.strip_chars()
            namer = _namer(context, field.name)
            yield Problem("invisible-character", hidden, field, row_words=namer, proposed=bare)


def _namer(context: Context, name: str) -> RowWords:
    return lambda row: {"found": codes(context.text(row, name) or "")}


def codes(text: str) -> str:
    """`U+200B, U+202E`: the invisible characters of a text, each once."""
    return ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(_INVISIBLE.findall(text)))
