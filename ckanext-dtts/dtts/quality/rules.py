"""What a table was checked against, told from its schema in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.quality.method import Words
from dtts.table_schema import TableSchema

_BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "pattern")


def rules_of(schema: TableSchema) -> tuple[Words, ...]:
    """One sentence for each kind of rule that the schema has, with how many columns it holds for."""
    return tuple(_told(schema))


def _told(schema: TableSchema) -> Iterator[Words]:
    fields = schema.fields
    yield _words("{n} cột: mọi ô đúng kiểu giá trị", "{n} columns: every cell of its type", len(fields))
    for words, count in (
        (("{n} cột không được trống", "{n} columns may not be empty"), _with(schema, "required")),
        (("{n} cột theo danh sách giá trị", "{n} columns by a list of values"), _with(schema, "enum")),
        (
            ("{n} cột trong giới hạn hay theo mẫu", "{n} columns within bounds or of a form"),
            _with(schema, *_BOUNDS),
        ),
        (("{n} cột tra trong danh mục", "{n} columns looked up in a register"), _looked_up(schema)),
    ):
        if count:
            yield _words(*words, count)
    if schema.primary_key:
        key = ", ".join(schema.primary_key)
        yield {"vi": f"không có hai dòng trùng khóa ({key})", "en": f"no two rows with one key ({key})"}


def _with(schema: TableSchema, *names: str) -> int:
    return sum(
        any(each.constraints.get(name) not in (None, False) for name in names) for each in schema.fields
    )


def _looked_up(schema: TableSchema) -> int:
    return len({field for key in schema.foreign_keys if key.resource for field in key.fields})


def _words(vi: str, en: str, count: int) -> Words:
    return {"vi": vi.format(n=count), "en": en.format(n=count)}
