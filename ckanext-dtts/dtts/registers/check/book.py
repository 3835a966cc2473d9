"""What one examination reads: the registers and boundaries of a folder, and the expected figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from dtts.catalogue import schemas_path
from dtts.registers.load import register

FORMER, CURRENT = "pre-2025-07", "since-2025-07"


@dataclass(frozen=True)
class Figure:
    """Something counted, printed in any case."""

    name: str
    value: object


@dataclass(frozen=True)
class Fault:
    """Something that must not be."""

    text: str


Line = Figure | Fault
Lines = Iterator[Line]


@dataclass(frozen=True)
class Book:
    """The folders that are examined and what they must hold."""

    registers: Path
    boundaries: Path
    expected: dict[str, Any]

    def register(self, name: str) -> pl.DataFrame:
        """A register of the examined folder."""
        return register(name, self.registers)


def open_book(registers: Path | None = None, boundaries: Path | None = None) -> Book:
    """The packaged folders unless others are named; what is expected lies beside the packaged registers."""
    packaged = schemas_path() / "registers"
    expected = yaml.safe_load((packaged / "expected.yaml").read_text(encoding="utf-8"))
    return Book(registers or packaged, boundaries or schemas_path() / "boundaries", expected)


def compare(name: str, found: object, expected: object) -> Lines:
    """The figure, and a fault when it is another than the expected one."""
    yield Figure(name, found)
    if found != expected:
        yield Fault(f"{name}: {found}, expected {expected}")


def none_of(wrong: Iterable[object], text: str) -> Lines:
    """One fault that names the first few of `wrong`, if there are any."""
    listed = [str(one) for one in wrong]
    if listed:
        more = f" and {len(listed) - 5} more" if len(listed) > 5 else ""
        yield Fault(f"{text}: {', '.join(listed[:5])}{more}")
