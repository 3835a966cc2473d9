"""A check's answer in every form: our report, the standard's descriptor, a page, the file itself marked."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import IO, Any, NamedTuple

from ckanext.dtts.checking import beside, correct
from ckanext.dtts.checking.examine import answers_of, examine, require_schema, take
from ckanext.dtts.work import scratch
from dtts.catalogue import table_schema
from dtts.corrections import fingerprint
from dtts.report import Report
from dtts.report.frictionless import CheckedFile, report_descriptor
from dtts.report.html import report_page

DTTS, FRICTIONLESS, HTML, XLSX = FORMS = ("dtts", "frictionless", "html", "xlsx")


class Sent(NamedTuple):
    """A file that somebody sends to be checked, and what is said about it; `replaces` names a published
    table, `<dataset>/<table>`, that `user` may read."""

    stream: IO[bytes]
    filename: str
    schema: str
    answers: Mapping[str, Any]
    replaces: str = ""
    user: str = ""


def check_as(form: str, sent: Sent) -> dict[str, Any] | str | bytes:
    """The answer in one of `FORMS`: JSON, the text of a page, or a workbook. Nothing of it is kept.

    RefusedError as `checking.examine.check`; a workbook is refused for a file that is no table.
    """
    require_schema(sent.schema)
    answers = answers_of(sent.answers)
    with scratch() as folder, beside.parquet(sent.replaces, sent.user) as previous:
        path = folder / "sent"
        take(sent.stream, path)
        if form == XLSX:
            source = correct.Source(path, sent.filename, sent.schema, answers, previous)
            correct.correct(source, (), folder / "marked.xlsx")
            return (folder / "marked.xlsx").read_bytes()
        began = time.perf_counter()
        report = examine(path, sent.filename, sent.schema, answers, folder / "out", previous)
        seconds = round(time.perf_counter() - began, 3)
        file = CheckedFile(sent.filename, path.stat().st_size, fingerprint(path), seconds)
    return in_form(form, report, file)


def in_form(form: str, report: dict[str, Any], file: CheckedFile) -> dict[str, Any] | str:
    """A report that is at hand, as JSON or as the text of a page."""
    if form == DTTS:
        return report
    found = Report.from_dict(report)
    if form == FRICTIONLESS:
        return report_descriptor(found, file)
    titles = {field.name: dict(field.title) for field in table_schema(found.schema).fields}
    return report_page(found, file.name, titles)
