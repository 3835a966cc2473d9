"""Data in SDMX-JSON 2.0.0. The data set comes before the structure that explains it, since only then all
values are known: members of an object have no order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dtts.periods import Period, parse
from dtts.sdmx.artefacts import Codelist, Component
from dtts.sdmx.header import Header
from dtts.sdmx.json.words import dumped, meta, named
from dtts.sdmx.layout import Layout, Row, in_batches
from dtts.sdmx.values import MISSING, Value, written

_IDENTIFIER = re.compile(r"[A-Za-z0-9_@$-]+")
_ZONE = "+07:00"  # periods are years and months of Viet Nam


class _Indexes:
    """The place of each value of a component in the list that the structure will show."""

    def __init__(self, component: Component) -> None:
        self.component = component
        self.values: dict[str, int] = {}

    def of(self, value: Value) -> int | None:
        text = written(value)
        return None if text is None else self.values.setdefault(text, len(self.values))


def data_message(
    rows: Iterable[Row], layout: Layout, header: Header, lists: Mapping[str, Codelist]
) -> Iterator[str]:
    """The message in pieces; rows of a series must follow each other, and there must be one at least."""
    writer = _Writer(layout, lists)
    link = {"urn": layout.dataflow.urn("Dataflow"), "rel": "dataflow"}
    yield f'{{"meta":{dumped(meta(header, "data"))},"data":{{"dataSets":[{{'
    yield f'"structure":0,"action":"Information","links":{dumped([link])},'
    yield from in_batches(writer.data(rows))
    yield f'}}],"structures":[{dumped(writer.structure(link))}]}}}}'


class _Writer:
    def __init__(self, layout: Layout, lists: Mapping[str, Codelist]) -> None:
        self._layout, self._lists = layout, lists
        self._gathered = [_Indexes(one) for one in layout.gathered]
        self._own = [_Indexes(one) for one in layout.own]
        # Text of its own for each observation is written as it is: a list of values would repeat it all.
        self._attributes = [_Indexes(one) if one.codelist else one for one in layout.attributes]

    def data(self, rows: Iterable[Row]) -> Iterator[str]:
        """The member `series`, or `observations` when there are none."""
        if self._layout.flat:
            yield '"observations":{'
            yield from self._observations(rows)
            yield "}"
            return
        yield '"series":{'
        for number, (first, observations) in enumerate(self._layout.series(rows)):
            yield f'{"," if number else ""}"{_key(first, self._gathered)}":{{"observations":{{'
            yield from self._observations(observations)
            yield "}}"
        yield "}"

    def structure(self, link: Mapping[str, str]) -> dict[str, Any]:
        """What explains the data, with the values that came."""
        at = "observation"
        positions = {one.id: place for place, one in enumerate(self._layout.dataflow.structure.keys)}
        return {
            "links": [link],
            "dataSets": [0],
            **named(self._layout.dataflow.names),
            "dimensions": {
                "series": [self._dimension(one, positions) for one in self._gathered],
                at: [self._dimension(one, positions) for one in self._own],
            },
            "measures": {at: [_described(one) for one in self._layout.measures]},
            "attributes": {at: [self._attribute(one) for one in self._attributes]},
        }

    def _observations(self, rows: Iterable[Row]) -> Iterator[str]:
        for number, row in enumerate(rows):
            cells = [*(self._measure(row[one.id]) for one in self._layout.measures), *self._told(row)]
            while cells and cells[-1] is None:
                cells.pop()
            yield f'{"," if number else ""}"{_key(row, self._own)}":{dumped(cells)}'

    def _measure(self, value: Value) -> Value:
        return MISSING if value is None else _plain(value)

    def _told(self, row: Row) -> Iterator[Value]:
        for one in self._attributes:
            if isinstance(one, _Indexes):
                yield one.of(row[one.component.id])
            else:
                yield _plain(row[one.id])

    def _dimension(self, one: _Indexes, positions: Mapping[str, int]) -> dict[str, Any]:
        values = [self._value(one.component, value) for value in one.values]
        return {
            **_described(one.component),
            "keyPosition": positions[one.component.id],
            "values": values,
        }

    def _attribute(self, one: _Indexes | Component) -> dict[str, Any]:
        component = one.component if isinstance(one, _Indexes) else one
        described = {**_described(component), "relationship": {"observation": {}}}
        described["isMandatory"] = component.mandatory
        if isinstance(one, _Indexes) and one.values:
            described["values"] = [self._value(component, value) for value in one.values]
        return described

    def _value(self, component: Component, value: str) -> dict[str, Any]:
        if component.codelist is None:
            return _period(value)
        known = self._lists[component.codelist].names_of.get(value)
        return {"id": value, **named(known or {"vi": value, "en": value})}


def _described(component: Component) -> dict[str, Any]:
    described = {"id": component.id, **named(component.names, component.descriptions)}
    if component.text_type:
        described["format"] = {"dataType": component.text_type}
    return described


def _period(value: str) -> dict[str, Any]:
    """A time period with its first and last moment."""
    period = parse(value)
    if not isinstance(period, Period):
        return {"value": value}
    span = {
        "start": f"{period.start.isoformat()}T00:00:00{_ZONE}",
        "end": f"{period.end.isoformat()}T23:59:59{_ZONE}",
    }
    if not _IDENTIFIER.fullmatch(value):
        return {"value": value, **span}
    return {"id": value, **named({"vi": period.label("vi"), "en": period.label("en")}), **span}


def _key(row: Row, indexes: Sequence[_Indexes]) -> str:
    return ":".join(str(one.of(row[one.component.id])) for one in indexes)


def _plain(value: Value) -> Value:
    """A number as the shortest one that JSON has; whole numbers without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
