"""An answer as JSON of bounded length: its list is cut, and the cut says "n of N"."""

from __future__ import annotations

import json
from typing import Any

MOST_CHARS = 50_000
_LONGEST_FIELD = 2_000


def fit(answer: dict[str, Any], most: int = MOST_CHARS) -> str:
    """`answer` as JSON text of at most `most` characters.

    Rows are taken from the end of `results` until it fits, and `shown` and `total` say how many are left of
    how many. Where a single row is too long on its own, its longest lists are cut in the same way.
    """
    results = answer.get("results")
    if not isinstance(results, list):
        return _text(_clipped(answer))[:most]
    rows = [_clipped(row) for row in results]
    told = _with(answer, rows, len(results))
    while len(_text(told)) > most and len(rows) > 1:
        fitting = max(1, min(len(rows) - 1, int(len(rows) * most / len(_text(told)))))
        rows = rows[:fitting]
        told = _with(answer, rows, len(results))
    while len(_text(told)) > most and _halve(rows):
        told = _with(answer, rows, len(results))
    return _text(told) if len(_text(told)) <= most else _text(_with(answer, [], len(results)))


def _with(answer: dict[str, Any], rows: list[Any], there_are: int) -> dict[str, Any]:
    total = max(int(answer.get("total") or 0), there_are)
    return {**answer, "total": total, "shown": len(rows), "results": rows}


def _halve(rows: list[Any]) -> bool:
    """Cut the longest list of the only row in half, keeping its end: the newest values; False without one."""
    lists = [(len(value), name) for name, value in rows[0].items() if isinstance(value, list)] if rows else []
    length, name = max(lists, default=(0, ""))
    if length < 2:
        return False
    kept = rows[0][name][length - length // 2 :]
    rows[0] = {**rows[0], name: kept, f"{name}_shown": f"{len(kept)} newest"}
    return True


def _clipped(value: Any) -> Any:
    """Long texts end with a sign that they do."""
    if isinstance(value, dict):
        return {key: _clipped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clipped(item) for item in value]
    if isinstance(value, str) and len(value) > _LONGEST_FIELD:
        return f"{value[:_LONGEST_FIELD]}…"
    return value


def _text(answer: Any) -> str:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
