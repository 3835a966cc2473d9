"""The table of docs/rights.md: `python tests/glue/rights/document.py` prints it from the matrix of the tests."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol


class Row(Protocol):
    """A row of the matrix."""

    @property
    def action(self) -> str: ...

    @property
    def on(self) -> str: ...

    @property
    def may(self) -> Mapping[str, str]: ...


def table(rows: Sequence[Row]) -> str:
    """Both halves as Markdown: the portal's own actions, then CKAN's and its plugins'."""
    ours = [row for row in rows if row.action.startswith("dtts_")]
    others = [row for row in rows if not row.action.startswith("dtts_")]
    return f"### The portal's own actions\n\n{_lines(ours)}\n\n### Actions of CKAN and its plugins\n\n{_lines(others)}"


def _lines(rows: Sequence[Row]) -> str:
    roles = list(rows[0].may)
    head = ["| " + " | ".join(("action", "on", *roles)) + " |", "| --- " * (len(roles) + 2) + "|"]
    body = [
        "| " + " | ".join((f"`{row.action}`", row.on, *(_cell(row.may[role]) for role in roles))) + " |"
        for row in rows
    ]
    return "\n".join((*head, *body))


def _cell(word: str) -> str:
    return "-" if word == "no" else word.replace(" ", ", ")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from glue.rights.matrix import rows as read

    print(table(read()))
