"""The words by which a row is found: as written, and once more without Vietnamese marks."""

from __future__ import annotations

from ckanext.datastore.backend.postgres import identifier

from dtts.catalogue import TableSchema

# PostgreSQL refuses a tsvector over 1 MB; no row of a table needs that many words to be found.
LONGEST_TEXT = 100_000
# A trusted extension: the owner of the database may create it. 200,000 rows lose their marks in 0.6 s
# by it; translate() over the 134 Vietnamese letters took 26 s.
NEEDS = "CREATE EXTENSION IF NOT EXISTS unaccent"


def expression(schema: TableSchema) -> str:
    """SQL of the `_full_text` value of a row; `simple` makes words small by itself."""
    cells = ", ".join(f"{identifier(field.name)}::text" for field in schema.fields)
    texts = ", ".join(identifier(field.name) for field in schema.fields if field.type == "string")
    words = f"concat_ws(' ', {cells})"
    if texts:
        words = f"concat_ws(' ', {words}, unaccent(concat_ws(' ', {texts})))"
    return f"to_tsvector('simple', left({words}, {LONGEST_TEXT}))"
