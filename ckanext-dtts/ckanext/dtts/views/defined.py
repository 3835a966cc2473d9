"""The definition of an indicator as the API and the files beside its page give it."""

from __future__ import annotations

from typing import Any

from dtts.indicators.definition import Definition

COLUMNS = (
    "code", "name", "name_en", "definition", "definition_en", "unit_measure", "unit_mult", "decimals",
    "direction", "aggregation", "weight", "freq", "family", "result_level", "numerator", "numerator_en",
    "denominator", "denominator_en", "expected", "population_scope", "baseline_list", "method", "method_en",
    "legal_basis", "owner", "valid_from", "valid_to", "replaces", "parts", "formula", "evidence",
    "evidence_source", "confidence", "inferred", "unknown",
)  # fmt: skip
_BILINGUAL = ("name", "definition", "numerator", "denominator", "method")


def as_record(one: Definition) -> dict[str, Any]:
    """All of it: texts in both languages, days in ISO form, lists as lists; null where nothing is known."""
    record = {name: _plain(getattr(one, name, None)) for name in COLUMNS}
    record["aggregation"] = one.rule.aggregation
    for name in _BILINGUAL:
        both = getattr(one, name)
        record |= {name: both["vi"], f"{name}_en": both["en"]} if both else {}
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, frozenset)):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
