"""Files that somebody puts into a folder, here or on a server: read when they are whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from fnmatch import fnmatchcase
from typing import Any, NamedTuple, Protocol

from dtts_harvesters.kind import State
from dtts_harvesters.payload import check_payload
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import Answer, FetchError, GuardedSession
from dtts_harvesters.source.fields import FieldFault, Section, one_of, text, truth, whole
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed

FORMATS = ("csv", "xlsx", "ods", "json")
MOST_FILES = 10_000
DONE = ".done"
_BEING_WRITTEN = (".part", ".tmp", ".temp", ".filepart", ".crdownload", ".swp", "~")


class Look(NamedTuple):
    """How a file looked: bytes, and when it was changed in seconds since 1970."""

    size: int
    changed: int


class Folder(Protocol):
    """What a folder must be able to do. Both raise FetchError."""

    def look(self) -> Mapping[str, Look]:
        """The regular files in it by name."""
        ...

    def read(self, name: str, most: int) -> bytes:
        """The bytes of one of them, at most `most`."""
        ...


@dataclass(frozen=True)
class Found:
    """What a reading of a folder leaves for the next one."""

    files: Mapping[str, list[int]]
    waiting: tuple[str, ...]


def fetch(
    source: Source, folder: Folder, session: GuardedSession, state: State, report: Report
) -> Iterator[Record | Failure]:
    """One record for each file that is new or changed, the oldest first; then `state` by way of `found`.

    A file is read when it looked the same twice, some seconds apart, and after it was read once more; with
    `done` when a file of its name with `.done` behind it is there. What still moves is named in the notes.
    """
    known = {name: Look(*look) for name, look in state.get("files", {}).items()}
    first = _wanted(source, folder.look())
    new = {name: look for name, look in first.items() if known.get(name) != look}
    if new and not source.options.get("done"):
        session.clock.sleep(min(source.options.get("settle_seconds", 10), session.guard.left(60)))
    second = folder.look() if new else first
    for name in sorted(new, key=lambda one: (new[one].changed, one)):
        if second.get(name) != new[name] or new[name].size == 0:
            _waits(name, report)
            continue
        taken = _taken(source, folder, session, name, new[name], report)
        if taken is not None:
            yield taken
        if isinstance(taken, Record):
            known[name] = new[name]
    report.not_modified = not new
    report.announced = len(first)
    # Files that were read before and have not changed are not given again: absence tells nothing.
    report.complete = bool(new) and report.seen == len(first)
    report.kept = {"files": {name: list(known[name]) for name in first if name in known}}


def _taken(
    source: Source, folder: Folder, session: GuardedSession, name: str, look: Look, report: Report
) -> Record | Failure | None:
    try:
        content = folder.read(name, session.policy.limits.bytes)
        if len(content) != look.size or folder.look().get(name) != look:
            _waits(name, report)
            return None
        check_payload(Answer(200, {}, name, content), source.options["format"])
    except FetchError as wrong:
        if wrong.rule == "total-time":
            raise
        return failed(wrong, name, report, record_id=name)
    report.seen += 1
    changed = datetime.fromtimestamp(look.changed, timezone.utc)
    return Record(name, changed, content, name, f"{source.address.rstrip('/')}/{name}")


def _waits(name: str, report: Report) -> None:
    report.notes.append({"rule": "still-moving", "name": name})


def _wanted(source: Source, listed: Mapping[str, Look]) -> dict[str, Look]:
    """Files of the pattern whose names are names, and that their writer has not marked as unfinished."""
    if len(listed) > MOST_FILES:
        raise FetchError("too-many-files", count=len(listed), most=MOST_FILES)
    pattern, done = source.options.get("pattern", "*"), source.options.get("done", False)
    return {
        name: look
        for name, look in listed.items()
        if fnmatchcase(name, pattern)
        and _is_name(name)
        and not name.lower().endswith((*_BEING_WRITTEN, DONE))
        and (not done or f"{name}{DONE}" in listed)
    }


def _is_name(name: str) -> bool:
    """No way to another folder, nothing that a terminal would obey, no hidden file."""
    return (
        not name.startswith(".")
        and len(name) <= 255
        and not any(one in name for one in "/\\")
        and all(unicodedata.category(one)[0] != "C" for one in name)
    )


OPTIONS = {
    "format": one_of(*FORMATS),
    "pattern": text,
    "done": truth,
    "settle_seconds": whole(1, 60),
}


def check(fields: Mapping[str, Any]) -> list[FieldFault]:
    """Files of folders come as they are."""
    return (
        [FieldFault("fields", "fields-unused", {"got": fields["connector"]})] if fields.get("fields") else []
    )


def options(value: Any) -> Mapping[str, Any]:
    """`format` of the files, `pattern` of their names, `done`, `settle_seconds`."""
    read: Mapping[str, Any] = Section(OPTIONS, required=frozenset({"format"}))(value)
    return read
