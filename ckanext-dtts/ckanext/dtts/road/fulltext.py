"""The words by which a row is found: as written, and once more without Vietnamese marks."""

from __future__ import annotations

import sqlalchemy as sa
from ckanext.datastore.backend.postgres import identifier
from sqlalchemy.engine import Connection

from dtts.catalogue import TableSchema

# PostgreSQL refuses a tsvector over 1 MB; no row of a table needs that many words to be found.
LONGEST_TEXT = 100_000
# Amounts and days are asked for by filters; as words they are nearly all different, and cost the index
# more than all the rest.
SPOKEN = ("string", "year")
# A trusted extension: the owner of the database may create it. 200,000 rows lose their marks in 0.6 s
# by it; translate() over the 134 Vietnamese letters took 26 s.
NEEDS = "CREATE EXTENSION IF NOT EXISTS unaccent"


def expression(connection: Connection, source: str, schema: TableSchema) -> str:
    """SQL of the `_full_text` value of a row of the table `source`; `simple` makes words small by itself."""
    cells = [f"{identifier(field.name)}::text" for field in schema.fields if field.type in SPOKEN]
    if not cells:
        return "''::tsvector"
    words = f"concat_ws(' ', {', '.join(cells)})"
    marked = _marked_columns(connection, source, schema)
    if marked:
        words = f"concat_ws(' ', {words}, unaccent(concat_ws(' ', {', '.join(marked)})))"
    return f"to_tsvector('simple', left({words}, {LONGEST_TEXT}))"


def _marked_columns(connection: Connection, source: str, schema: TableSchema) -> list[str]:
    """Quoted names of the text columns that hold any letter beyond ASCII; codes need no second spelling."""
    names = [field.name for field in schema.fields if field.type == "string"]
    columns = [sa.column(name, sa.Text) for name in names]
    beyond = [
        sa.func.bool_or(sa.func.octet_length(column) > sa.func.char_length(column)) for column in columns
    ]
    if not beyond:
        return []
    found = connection.execute(sa.select(*beyond).select_from(sa.table(source))).one()
    return [identifier(name) for name, is_marked in zip(names, found, strict=True) if is_marked]
