"""Figures of a sheet in the unit of their field, exactly: only as a person confirmed, and always said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dtts.catalogue import Field, TableSchema
from dtts.errors import UsageError
from dtts.measures import Measure, convert, find
from dtts.report import Address, FaultGroup, describe, label_words, one
from dtts.tables.answers import Answers
from dtts.tables.layout.mapping import SheetMapping
from dtts.tables.layout.records import Cell
from dtts.tables.table import Kind

_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True)
class Conversion:
    """Cells of a field from the sheet's unit to the field's."""

    field: Field
    source: Measure
    target: Measure
    decimal: str | None

    def convert(self, cell: Cell) -> Cell | None:
        """The cell with its figure converted; None for text whose decimal sign is not known. Text that is
        no figure stays as it is and is named by the checks."""
        text = self._plain(cell)
        if text is None:
            return None
        if not _PLAIN.fullmatch(text):
            return cell
        amount = convert(Decimal(text), self.source, self.target)
        return Cell(format(amount.normalize(), "f"), Kind.NUMBER, cell.row, cell.column)

    def said(self, sheet: str | None, row: int, column: int | None) -> FaultGroup:
        """What the report says of it, at the column's label."""
        words = {"before": _both(self.source), "after": _both(self.target)}
        own = {**label_words(self.field.title, self.field.name), **words}
        address = Address(sheet, row, column)
        fault = describe(
            "unit-converted", address, field=self.field.name, title=self.field.title, words=words
        )
        return one(fault, own)

    def unclear(self, sheet: str | None, cells: list[Cell]) -> FaultGroup:
        """The cells that could not be converted."""
        words = {"after": _both(self.target)}
        faults = tuple(
            describe(
                "unit-unclear",
                Address(sheet, cell.row, cell.column),
                field=self.field.name,
                title=self.field.title,
                value=cell.text,
                words=words,
            )
            for cell in cells
        )
        own = {**label_words(self.field.title, self.field.name), **words}
        return FaultGroup("unit-unclear", self.field.name, len(faults), faults, own)

    def _plain(self, cell: Cell) -> str | None:
        text = cell.text
        if cell.kind is Kind.NUMBER or not ("." in text or "," in text):
            return text
        if self.decimal is None:
            return None
        return text.replace(".", "").replace(",", ".") if self.decimal == "," else text


def conversions(mapping: SheetMapping, schema: TableSchema, answers: Answers) -> Iterator[Conversion]:
    """The fields whose figures are in another unit. UsageError when that cannot be converted."""
    for name, written in mapping.units.items():
        field = schema.field(name)
        source, target = find(written), find(field.unit or "")
        if source is None:
            raise UsageError(f"the unit {written!r} of {name!r} is not in the register of measures")
        if target is not None and target.id != source.id:
            if target.dimension != source.dimension:
                raise UsageError(f"{name!r} is in {target.name}: {source.name} measures something else")
            yield Conversion(field, source, target, answers.decimal_of(name))


def _both(measure: Measure) -> dict[str, str]:
    return {"vi": measure.name, "en": measure.name_en}
