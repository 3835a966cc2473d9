"""All rules by their id: the list is the registry."""

from __future__ import annotations

from dtts.errors import UsageError
from dtts.report.rules import cells, domain, files, history, keys, layout, privacy, review, sheets, values
from dtts.report.rules.declare import Rule

RULES: tuple[Rule, ...] = (
    *files.RULES,
    *layout.RULES,
    *sheets.RULES,
    *cells.RULES,
    *values.RULES,
    *keys.RULES,
    *domain.RULES,
    *history.RULES,
    *privacy.RULES,
    *review.RULES,
)
_BY_ID = {declared.id: declared for declared in RULES}

__all__ = ["RULES", "Rule", "rule"]


def rule(rule_id: str) -> Rule:
    """The rule of that id; a row check's id (`row-check:<name>`) is found by its kind."""
    kind = rule_id.partition(":")[0]
    if kind not in _BY_ID:
        raise UsageError(f'no rule "{rule_id}"; the rules are: {", ".join(sorted(_BY_ID))}')
    return _BY_ID[kind]
