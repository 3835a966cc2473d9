"""What the data folder offers: table schemas and dataset types, read once and kept.

Every text of a schema comes as `{"vi": …, "en": …}`. What is returned is shared between callers
and must not be changed; `dataset_type` gives a copy of its own.
"""

import copy
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from dtts.errors import UsageError
from dtts.table_schema import Bilingual, Field, ForeignKey, TableSchema, read_table_schema

__all__ = [
    "Bilingual",
    "Field",
    "ForeignKey",
    "TableSchema",
    "dataset_type",
    "dataset_type_names",
    "find_table_schema",
    "home_figures",
    "indicator_families",
    "indicators",
    "read_table_schema",
    "schemas_path",
    "table_schema",
    "table_schema_names",
]

_SCHEMA_FILES = (".json", ".yaml", ".yml")
# libyaml where PyYAML was built with it: ten times as fast.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Reads what this package ships."""


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


def find_table_schema(name_or_file: str) -> TableSchema:
    """The schema that a person at a command line means: one of the portal's by name, or a file (.json,
    .yaml) with any Frictionless Table Schema. Never for a name that comes from a form or an address.

    UsageError when there is neither, or when the file is no table schema.
    """
    path = Path(name_or_file)
    if path.suffix.lower() not in _SCHEMA_FILES:
        return table_schema(name_or_file)
    load = json.loads if path.suffix.lower() == ".json" else yaml.safe_load
    try:
        content = load(path.read_text(encoding="utf-8-sig"))
    except OSError as missing:
        raise UsageError(f"the schema file {name_or_file} cannot be read: {missing.strerror}") from missing
    except (ValueError, yaml.YAMLError) as broken:
        raise UsageError(f"the schema file {name_or_file} is broken: {broken}") from broken
    return read_table_schema(content, path.stem)


def dataset_type(name: str) -> dict[str, Any]:
    """The scheming file of a dataset type as it stands (presets not expanded), as a copy."""
    return copy.deepcopy(_dataset_type(name))


@cache
def indicators() -> Mapping[str, Mapping[str, Any]]:
    """Definitions of indicators by code as their files have them, each with what its file says of all of
    its indicators (`defaults`) and the file's name under `file`. UsageError when a code is defined twice."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted((schemas_path() / "indicators").glob("*.yaml")):
        content = _yaml(path)
        for one in content["indicators"]:
            entry = {**content["defaults"], **one, "file": path.name}
            if twin := found.get(entry["code"]):
                raise UsageError(f"{path.name}: {entry['code']} is defined in {twin['file']} already")
            found[entry["code"]] = entry
    return found


@cache
def indicator_families() -> Mapping[str, Bilingual]:
    """What each file of definitions is called, by the family that its indicators name."""
    files = map(_yaml, sorted((schemas_path() / "indicators").glob("*.yaml")))
    return {content["defaults"]["family"]: content["title"] for content in files}


@cache
def home_figures() -> tuple[Mapping[str, Any], ...]:
    """Which figures the first page shows, as `home.yaml` describes them."""
    return tuple(_yaml(schemas_path() / "home.yaml")["figures"])


@cache
def _dataset_type(name: str) -> dict[str, Any]:
    _need_known("dataset type", name, dataset_type_names())
    return _yaml(schemas_path() / "dataset" / f"{name}.yaml")


def _yaml(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe one
    return content


def _stems(folder: str, suffix: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (schemas_path() / folder).glob(f"*{suffix}")))


def _need_known(kind: str, name: str, known: tuple[str, ...]) -> None:
    # A name comes from an address or a form: it may never become a path of its own.
    if name not in known:
        raise UsageError(f"unknown {kind} {name!r}; known are: {', '.join(known)}")
