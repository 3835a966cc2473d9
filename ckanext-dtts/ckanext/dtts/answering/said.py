"""What a person says with a step, held against the schema of `recommendation_responses` before it is kept.

The table is checked again when it is published; who writes a telephone number into an answer hears of it now.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from ckanext.dtts.answering.books import ANSWERED
from ckanext.dtts.answering.documents import Document
from ckanext.dtts.answering.lines import WITHDRAWAL, Line
from ckanext.dtts.errors import RefusedError
from dtts.catalogue import table_schema
from dtts.examine import check_file
from dtts.exports import write_csv
from dtts.followup import Move
from dtts.report import Fault
from dtts.vietnamese import nfc


@dataclass(frozen=True)
class Said:
    """A move with its words; `completed_on` and `proof` only with a completion."""

    move: Move
    response: str
    completed_on: date | None = None
    proof: str | None = None
    documents: tuple[Document, ...] = ()


def row_of(line: Line, said: Said, code: str) -> dict[str, Any]:
    """The row of `recommendation_responses` that the step is to become, today."""
    return {
        "response_id": code,
        "recommendation_id": line.row["recommendation_id"],
        "responded_on": line.on,
        "step": said.move,
        "agency": line.name_of(said.move),
        "response": nfc(said.response),
        "completed_on": said.completed_on,
        "proof": nfc(said.proof) if said.proof else None,
    }


def refuse_unfit(line: Line, said: Said) -> None:
    """RefusedError with the first fault that the table would have by this step, by its field.

    A withdrawal is no row of that table; its reason is held against the same rules.
    """
    row = row_of(line, said, "moi")
    if said.move == WITHDRAWAL:
        row["step"] = "answer"
    faults = [fault for fault in _faults(row) if fault.severity == "error"]
    if faults:
        first = faults[0]
        raise RefusedError(first.field or "response", first.rule, _plain(first, "vi"), _plain(first, "en"))
    issued: date = line.row["issued_on"]
    if said.completed_on is not None and said.completed_on < issued:
        raise RefusedError(
            "completed_on",
            "completed-before-issued",
            "Ngày hoàn thành không được trước ngày kiến nghị.",
            "The day of completion must not lie before the recommendation.",
        )


def _plain(fault: Fault, lang: str) -> str:
    """The sentence without the cell before it, of which nobody who fills in a form has heard."""
    words = fault.message[lang].split(f"{fault.cell}: ", 1)[-1]
    return words[:1].upper() + words[1:]


def _faults(row: Mapping[str, Any]) -> tuple[Fault, ...]:
    schema = table_schema(ANSWERED)
    with tempfile.TemporaryDirectory(prefix="dtts-") as name:
        folder = Path(name)
        write_csv(frame_of([row]), schema, folder / "row.csv")
        return tuple(check_file(folder / "row.csv", "row.csv", schema, folder / "scratch").report.faults)


def frame_of(rows: list[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows with all columns of the schema, absent ones empty."""
    fields = table_schema(ANSWERED).fields
    types = {field.name: pl.Date if field.type == "date" else pl.String for field in fields}
    return pl.DataFrame([{name: row.get(name) for name in types} for row in rows], schema=types)
