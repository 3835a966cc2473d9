"""What a tidying step hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dtts.report.fault import Fault


@dataclass
class Gathered:
    """Rows by column name, what could not be read, what was read and looks odd, labels left out."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    unread: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TidyResult:
    """`rows` written, what stayed `unread`, `remarks` on what was kept as published, `skipped` labels."""

    rows: int
    unread: list[Fault]
    remarks: list[Fault]
    skipped: list[str]
