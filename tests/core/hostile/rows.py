"""Rows of a valid table of the schema `programme_accounts`, for files whose oddness lies elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

HEAD = ["account_year", "stage", "line", "level", "name_vi", "total"]
ROW = [2013, "plan", 1, 0, "Chương trình", 10]


def csv_lines(count: int = 2, head: str = ",".join(HEAD)) -> Iterator[str]:
    """The header and `count` rows with keys of their own."""
    yield head + "\n"
    for number in range(1, count + 1):
        yield f"2013,plan,{number},0,Chương trình,10\n"


def csv_text(count: int = 2) -> str:
    """The same as one text."""
    return "".join(csv_lines(count))
