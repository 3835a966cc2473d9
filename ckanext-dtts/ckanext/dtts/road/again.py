"""A submission that follows from another: its file with answers, or a corrected copy of it.

What was sent is never changed: the new bytes, or the same with what is said about them, are a submission
of their own that names the one it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

from ckan import model

from ckanext.dtts.checking import correct
from ckanext.dtts.checking.examine import answers_of
from ckanext.dtts.model import Submission, Table
from ckanext.dtts.road import blobs, intake, lookup, mappings, remarks, replaced
from ckanext.dtts.work import scratch


def answered(origin: Submission, answers: Mapping[str, Any], actor_id: str) -> Submission:
    """The same file, examined with these answers."""
    with blobs.local_path(_blob(origin)) as path, path.open("rb") as stream:
        return intake.take(_request(origin, stream, origin.filename, answers, actor_id))


def corrected(origin: Submission, groups: Sequence[str], actor_id: str) -> Submission:
    """The file with the corrections of these groups of faults, as a workbook.

    RefusedError when no workbook can be made of it.
    """
    with scratch() as folder, source(origin) as given:
        correct.correct(given, groups, folder / "copy.xlsx")
        kept = {name: value for name, value in mappings.said_of(origin).items() if name != "encoding"}
        with (folder / "copy.xlsx").open("rb") as stream:
            name = correct.name_of_copy(origin.filename, "da-sua")
            return intake.take(_request(origin, stream, name, kept, actor_id))


def marked(submission: Submission) -> bytes:
    """The file as a workbook in which its faults, and what an approver said of cells, are coloured and
    commented. RefusedError as `corrected`."""
    with scratch() as folder, source(submission) as given:
        correct.correct(given, (), folder / "copy.xlsx", remarks.of(submission))
        return (folder / "copy.xlsx").read_bytes()


@contextmanager
def source(submission: Submission) -> Iterator[correct.Source]:
    """The file at hand, with the table that it holds, what was said about it and what it would replace."""
    said = answers_of(mappings.said_of(submission))
    with blobs.local_path(_blob(submission)) as path, replaced.by(submission) as previous:
        yield correct.Source(
            path,
            submission.filename,
            submission.schema_name,
            said,
            previous=previous,
            today=replaced.day_of(submission),
        )


def _blob(submission: Submission) -> blobs.Blob:
    return blobs.Blob(submission.sha256, submission.size)


def _request(
    origin: Submission, stream: IO[bytes], filename: str, answers: Mapping[str, Any], actor_id: str
) -> intake.Request:
    table = model.Session.get_one(Table, origin.table_id)
    return intake.Request(
        package=lookup.package(table.package_id),
        slug=table.slug,
        schema_name=origin.schema_name,
        name=None,
        name_en=None,
        filename=filename,
        stream=stream,
        door="upload",
        actor_id=actor_id,
        idempotency_key=None,
        answers=answers,
        origin_id=origin.id,
    )
