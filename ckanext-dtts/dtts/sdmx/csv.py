"""SDMX-CSV 2.0: one observation a line, after the structure that it belongs to and the action."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dtts.sdmx.artefacts import Codelist, Component
from dtts.sdmx.layout import Layout, Row, ids
from dtts.sdmx.values import measured, written

_INFORMATION = "I"
_BATCH = 1_000
LABELS = ("id", "both", "name")
"""What a reader may ask for: codes, codes with names, or names in columns of their own."""


def data_message(
    rows: Iterable[Row],
    layout: Layout,
    lists: Mapping[str, Codelist],
    labels: str = "id",
    lang: str = "vi",
) -> Iterator[str]:
    """The message in pieces; `labels` one of LABELS, names in `lang`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_header(layout, labels, lang))
    cells = [_cells(one, layout, lists, labels, lang) for one in layout.columns]
    lead = _lead(layout, labels, lang)
    for number, row in enumerate(rows, start=1):
        line = list(lead)
        for write in cells:
            line.extend(write(row))
        writer.writerow(line)
        if number % _BATCH == 0:
            yield _taken(text)
    yield _taken(text)


def _header(layout: Layout, labels: str, lang: str) -> list[str]:
    names = ["STRUCTURE", "STRUCTURE_ID", *(["STRUCTURE_NAME"] if labels == "name" else []), "ACTION"]
    if labels == "id":
        return [*names, *ids(layout.columns)]
    if labels == "both":
        return [*names, *(f"{one.id}: {one.names[lang]}" for one in layout.columns)]
    return [*names, *(name for one in layout.columns for name in (one.id, one.names[lang]))]


def _lead(layout: Layout, labels: str, lang: str) -> list[str]:
    flow = layout.dataflow
    identity = f"{flow.agency}:{flow.id}({flow.version})"
    if labels == "both":
        identity += f": {flow.names[lang]}"
    name = [flow.names[lang]] if labels == "name" else []
    return ["dataflow", identity, *name, _INFORMATION]


def _cells(
    one: Component, layout: Layout, lists: Mapping[str, Codelist], labels: str, lang: str
) -> Callable[[Row], list[str]]:
    """How a component's cells are made of a row: one, or two with names beside."""
    show: Callable[[Any], str] = measured if one in layout.measures else lambda value: written(value) or ""
    if labels == "id":
        return lambda row: [show(row[one.id])]
    names = lists[one.codelist].names_of if one.codelist else {}

    def labelled(row: Row) -> list[str]:
        value = show(row[one.id])
        name = names[value][lang] if value in names else ""
        if labels == "name":
            return [value, name]
        return [f"{value}: {name}" if name else value]

    return labelled


def _taken(text: io.StringIO) -> str:
    taken = text.getvalue()
    text.seek(0)
    text.truncate()
    return taken
