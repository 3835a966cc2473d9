"""Compares the first rows of a file with every table that there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dtts.catalogue import TableSchema, table_schema, table_schema_names
from dtts.errors import UnreadableFile
from dtts.recognise.heads import Head, heads
from dtts.recognise.previews import previews
from dtts.report import Fault
from dtts.tables.archive import unpacked
from dtts.tables.formats import format_of
from dtts.tables.header import find_header, missing_fields
from dtts.tables.template_id import template_id

MOST = 5
_LEAST_FIELDS = 2
_TEXTS = ("csv", "tsv")


@dataclass(frozen=True)
class Candidate:
    """How well a table's columns are found in a file.

    `named` columns of the `columns` that the schema has, `missing` required ones, `strange` labels that are
    no column of it; `sheet` is where the header stands.
    """

    schema: str
    sheet: str | None
    named: int
    columns: int
    missing: int
    strange: int

    @property
    def weight(self) -> tuple[bool, int, int]:
        """Whole tables first, then those that most labels speak for."""
        return self.missing == 0, self.named - self.missing, -self.strange


@dataclass(frozen=True)
class Recognised:
    """What can be told of a file before anyone says what it is.

    `template` is the schema that the file itself names (it was made from our template), or None; `candidates`
    are the likeliest tables, best first; `sheets` are those that people see, in the file's order; `previews`
    are a few words of a text file by encoding; `fault` says why the file could not be looked into.
    """

    template: str | None = None
    candidates: tuple[Candidate, ...] = ()
    sheets: tuple[str, ...] = ()
    previews: Mapping[str, str] = field(default_factory=dict)
    fault: Fault | None = None

    @property
    def only(self) -> Candidate | None:
        """The one table whose required columns are all there; None when there is none, or another as well."""
        whole = [each for each in self.candidates if not each.missing]
        return whole[0] if len(whole) == 1 else None

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        return {
            "template": self.template,
            "candidates": [asdict(each) for each in self.candidates],
            "sheets": list(self.sheets),
            "previews": dict(self.previews),
            "fault": self.fault.to_dict() if self.fault else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Recognised:
        """The inverse of `to_dict`."""
        return cls(
            template=data["template"],
            candidates=tuple(Candidate(**each) for each in data["candidates"]),
            sheets=tuple(data["sheets"]),
            previews=dict(data["previews"]),
            fault=Fault.from_dict(data["fault"]) if data["fault"] else None,
        )


def recognise(path: Path, filename: str) -> Recognised:
    """What the file at `path` may be. It only proposes: a person says which it is, unless the file does."""
    try:
        form = format_of(path, filename)
        if form == "zip":
            with unpacked(path) as member:
                return recognise(member.path, member.name)
        words = previews(path) if form in _TEXTS else {}
    except UnreadableFile as unreadable:
        return Recognised(fault=unreadable.fault)
    try:
        tops = heads(path, form)
    except UnreadableFile as unreadable:
        return Recognised(previews=words, fault=unreadable.fault)
    made_for = template_id(path)
    template = made_for.schema if made_for and made_for.schema in table_schema_names() else None
    found = [each for name in table_schema_names() for each in _best(table_schema(name), tops)]
    found.sort(key=lambda each: each.weight, reverse=True)
    sheets = tuple(top.sheet for top in tops if top.sheet is not None)
    return Recognised(template, tuple(found[:MOST]), sheets, words)


def _best(schema: TableSchema, tops: list[Head]) -> Iterator[Candidate]:
    """The sheet that speaks most for a schema, when at least two of its columns are named there."""
    seen = [each for top in tops for each in _in_sheet(schema, top)]
    if seen:
        yield max(seen, key=lambda each: each.weight)


def _in_sheet(schema: TableSchema, top: Head) -> Iterator[Candidate]:
    header = find_header(top.rows, schema)
    if header is None or len(header.fields) < min(_LEAST_FIELDS, len(schema.fields)):
        return
    yield Candidate(
        schema=schema.name,
        sheet=top.sheet,
        named=len(header.fields),
        columns=len(schema.fields),
        missing=len(missing_fields(header, schema)),
        strange=len(header.unknown),
    )
