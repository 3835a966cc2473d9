"""Data about persons, refused wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from dtts.catalogue import Field, TableSchema
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.personal import find_personal, kinds, kinds_of_label, masked

_TEXT = ("string", "any")
ALLOWED = "dtts:publicContact"
"""A field's key with the kinds that it may hold: the telephone or address of an office, never of a person."""


def personal_data(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at every column of free text, and at others whose label asks for personal data.

    A column that takes its values from a list or a register cannot hold persons: any other value is wrong.
    """
    bound = {name for key in schema.foreign_keys if key.resource for name in key.fields}
    for field in schema.fields:
        if field.name in bound or not _can_hold(field):
            continue
        if field.type in _TEXT or any(map(kinds_of_label, _labels(field))):
            yield TableCheck((field.name,), partial(check_personal_data, field))


def _can_hold(field: Field) -> bool:
    """Whether the column's own rules let a person's data in at all."""
    if "enum" in field.constraints:
        return False
    pattern = field.constraints.get("pattern")
    if pattern is None or field.type not in _TEXT:
        return True
    try:
        form = re.compile(pattern)
    except re.error:
        return True
    return any(form.fullmatch(example) for kind in kinds().values() for example in kind.examples)


def check_personal_data(field: Field, context: Context) -> Iterator[Problem]:
    """Cells with an identifier or the name of a person. The report shows them masked, whatever else it says
    of them: see `dtts.report.conceal`."""
    if not context.has(field.name):
        return
    text = context.raw[field.name]
    allowed = field.descriptor.get(ALLOWED, ())
    for found in find_personal(text, _labels(field), allowed=allowed, content=field.type in _TEXT):
        yield Problem(
            f"personal-data:{found.kind.id}",
            found.mask,
            field,
            {"kind": found.kind.title},
            row_words=lambda row: {"value": masked(context.text(row, field.name) or "")},
        )


def _labels(field: Field) -> tuple[str, ...]:
    return (field.name, *field.title.values())
