"""Parameters of demonstration tables, one YAML file each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from dtts.catalogue import schemas_path
from dtts.errors import UsageError

Parameters = Mapping[str, Any]
_NEEDED = {"kind", "schema", "seed"}


def demo_names(folder: Path | None = None) -> tuple[str, ...]:
    """Names that `generate` knows."""
    return tuple(sorted(path.stem for path in _folder(folder).glob("*.yaml")))


def load_parameters(name: str, folder: Path | None = None) -> Parameters:
    """The parameters of the table `name`. Raises `UsageError` when there are none or a key is missing."""
    if name not in demo_names(folder):
        raise UsageError(f"no demonstration table {name!r}; there are: {', '.join(demo_names(folder))}")
    parameters = _read(_folder(folder) / f"{name}.yaml")
    missing = _NEEDED - set(parameters)
    if missing:
        raise UsageError(f"demo {name!r} also needs {', '.join(sorted(missing))}")
    return parameters


def _read(path: Path) -> dict[str, Any]:
    """The parameters of a file; before them those of the file that it names under `with`, which several
    tables share."""
    own: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {**_read(path.parent / own["with"]), **own} if "with" in own else own


def _folder(folder: Path | None) -> Path:
    return folder or schemas_path() / "demo"
