"""Reads `schemas/samples/reuses.yaml`: what the gallery of a new portal begins with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from dtts.catalogue import schemas_path


class ReusePlan(NamedTuple):
    """The fields of a form; its address is `path` on the portal itself. `by` is who makes it public."""

    path: str
    given: Mapping[str, str]
    datasets: tuple[str, ...]
    by: str


def load_reuses(folder: Path | None = None) -> tuple[ReusePlan, ...]:
    """The plans under `folder`, by default the package's schemas."""
    path = (folder or schemas_path()) / "samples" / "reuses.yaml"
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    shared = {name: said[name] for name in ("maker", "maker_kind", "licence")}
    own = ("title", "title_en", "about", "work")
    return tuple(
        ReusePlan(
            each["path"],
            {**shared, **{name: each[name] for name in own}},
            tuple(each["datasets"]),
            said["by"],
        )
        for each in said["entries"]
    )
