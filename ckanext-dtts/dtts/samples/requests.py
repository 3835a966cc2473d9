"""Reads `schemas/samples/requests.yaml`: requests for data that a new portal shows, and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dtts.catalogue import schemas_path
from dtts.errors import UsageError

_NEEDED = ("key", "text", "area_id", "moves")


@dataclass(frozen=True)
class RequestPlan:
    """A request, how many say that they need it too, the agency `to` that answers, and what `by` does there.

    `moves` are parameters of `dtts_request_decide`; `days` in one of them becomes the day so far from now.
    """

    key: str
    text: str
    area_id: str
    moves: tuple[Mapping[str, Any], ...]
    places: str = ""
    years: tuple[int, int] | None = None
    purpose: str = ""
    support: int = 0
    to: str = ""
    by: str = ""


def load_requests(folder: Path | None = None) -> tuple[RequestPlan, ...]:
    """The plans under `folder`, by default the package's schemas. UsageError for one that lacks a part."""
    path = (folder or schemas_path()) / "samples" / "requests.yaml"
    return tuple(_plan(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["requests"])


def _plan(entry: Mapping[str, Any]) -> RequestPlan:
    missing = [name for name in _NEEDED if name not in entry]
    unknown = sorted(set(entry) - set(RequestPlan.__dataclass_fields__))
    if missing or unknown or (entry["moves"] and not (entry.get("to") and entry.get("by"))):
        raise UsageError(
            f"the request {entry.get('key', '?')!r} lacks {missing}, has unknown {unknown}; "
            "one with moves says `to` whom it is given and `by` whom it is answered"
        )
    years = tuple(entry["years"]) if entry.get("years") else None
    return RequestPlan(**{**entry, "moves": tuple(entry["moves"]), "years": years})
