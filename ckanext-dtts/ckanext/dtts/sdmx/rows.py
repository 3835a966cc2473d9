"""Rows of the store as the core's SDMX wants them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from ckanext.dtts.observations import query
from ckanext.dtts.observations.visible import Origin
from dtts.sdmx.artefacts import Codelist
from dtts.sdmx.ids import indicator_code, indicator_id
from dtts.sdmx.layout import Row
from dtts.sdmx.query.question import Question


def wanted(
    question: Question, sources: Mapping[UUID, Origin], lists: Mapping[str, Codelist]
) -> query.Slice | None:
    """The slice in which everything lies that a question asks for; None when nothing can."""
    allowed = question.allowed(lists)
    if not all(allowed.values()) or not sources:
        return None
    values = {name.lower(): sorted(some) for name, some in allowed.items()}
    if "indicator" in values:
        values["indicator"] = [indicator_code(one) for one in values["indicator"]]
    return query.Slice(list(sources), values, *question.years(), question.as_of)


def rows(found: query.Slice | None, sources: Mapping[UUID, Origin]) -> Iterator[Row]:
    """The rows of a slice by component id, in the order of the store."""
    if found is None:
        return
    told = {
        str(table): {"DATASET": one.dataset, "TABLE": one.table, "DEMO": one.demo, "ALSO_IN": None}
        for table, one in sources.items()
    }
    for frame in query.frames(found):
        named = frame.rename({name: name.upper() for name in frame.columns})
        for row in named.iter_rows(named=True):
            row["INDICATOR"] = indicator_id(row["INDICATOR"])
            yield row | told[row["TABLE_ID"]]
