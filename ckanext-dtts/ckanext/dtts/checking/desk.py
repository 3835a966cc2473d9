"""What happens to a kept file: looked at, examined, examined again with answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ckanext.dtts.checking import beside, correct, examine, kept
from ckanext.dtts.checking.kept import Kept
from ckanext.dtts.checking.questions import look
from dtts.corrections import Corrected

ANYBODY = ""
"""Whoever has the address of a kept file may see it, so it is compared with what anybody may read."""


def first_look(found: Kept) -> Kept:
    """Examine it when it is known which table it holds: said, told by the file, or plain from its columns."""
    if found.schema:
        return examined(found)
    seen = look(found.path, found.filename, _out(found))
    told = seen.template or (seen.only.schema if seen.only else "")
    found = replace(found, found=seen.to_dict())
    if told:
        return examined(replace(found, schema=told))
    kept.write(found)
    return found


def examined(found: Kept) -> Kept:
    """The file with its report, under the schema and the answers that it carries. RefusedError as `check`."""
    examine.require_schema(found.schema)
    answers = examine.answers_of(found.answers)
    with beside.parquet(found.replaces, ANYBODY) as previous:
        report = examine.examine(found.path, found.filename, found.schema, answers, _out(found), previous)
    for path in _out(found).glob("table.*"):
        path.unlink()
    found = replace(found, report=report)
    kept.write(found)
    return found


def corrected(found: Kept, groups: Iterable[str]) -> Kept:
    """A corrected copy as a kept file of its own, with its report; the first one stays as it is."""
    copy = _out(found) / "corrected.xlsx"
    done = _correct(found, groups, copy)
    try:
        with copy.open("rb") as stream:
            kept_copy = kept.keep(
                stream,
                correct.name_of_copy(found.filename, "da-sua"),
                schema=found.schema,
                answers={name: said for name, said in found.answers.items() if name != "encoding"},
                replaces=found.replaces,
                corrected=found.token,
                corrections=done.corrected,
            )
    finally:
        copy.unlink(missing_ok=True)
    return examined(kept_copy)


def marked(found: Kept) -> bytes:
    """The file as a workbook in which its faults are coloured and commented."""
    copy = _out(found) / "marked.xlsx"
    _correct(found, (), copy)
    try:
        return copy.read_bytes()
    finally:
        copy.unlink(missing_ok=True)


def _correct(found: Kept, groups: Iterable[str], copy: Path) -> Corrected:
    with beside.parquet(found.replaces, ANYBODY) as previous:
        return correct.correct(source(found)._replace(previous=previous), groups, copy)


def source(found: Kept) -> correct.Source:
    """The file with the table that it holds and what was said about it."""
    return correct.Source(found.path, found.filename, found.schema, examine.answers_of(found.answers))


def candidates(found: Kept) -> list[dict[str, Any]]:
    """The likeliest tables, when it was not said which it is."""
    return list(found.found.get("candidates", []))


def _out(found: Kept) -> Path:
    found.out.mkdir(mode=0o700, exist_ok=True)
    return found.out
