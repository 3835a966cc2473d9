"""How the cells of a sheet become the records of a table, as a value that a person confirmed or wrote.

A recipe of kind `sheet` (YAML beside a raw file) and a saved answer of a sender (JSON) are the same value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from dtts.errors import UsageError
from dtts.report import column_letters
from dtts.tables.layout.columns import numbered

Values = Mapping[str, str]
"""Values by field."""

ROW_KINDS = ("total", "note", "section", "numbering", "repeated-header")
"""Rows that are no records. A section has a label and no figure."""
USES = ("record", "parent", "both", "leave")
GIVEN = ("order", "level", "cell")


@dataclass(frozen=True)
class ColumnUse:
    """What one column of the sheet gives.

    `field` takes the cell. `implies` are values of other fields that the column's label says, as in a table
    with its years side by side: columns that imply different values become different records. `words` gives
    values for texts that stand for something else (`{"Sơ bộ 2002": {"year": "2002"}}`). A text in two
    languages is cut at the first of `split` that it holds, and what follows goes to the field `second`.
    """

    field: str
    implies: Values = attribute(default_factory=dict)
    words: Mapping[str, Values] = attribute(default_factory=dict)
    split: tuple[str, ...] = ()
    second: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it; what is empty is left out."""
        return _said(
            field=self.field,
            **{"with": dict(self.implies)},
            words={text: dict(values) for text, values in self.words.items()},
            split=list(self.split),
            second=self.second,
        )

    @classmethod
    def from_dict(cls, data: str | Mapping[str, Any]) -> ColumnUse:
        """The inverse of `to_dict`; a field's name alone is enough."""
        if isinstance(data, str):
            return cls(data)
        known = _known("a column", data, {"field", "with", "words", "split", "second"})
        if "field" not in known:
            raise UsageError("a column of a mapping needs the `field` that it gives")
        return cls(
            field=str(known["field"]),
            implies=_texts(known.get("with", {})),
            words={str(text): _texts(values) for text, values in known.get("words", {}).items()},
            split=tuple(map(str, known.get("split", ()))),
            second=known.get("second"),
        )


@dataclass(frozen=True)
class Level:
    """Rows of one level of an outline and what becomes of them.

    A row is of this level when the text in `column` matches `pattern` as a whole and, where `figures` is not
    None, the row has figures or has none. `use` is `record`, `leave`, or `parent`: the row's label then is
    the value of `field` in all records below it, up to the next row of this level or of one above it; a row
    that is `both` is a record too, as "I. Northern mountains" is with the figures of all its provinces.
    """

    pattern: str
    use: str = "record"
    column: int | None = None
    figures: bool | None = None
    field: str | None = None
    level: int | None = None

    def __post_init__(self) -> None:
        """Refuses what cannot be carried out."""
        if self.use not in USES or (self.use in ("parent", "both") and not self.field):
            raise UsageError(f"use of an outline row is one of {', '.join(USES)}; a parent needs a `field`")
        try:
            re.compile(self.pattern)
        except re.error as broken:
            raise UsageError(f"{self.pattern!r} is no regular expression ({broken})") from broken

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        column = column_letters(self.column) if self.column else None
        said = _said(column=column, field=self.field, level=self.level)
        asked = {} if self.figures is None else {"figures": self.figures}
        return {"pattern": self.pattern, "use": self.use, **said, **asked}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Level:
        """The inverse of `to_dict`."""
        known = dict(_known("a level", data, {"pattern", "use", "column", "figures", "field", "level"}))
        column = known.pop("column", None)
        return cls(**{"pattern": "", **known}, column=numbered(column) if column else None)


