"""One thread reads while another checks."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The items in their order, each made in a second thread while the one before it is used.

    Reading and checking a batch take about as long, and both leave Python's lock to Polars. What the making
    raises is raised here; never more than two items are held.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="dtts-reader") as reader:
        coming = reader.submit(lambda: next(items, None))
        while (item := coming.result()) is not None:
            coming = reader.submit(lambda: next(items, None))
            yield item
