"""From a descriptor to a TableSchema: the portal's own with both languages, or a plain Frictionless one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dtts.errors import UsageError
from dtts.table_schema.misuse import refuse_misuse
from dtts.table_schema.schema import Bilingual, Field, ForeignKey, TableSchema

Descriptor = Mapping[str, Any]

_NO_VALUE = ("",)


def read_table_schema(descriptor: Descriptor, name: str = "") -> TableSchema:
    """Turns the content of a schema file into a TableSchema, called `name` where it does not name itself.

    A descriptor with `title_en` speaks both languages and has to do so throughout. In any other the
    title serves both, and where there is none the name of the field (https://specs.frictionlessdata.io/
    table-schema/, also in its version 2: missing values with labels, unique keys, a foreign key without
    resource). UsageError when a key is missing or says what cannot be.
    """
    refuse_misuse(descriptor, name)
    try:
        return _read(descriptor, name)
    except KeyError as missing:
        said = descriptor.get("name", name) or "?"
        raise UsageError(
            f"table schema {said!r} lacks the key {missing}; add it to its JSON file"
        ) from missing


def _read(descriptor: Descriptor, name: str) -> TableSchema:
    bilingual = "title_en" in descriptor
    own_name = descriptor["name"] if bilingual else descriptor.get("name", name)
    missing = _missing_values(descriptor, _NO_VALUE)
    return TableSchema(
        name=own_name,
        version=descriptor["version"] if bilingual else _version(descriptor),
        title=_texts(descriptor, "title", bilingual, own_name),
        description=_texts(descriptor, "description", bilingual, ""),
        fields=tuple(_field(field, bilingual, missing) for field in descriptor["fields"]),
        primary_key=_tuple(descriptor.get("primaryKey", ())),
        unique_keys=tuple(_tuple(key) for key in descriptor.get("uniqueKeys", ())),
        foreign_keys=tuple(_foreign_key(key) for key in descriptor.get("foreignKeys", ())),
        missing_values=missing,
        row_checks=tuple(descriptor.get("dtts:rowChecks", ())),
        indexes=tuple(descriptor.get("dtts:indexes", ())),
        descriptor=descriptor,
    )


def _version(descriptor: Descriptor) -> int:
    version = descriptor.get("version", 0)
    return version if isinstance(version, int) else 0


def _field(descriptor: Descriptor, bilingual: bool, missing: tuple[str, ...]) -> Field:
    return Field(
        name=descriptor["name"],
        type=descriptor.get("type", "string"),
        format=str(descriptor.get("format", "default")).removeprefix("fmt:"),
        title=_texts(descriptor, "title", bilingual, descriptor["name"]),
        description=_texts(descriptor, "description", bilingual, ""),
        constraints=descriptor.get("constraints", {}),
        aliases=tuple(descriptor.get("aliases", ())),
        unit=descriptor.get("unit"),
        enum_labels=descriptor.get("dtts:enumLabels", {}),
        missing_values=_missing_values(descriptor, missing),
        descriptor=descriptor,
    )


def _missing_values(descriptor: Descriptor, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """The words alone: version 2 of the standard lets each carry a label."""
    words = descriptor.get("missingValues", otherwise)
    return tuple(word["value"] if isinstance(word, Mapping) else word for word in words)


def _foreign_key(descriptor: Descriptor) -> ForeignKey:
    reference = descriptor["reference"]
    return ForeignKey(
        _tuple(descriptor["fields"]), reference.get("resource", ""), _tuple(reference["fields"])
    )


def _texts(descriptor: Descriptor, key: str, bilingual: bool, otherwise: str) -> Bilingual:
    if bilingual:
        return {"vi": descriptor[key], "en": descriptor[f"{key}_en"]}
    vi = descriptor.get(key) or otherwise
    return {"vi": vi, "en": descriptor.get(f"{key}_en") or vi}


def _tuple(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
