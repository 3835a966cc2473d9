"""Reads `schemas/samples/`: organisations, datasets with their metadata, tables with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dtts.catalogue import LOADER, schemas_path
from dtts.errors import UsageError


@dataclass(frozen=True)
class TablePlan:
    """One table: where it will stand, its schema, and either a source or a generator.

    `source` is a path; `recipe` a path or the recipe itself, None where the source has the schema already;
    `generate` the name of a demonstration table.
    """

    slug: str
    name: str
    name_en: str
    schema: str
    source: Path | None
    recipe: Path | Mapping[str, Any] | None
    generate: str | None


@dataclass(frozen=True)
class Awaited:
    """A table that has a place and a schema, and nothing to begin with: somebody will bring it in."""

    slug: str
    schema: str


@dataclass(frozen=True)
class DatasetPlan:
    """One dataset: `fields` as its type has them, `org` the publishing organisation."""

    name: str
    org: str
    fields: Mapping[str, Any]
    tables: tuple[TablePlan, ...]
    awaited: tuple[Awaited, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """Organisations as `{name, title, title_en, description, description_en}`, then datasets, in order."""

    organisations: tuple[Mapping[str, str], ...]
    datasets: tuple[DatasetPlan, ...]


def load_manifest(folder: Path | None = None) -> Manifest:
    """The manifest under `folder`, by default the package's schemas. Raises `UsageError` when a key lacks."""
    base = folder or schemas_path()
    samples = base / "samples"
    organisations = _load(samples / "organisations.yaml")["organisations"]
    included = [_load(samples / name) for name in _load(samples / "datasets.yaml")["include"]]
    datasets = tuple(plan for content in included for plan in _datasets(content, base))
    _refuse_repeats([plan.name for plan in datasets])
    return Manifest(tuple(organisations), datasets)


def _load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe one
    return content


def _datasets(content: Mapping[str, Any], base: Path) -> Iterator[DatasetPlan]:
    for entry in content["datasets"]:
        fields = {**content.get("defaults", {}), **entry}
        missing = {"name", "type", "org", "title", "tables"} - set(fields)
        if missing:
            raise UsageError(f"dataset {fields.get('name', '?')!r} also needs {', '.join(sorted(missing))}")
        tables = tuple(_table(table, base) for table in fields.pop("tables"))
        awaited = tuple(Awaited(each["table"], each["schema"]) for each in fields.pop("awaited", ()))
        yield DatasetPlan(fields["name"], fields.pop("org"), fields, tables, awaited)


def _table(entry: Mapping[str, Any], base: Path) -> TablePlan:
    source, recipe, generate = entry.get("source"), entry.get("recipe"), entry.get("generate")
    if (generate is None) == (source is None):
        raise UsageError(
            f"table {entry.get('table', '?')!r} needs `source`, with a `recipe` if any, or `generate`"
        )
    return TablePlan(
        slug=entry["table"],
        name=entry["name"],
        name_en=entry["name_en"],
        schema=entry["schema"],
        source=base / source if source else None,
        recipe=base / recipe if isinstance(recipe, str) else recipe,
        generate=generate,
    )


def _refuse_repeats(names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"datasets named twice: {', '.join(twice)}")
