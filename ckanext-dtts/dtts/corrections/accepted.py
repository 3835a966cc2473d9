"""What a person accepts of the corrections that a report proposes, as a value that JSON carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dtts.errors import UsageError
from dtts.report import Fault, group_key

_CHUNK = 1024 * 1024
EVERY_GROUP = "*"
"""In `groups`: whatever the report proposes."""


@dataclass(frozen=True)
class Accepted:
    """Corrections of the file whose content has this `sha256`: of whole `groups`, each named by the `key` of
    its pattern (`leading-zero:area_id`) or all by `EVERY_GROUP`, and of single `cells` (`C17`)."""

    sha256: str
    groups: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    def covers(self, fault: Fault) -> bool:
        """Whether the fault has a correction and it is accepted."""
        if fault.proposed is None:
            return False
        if EVERY_GROUP in self.groups or fault.cell in self.cells:
            return True
        return group_key(fault.rule, fault.field) in self.groups

    def need(self, path: Path) -> None:
        """UsageError when the file at `path` is another than the one whose corrections were accepted."""
        if fingerprint(path) != self.sha256:
            raise UsageError(
                "these corrections were accepted for another file: check this one and accept anew"
            )

    def to_dict(self) -> dict[str, Any]:
        """The value as JSON carries it."""
        return {"sha256": self.sha256, "groups": list(self.groups), "cells": list(self.cells)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Accepted:
        """The inverse of `to_dict`; UsageError when a part is missing or is no list of text."""
        sha256, groups, cells = data.get("sha256"), data.get("groups", []), data.get("cells", [])
        if not isinstance(sha256, str) or not _are_texts(groups) or not _are_texts(cells):
            raise UsageError(
                'accepted corrections are {"sha256": text, "groups": [text, …], "cells": [text, …]}'
            )
        return cls(sha256, tuple(groups), tuple(cells))


def accept(path: Path, groups: Iterable[str] = (), cells: Iterable[str] = ()) -> Accepted:
    """These corrections of the file at `path`."""
    return Accepted(fingerprint(path), tuple(groups), tuple(cells))


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def read_accepted(path: Path) -> Accepted:
    """The accepted corrections in a JSON file; UsageError when it holds none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as broken:
        raise UsageError(f"{path.name} is not JSON ({broken})") from broken
    if not isinstance(content, dict):
        raise UsageError(f"{path.name} holds no accepted corrections, which are an object")
    return Accepted.from_dict(content)


def write_accepted(accepted: Accepted, path: Path) -> None:
    """The inverse of `read_accepted`."""
    path.write_text(json.dumps(accepted.to_dict(), ensure_ascii=False) + "\n", encoding="utf-8")


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
