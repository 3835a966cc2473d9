"""What a connector is, and what the registry knows of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report

if TYPE_CHECKING:
    from dtts_harvesters.session import GuardedSession
    from dtts_harvesters.source import FieldFault, Source

State = Mapping[str, Any]
"""What a connector keeps from one run to the next, as plain JSON; empty before the first."""


class Connector(Protocol):
    """One source, ready to be read."""

    @property
    def state(self) -> State:
        """What the next run should be given, once `fetch` has been read to its end."""
        ...

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """Reads the source bit by bit; `report` is filled on the way.

        A fault of one record is a Failure and the reading goes on; a fault that ends the reading is the last
        thing yielded, a Failure with `fatal`. Nothing is raised for what a source does.
        """
        ...


@dataclass(frozen=True)
class Kind:
    """`gives` is what records of it hold: `file` (bytes of a table) or `dataset` (the fields of a dataset);
    with `datasets` it gives either, as the target of the source asks. `package` is a dataset of whatever type
    with its tables, for a source whose target is `{dataset_type: any}`. `options` reads the part of the
    source file that is the connector's own; `check` sees all fields together and says what does not go
    together. `places` says that it turns the places of its rows as `geography` asks; a source whose connector
    does not is refused when its file asks for it."""

    name: str
    title: Mapping[str, str]
    gives: str
    options: Callable[[Any], Mapping[str, Any]]
    make: Callable[[Source], Connector]
    datasets: bool = False
    places: bool = False
    check: Callable[[Mapping[str, Any]], list[FieldFault]] = lambda fields: []

    def fits(self, *, table: bool, any_type: bool = False) -> bool:
        """Whether its records can go into a table, or else become datasets of one type, or of any."""
        if any_type or self.gives == "package":
            return any_type and self.gives == "package"
        return self.gives == "file" if table else self.gives == "dataset" or self.datasets
