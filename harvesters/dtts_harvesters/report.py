"""What a connector tells about a run beside its records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

MOST_KEPT = 500
"""Drift and removals beyond that are counted and not listed; what is ignored is counted under `OTHERS`."""
OTHERS = "…"


@dataclass(frozen=True)
class Drift:
    """A field that is not as the source's file says. `kind` is `new` (neither mapped nor ignored), `lost`
    (mapped and in no record) or `retyped`; `sample` is one value, at most 100 characters."""

    kind: str
    field: str
    count: int = 1
    sample: str = ""


@dataclass
class Report:
    """Filled while a connector reads.

    `complete`: every record that the source holds was seen, so that what is absent may be proposed for
    removal. `listed`: how many records the source named as unchanged, beside those that came.
    `not_modified`: the source said so (304) and nothing was read. `announced`: how many records the source
    says that it has. `rows`: how many rows the file has that was made of them. `gone`: ids that the source
    itself calls deleted. `retry_at`: not before then. `kept`: what parts of a connector hand to it for its
    state.
    """

    complete: bool = False
    not_modified: bool = False
    listed: int = 0
    announced: int | None = None
    seen: int = 0
    rows: int | None = None
    gone: list[str] = field(default_factory=list)
    drift: dict[tuple[str, str], Drift] = field(default_factory=dict)
    mapped: dict[str, int] = field(default_factory=dict)
    ignored: dict[str, int] = field(default_factory=dict)
    notes: list[Mapping[str, Any]] = field(default_factory=list)
    retry_at: datetime | None = None
    kept: Mapping[str, Any] = field(default_factory=dict)

    def drifted(self, kind: str, name: str, value: object = "") -> None:
        """Counts one field that is not as mapped; keeps the first value as a sample."""
        known = self.drift.get((kind, name))
        if known is None and len(self.drift) >= MOST_KEPT:
            return
        count, sample = (known.count, known.sample) if known else (0, str(value)[:100])
        self.drift[kind, name] = Drift(kind, name, count + 1, sample)

    def mapping(self, name: str, ours: str) -> None:
        """Counts one value of a field that became one of ours."""
        key = name if name == ours else f"{name} → {ours}"
        self.mapped[key] = self.mapped.get(key, 0) + 1

    def ignoring(self, name: str) -> None:
        """Counts one value of a field that the source's file ignores by name."""
        key = name if name in self.ignored or len(self.ignored) < MOST_KEPT else OTHERS
        self.ignored[key] = self.ignored.get(key, 0) + 1
