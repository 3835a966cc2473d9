"""The file of a definition, read strictly: every field is there, known, and of its kind.

`unknown` stands where something exists and is not known to us, null where it does not apply; a field that
is left out is a fault, so that nobody forgets to say which of the two it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, get_args

from dtts.errors import UsageError
from dtts.indicators.combine import Rule
from dtts.indicators.combine.method import Aggregation
from dtts.indicators.formula import read_formula

ResultLevel = Literal["output", "outcome", "impact"]
Evidence = Literal["found", "remembered"]
"""found: a source that was read says so. remembered: general knowledge, to be verified before it is cited."""

Fields = dict[str, Any]
_UNKNOWN = "unknown"
_CODE = re.compile(r"[A-Z][A-Z0-9_]*(\.[A-Z0-9_]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DIRECTIONS = ("up", "down", "none")
_FREQUENCIES = ("A", "S", "Q", "M")


def read_fields(entry: Mapping[str, Any]) -> Fields:
    """The fields of `Definition` from an entry of its file. UsageError names file, indicator and field."""
    where = f"schemas/indicators/{entry['file']}: {entry.get('code', 'an indicator without a code')}"
    given = {name: value for name, value in entry.items() if name != "file"}
    if absent := [name for name in _FIELDS if name not in given]:
        raise UsageError(f"{where} lacks {', '.join(absent)}; write `unknown` or null where that is so")
    if strange := sorted(set(given) - set(_FIELDS) - set(_OPTIONAL)):
        raise UsageError(f"{where} has fields that no definition has: {', '.join(strange)}")
    unknown = frozenset(name for name, value in given.items() if value == _UNKNOWN)
    if wrong := sorted(unknown - _MAY_BE_UNKNOWN):
        raise UsageError(f"{where}: {', '.join(wrong)} must be known")
    read = {
        name: _read(reader, None if name in unknown else given.get(name), f"{where}, {name}")
        for name, reader in {**_FIELDS, **_OPTIONAL}.items()
    }
    multiplier = read.pop("multiplier")
    read["rule"] = Rule(read.pop("aggregation"), 1.0 if multiplier is None else float(multiplier))
    return {**read.pop("evidence"), **read, "unknown": unknown}


def _read(reader: Callable[[Any], Any], value: Any, where: str) -> Any:
    try:
        return reader(value)
    except UsageError as wrong:
        raise UsageError(f"{where}: {wrong}") from wrong


def _need(holds: bool, wanted: str, value: Any) -> None:
    if not holds:
        raise UsageError(f"{value!r} is not {wanted}")


def _code(value: Any) -> str:
    _need(isinstance(value, str) and bool(_CODE.fullmatch(value)), "a code such as I1719.01", value)
    return str(value)


def _bilingual(value: Any) -> dict[str, str]:
    both = isinstance(value, Mapping) and set(value) == {"vi", "en"}
    _need(both and all(isinstance(text, str) and text.strip() for text in value.values()),
          "a text in both languages, {vi: …, en: …}", value)  # fmt: skip
    return dict(value)


def _text(value: Any) -> str:
    _need(isinstance(value, str) and bool(value.strip()), "a text", value)
    return str(value)


def _date(value: Any) -> date:
    _need(isinstance(value, date), "a day written YYYY-MM-DD", value)
    found: date = value
    return found


def _whole(value: Any) -> int:
    _need(isinstance(value, int) and not isinstance(value, bool), "a whole number", value)
    return int(value)


def _number(value: Any) -> float:
    _need(isinstance(value, (int, float)) and not isinstance(value, bool), "a number", value)
    return float(value)


def _formula(value: Any) -> str:
    return read_formula(_text(value)).text


def _evidence(value: Any) -> Fields:
    """`{kind, source}` and, of what is remembered, `confidence`."""
    _need(isinstance(value, Mapping) and {"kind", "source"} <= set(value), "evidence {kind, source}", value)
    kind = _one_of(get_args(Evidence))(value["kind"])
    remembered = kind == "remembered"
    _need(set(value) <= {"kind", "source", "confidence"}, "evidence {kind, source, confidence}", value)
    _need(not remembered or "confidence" in value, "evidence that says how far it is remembered", value)
    confidence = _optional(_one_of(("high", "medium", "low")))(value.get("confidence"))
    return {"evidence": kind, "evidence_source": _text(value["source"]), "confidence": confidence}


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        _need(value in choices, f"one of {', '.join(choices)}", value)
        return str(value)

    return read


def _optional(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else reader(value)


def _several(reader: Callable[[Any], str]) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        _need(value is None or isinstance(value, list), "a list", value)
        return tuple(reader(one) for one in value or ())

    return read


def _word(value: Any) -> str:
    _need(isinstance(value, str) and bool(_NAME.fullmatch(value)), "a word of small letters", value)
    return str(value)


_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "code": _code,
    "name": _bilingual,
    "definition": _bilingual,
    "group": _optional(_bilingual),
    "result_level": _optional(_one_of(get_args(ResultLevel))),
    "unit_measure": _text,
    "unit_mult": _whole,
    "decimals": _whole,
    "freq": _one_of(_FREQUENCIES),
    "direction": _one_of(_DIRECTIONS),
    "aggregation": _one_of(get_args(Aggregation)),
    "numerator": _optional(_bilingual),
    "denominator": _optional(_bilingual),
    "expected": _several(_word),
    "population_scope": _optional(_word),
    "baseline_list": _several(_text),
    "method": _optional(_bilingual),
    "legal_basis": _several(_text),
    "valid_from": _optional(_date),
    "valid_to": _optional(_date),
    "replaces": _several(_code),
    "owner": _optional(_text),
    "evidence": _evidence,
}
_OPTIONAL: Mapping[str, Callable[[Any], Any]] = {
    "family": _text,
    "multiplier": _optional(_number),
    "weight": _optional(_code),
    "formula": _optional(_formula),
    "parts": _several(_code),
    "item": _optional(_text),
    "inferred": lambda value: frozenset(_several(_word)(value)),
}
_MAY_BE_UNKNOWN = frozenset(
    ("numerator", "denominator", "expected", "population_scope", "baseline_list", "method", "legal_basis",
     "valid_from", "valid_to", "replaces", "owner", "result_level")
)  # fmt: skip
