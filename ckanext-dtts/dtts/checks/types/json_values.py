"""Cells that hold JSON: arrays and objects."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dtts.checks.types.column import Raw, Typed, wrong_type
from dtts.checks.types.distinct import by_distinct

_ARRAY = {"vi": "mảng JSON", "en": "a JSON array"}
_OBJECT = {"vi": "đối tượng JSON", "en": "a JSON object"}


def parse_object(raw: Raw) -> Typed:
    """Objects as JSON text in one normal form."""
    values = by_distinct(raw.text, lambda text: normal_json(text, dict))
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _OBJECT, '{"a": 1}'),))


def parse_array(raw: Raw) -> Typed:
    """Arrays as JSON text in one normal form."""
    values = by_distinct(raw.text, lambda text: normal_json(text, list))
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _ARRAY, "[1, 2]"),))


def normal_json(text: str, kind: type, valid: Callable[[Any], bool] = lambda value: True) -> str | None:
    """JSON of a kind with keys in order and whole numbers without a point; None where the text is none."""
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, kind) or not valid(value):
        return None
    return json.dumps(_whole(value), ensure_ascii=False, sort_keys=True, allow_nan=False)


def _whole(value: Any) -> Any:
    """1.0 and 1 are one number."""
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is not a number of JSON")
