"""What an indicator is: read from its file, one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from dtts.catalogue import Bilingual, indicators
from dtts.errors import UsageError
from dtts.indicators.combine import Rule
from dtts.indicators.definition_file import Evidence, ResultLevel, read_fields
from dtts.indicators.formula import read_formula

DISAGGREGATIONS: Mapping[str, str] = {
    "sex": "SEX",
    "ethnic_group": "ETHNIC_GROUP",
    "region_class": "COMMUNE_REGION",
}
"""Which of the words of `expected` are dimensions of the observation table; levels of places (`province`,
`district`, `commune`) are asked for by REF_AREA, the others (`age_group`, `agency`, `facility_type`) have no
column there."""


@dataclass(frozen=True)
class Definition:
    """`direction` is up or down where more or less is better, else none. `weight` names the indicator whose
    values stand for the denominators that the source does not give.

    What is None either does not apply or is not known; `unknown` names the fields that are not known.
    `inferred` names those that the portal set itself, from the name or the unit, without a source for them.
    `legal_basis` are numbers of the register of legal documents, `owner` an agency, `item` a programme item,
    `population_scope` a population, `baseline_list` lists of classified
    places that it is counted from, `parts` the indicators whose sum it is. `formula` is a text of
    `dtts.indicators.formula`. `valid_from` and `valid_to` bound the periods that the indicator is set for.
    """

    code: str
    name: Bilingual
    definition: Bilingual
    unit_measure: str
    unit_mult: int
    decimals: int
    direction: str
    rule: Rule
    weight: str | None = None
    freq: str = "A"
    family: str = ""
    group: Bilingual | None = None
    item: str | None = None
    parts: tuple[str, ...] = ()
    result_level: ResultLevel | None = None
    numerator: Bilingual | None = None
    denominator: Bilingual | None = None
    expected: tuple[str, ...] = ()
    population_scope: str | None = None
    baseline_list: tuple[str, ...] = ()
    method: Bilingual | None = None
    legal_basis: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    replaces: tuple[str, ...] = ()
    formula: str | None = None
    owner: str | None = None
    evidence: Evidence = "found"
    evidence_source: str = ""
    confidence: str | None = None
    inferred: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions of the observation table by which values are expected."""
        return tuple(DISAGGREGATIONS[word] for word in self.expected if word in DISAGGREGATIONS)

    @property
    def sdmx_id(self) -> str:
        """The code where a dot is not allowed: SDMX ids have none, and a dot parts the places of a key."""
        return self.code.replace(".", "_")


@cache
def definitions() -> Mapping[str, Definition]:
    """All definitions by code, in the order of the files. UsageError names file, indicator and field of the
    first thing that is wrong, or the code that one definition takes from another and no file defines."""
    found = {code: Definition(**read_fields(one)) for code, one in indicators().items()}
    for one in found.values():
        _need_defined(one, found)
    return found


def rules() -> dict[str, Rule]:
    """How each indicator adds up."""
    return {code: one.rule for code, one in definitions().items()}


def weights() -> dict[str, str]:
    """The indicators that have a weight, and which."""
    return {code: one.weight for code, one in definitions().items() if one.weight}


def _need_defined(one: Definition, found: Mapping[str, Definition]) -> None:
    if one.weight and one.weight not in found:
        raise UsageError(f"indicator {one.code} is weighed by {one.weight}, which no file defines")
    named = (*one.parts, *one.replaces, *(read_formula(one.formula).codes if one.formula else ()))
    absent = [code for code in named if code not in found]
    if absent:
        raise UsageError(f"indicator {one.code} names {', '.join(absent)}, which no file defines")
