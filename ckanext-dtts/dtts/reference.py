"""The reference of all tables as one Markdown page, in both languages, for people who prepare files."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.catalogue import (
    Field,
    TableSchema,
    dataset_type,
    dataset_type_names,
    table_schema,
    table_schema_names,
)
from dtts.registers import register_title

_HEAD = """\
# Các bảng dữ liệu · Tables

Mỗi bảng gửi lên cổng theo một lược đồ dưới đây. Tiêu đề cột có thể là tên cột, tên tiếng Việt, tên tiếng
Anh hoặc một cách viết khác được liệt kê. Cột có dấu • là bắt buộc. Mã giữ số 0 ở đầu.

Every table sent to the portal follows one of the schemas below. A header may be the column's name, its
Vietnamese or English title, or one of the other spellings listed. Columns marked • are required. Codes keep
their leading zeros.

This page is written by `python -m dtts schemas --markdown`.
"""

_MAX_CHOICES = 14


def tables_reference() -> str:
    """All table schemas by dataset type; a table of several types stands under the first."""
    return "\n".join([_HEAD, *_types()]).rstrip() + "\n"


def _types() -> Iterator[str]:
    seen: set[str] = set()
    for name in dataset_type_names():
        content = dataset_type(name)
        own = [table for table in content["dtts_tables"] if table not in seen]
        seen.update(own)
        if own:
            yield f"## {content['label']['vi']} · {content['label']['en']}\n"
            yield from (_table(table_schema(table)) for table in own)
    rest = [table for table in table_schema_names() if table not in seen]
    yield from (_table(table_schema(table)) for table in rest)


def _table(schema: TableSchema) -> str:
    lines = [
        f"### {schema.title['vi']} · {schema.title['en']}\n",
        f"`{schema.name}`, phiên bản · version {schema.version}. Khóa · key: {_codes(schema.primary_key)}.\n",
        f"{schema.description['vi']}\n\n{schema.description['en']}\n",
        "| Cột · Column | Tên · Title | Kiểu · Type | Nội dung · Content |",
        "| --- | --- | --- | --- |",
        *(_row(schema, field) for field in schema.fields),
    ]
    return "\n".join(lines) + "\n"


def _row(schema: TableSchema, field: Field) -> str:
    mark = " •" if field.required else ""
    parts = [field.description["vi"], field.description["en"], *_notes(schema, field)]
    cells = (
        f"`{field.name}`{mark}",
        f"{field.title['vi']}<br>{field.title['en']}",
        _type(field),
        "<br>".join(parts),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _type(field: Field) -> str:
    return (
        f"{field.type}, {field.unit}"
        if field.unit and field.unit not in ("unit_vi", "money_unit")
        else field.type
    )


def _notes(schema: TableSchema, field: Field) -> Iterator[str]:
    if field.enum_labels:
        yield _choices(field)
    elif "pattern" in field.constraints:
        yield f"Mẫu · pattern: `{field.constraints['pattern']}`"
    limits = [str(field.constraints[limit]) for limit in ("minimum", "maximum") if limit in field.constraints]
    if limits:
        low = (
            "≥ " if "minimum" in field.constraints and len(limits) == 1 else "≤ " if len(limits) == 1 else ""
        )
        yield f"Giới hạn · range: {low}{' … '.join(limits)}"
    for key in schema.foreign_keys:
        if key.fields[-1] == field.name and key.resource:
            yield _elsewhere(key.resource)
    if field.aliases:
        yield f"Cách viết khác · other headers: {'; '.join(field.aliases)}"


def _elsewhere(resource: str) -> str:
    where, _, name = resource.partition(":")
    if where == "table":
        title = table_schema(name).title
        return f"Theo bảng · in the table: {title['vi']} · {title['en']}"
    title = register_title(name)
    return f"Theo danh mục · in the register: {title['vi']} · {title['en']}"


def _choices(field: Field) -> str:
    shown = list(field.enum_labels.items())[:_MAX_CHOICES]
    more = len(field.enum_labels) - len(shown)
    texts = [f"`{value}` {label['vi']} / {label['en']}" for value, label in shown]
    return "; ".join(texts) + (f"; … (+{more})" if more else "")


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
