"""A dataset of a catalogue before it is mapped, whatever the catalogue was written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CatalogueEntry:
    """`fields` by the catalogue's names, `modified` as it says, `files` as `url name description format`;
    `whole` is what people are shown when it cannot be taken."""

    id: str
    fields: Mapping[str, Any]
    modified: Any
    keywords: Sequence[Any]
    files: Sequence[Any]
    whole: Any
