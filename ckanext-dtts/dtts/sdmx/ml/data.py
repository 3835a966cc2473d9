"""Structure-specific data in SDMX-ML 3.0 and 2.1; attributes stand at the observation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dtts.sdmx.artefacts import Component
from dtts.sdmx.header import Header
from dtts.sdmx.layout import Layout, Row, in_batches
from dtts.sdmx.ml.dialect import Dialect, header
from dtts.sdmx.ml.xml import element, opening, quoted
from dtts.sdmx.values import measured, written


def data_message(rows: Iterable[Row], layout: Layout, given: Header, dialect: Dialect) -> Iterator[str]:
    """The message in pieces; rows of a series must follow each other."""
    namespace = dialect.data_namespace(layout.dataflow, layout.at)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield opening("mes:StructureSpecificData", {**dialect.namespaces(), "xmlns:ns1": namespace})
    yield header(given, _described(layout, namespace, dialect))
    yield opening("mes:DataSet", _about(layout, dialect))
    yield from in_batches(_flat(rows, layout) if layout.flat else _series(rows, layout))
    yield "</mes:DataSet></mes:StructureSpecificData>"


def _described(layout: Layout, namespace: str, dialect: Dialect) -> str:
    return element(
        "mes:Structure",
        {
            "structureID": layout.dataflow.id,
            "namespace": namespace,
            "dimensionAtObservation": layout.at,
        },
        dialect.reference("com:StructureUsage", layout.dataflow, "Dataflow"),
    )


def _about(layout: Layout, dialect: Dialect) -> dict[str, str]:
    return {
        "ss:structureRef": layout.dataflow.id,
        "xsi:type": "ns1:DataSetType",
        "ss:action": "Information",
        **({} if dialect.is_30 else {"ss:dataScope": "DataStructure"}),
    }


def _series(rows: Iterable[Row], layout: Layout) -> Iterator[str]:
    for first, observations in layout.series(rows):
        yield f"<Series{_written(first, layout.gathered)}>"
        for row in observations:
            yield _observation(row, layout)
        yield "</Series>"


def _flat(rows: Iterable[Row], layout: Layout) -> Iterator[str]:
    for row in rows:
        yield _observation(row, layout)


def _observation(row: Row, layout: Layout) -> str:
    values = "".join(f" {one.id}={quoted(measured(row[one.id]))}" for one in layout.measures)
    return f"<Obs{_written(row, layout.own)}{values}{_written(row, layout.attributes)}/>"


def _written(row: Row, components: Iterable[Component]) -> str:
    values = ((one.id, written(row[one.id])) for one in components)
    return "".join(f" {name}={quoted(value)}" for name, value in values if value is not None)
