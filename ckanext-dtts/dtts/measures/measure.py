"""The register of units of measure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, Inexact, localcontext
from functools import lru_cache
from pathlib import Path

from dtts.errors import UsageError
from dtts.registers import rows
from dtts.vietnamese import fold

# What stands before a unit in a title row or header: "ĐVT: triệu đồng", "(Đơn vị tính: %)".
_INTRODUCED = re.compile(r"^(?:(?:dvt|don vi(?: tinh)?|unit)\s*[:.]?\s*)")
_AROUND = " ()[].,;:"
_DIGITS = 60


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit; `factor` base units of its `dimension` make one of it, exactly.

    A percentage point is of another dimension than a per cent: neither is converted into the other.
    """

    id: str
    name: str
    name_en: str
    dimension: str
    factor: Decimal
    sdmx_unit: str | None
    sdmx_mult: int | None
    aliases: tuple[str, ...]


def measures(folder: Path | None = None) -> tuple[Measure, ...]:
    """All units in the register's order."""
    return tuple(_by_id(folder).values())


def measure(name: str, folder: Path | None = None) -> Measure:
    """The unit of that id; UsageError lists the ids when there is none."""
    found = _by_id(folder).get(name)
    if found is None:
        raise UsageError(f"unknown measure {name!r}; known are: {', '.join(_by_id(folder))}")
    return found


def find(text: str, folder: Path | None = None) -> Measure | None:
    """The unit that a header or title row names, such as "ĐVT: triệu đồng"; None when it is not known."""
    own = _INTRODUCED.sub("", fold(text).strip(_AROUND)).strip(_AROUND)
    return _by_spelling(folder).get(own.replace(" ", ""))


def convert(amount: Decimal | int, source: Measure, target: Measure) -> Decimal:
    """`amount` of `source` in `target`, without rounding.

    UsageError when they measure different things or the result has no exact decimal.
    """
    if source.dimension != target.dimension:
        raise UsageError(
            f"{source.name} ({source.dimension}) cannot be converted to {target.name} ({target.dimension})"
        )
    with localcontext() as context:
        context.prec = _DIGITS
        context.traps[Inexact] = True
        try:
            return Decimal(amount) * source.factor / target.factor
        except Inexact:
            raise UsageError(f"{amount} {source.name} has no exact value in {target.name}") from None


@lru_cache(maxsize=4)
def _by_id(folder: Path | None) -> Mapping[str, Measure]:
    return {row["measure"]: _measure(row) for row in rows("measures", folder)}


@lru_cache(maxsize=4)
def _by_spelling(folder: Path | None) -> Mapping[str, Measure]:
    found: dict[str, Measure] = {}
    for one in measures(folder):
        for spelling in (one.name, one.name_en, one.id.replace("_", " "), *one.aliases):
            found.setdefault(fold(spelling).strip(_AROUND).replace(" ", ""), one)
    return found


def _measure(row: Mapping[str, str | None]) -> Measure:
    mult = row["sdmx_mult"]
    return Measure(
        id=row["measure"] or "",
        name=row["name_vi"] or "",
        name_en=row["name_en"] or "",
        dimension=row["dimension"] or "",
        factor=Decimal(row["factor"] or "1"),
        sdmx_unit=row["sdmx_unit"],
        sdmx_mult=int(mult) if mult else None,
        aliases=tuple((row["aliases"] or "").split(";")) if row["aliases"] else (),
    )