@dataclass(frozen=True)
class Outline:
    """The levels of rows, tried in their order; `column` is where their marks stand (A, I, 1, -)."""

    column: int
    levels: tuple[Level, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        return {"column": column_letters(self.column), "levels": [level.to_dict() for level in self.levels]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Outline:
        """The inverse of `to_dict`."""
        known = _known("an outline", data, {"column", "levels"})
        levels = tuple(Level.from_dict(level) for level in known.get("levels", ()))
        return cls(numbered(known.get("column", "A")), levels)


@dataclass(frozen=True)
class SheetMapping:
    """Where the header and the records of one sheet stand and what each column gives.

    Rows count from 1; `header` is its first and last row, `rows` the first and last row of records (None:
    to the sheet's end). `labels` are the header's labels by column, in the form of `label_key`, for which
    the mapping was made: where a file says others, its layout has changed and is asked about again.
    `constants` are values of fields that the sheet says in its titles or not at all; `units` the unit of
    measure of a field's figures where the field has another; `leave_out` the kinds of rows (`ROW_KINDS`)
    that are no records; `markers` what stands for a missing figure, with the values that it implies;
    `paired_rows` says that a label goes on in the row below in the other language; `expects` are texts by the
    cell (`A2`) that a constant or a unit was read from: where a file says another year, it is asked about
    again. `given` are fields that
    the reader fills: with the `order` of the record, its outline's `level` or the `cell` of its first figure.
    """

    header: tuple[int, int]
    rows: tuple[int, int | None]
    columns: Mapping[int, tuple[ColumnUse, ...]]
    labels: Mapping[int, str] = attribute(default_factory=dict)
    sheet: str | None = None
    schema: str | None = None
    constants: Values = attribute(default_factory=dict)
    units: Values = attribute(default_factory=dict)
    outline: Outline | None = None
    leave_out: tuple[str, ...] = ("numbering", "repeated-header")
    markers: Mapping[str, Values] = attribute(default_factory=dict)
    paired_rows: bool = False
    expects: Values = attribute(default_factory=dict)
    given: Values = attribute(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuses positions and words that no sheet has."""
        first, last = self.header
        below, end = self.rows
        if not (1 <= first <= last < below <= (end or below)):
            raise UsageError(f"header rows {first} to {last} have to lie above the rows from {below} on")
        _only("leave_out", self.leave_out, ROW_KINDS)
        _only("given", self.given.values(), GIVEN)

    @property
    def width(self) -> int:
        """How many columns of the sheet belong to the table."""
        return max([*self.columns, *self.labels], default=1)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that the mapping can give a value, each once."""
        uses = [use for uses in self.columns.values() for use in uses]
        named = [name for use in uses for name in (use.field, use.second, *use.implies)]
        worded = [name for use in uses for values in use.words.values() for name in values]
        levels = [level.field for level in self.outline.levels] if self.outline else []
        marked = [name for values in self.markers.values() for name in values]
        names = [*named, *worded, *levels, *self.constants, *marked, *self.given]
        return tuple(dict.fromkeys(name for name in names if name))

    def to_dict(self) -> dict[str, Any]:
        """As JSON and YAML carry it, columns by their letters; what is empty is left out."""
        return _said(
            schema=self.schema,
            sheet=self.sheet,
            header={"first": self.header[0], "last": self.header[1]},
            rows=_said(first=self.rows[0], last=self.rows[1]),
            labels={column_letters(column): label for column, label in sorted(self.labels.items())},
            constants=dict(self.constants),
            units=dict(self.units),
            outline=self.outline.to_dict() if self.outline else None,
            markers={text: dict(values) for text, values in self.markers.items()},
            paired_rows=self.paired_rows,
            expects=dict(self.expects),
            given=dict(self.given),
        ) | {
            "columns": {column_letters(column): _uses(uses) for column, uses in sorted(self.columns.items())},
            "leave_out": list(self.leave_out),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> SheetMapping:
        """The inverse of `to_dict`; UsageError says what is wrong with a mapping."""
        known = _known("a mapping", data, set(cls.__dataclass_fields__))
        try:
            return cls(**_parts(known))
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise UsageError(f"this is no mapping of a sheet ({wrong!r}); see `SheetMapping`") from wrong


def _parts(data: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a mapping, from its JSON."""
    columns = {numbered(letters): _column_uses(uses) for letters, uses in data["columns"].items()}
    parts: dict[str, Any] = {
        "header": (int(data["header"]["first"]), int(data["header"]["last"])),
        "rows": (int(data["rows"]["first"]), data["rows"].get("last")),
        "columns": columns,
        "labels": {numbered(letters): str(label) for letters, label in data.get("labels", {}).items()},
        "outline": Outline.from_dict(data["outline"]) if data.get("outline") else None,
        "markers": {str(text): _texts(values) for text, values in data.get("markers", {}).items()},
    }
    parts |= {name: _texts(data.get(name, {})) for name in ("constants", "units", "expects", "given")}
    parts |= {name: data[name] for name in ("sheet", "schema", "paired_rows") if name in data}
    return parts | ({"leave_out": tuple(data["leave_out"])} if "leave_out" in data else {})


def _column_uses(data: Any) -> tuple[ColumnUse, ...]:
    return tuple(ColumnUse.from_dict(use) for use in (data if isinstance(data, list) else [data]))


def _uses(uses: tuple[ColumnUse, ...]) -> Any:
    return uses[0].to_dict() if len(uses) == 1 else [use.to_dict() for use in uses]


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in values.items()}


def _said(**parts: Any) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if part or (part == 0 and part is not False)}


def _known(what: str, data: Mapping[str, Any], keys: set[str]) -> Mapping[str, Any]:
    unknown = sorted(map(str, set(data) - keys))
    if unknown:
        raise UsageError(f"{what} has no key {', '.join(unknown)}; known are: {', '.join(sorted(keys))}")
    return data


def _only(name: str, words: Any, known: tuple[str, ...]) -> None:
    unknown = sorted(set(words) - set(known))
    if unknown:
        raise UsageError(f"`{name}` knows {', '.join(known)}, not {', '.join(unknown)}")
