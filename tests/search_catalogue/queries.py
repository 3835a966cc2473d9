"""What people type and what it must find, as `fixtures/search/queries.yaml` says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parents[1] / "fixtures" / "search" / "queries.yaml"

Query = dict[str, str]


@cache
def queries() -> dict[str, list[Query]]:
    """The lists of the manifest: pairs, mess, former."""
    loaded: dict[str, list[Query]] = yaml.safe_load(FILE.read_text("utf-8"))
    return loaded
