"""What a revision of a table changed, as a value that JSON carries."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Value = str | int | float | bool | None
"""A cell as JSON carries it: days and moments as their canonical text."""
Row = Mapping[str, Value]
Number = int | float


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Rows of both versions; those of the previous one are removed, changed or unchanged."""

    before: int
    after: int
    added: int
    changed: int
    removed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that one version alone has, and those whose values are written in another type now."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """How many cells of a column changed in rows of both versions.

    Of these, `filled` were empty before and `emptied` are now; `suspicious` are about a thousand, a million
    or a billion times what they were.
    """

    field: str
    cells: int
    filled: int = 0
    emptied: int = 0
    suspicious: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """A number that moved. `delta` is `after` less `before`, `share` the same as a part of `before`, None
    where that is zero; both in the unit of `after` where the table says how units convert.

    `unit` is what the column or its unit columns say now, `unit_before` what they said if it was another.
    """

    key: Row
    field: str
    before: Number
    after: Number
    delta: Number
    share: float | None
    unit: tuple[str, ...] = ()
    unit_before: tuple[str, ...] = ()
    suspicious: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """All rows of a group added up, before and after; None where the group is not there.

    `group` names it: `{}` the whole table, `{"place": "24@since-2025-07", "level": "commune"}` the rows of
    that level within a province, `{"indicator": "GSO_AREA"}`. `measure` is `sum`, or `mean` where sums of
    the indicator mean nothing. Rows that hold totals are added like those that hold their parts: this tells
    two versions apart, and is no figure to quote.
    """

    group: Mapping[str, str | None]
    field: str
    unit: tuple[str, ...]
    measure: str
    before: Number | None
    after: Number | None
    rows_before: int
    rows_after: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of both versions: its key, and field → (before, after) for each cell that changed."""

    key: Row
    cells: Mapping[str, tuple[Value, Value]]


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of each kind, in the order of their file."""

    added: tuple[Row, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """From one version of a table to the next. `first` says that there was none before.

    `key` are the columns by which rows are told; empty where whole rows are compared: then none is
    `changed`. `schema_versions` are those of the previous and the current file, None where it says none.
    Totals beyond the bound are counted in `totals_left_out`.
    """

    schema: str
    schema_versions: tuple[int | None, int | None]
    first: bool
    key: tuple[str, ...]
    rows: RowCounts
    columns: Columns = Columns()
    fields: tuple[FieldChange, ...] = ()
    moves: tuple[Move, ...] = ()
    totals: tuple[Total, ...] = ()
    totals_left_out: int = 0
    sample: Sample = Sample()

    @property
    def empty(self) -> bool:
        """Whether both versions say the same, in whatever order."""
        counts = self.rows
        return not (
            counts.added or counts.changed or counts.removed or self.columns.added or self.columns.removed
        )

    @property
    def suspicious(self) -> int:
        """Numbers that look as if their unit was mistaken."""
        return sum(each.suspicious for each in self.fields)

    def to_dict(self) -> dict[str, Any]:
        """The difference as JSON carries it."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Difference:
        """The inverse of `to_dict`, also after JSON made lists of its tuples."""
        sample = data["sample"]
        return cls(
            **{
                **data,
                "schema_versions": tuple(data["schema_versions"]),
                "key": tuple(data["key"]),
                "rows": RowCounts(**data["rows"]),
                "columns": Columns(**{name: tuple(names) for name, names in data["columns"].items()}),
                "fields": tuple(FieldChange(**each) for each in data["fields"]),
                "moves": tuple(_move(each) for each in data["moves"]),
                "totals": tuple(Total(**{**each, "unit": tuple(each["unit"])}) for each in data["totals"]),
                "sample": Sample(
                    tuple(sample["added"]),
                    tuple(_changed(each) for each in sample["changed"]),
                    tuple(sample["removed"]),
                ),
            }
        )


def _move(data: Mapping[str, Any]) -> Move:
    units = {name: tuple(data[name]) for name in ("unit", "unit_before")}
    return Move(**{**data, **units})


def _changed(data: Mapping[str, Any]) -> Changed:
    cells = {field: (before, after) for field, (before, after) in data["cells"].items()}
    return Changed(data["key"], cells)
