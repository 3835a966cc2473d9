"""DHIS2: analytics, data value sets or ADX, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from dtts.catalogue import table_schema
from dtts_harvesters.changed import conditions, validators
from dtts_harvesters.defaulted import mapper_for
from dtts_harvesters.dhis2_period import read_period
from dtts_harvesters.dhis2_values import Entry, of_adx, of_analytics, of_value_set
from dtts_harvesters.gathered import Gathered
from dtts_harvesters.kind import Kind, State
from dtts_harvesters.mapping import Mapper
from dtts_harvesters.payload import check_payload, read_json
from dtts_harvesters.recoded import OPTIONS, misnamed, recoded
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import Answer, FetchError, GuardedSession
from dtts_harvesters.source.fields import Section, one_of, pairs, text
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed

KINDS = ("analytics", "data-value-set", "adx")
_NOT_OF_THE_KEY = ("value", "comment", "storedBy", "created", "lastUpdated", "followup", "deleted")


@dataclass
class Dhis2:
    """One record: the file of all values."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """The faults of single values, then the file of the others."""
        self.state = state
        mapper = self._mapper(state, report)
        gathered = Gathered(self.source, report)
        try:
            headers = conditions(state, session.clock.now())
            parameters = self.source.options.get("parameters")
            answer = session.get(self.source.address, headers=headers, parameters=parameters)
            if answer.not_modified:
                report.not_modified = report.complete = True
                return
            for entry in _entries(answer, self.source.options["kind"]):
                if entry.get("deleted") in (True, "true"):
                    continue
                told = gathered.take(_key(entry), entry, partial(self._row, entry, mapper, report))
                if told:
                    yield told
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        mapper.finish()
        made = gathered.file(None, answer.address)
        yield made
        if isinstance(made, Failure):
            return
        self.state = {**validators(answer, session.clock.now()), "types": mapper.types}

    def _mapper(self, state: State, report: Report) -> Mapper:
        """The defaults are for the columns of observations: a table without them is mapped by its source."""
        mapper = mapper_for("dhis2", self.source, report, dict(state.get("types", {})), {})
        columns = table_schema(self.source.target.table).field_names
        mapper.fields = {name: ours for name, ours in mapper.fields.items() if ours in columns}
        return mapper

    def _row(self, entry: Entry, mapper: Mapper, report: Report) -> Mapping[str, Any]:
        frequency, period = read_period(str(entry["pe"]))
        return recoded(
            mapper.mapped({**entry, "freq": frequency, "period": period}), self.source.options, report
        )


def _entries(answer: Answer, kind: str) -> Iterator[Entry]:
    if kind == "adx":
        check_payload(answer, "xml")
        return of_adx(answer.content, answer.address)
    read = of_analytics if kind == "analytics" else of_value_set
    return read(read_json(answer), answer.address)


def _key(entry: Entry) -> str:
    parts = {
        name: value for name, value in entry.items() if name not in _NOT_OF_THE_KEY and name[-5:] != "_name"
    }
    return "|".join(f"{name}={parts[name]}" for name in sorted(parts))


_OPTIONS = Section(
    {"kind": one_of(*KINDS), "parameters": pairs(text), **OPTIONS}, required=frozenset({"kind"})
)


def options(value: Any) -> Mapping[str, Any]:
    """`kind` of answer, `parameters`, `constants`, `codes`."""
    read: Mapping[str, Any] = _OPTIONS(value)
    return read


KIND = Kind(
    name="dhis2",
    title={"vi": "DHIS2", "en": "DHIS2"},
    gives="file",
    places=True,
    options=options,
    check=misnamed,
    make=Dhis2,
)
