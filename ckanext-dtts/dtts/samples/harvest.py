"""Reads `schemas/samples/harvest.yaml`: the source that a new portal harvests, and what it finds there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dtts.catalogue import schemas_path
from dtts.errors import UsageError
from dtts.samples.manifest import DatasetPlan

FOLDER = "{folder}"
_NEEDED = ("dataset", "folder", "source", "files")


@dataclass(frozen=True)
class DropPlan:
    """A file in the folder: `generate` names a demonstration table, or `text` is what stands in it."""

    name: str
    generate: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class HarvestPlan:
    """`folder` is a name, `source` the source's file with FOLDER where the folder's address goes."""

    dataset: DatasetPlan
    folder: str
    source: str
    files: tuple[DropPlan, ...]

    def definition(self, folder: Path) -> str:
        """The source's file for a folder of this server."""
        return self.source.replace(FOLDER, folder.as_uri())


def load_harvest(folder: Path | None = None) -> HarvestPlan:
    """The plan under `folder`, by default the package's schemas. UsageError for one that lacks a part."""
    path = (folder or schemas_path()) / "samples" / "harvest.yaml"
    given: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    missing = [name for name in _NEEDED if name not in given]
    if missing:
        raise UsageError(f"{path.name} lacks {', '.join(missing)}")
    fields = dict(given["dataset"])
    dataset = DatasetPlan(fields["name"], fields.pop("org"), fields, ())
    files = tuple(DropPlan(**each) for each in given["files"])
    return HarvestPlan(dataset, given["folder"], given["source"], files)
