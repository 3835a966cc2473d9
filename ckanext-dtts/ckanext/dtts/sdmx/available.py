"""What there is of data: counted by the store where it can be, else by going through the rows."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ckanext.dtts.observations import query
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.sdmx.rows import rows
from dtts.sdmx.artefacts import Constraint
from dtts.sdmx.availability import available, region
from dtts.sdmx.ids import indicator_id
from dtts.sdmx.layout import ids
from dtts.sdmx.query.problem import TOO_LARGE, refused
from dtts.sdmx.query.question import Question
from dtts.sdmx.selection import selected

# So few are gone through in any case: then series can be counted too.
_FEW = 20_000
MOST_WALKED = 500_000
"""Observations that are gone through for a question that the store cannot count by itself."""


def found(
    question: Question, wanted: query.Slice | None, sources: Mapping[UUID, Origin], component: str
) -> Constraint:
    """The region that the observations asked for fill; Refused when they are too many to go through."""
    flow = question.layout.dataflow
    count = query.count(wanted) if wanted else 0
    if wanted and count > _FEW and question.is_slice:
        return region(flow, component, *_by_the_store(question, wanted), count)
    if count > MOST_WALKED:
        raise refused(
            TOO_LARGE,
            f"Câu hỏi này có {count} giá trị, quá {MOST_WALKED}; hãy chọn chỉ tiêu, địa bàn hoặc kỳ.",
            f"This has {count} values, more than {MOST_WALKED}; choose indicators, areas or periods.",
        )
    return available(selected(rows(wanted, sources), question), flow, component)


def _by_the_store(question: Question, wanted: query.Slice) -> tuple[dict[str, list[str]], list[str]]:
    """The values of each dimension, and the periods."""
    structure = question.layout.dataflow.structure
    listed = query.available(wanted, [name.lower() for name in ids(structure.keys)])
    values = {name: listed[name.lower()] for name in ids(structure.dimensions)}
    values["INDICATOR"] = sorted(map(indicator_id, values["INDICATOR"]))
    return values, listed[structure.time.id.lower()]
