"""What the data folder declares for SDMX, and the portal's own table schema of observations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from dtts.catalogue import TableSchema, schemas_path, table_schema


@cache
def declared() -> Mapping[str, Any]:
    """`schemas/sdmx/structures.yaml`."""
    path = schemas_path() / "sdmx" / "structures.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def agency() -> str:
    """The agency that maintains all structures."""
    return str(declared()["agency"])


def version() -> str:
    """The version of all structures."""
    return str(declared()["version"])


def observation() -> TableSchema:
    """The table schema whose fields are the components."""
    return table_schema("observation")
