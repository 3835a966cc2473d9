"""A table as one file at an address: CSV, XLSX, ODS or a list in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from dtts_harvesters.changed import conditions, validators
from dtts_harvesters.kind import Kind, State
from dtts_harvesters.payload import check_payload
from dtts_harvesters.recoded import misnamed
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.renamed_table import MAPPED, renamed
from dtts_harvesters.report import Report
from dtts_harvesters.session import Answer, FetchError, GuardedSession
from dtts_harvesters.source.fields import FieldFault, Section, many, one_of, pairs, text
from dtts_harvesters.source.geography import unmapped
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed

FORMATS = ("csv", "xlsx", "ods", "json")


@dataclass
class TableFile:
    """Gives one record, the file as it came, or none when the server says that it has not changed."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """One record, the file; the faults of its rows before it."""
        self.state = state
        try:
            headers = conditions(state, session.clock.now())
            answer = session.get(self.source.address, headers=headers)
            if answer.not_modified:
                report.not_modified = report.complete = True
                return
            check_payload(answer, self.source.options["format"])
            yield from self._read(answer, state, report)
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        if report.complete:
            self.state = {**validators(answer, session.clock.now()), **report.kept}

    def _read(self, answer: Answer, state: State, report: Report) -> Iterator[Record | Failure]:
        """The file as it came; with our columns where the source's file maps them."""
        when = modified(answer.headers.get("last-modified"))
        if self.source.fields:
            yield from renamed(self.source, answer, when, state.get("types", {}), report)
            return
        report.seen = report.announced = 1
        report.complete = True
        title = self.source.title["vi"]
        yield Record(self.source.address, when, answer.content, title, answer.address)


def modified(value: str | None) -> datetime | None:
    """The date of a header, with its zone; None where there is none that can be read."""
    try:
        found = parsedate_to_datetime(value or "")
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else None


_OPTIONS = Section(
    {
        "format": one_of(*FORMATS),
        "delimiter": one_of(",", ";", "|", "\t"),
        "records": text,
        "constants": pairs(text),
        "totals": many(text),
    },
    required=frozenset({"format"}),
)


def options(value: Any) -> Mapping[str, Any]:
    """`format`: what the file has to be; where columns are mapped, `delimiter` of CSV, and `records`, where
    in a JSON document the list is, `constants` for columns that the file does not have, and `totals`, columns
    by which rows are parted: only rows in which these are blank are taken."""
    read: Mapping[str, Any] = _OPTIONS(value)
    return read


def check(fields: Mapping[str, Any]) -> list[FieldFault]:
    """Columns of workbooks are not mapped here, and places only in columns that are."""
    if fields.get("fields") and fields["options"]["format"] not in MAPPED:
        return [FieldFault("fields", "fields-unused", {"got": fields["connector"]})]
    return [*misnamed(fields), *unmapped(fields)]


KIND = Kind(
    name="table",
    title={"vi": "Bảng tại một địa chỉ", "en": "Table at an address"},
    gives="file",
    places=True,
    options=options,
    make=TableFile,
    check=check,
)
