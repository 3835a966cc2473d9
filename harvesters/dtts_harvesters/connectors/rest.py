"""A list that an interface gives as JSON, page by page, whole or since the last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dtts_harvesters.changed import TRUSTED_FOR, conditions, validators
from dtts_harvesters.entries import Entries, text_of
from dtts_harvesters.kind import Kind, State
from dtts_harvesters.mapping import Mapper, inside
from dtts_harvesters.moments import mark_after, read_moment, since
from dtts_harvesters.paging import PAGING, Page, Paging, pages
from dtts_harvesters.places import Places
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.rows import check_row, file_of
from dtts_harvesters.session import FetchError, GuardedSession
from dtts_harvesters.source.fields import FieldFault, RefusedError, Section, many, one_of, pairs, refuse, text
from dtts_harvesters.source.geography import unmapped
from dtts_harvesters.source.schedule import HANOI
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed


@dataclass(frozen=True)
class Incremental:
    """By `date` or by `sequence`: `parameter` asks for what came since, `field` says how new an entry is.
    `written` is how a date is asked for."""

    by: str
    parameter: str
    field: str
    written: str = "moment"


@dataclass
class Rest:
    """For a table: one record, the file of all rows. For datasets: one record an entry."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """Records and failures as they come; for a table the file at the end."""
        self.state = state
        reading = _Reading(self.source, state, report, session.clock.now())
        try:
            for page in reading.pages(session):
                for entry in page.entries:
                    taken = reading.take(entry, page)
                    if taken is not None:
                        yield taken
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        made = reading.end()
        if made is not None:
            yield made
        if not isinstance(made, Failure):
            self.state = reading.state_after(session.clock.now())


class _Reading:
    """One run."""

    def __init__(self, source: Source, state: State, report: Report, now: datetime) -> None:
        self.source, self.before, self.report = source, state, report
        self.options = source.options
        self.mapper = Mapper(source.fields, source.ignore, report, dict(state.get("types", {})))
        self.entries = Entries(report, source.address)
        self.places = Places(source)
        self.rows: list[Mapping[str, Any]] = []
        self.incremental: Incremental | None = self.options.get("incremental")
        self.part = self.incremental is not None and _is_recent(state, now)
        self.newest: datetime | None = None
        self.highest: int | None = None
        self.last: Page | None = None

    def pages(self, session: GuardedSession) -> Iterator[Page]:
        paging: Paging = self.options.get("paging", Paging())
        headers = conditions(self.before, session.clock.now()) if paging.kind == "none" else {}
        asked = {**self.options.get("parameters", {}), **self._since()}
        for page in pages(
            session, self.source.address, self.options.get("records", ""), paging, asked, headers
        ):
            self.last = page
            if page.answer.not_modified:
                self.report.not_modified = True
                return
            self.report.announced = page.announced if page.announced is not None else self.report.announced
            yield page

    def take(self, entry: Any, page: Page) -> Record | Failure | None:
        record_id = "|".join(str(inside(entry, name) or "") for name in self.options["id"])
        record_id = record_id if record_id.strip("|") else ""
        taken = self.entries.take(record_id, entry, lambda: self._record(record_id, entry, page))
        if isinstance(taken, Record) and self.source.target.table:
            assert isinstance(taken.content, Mapping)
            self.rows.append(taken.content)
            return None
        return taken

    def end(self) -> Record | Failure | None:
        """The file of the rows, for a table; whether everything was seen."""
        if self.report.not_modified:
            self.report.complete = not self.part
            return None
        self.mapper.finish()
        announced = self.report.announced
        whole = announced is None or announced == self.entries.distinct
        self.report.complete = whole and not self.part
        if not self.source.target.table or self.last is None:
            return None
        failed, address = self.entries.failed, self.last.answer.address
        return file_of(self.source, self.rows, self.report, failed, self.newest, address)

    def state_after(self, now: datetime) -> State:
        """The mark up to which everything is known, and how fields looked."""
        kept: dict[str, Any] = {"types": self.mapper.types}
        if self.report.not_modified:
            return {**self.before}
        if self.last and self.options.get("paging", Paging()).kind == "none":
            kept |= validators(self.last.answer, now)
        kept["read"] = self.before["read"] if self.part else now.isoformat()
        mark = self._mark(now)
        return kept if mark is None else {**kept, "mark": mark}

    def _mark(self, now: datetime) -> str | int | None:
        if self.incremental is None:
            return None
        if self.incremental.by == "date":
            return mark_after(self.newest, self.before.get("mark"), now)
        known = [one for one in (self.highest, self.before.get("mark")) if isinstance(one, int)]
        return max(known, default=None)

    def _since(self) -> Mapping[str, str | int]:
        if not self.part or self.incremental is None:
            return {}
        if self.incremental.by == "sequence":
            return {self.incremental.parameter: int(self.before["mark"])}
        moment = since(self.before["mark"])
        assert moment is not None
        written = moment.date().isoformat() if self.incremental.written == "date" else moment.isoformat()
        return {self.incremental.parameter: written}

    def _record(self, record_id: str, entry: Mapping[str, Any], page: Page) -> Record:
        modified = self._new(entry)
        content: Mapping[str, Any] = self.mapper.mapped(entry)
        if self.source.target.table:
            content = check_row(self.places(content))
        title = text_of(content, "title", "name_vi", "name") or record_id
        return Record(record_id, modified, content, title, page.answer.address)

    def _new(self, entry: Mapping[str, Any]) -> datetime | None:
        """How new the entry is; also remembers the newest of all."""
        if self.incremental is None:
            name = self.options.get("modified", "")
            return read_moment(inside(entry, name), HANOI) if name else None
        value = inside(entry, self.incremental.field)
        if self.incremental.by == "sequence":
            if isinstance(value, int) and not isinstance(value, bool):
                self.highest = max(value, self.highest or 0)
            return None
        moment = read_moment(value, HANOI)
        if moment:
            self.newest = max(moment, self.newest) if self.newest else moment
        return moment


def _is_recent(state: State, now: datetime) -> bool:
    """Whether the last whole reading is recent enough to ask only for what came since."""
    read = read_moment(state.get("read"))
    return "mark" in state and read is not None and now - read < TRUSTED_FOR


_OPTIONS = Section(
    {
        "records": text,
        "id": many(text),
        "modified": text,
        "paging": PAGING,
        "parameters": pairs(text),
        "incremental": Section(
            {
                "by": one_of("date", "sequence"),
                "parameter": text,
                "field": text,
                "written": one_of("moment", "date"),
            },
            required=frozenset({"by", "parameter", "field"}),
            make=lambda fields: Incremental(**fields),
        ),
    },
    required=frozenset({"id"}),
)


def options(value: Any) -> Mapping[str, Any]:
    """Where the list is (`records`), what makes an entry's identity (`id`), `paging`, `incremental`."""
    read: Mapping[str, Any] = _OPTIONS(value)
    paging: Paging = read.get("paging", Paging())
    if paging.kind in ("page", "offset", "cursor") and not paging.parameter:
        raise RefusedError(*refuse("field-missing").faults)
    return read


def check(fields: Mapping[str, Any]) -> list[FieldFault]:
    """A table is one file, which a part of its rows must not replace."""
    if fields["target"].table and "incremental" in fields["options"]:
        return [FieldFault("options.incremental", "incremental-table")]
    return unmapped(fields)


KIND = Kind(
    name="rest",
    title={"vi": "Giao diện REST/JSON", "en": "REST interface in JSON"},
    gives="file",
    places=True,
    options=options,
    make=Rest,
    datasets=True,
    check=check,
)
