"""What the data folder offers: table schemas and dataset types, read once and kept.

Every text of a schema comes as `{"vi": …, "en": …}`. What is returned is shared between callers
and must not be changed; `dataset_type` gives a copy of its own.
"""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from dtts.errors import UsageError

Bilingual = Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """One column. `constraints` are Table Schema's own; `unit` is as printed in a header, or None."""

    name: str
    type: str
    format: str
    title: Bilingual
    description: Bilingual
    constraints: Mapping[str, Any]
    aliases: tuple[str, ...]
    unit: str | None
    enum_labels: Mapping[str, Bilingual]
    descriptor: Mapping[str, Any]

    @property
    def required(self) -> bool:
        """Whether a cell of the column may not be empty."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True)
class ForeignKey:
    """`resource` is "" for the table itself, or `register:<name>` for a national register."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """A Frictionless Table Schema with both languages; `descriptor` is the file as it stands."""

    name: str
    version: int
    title: Bilingual
    description: Bilingual
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    missing_values: tuple[str, ...]
    row_checks: tuple[Mapping[str, Any], ...]
    indexes: tuple[str, ...]
    descriptor: Mapping[str, Any]

    @property
    def field_names(self) -> tuple[str, ...]:
        """The columns in their order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name; UsageError when the schema has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise UsageError(f"schema {self.name!r} has no field {name!r}; it has: {', '.join(self.field_names)}")


def schemas_path() -> Path:
    """The folder of `dtts_schemas`, wherever the package is installed."""
    return Path(str(resources.files("dtts_schemas")))


@cache
def table_schema_names() -> tuple[str, ...]:
    """All table schemas, in the order of their names."""
    return _stems("tables", ".json")


@cache
def dataset_type_names() -> tuple[str, ...]:
    """All dataset types, in the order of their names."""
    return _stems("dataset", ".yaml")


@cache
def table_schema(name: str) -> TableSchema:
    """The table schema of that name; UsageError lists the known names when there is none."""
    _need_known("table schema", name, table_schema_names())
    path = schemas_path() / "tables" / f"{name}.json"
    return read_table_schema(json.loads(path.read_text(encoding="utf-8")))


def dataset_type(name: str) -> dict[str, Any]:
    """The scheming file of a dataset type as it stands (presets not expanded), as a copy."""
    return copy.deepcopy(_dataset_type(name))


@cache
def indicators() -> Mapping[str, Mapping[str, Any]]:
    """Definitions of indicators by code: names, definition, unit, direction and how values aggregate."""
    families = (_yaml(path) for path in sorted((schemas_path() / "indicators").glob("*.yaml")))
    return {one["code"]: one for family in families for one in family["indicators"]}


def read_table_schema(descriptor: Mapping[str, Any]) -> TableSchema:
    """Turns the content of a schema file into a TableSchema; UsageError when a key is missing."""
    try:
        return TableSchema(
            name=descriptor["name"],
            version=descriptor["version"],
            title=_both(descriptor, "title"),
            description=_both(descriptor, "description"),
            fields=tuple(_field(field) for field in descriptor["fields"]),
            primary_key=_tuple(descriptor.get("primaryKey", ())),
            foreign_keys=tuple(_foreign_key(key) for key in descriptor.get("foreignKeys", ())),
            missing_values=tuple(descriptor.get("missingValues", ("",))),
            row_checks=tuple(descriptor.get("dtts:rowChecks", ())),
            indexes=tuple(descriptor.get("dtts:indexes", ())),
            descriptor=descriptor,
        )
    except KeyError as missing:
        name = descriptor.get("name", "?")
        raise UsageError(
            f"table schema {name!r} lacks the key {missing}; add it to its JSON file"
        ) from missing


@cache
def _dataset_type(name: str) -> dict[str, Any]:
    _need_known("dataset type", name, dataset_type_names())
    return _yaml(schemas_path() / "dataset" / f"{name}.yaml")


def _yaml(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _field(descriptor: Mapping[str, Any]) -> Field:
    return Field(
        name=descriptor["name"],
        type=descriptor["type"],
        format=descriptor.get("format", "default"),
        title=_both(descriptor, "title"),
        description=_both(descriptor, "description"),
        constraints=descriptor.get("constraints", {}),
        aliases=tuple(descriptor.get("aliases", ())),
        unit=descriptor.get("unit"),
        enum_labels=descriptor.get("dtts:enumLabels", {}),
        descriptor=descriptor,
    )


def _foreign_key(descriptor: Mapping[str, Any]) -> ForeignKey:
    reference = descriptor["reference"]
    return ForeignKey(_tuple(descriptor["fields"]), reference["resource"], _tuple(reference["fields"]))


def _both(descriptor: Mapping[str, Any], key: str) -> Bilingual:
    return {"vi": descriptor[key], "en": descriptor[f"{key}_en"]}


def _tuple(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _stems(folder: str, suffix: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (schemas_path() / folder).glob(f"*{suffix}")))


def _need_known(kind: str, name: str, known: tuple[str, ...]) -> None:
    # A name comes from an address or a form: it may never become a path of its own.
    if name not in known:
        raise UsageError(f"unknown {kind} {name!r}; known are: {', '.join(known)}")
