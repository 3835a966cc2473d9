"""How far a submission has come, in numbers that are true: rows that were checked, rows that were loaded."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import IO

from ckan import model

from ckanext.dtts.model import Submission

EVERY_S = 0.5


def show(submission: Submission, stage: str, done: float, rows: int | None = None) -> None:
    """Note a stage, the part of it that is done, 0.0 to 1.0, and its rows; the caller commits."""
    submission.progress_stage = stage
    submission.progress_done = min(1.0, max(0.0, done))
    submission.progress_rows = rows


def loading(submission: Submission, total: int) -> Callable[[int], None]:
    """What to tell of rows that were handed to the database, of `total`: it notes them now and then, and
    commits. After the last one the database still makes its indexes."""
    shown = [0.0]

    def tell(rows: int) -> None:
        whole = rows >= total
        if not whole and time.monotonic() - shown[0] < EVERY_S:
            return
        shown[0] = time.monotonic()
        show(submission, "index" if whole else "load", rows / total if total else 1.0, min(rows, total))
        model.Session.commit()

    return tell


class Counted:
    """A CSV that tells how many of its rows were read: line ends outside of quoted cells, the header's not
    among them."""

    def __init__(self, file: IO[bytes], tell: Callable[[int], None]) -> None:
        self._file, self._tell = file, tell
        self._quoted = False
        self._lines = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as the file gives them."""
        piece = self._file.read(size)
        if piece:
            self._count(piece)
            self._tell(max(0, self._lines - 1))
        return piece

    def _count(self, piece: bytes) -> None:
        """A doubled mark inside a cell closes and opens it again, which changes nothing."""
        between = piece.split(b'"')
        self._lines += sum(part.count(b"\n") for part in between[int(self._quoted) :: 2])
        self._quoted ^= len(between) % 2 == 0
