"""The same examination as on the road of data, with tighter limits and one of few places at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError, TooLargeError
from ckanext.dtts.registers import published
from ckanext.dtts.road.intake import clean_filename
from ckanext.dtts.web.turns import turn
from ckanext.dtts.work import scratch
from dtts.catalogue import table_schema, table_schema_names
from dtts.errors import UsageError
from dtts.examine import examine_in_child
from dtts.examine.process import Limits
from dtts.questions import needs_a_look, questions_of
from dtts.recognise import Recognised, recognise_in_child
from dtts.report import Report
from dtts.tables import Answers

MEMORY_MB, WALL_S, CPU_S = 1024, 60, 30
CHUNK_BYTES = 1 << 20


def check(stream: IO[bytes], filename: str, schema_name: str, answers: Answers) -> dict[str, Any]:
    """The report on what the stream holds; nothing of it is kept.

    RefusedError when it is too large, when there is no such schema, or when too many are examined already.
    """
    require_schema(schema_name)
    with scratch() as folder:
        take(stream, folder / "sent")
        return examine(folder / "sent", filename, schema_name, answers, folder / "out")


def examine(path: Path, filename: str, schema_name: str, answers: Answers, out: Path) -> dict[str, Any]:
    """The report on a file at hand, with the `questions` whose answers would change it."""
    with turn():
        report = examine_in_child(
            path,
            filename=clean_filename(filename),
            schema_name=schema_name,
            out=out,
            answers=answers,
            memory_mb=MEMORY_MB,
            wall_s=WALL_S,
            cpu_s=CPU_S,
            registers=published.folder(),
        )
        return report.to_dict() | {"questions": questions(report, path, filename, out)}


def questions(report: Report, path: Path, filename: str, out: Path) -> list[dict[str, Any]]:
    """What the report asks, with all possible answers; looks into the file when only that tells them."""
    seen = look(path, filename, out) if needs_a_look(report) else Recognised()
    return [each.to_dict() for each in questions_of(report, table_schema(report.schema), seen)]


def look(path: Path, filename: str, out: Path) -> Recognised:
    """What can be told of a file before anyone says what it is."""
    return recognise_in_child(path, clean_filename(filename), out, Limits(MEMORY_MB, WALL_S, CPU_S))


def take(stream: IO[bytes], path: Path) -> int:
    """Write what the stream holds and give its size in bytes; TooLargeError beyond the limit."""
    size, most = 0, config.check_max_bytes()
    with path.open("wb") as out:
        while chunk := stream.read(CHUNK_BYTES):
            size += len(chunk)
            if size > most:
                raise TooLargeError(most)
            out.write(chunk)
    return size


def require_schema(name: str) -> None:
    """RefusedError unless there is a table schema of that name."""
    if name not in table_schema_names():
        raise RefusedError(
            "schema",
            "no-such-schema",
            "“schema” phải là tên một lược đồ bảng; danh sách ở /schema/index.json.",
            "“schema” has to name a table schema; they are listed at /schema/index.json.",
        )


def answers_of(said: Mapping[str, Any]) -> Answers:
    """What a sender says about a file; RefusedError when it says what cannot be."""
    try:
        return Answers.from_dict(said)
    except UsageError as wrong:
        raise RefusedError(
            "answers", "bad-answers", f"“answers” không hợp lệ: {wrong}", f"“answers” cannot be used: {wrong}"
        ) from wrong
