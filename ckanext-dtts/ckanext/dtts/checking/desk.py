"""What happens to a kept file: looked at, examined, examined again with answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ckanext.dtts.checking import examine, kept
from ckanext.dtts.checking.kept import Kept
from dtts.recognise import Recognised


def first_look(found: Kept) -> Kept:
    """Examine it when it is known which table it holds: said, told by the file, or plain from its columns."""
    if found.schema:
        return examined(found)
    seen = examine.look(found.path, found.filename, _out(found))
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
    report = examine.examine(found.path, found.filename, found.schema, answers, _out(found))
    for path in _out(found).glob("table.*"):
        path.unlink()
    found = replace(found, report=report)
    kept.write(found)
    return found


def seen(found: Kept) -> Recognised:
    """What was told of the file before its table was known."""
    return Recognised.from_dict(found.found) if found.found else Recognised()


def candidates(found: Kept) -> list[dict[str, Any]]:
    """The likeliest tables, when it was not said which it is."""
    return list(found.found.get("candidates", []))


def _out(found: Kept) -> Path:
    found.out.mkdir(mode=0o700, exist_ok=True)
    return found.out
