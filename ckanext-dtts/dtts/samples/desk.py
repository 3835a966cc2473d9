"""Reads `schemas/samples/desk.yaml`: what demonstration users have sent, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dtts.catalogue import schemas_path
from dtts.errors import UsageError

OUTCOMES = ("waits", "sent_back", "scheduled", "invalid")
_NEEDED = ("key", "dataset", "table", "generate", "filename", "sender", "then", "changes")


@dataclass(frozen=True)
class DeskPlan:
    """A file that `sender` sends: the demonstration table `generate` with `changes`.

    `then` is one of `OUTCOMES`; what is sent back or scheduled names who decides (`by`) and the `reason` with
    its `cells` (`{cell, message}`), or in how many `days` it is published.
    """

    key: str
    dataset: str
    table: str
    generate: str
    filename: str
    sender: str
    then: str
    changes: tuple[Mapping[str, Any], ...]
    by: str | None = None
    days: int = 7
    note: str = ""
    reason: str = ""
    cells: tuple[Mapping[str, str], ...] = ()


def load_desk(folder: Path | None = None) -> tuple[DeskPlan, ...]:
    """The plans under `folder`, by default the package's schemas. UsageError for one that lacks a part."""
    path = (folder or schemas_path()) / "samples" / "desk.yaml"
    return tuple(_plan(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["submissions"])


def _plan(entry: Mapping[str, Any]) -> DeskPlan:
    missing = [name for name in _NEEDED if name not in entry]
    unknown = sorted(set(entry) - set(DeskPlan.__dataclass_fields__))
    if missing or unknown or entry["then"] not in OUTCOMES:
        raise UsageError(
            f"the plan {entry.get('key', '?')!r} lacks {missing}, has unknown {unknown}; "
            f"`then` is one of {', '.join(OUTCOMES)}"
        )
    if entry["then"] in ("sent_back", "scheduled") and not entry.get("by"):
        raise UsageError(f"the plan {entry['key']!r} needs `by`: who decides")
    lists = {"changes": tuple(entry["changes"]), "cells": tuple(entry.get("cells", ()))}
    return DeskPlan(**{**entry, **lists})
