"""Waits for children of this process without taking leave of them."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterable
from contextlib import ExitStack


def until_one_ends(children: Iterable[int], seconds: float) -> None:
    """Return as soon as one of the processes has ended, or after `seconds`.

    All of them are children that nobody has waited for yet, so that no number is another process's by now.
    """
    with ExitStack() as opened:
        ends = select.poll()
        try:
            for child in children:
                handle = os.pidfd_open(child)
                opened.callback(os.close, handle)
                ends.register(handle, select.POLLIN)
        except OSError:  # kernels before 5.3 and some sandboxes have no such handles
            time.sleep(seconds)
            return
        ends.poll(seconds * 1000)
