"""Descriptors that no table can be checked by: what is wrong, and what to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from dtts.errors import UsageError
from dtts.table_schema.constraints import TYPES, takes

Descriptor = Mapping[str, Any]

_ELSEWHERE = ("register:", "table:")
MODES = ("exact", "equal", "subset", "superset", "partial")


def refuse_misuse(descriptor: Any, name: str) -> None:
    """UsageError with everything that is wrong with the shape of a descriptor."""
    faults = list(_faults(descriptor))
    if faults:
        said = descriptor.get("name", name) if isinstance(descriptor, Mapping) else name
        raise UsageError(f"table schema {said or '?'!r}: {'; '.join(faults)}")


def _faults(descriptor: Any) -> Iterator[str]:
    if not isinstance(descriptor, Mapping):
        yield "it has to be a JSON object with a list `fields`"
        return
    fields = descriptor.get("fields")
    if not isinstance(fields, list) or not all(isinstance(field, Mapping) for field in fields):
        yield "`fields` has to be a list of objects"
        return
    names = [field.get("name") for field in fields]
    if not fields or not all(isinstance(name, str) and name for name in names):
        yield "there has to be a field, and each needs a `name`"
        return
    for name, times in Counter(names).items():
        if times > 1:
            yield f'the field "{name}" is named {times} times; name it once'
    for field in fields:
        yield from _field_faults(field)
    if descriptor.get("fieldsMatch", MODES[0]) not in MODES:
        yield f"`fieldsMatch` has to be one of: {', '.join(MODES)}"
    yield from _key_faults(descriptor, {str(name) for name in names})


def _field_faults(field: Descriptor) -> Iterator[str]:
    kind = field.get("type", "string")
    if kind not in TYPES:
        yield f'the field "{field["name"]}" has the type "{kind}"; types are: {", ".join(TYPES)}'
        return
    constraints = field.get("constraints", {})
    if not isinstance(constraints, Mapping):
        yield f'the `constraints` of the field "{field["name"]}" have to be an object'
        return
    for constraint in constraints:
        if constraint not in takes(kind):
            yield (
                f'the constraint "{constraint}" of the field "{field["name"]}" is none of the type '
                f'"{kind}", which takes: {", ".join(takes(kind))}'
            )
    yield from _missing_faults(field, f'of the field "{field["name"]}"')


def _key_faults(descriptor: Descriptor, names: set[str]) -> Iterator[str]:
    yield from _missing_faults(descriptor, "of the table")
    keys = [("primaryKey", descriptor.get("primaryKey", []))]
    keys += [("uniqueKeys", key) for key in descriptor.get("uniqueKeys", [])]
    for key in descriptor.get("foreignKeys", []):
        reference = key.get("reference") if isinstance(key, Mapping) else None
        if not isinstance(reference, Mapping) or "fields" not in key or "fields" not in reference:
            yield "each of `foreignKeys` needs `fields` and a `reference` with `fields`"
            continue
        yield from _reference_faults(key, reference, names)
        keys.append(("foreignKeys", key["fields"]))
    for key, fields in keys:
        strangers = [name for name in _listed(fields) if name not in names]
        if strangers:
            yield f"`{key}` names {', '.join(map(repr, strangers))}; the fields are: {', '.join(names)}"


def _reference_faults(key: Descriptor, reference: Descriptor, names: set[str]) -> Iterator[str]:
    if len(_listed(key["fields"])) != len(_listed(reference["fields"])):
        yield "a foreign key and its reference name unequal numbers of fields"
    resource = reference.get("resource", "")
    if resource and not str(resource).startswith(_ELSEWHERE):
        yield (
            f'a foreign key refers to "{resource}"; it can refer to the table itself (resource ""), '
            f"to a register (register:NAME) or to another table of the dataset (table:SCHEMA)"
        )
    strangers = [name for name in _listed(reference["fields"]) if not resource and name not in names]
    if strangers:
        yield f"a foreign key refers to {', '.join(map(repr, strangers))}, which the table does not have"


def _missing_faults(descriptor: Descriptor, of: str) -> Iterator[str]:
    words = descriptor.get("missingValues", [])
    values = [word.get("value") if isinstance(word, Mapping) else word for word in words]
    if not isinstance(words, list) or not all(isinstance(value, str) for value in values):
        yield f"the `missingValues` {of} have to be a list of texts, or of objects with a text `value`"


def _listed(names: Any) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
