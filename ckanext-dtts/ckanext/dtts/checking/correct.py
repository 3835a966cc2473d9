"""A file given back as a workbook: marked, or with the corrections that its reader accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import NamedTuple

from ckanext.dtts.checking.limits import LIMITS
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.registers import published
from ckanext.dtts.web.turns import turn
from dtts.corrections import EVERY_GROUP, Corrected, Remark, accept, correct_in_child
from dtts.errors import UnreadableFile
from dtts.tables import Answers

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 150


class Source(NamedTuple):
    """A file at hand, the table that it holds, and what was said about it; `previous` is the Parquet of the
    version that it would replace, and `today` the day as of which it is examined."""

    path: Path
    filename: str
    schema: str
    answers: Answers
    previous: Path | None = None
    today: date | None = None


def correct(source: Source, groups: Iterable[str], out: Path, remarks: Sequence[Remark] = ()) -> Corrected:
    """Write the workbook to `out`, corrected in these groups of faults; `EVERY_GROUP` stands for all.
    What was remarked on cells is marked beside the faults.

    RefusedError when the file is no table or no workbook could hold it.
    """
    try:
        with turn():
            return correct_in_child(
                source.path,
                filename=source.filename,
                schema_name=source.schema,
                accepted=accept(source.path, tuple(groups)),
                out=out,
                answers=source.answers,
                memory_mb=LIMITS.memory_mb,
                wall_s=LIMITS.wall_s,
                cpu_s=LIMITS.cpu_s,
                registers=published.folder(),
                remarks=remarks,
                previous=source.previous,
                today=source.today,
            )
    except UnreadableFile as unreadable:
        told = unreadable.fault.message
        raise RefusedError("file", unreadable.fault.rule, told["vi"], told["en"]) from unreadable


def name_of_copy(filename: str, ending: str) -> str:
    """`bieu03.csv` as `bieu03-da-sua.xlsx`; a copy of a copy gets no longer."""
    stem = PurePath(filename).stem[:LONGEST_NAME]
    return f"{stem.removesuffix(f'-{ending}')}-{ending}.xlsx"


__all__ = ["EVERY_GROUP", "XLSX", "Source", "correct", "name_of_copy"]
