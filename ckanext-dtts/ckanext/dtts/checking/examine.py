"""The same examination as on the road of data, with tighter limits and one of few places at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from ckanext.dtts import config
from ckanext.dtts.checking.limits import LIMITS
from ckanext.dtts.checking.questions import questions
from ckanext.dtts.errors import RefusedError, TooLargeError
from ckanext.dtts.filenames import clean_filename
from ckanext.dtts.registers import published
from ckanext.dtts.web.turns import turn
from dtts.catalogue import table_schema_names
from dtts.errors import UsageError
from dtts.examine import examine_in_child
from dtts.tables import Answers

CHUNK_BYTES = 1 << 20


def examine(
    path: Path,
    filename: str,
    schema_name: str,
    answers: Answers,
    out: Path,
    previous: Path | None = None,
) -> dict[str, Any]:
    """The report on a file at hand, with the `questions` whose answers would change it. `previous` is the
    Parquet of the published version that it would replace."""
    with turn():
        report = examine_in_child(
            path,
            filename=clean_filename(filename),
            schema_name=schema_name,
            out=out,
            answers=answers,
            memory_mb=LIMITS.memory_mb,
            wall_s=LIMITS.wall_s,
            cpu_s=LIMITS.cpu_s,
            registers=published.folder(),
            previous=previous,
        )
        return report.to_dict() | {"questions": questions(report, path, filename, out)}


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
