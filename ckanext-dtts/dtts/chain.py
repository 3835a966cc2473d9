"""The log of events as a chain of hashes: each row carries the hash of the row before.

Whoever changes a row, takes one out or changes their order breaks the chain at that row; whoever takes
rows off the end is found out by a head that somebody remembered. Nothing here needs the portal: rows
are plain dictionaries of text, as a copy of the table gives them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

Row = Mapping[str, str | int | None]
FIELDS = (
    "seq",
    "id",
    "submission_id",
    "at",
    "kind",
    "from_state",
    "to_state",
    "actor",
    "actor_kind",
    "note",
    "details",
)
"""What is hashed of a row, in this order, after the hash of the row before."""
START = "0" * 64
"""The hash before the first row."""


class Head(NamedTuple):
    """The end of a log: the number of its last row, which counts from 1, and that row's hash."""

    seq: int
    hash: str


class Break(NamedTuple):
    """The first row at which a log is not what it was; `seq` is the number that the row carries or lacks."""

    seq: int
    reason: str


def canonical(row: Row, previous: str) -> str:
    """The text that is hashed: the hash before, then FIELDS, each on a line as `<bytes>:<value>`, or `-`.

    `bytes` is the length of the value in UTF-8, so that no value can imitate another field. `at` is UTC
    as `2026-11-27T11:45:00.000000Z`; `details` is the text that PostgreSQL gives a JSONB value; UUIDs
    are in small letters.
    """
    values = (previous, *(row[name] for name in FIELDS))
    return "".join(_field(None if value is None else str(value)) for value in values)


def digest(row: Row, previous: str) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(row, previous).encode()).hexdigest()


def first_break(rows: Iterable[Row], remembered: Head | None = None) -> Break | None:
    """The first fault of a log whose rows come in the order of `seq`; None when it is whole.

    A row also has `previous_hash` and `hash`. `remembered` is a head that was seen before: the log must
    still have that row, with that hash.
    """
    end = Head(0, START)
    for row in rows:
        seq = int(row["seq"] or 0)
        found = _fault(row, seq, end)
        if found is None and remembered and seq == remembered.seq and row["hash"] != remembered.hash:
            found = "is not the row that was remembered"
        if found:
            return Break(min(seq, end.seq + 1), found)
        end = Head(seq, str(row["hash"]))
    if remembered and end.seq < remembered.seq:
        return Break(end.seq + 1, f"is missing: the log once went to row {remembered.seq}")
    return None


def _fault(row: Row, seq: int, before: Head) -> str | None:
    if seq != before.seq + 1:
        return f"is missing or out of order: row {seq} comes after row {before.seq}"
    if row["previous_hash"] != before.hash:
        return "does not follow the row before"
    return None if row["hash"] == digest(row, before.hash) else "is not what was written"


def _field(value: str | None) -> str:
    return "-\n" if value is None else f"{len(value.encode())}:{value}\n"
