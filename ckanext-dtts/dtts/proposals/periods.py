"""Fields that say of which period a record is, and how they say it."""

from __future__ import annotations

import re

from dtts.catalogue import Field, TableSchema
from dtts.periods import Period
from dtts.tables.header import label_key

_LABELS = {"ky", "ky so lieu", "ky bao cao", "nam", "nam bao cao", "nam ngan sach", "period", "year"}


def says_period(field: Field) -> bool:
    """Whether a field of text is named as periods are."""
    names = {label_key(text) for text in (*field.title.values(), field.name, *field.aliases)}
    return bool(names & _LABELS)


def period_fields(schema: TableSchema) -> list[Field]:
    """The fields that say of which period a record is."""
    return [field for field in schema.fields if _is_period(field, schema)]


def period_value(field: Field, period: Period) -> str | None:
    """How a field says a period; None when it cannot."""
    if field.type == "year":
        return str(period.start.year) if period.kind in ("year", "half", "quarter", "month") else None
    words = [str(value) for value in field.constraints.get("enum", ())]
    if words:
        wanted = (period.kind, period.sdmx.partition("-")[2])
        return next((word for word in words if word in wanted), None)
    pattern = field.constraints.get("pattern", ".*")
    return period.sdmx if re.fullmatch(pattern, period.sdmx) else None


def _is_period(field: Field, schema: TableSchema) -> bool:
    if field.name not in schema.primary_key and not field.required:
        return False
    return field.type == "year" or (field.type == "string" and says_period(field))
