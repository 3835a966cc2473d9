"""What is wrong with the row that names the columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from dtts.catalogue import Field, TableSchema
from dtts.personal import kinds_of_label
from dtts.report import Address, Fault, FaultGroup, describe, label_words, one
from dtts.tables import fields_match
from dtts.tables.header import Header, names_of
from dtts.tables.sheet import Body


def label_faults(header: Header, sheet: str | None, schema: TableSchema) -> list[FaultGroup]:
    """Columns that are missing, come twice, stand in a wrong place, or that the schema does not know."""
    return [
        *(_missing(field, header, sheet) for field in fields_match.missing(header, schema)),
        *(_misplaced(*found, header, sheet) for found in fields_match.misplaced(header, schema)),
        *(_repeated(schema.field(name), column, header, sheet) for column, name in header.repeated.items()),
        *_extra(header, sheet, schema),
    ]


@dataclass
class BareColumns:
    """Columns without a label are left out; that is a fault as soon as one cell of them says something."""

    header: Header
    sheet: str | None
    empty: list[int] = field(init=False)
    """Columns from 0, without a label, in which no cell has said anything yet."""

    def __post_init__(self) -> None:
        """Starts with all of them."""
        header = self.header
        labelled = {*header.fields.values(), *header.unknown, *header.repeated}
        self.empty = [column for column in range(header.width) if column not in labelled]

    def look(self, body: Body) -> list[FaultGroup]:
        """The fault of each that says something in this batch, and in none before."""
        filled = [column for column in self.empty if body.frame[str(column)].null_count() < len(body.frame)]
        self.empty = [column for column in self.empty if column not in filled]
        places = (Address(self.sheet, self.header.last, column + 1) for column in filled)
        faults = tuple(describe("blank-label", place) for place in places)
        return [FaultGroup("blank-label", None, len(faults), faults)] if faults else []


def _missing(field: Field, header: Header, sheet: str | None) -> FaultGroup:
    words = {
        **label_words(field.title, field.name),
        "names": ", ".join(f"“{name}”" for name in names_of(field)),
    }
    fault = describe(
        "missing-column", Address(sheet, header.last), field=field.name, title=field.title, words=words
    )
    return one(fault, words)


def _repeated(field: Field, column: int, header: Header, sheet: str | None) -> FaultGroup:
    address = Address(sheet, header.last, column + 1)
    fault = describe("duplicate-column", address, field=field.name, title=field.title)
    return one(fault, label_words(field.title, field.name))


def _misplaced(field: Field, column: int, label: str, header: Header, sheet: str | None) -> FaultGroup:
    address = Address(sheet, header.last, column + 1)
    fault = describe("incorrect-label", address, field=field.name, title=field.title, value=label)
    return one(fault, {**label_words(field.title, field.name), "value": label})


def _extra(header: Header, sheet: str | None, schema: TableSchema) -> list[FaultGroup]:
    """Columns that the table may not have; those that ask for persons are named as such, allowed or not."""
    found: dict[str, list[Fault]] = {}
    words = {"table": schema.title}
    strangers = fields_match.strangers(header, schema)
    for column, label in sorted(header.unknown.items()):
        personal = bool(kinds_of_label(label))
        if personal or column in strangers:
            rule = "personal-column" if personal else "extra-column"
            address = Address(sheet, header.last, column + 1)
            found.setdefault(rule, []).append(describe(rule, address, value=label, words=words))
    return [
        FaultGroup(rule, None, len(faults), tuple(faults), {**words, "value": faults[0].value})
        for rule, faults in found.items()
    ]
