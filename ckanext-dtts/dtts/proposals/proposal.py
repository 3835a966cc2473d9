"""What was recognised in a sheet, for a person to look at, correct and confirm. Nothing of it is applied
before that.

A screen shows the parts in their order; each has a `name`, which is the name of its form field, and a
`value`, what the field shows at first. The names with what the person left or chose go to `confirm`, which
gives the `Answers` with the mapping that the file is read by; `for_the_next_file` says what of it is saved
for the sender's next file of that table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dtts.report import Fault, Sentence
from dtts.tables.layout import SheetMapping


@dataclass(frozen=True)
class Option:
    """One answer of a part: what the form sends and what a person reads."""

    value: str
    label: Sentence


@dataclass(frozen=True)
class Part:
    """One thing that a person confirms: of a `kind`, in the form field `name`. Unless it is `strict`, the
    options are suggestions and anything may be typed.

    - `sheet`: which sheet; a file is proposed anew for another one.
    - `table`: which of several tables on the sheet, by the row (from 1) in which its records begin; also
      proposed anew.
    - `column`: which field a column gives. `cell` is its label, `shown` the label and some of its values,
      `score` how sure the proposal is (1.0 for a name of the field, 0 for none) and `why` in words.
      The value is a field, several fields with what the label implies (as the option says), or "" for a
      column that is left out.
    - `constant`: the value of a field that no column gives, found in a title (`cell`) or to be typed.
    - `unit`: the unit of measure of a field's figures as the sheet says it; "" when it is the field's own.
    - `level`: what the rows of one level of the outline are: `record`, `leave`, or `parent:<field>`.
    - `marker`: what a mark in the place of a figure (`..`, `-`) says, as a value of the field of the status;
      "" leaves it as it stands.
    - `rows`: whether rows of a kind (totals, notes, headings) are left out: `leave` or `record`. `shown`
      are such rows.
    """

    kind: str
    name: str
    message: Sentence
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    score: float | None = None
    why: Sentence = field(default_factory=dict)
    cell: str | None = None
    strict: bool = True
    shown: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it has to be answered and has no answer yet."""
        return self.required and not self.value


@dataclass(frozen=True)
class Proposal:
    """How a sheet may be read for a table schema.

    `certain` when the labels are the table's own and nothing has to be confirmed; `mapping` is what the
    proposal comes to with the values that its parts have now, None when no table was found; `remarks` are
    sentences on what a person should know (hidden rows, a sheet without a table); `preview` are the first
    records by field as they would be read; `fault` says why the file could not be looked into.
    """

    schema: str
    sheet: str | None = None
    certain: bool = False
    parts: tuple[Part, ...] = ()
    mapping: SheetMapping | None = None
    remarks: tuple[Sentence, ...] = ()
    preview: tuple[Mapping[str, str], ...] = ()
    fault: Fault | None = None

    def of(self, kind: str) -> tuple[Part, ...]:
        """The parts of a kind, in their order."""
        return tuple(part for part in self.parts if part.kind == kind)

    @property
    def open(self) -> tuple[Part, ...]:
        """The questions that only a person can answer."""
        return tuple(part for part in self.parts if part.open)

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        return {
            "schema": self.schema,
            "sheet": self.sheet,
            "certain": self.certain,
            "parts": [_part_dict(part) for part in self.parts],
            "mapping": self.mapping.to_dict() if self.mapping else None,
            "remarks": [dict(remark) for remark in self.remarks],
            "preview": [dict(record) for record in self.preview],
            "fault": self.fault.to_dict() if self.fault else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Proposal:
        """The inverse of `to_dict`."""
        return cls(
            schema=data["schema"],
            sheet=data["sheet"],
            certain=data["certain"],
            parts=tuple(_part(part) for part in data["parts"]),
            mapping=SheetMapping.from_dict(data["mapping"]) if data["mapping"] else None,
            remarks=tuple(dict(remark) for remark in data["remarks"]),
            preview=tuple(dict(record) for record in data["preview"]),
            fault=Fault.from_dict(data["fault"]) if data["fault"] else None,
        )


def _part_dict(part: Part) -> dict[str, Any]:
    options = [{"value": option.value, "label": dict(option.label)} for option in part.options]
    return {**vars(part), "options": options, "shown": list(part.shown)}


def _part(data: Mapping[str, Any]) -> Part:
    options = tuple(Option(option["value"], dict(option["label"])) for option in data["options"])
    return Part(**{**data, "options": options, "shown": tuple(data["shown"])})
