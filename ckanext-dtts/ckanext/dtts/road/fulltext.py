"""The words by which a row is found: as written, and once more without Vietnamese marks."""

from __future__ import annotations

from functools import cache

from ckanext.datastore.backend.postgres import identifier, literal_string

from dtts.catalogue import TableSchema
from dtts.vietnamese import fold

# PostgreSQL refuses a tsvector over 1 MB; no row of a table needs that many words to be found.
LONGEST_TEXT = 100_000


def expression(schema: TableSchema) -> str:
    """SQL of the `_full_text` value of a row."""
    cells = ", ".join(f"{identifier(field.name)}::text" for field in schema.fields)
    texts = ", ".join(identifier(field.name) for field in schema.fields if field.type == "string")
    words = f"concat_ws(' ', {cells})"
    if texts:
        plain, marked = _letters()
        folded = (
            f"translate(lower(concat_ws(' ', {texts})), {literal_string(marked)}, {literal_string(plain)})"
        )
        words = f"concat_ws(' ', {words}, {folded})"
    return f"to_tsvector('simple', left({words}, {LONGEST_TEXT}))"


@cache
def _letters() -> tuple[str, str]:
    """Each small Vietnamese letter with a mark, and the plain letter that stands in its place."""
    blocks = (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))
    marked = [
        char
        for char in map(chr, blocks)
        if char == char.lower() and len(fold(char)) == 1 and fold(char) != char
    ]
    return "".join(map(fold, marked)), "".join(marked)
