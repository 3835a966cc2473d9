"""What Excel lets a person type into a column of figures, days or short text."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from dtts.catalogue import Field

_KINDS: dict[str, Any] = {"integer": "whole", "year": "whole", "number": "decimal", "date": "date"}
# Excel asks for limits; where the schema has none these are beyond whatever a table holds.
_LOWEST = {"integer": "-1000000000000000", "number": "-1E+300", "year": "0", "date": "1"}
_HIGHEST = {"integer": "1000000000000000", "number": "1E+300", "year": "9999", "date": "2958465"}
_MOST_CHARACTERS = 32_767


def rule_for(field: Field) -> DataValidation | None:
    """The rule of a column, or None where any text will do. It says in both languages what is wrong."""
    if field.type == "string":
        return _length(field)
    if field.type not in _KINDS:
        return None
    low, high = _limit(field, "minimum", "exclusiveMinimum"), _limit(field, "maximum", "exclusiveMaximum")
    rule = DataValidation(allow_blank=True)
    rule.type, rule.operator = _KINDS[field.type], "between"
    rule.formula1, rule.formula2 = low or _LOWEST[field.type], high or _HIGHEST[field.type]
    return _saying(rule, field, _words(field, low, high))


def _length(field: Field) -> DataValidation | None:
    if "maxLength" not in field.constraints:
        return None
    rule = DataValidation(allow_blank=True)
    rule.type, rule.operator = "textLength", "between"
    rule.formula1 = str(field.constraints.get("minLength", 0))
    rule.formula2 = str(min(field.constraints["maxLength"], _MOST_CHARACTERS))
    said = f"{rule.formula1} … {rule.formula2}"
    return _saying(rule, field, f"Số ký tự: {said}. Characters: {said}.")


def _limit(field: Field, *names: str) -> str | None:
    """A limit as Excel's formulas write it; an exclusive one is left to the checker."""
    value = next((field.constraints[name] for name in names if name in field.constraints), None)
    if value is None:
        return None
    if field.type == "date":
        year, month, day = str(value).split("-")
        return f"DATE({int(year)},{int(month)},{int(day)})"
    return str(value)


def _words(field: Field, low: str | None, high: str | None) -> str:
    vi, en = {
        "integer": ("Số nguyên", "A whole number"),
        "number": ("Số", "A number"),
        "year": ("Năm (2025)", "A year (2025)"),
        "date": ("Ngày (31/12/2025)", "A day (31/12/2025)"),
    }[field.type]
    limits = [field.constraints.get(name) for name in ("minimum", "maximum")]
    span = " … ".join(str(limit) for limit in limits if limit is not None)
    return f"{vi}. {en}." + (f" {span}" if (low or high) and span else "")


def _saying(rule: DataValidation, field: Field, text: str) -> DataValidation:
    rule.errorTitle, rule.error, rule.showErrorMessage = field.title["vi"][:32], text[:255], True
    return rule
