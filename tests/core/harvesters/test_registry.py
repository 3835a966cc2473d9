from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from core.harvesters.builders import SOURCE, source
from dtts.errors import UsageError
from dtts_harvesters import registry
from dtts_harvesters.kind import Kind
from dtts_harvesters.record import Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import GuardedSession, Policy
from dtts_harvesters.source import check_source


@dataclass
class Own:
    """A connector as a province might add it."""

    source: Any
    state: Mapping[str, Any] = field(default_factory=dict)

    def fetch(self, session: Any, state: Mapping[str, Any], report: Report) -> Iterator[Record]:
        report.complete = True
        yield Record("1", None, b"a\n", "Một", self.source.address)


OWN = Kind("own", {"vi": "Của riêng", "en": "Own"}, "file", lambda value: dict(value), Own)
TWICE = Kind("table", {"vi": "Trùng tên", "en": "Twice"}, "file", lambda value: dict(value), Own)
NOTHING = "no kind"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Entry points that an installed package would bring."""

    def install(name: str) -> None:
        point = EntryPoint("own", f"{__name__}:{name}", registry.GROUP)
        monkeypatch.setattr(registry, "entry_points", lambda group: [_Loaded(point)])
        registry.connector_kinds.cache_clear()

    yield install
    monkeypatch.undo()
    registry.connector_kinds.cache_clear()


@dataclass(frozen=True)
class _Loaded:
    point: EntryPoint

    @property
    def value(self) -> str:
        return self.point.value

    def load(self) -> Any:
        return globals()[self.point.attr]


def test_a_connector_of_another_package_reads_sources_that_name_it(installed: Any) -> None:
    installed("OWN")
    made = source(connector="own", options={"anything": 1})
    with GuardedSession(Policy()) as session:
        (record,) = registry.connector(made).fetch(session, {}, Report())
    assert record.id == "1"


def test_two_connectors_of_one_name_are_refused(installed: Any) -> None:
    installed("TWICE")
    with pytest.raises(UsageError, match="two connectors are called 'table'"):
        registry.connector_kinds()


def test_an_entry_point_that_is_no_kind_is_refused(installed: Any) -> None:
    installed("NOTHING")
    with pytest.raises(UsageError, match="no dtts_harvesters"):
        registry.connector_kinds()


@pytest.mark.parametrize("name", ["table", "sdmx", "dhis2", "folder", "sftp"])
def test_what_gives_files_cannot_become_datasets(name: str) -> None:
    checked = check_source({**SOURCE, "connector": name, "target": {"dataset_type": "program_result"}})
    assert ("target", "target-of-connector") in {(one.field, one.rule) for one in checked.faults}


@pytest.mark.parametrize("name", ["ckan", "dcat"])
def test_what_gives_datasets_cannot_go_into_a_table(name: str) -> None:
    checked = check_source({**SOURCE, "connector": name})
    assert ("target", "target-of-connector") in {(one.field, one.rule) for one in checked.faults}


def test_every_kind_speaks_both_languages() -> None:
    for kind in registry.connector_kinds().values():
        assert kind.title["vi"] and kind.title["en"]
        assert kind.gives in ("file", "dataset", "package")
