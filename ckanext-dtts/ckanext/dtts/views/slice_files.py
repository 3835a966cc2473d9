"""Whole slices of the store as files, and what is said instead of beginning one that is too large."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Response

from ckanext.dtts.errors import RefusedError, refusal
from ckanext.dtts.observations import frame, query
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.openapi.document import MEDIA_TYPES
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import answers


class TooManyError(RefusedError):
    """A slice with more rows than one answer takes; `members` say how many, and where they can be had."""

    def __init__(self, total: int, most: int) -> None:
        csv = answers.elsewhere("observations.csv")
        super().__init__(
            "area",
            "too-many-values",
            f"Câu hỏi này có {total} giá trị, quá {most}; hãy chọn địa bàn, kỳ, hoặc tải CSV: {csv}.",
            f"This has {total} values, more than {most}; choose areas or periods, or take the CSV: {csv}.",
        )
        self.members = {"total": total, "most": most, "csv": csv}


def need_few(wanted: query.Slice, most: int) -> int:
    """How many rows a slice has; a refusal (413), before anything is made, when that is more than `most`."""
    total = query.count(wanted)
    if total > most:
        raise refusal(TooManyError(total, most))
    return total


def as_file(kind: str, wanted: query.Slice, sources: Mapping[UUID, Origin]) -> Response:
    """The slice as Parquet or XLSX."""
    total = need_few(wanted, frame.MOST[kind])
    made = frame.make(kind, wanted, sources, gazetteer(), answers.lang())
    response = Response(made, mimetype=MEDIA_TYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"observations.{kind}")
    response.headers["X-Total-Count"] = str(total)
    return response
