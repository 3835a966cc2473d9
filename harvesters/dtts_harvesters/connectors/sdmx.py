"""A dataflow of an SDMX service, or a message at an address, as rows of observations."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dtts.catalogue import schemas_path, table_schema
from dtts_harvesters import sdmx_csv, sdmx_json, sdmx_message
from dtts_harvesters.changed import conditions, validators
from dtts_harvesters.connectors.table import modified
from dtts_harvesters.gathered import Gathered
from dtts_harvesters.kind import Kind, State
from dtts_harvesters.mapping import Mapper
from dtts_harvesters.payload import check_payload, read_json
from dtts_harvesters.recoded import OPTIONS, misnamed, recoded
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.sdmx_message import Observation
from dtts_harvesters.session import Answer, FetchError, GuardedSession
from dtts_harvesters.source.fields import Section, one_of, pairs, slug, text
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed

ACCEPT = (
    "application/vnd.sdmx.structurespecificdata+xml;version=2.1,"
    "application/vnd.sdmx.genericdata+xml;version=2.1;q=0.9,application/xml;q=0.8,"
    "application/vnd.sdmx.data+json;q=0.6,application/vnd.sdmx.data+csv;labels=id;q=0.5"
)
_NOT_OF_THE_KEY = ("OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "COMMENT_OBS", "COMMENT")


@dataclass
class Sdmx:
    """One record: the file of all observations. Components of the message that bear the name of a column go
    into it; `codes` of the options turn codes of theirs into ours, `constants` fill what a message leaves
    out, `codelist` names the indicators."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """The faults of single observations, then the file of the others."""
        self.state = state
        columns = table_schema(self.source.target.table).field_names
        fields = {**{name: name for name in columns}, **self.source.fields}
        mapper = Mapper(fields, self.source.ignore, report, {}, tuple(self.source.fields))
        gathered = Gathered(self.source, report)
        try:
            headers = {**conditions(state, session.clock.now()), "Accept": ACCEPT}
            answer = session.get(
                self.source.address, headers=headers, parameters=self.source.options.get("parameters")
            )
            if answer.not_modified:
                report.not_modified = report.complete = True
                return
            for found in observations(answer):
                told = self._taken(found, mapper, gathered, report)
                if told:
                    yield told
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        mapper.finish()
        made = gathered.file(modified(answer.headers.get("last-modified")), answer.address)
        yield made
        if isinstance(made, Failure):
            return
        self.state = validators(answer, session.clock.now())

    def _taken(
        self, found: Observation, mapper: Mapper, gathered: Gathered, report: Report
    ) -> Failure | None:
        key = "|".join(f"{name}={found[name]}" for name in sorted(found) if name not in _NOT_OF_THE_KEY)
        return gathered.take(key, found, lambda: self._row(found, mapper, report))

    def _row(self, found: Observation, mapper: Mapper, report: Report) -> Mapping[str, Any]:
        row = recoded(mapper.mapped(found), self.source.options, report)
        return {**row, **self._names(str(row.get("INDICATOR", "")), report)}

    def _names(self, indicator: str, report: Report) -> Mapping[str, str]:
        listed = self.source.options.get("codelist")
        if not listed:
            return {}
        if indicator not in codelist(listed):
            report.drifted("new", f"INDICATOR={indicator}")
            return {}
        return codelist(listed)[indicator]


def observations(answer: Answer) -> Iterator[Observation]:
    """Those of a message in XML, JSON or CSV, which its first sign tells apart. FetchError."""
    check_payload(answer, "sdmx")
    start = answer.content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return sdmx_message.observations(answer.content, answer.address)
    if start.startswith(b"{"):
        return sdmx_json.observations(read_json(answer), answer.address)
    return sdmx_csv.observations(answer.content, answer.address)


def codelists() -> tuple[str, ...]:
    """The code lists of others that are kept."""
    return tuple(sorted(path.stem for path in (schemas_path() / "codelists").glob("*.csv")))


@cache
def codelist(name: str) -> Mapping[str, Mapping[str, str]]:
    """The names of a list by code, as the columns of external observations have them."""
    path = schemas_path() / "codelists" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            one["code"]: {"INDICATOR_NAME": one["name_vi"], "INDICATOR_NAME_EN": one["name_en"]}
            for one in csv.DictReader(file)
        }


_OPTIONS = Section(
    {
        "parameters": pairs(text),
        **OPTIONS,
        "codelist": lambda value: one_of(*codelists())(slug(value)),
    }
)


def options(value: Any) -> Mapping[str, Any]:
    """`parameters` of the request, `constants`, `codes`, `codelist`, `decimal_comma`."""
    read: Mapping[str, Any] = _OPTIONS(value)
    return read


KIND = Kind(
    name="sdmx",
    title={"vi": "Dịch vụ hoặc tệp SDMX", "en": "SDMX service or message"},
    gives="file",
    places=True,
    options=options,
    check=misnamed,
    make=Sdmx,
)
