"""Earlier versions of a table: what its columns were called when an older template was made.

`dtts:earlier` of a schema lists, for each version before the present one, what changed after it:

    {"version": 1, "renamed": {"Vốn đã giao": "planned"}, "removed": ["Ghi chú cũ"], "added": ["period"]}

`renamed` gives the field that a label of then means now, `removed` the labels of columns that are no longer
asked for, `added` the fields that came (or the label of one that has gone again since). Labels are the
Vietnamese titles of then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dtts.errors import UsageError
from dtts.table_schema.schema import TableSchema

KEY = "dtts:earlier"


@dataclass(frozen=True)
class Changes:
    """All that changed between a version and the present one; labels as the older template has them."""

    renamed: Mapping[str, str]
    removed: tuple[str, ...]
    added: tuple[str, ...]


def earlier_versions(schema: TableSchema) -> tuple[int, ...]:
    """The versions that the schema still knows, oldest first."""
    return tuple(sorted(entry["version"] for entry in schema.descriptor.get(KEY, ())))


def changes_since(schema: TableSchema, version: int) -> Changes:
    """What changed after `version`. UsageError when the schema does not know that version."""
    known = earlier_versions(schema)
    if version not in known:
        raise UsageError(
            f"table schema {schema.name!r} does not say what changed after version {version}; "
            f"it knows: {', '.join(map(str, known)) or 'no earlier version'}"
        )
    labels = _labels_of(schema, version)
    now = {field.name: field.title["vi"] for field in schema.fields}
    return Changes(
        renamed={label: key for key, label in labels.items() if key in now and label != now[key]},
        removed=tuple(key for key in labels if key not in now),
        added=tuple(name for name in now if name not in labels),
    )


def titles_then(schema: TableSchema, version: int) -> frozenset[str]:
    """The Vietnamese labels of a template of an earlier version; UsageError as for `changes_since`."""
    changes_since(schema, version)
    return frozenset(_labels_of(schema, version).values())


def as_of(schema: TableSchema, version: int) -> TableSchema:
    """The schema as it reads a template of an earlier version: with the labels of then, which go before
    those of today, and without a word about columns that are no longer asked for."""
    changes = changes_since(schema, version)
    return replace(schema, labels_then=changes.renamed, dropped=changes.removed)


def _labels_of(schema: TableSchema, version: int) -> dict[str, str]:
    """The labels of a version by what they are now: a field, or for a column that has gone its label. Change
    by change, the newest first, every one is taken back."""
    labels = {field.name: field.title["vi"] for field in schema.fields}
    for entry in sorted(schema.descriptor[KEY], key=lambda each: -int(each["version"])):
        if entry["version"] >= version:
            labels |= {label: label for label in entry.get("removed", ())}
            labels |= {name: label for label, name in entry.get("renamed", {}).items()}
            labels = {key: label for key, label in labels.items() if key not in entry.get("added", ())}
    return labels
