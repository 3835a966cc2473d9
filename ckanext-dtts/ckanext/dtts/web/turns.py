"""How many limited children of a stranger's file run at once in one web process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ckanext.dtts.errors import LaterError

# Each takes a processor for a second or more. A process has four threads and more: with two at work and one
# waiting there is always one for readers.
AT_ONCE, WAITING, PATIENCE_S = 2, 1, 20
_work = threading.BoundedSemaphore(AT_ONCE)
_door = threading.BoundedSemaphore(AT_ONCE + WAITING)


@contextmanager
def turn() -> Iterator[None]:
    """Hold a place while a file is examined; LaterError when none becomes free."""
    if not _door.acquire(blocking=False):
        raise _busy()
    try:
        if not _work.acquire(timeout=PATIENCE_S):
            raise _busy()
        try:
            yield
        finally:
            _work.release()
    finally:
        _door.release()


def _busy() -> LaterError:
    return LaterError(
        "busy",
        "Đang có nhiều tệp được kiểm tra; hãy thử lại sau một phút.",
        "Many files are being examined; try again in a minute.",
        60,
    )
