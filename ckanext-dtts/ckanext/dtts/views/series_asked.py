"""The series that a request asks for: read from the store, totals where no disaggregation is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ckanext.dtts.observations import query, series
from ckanext.dtts.observations.answer import as_row
from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, observing, slice_files

MOST = 20_000
DISAGGREGATIONS = ("SEX", "ETHNIC_GROUP", "COMMUNE_REGION")
TOTAL = "_T"


def found() -> list[list[series.Row]]:
    """The series of the slice that the request names, which has to name an indicator; one that is too large
    is refused with how large it is."""
    sources = origins()
    wanted = observing.wanted(sources)
    if not wanted.values.get("indicator"):
        raise answers.refused(
            "indicator",
            "missing",
            "Hãy cho biết “indicator”; danh sách ở /api/dtts/v1/indicators.",
            "Name an “indicator”; they are listed at /api/dtts/v1/indicators.",
        )
    slice_files.need_few(wanted, MOST)
    return of(wanted, sources)


def of(wanted: query.Slice, sources: Mapping[UUID, Origin]) -> list[list[series.Row]]:
    """The series of a slice that is known to be small, of disaggregations that it does not name the total."""
    rows, _ = query.page(wanted, MOST)
    shown = [as_row(row, sources, gazetteer()) for row in rows]
    return series.grouped(_totals(shown, set(wanted.values)))


def marked(rows: list[Any]) -> dict[str, Any]:
    """The mark of demonstration data, if any of these is."""
    return {"mark": show.DEMO_MARK} if any(row["DEMO"] for row in rows) else {}


def _totals(rows: list[dict[str, Any]], asked: set[str]) -> list[dict[str, Any]]:
    """Of each disaggregation that was not asked for only the total, where an indicator has one: parts and
    whole in one answer would be added up by somebody."""
    for name in DISAGGREGATIONS:
        if name.lower() not in asked:
            with_total = {row["INDICATOR"] for row in rows if row[name] == TOTAL}
            rows = [row for row in rows if row[name] == TOTAL or row["INDICATOR"] not in with_total]
    return rows
