"""What a report asks its reader, with what can be seen of the file to answer it by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ckanext.dtts.checking.limits import LIMITS
from ckanext.dtts.filenames import clean_filename
from dtts.catalogue import table_schema
from dtts.questions import needs_a_look, questions_of
from dtts.recognise import Recognised, recognise_in_child
from dtts.report import Report


def questions(report: Report, path: Path, filename: str, out: Path) -> list[dict[str, Any]]:
    """What the report asks, with all possible answers; looks into the file when only that tells them."""
    seen = look(path, filename, out) if needs_a_look(report) else Recognised()
    return [each.to_dict() for each in questions_of(report, table_schema(report.schema), seen)]


def look(path: Path, filename: str, out: Path) -> Recognised:
    """What can be told of a file before anyone says what it is."""
    return recognise_in_child(path, clean_filename(filename), out, LIMITS)
