"""What an indicator is, line by line for its page; what is not known is said and not left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import ckan.plugins.toolkit as tk

from ckanext.dtts.registers import folder
from ckanext.dtts.views import figures, language
from dtts import formats, registers
from dtts.catalogue import Bilingual
from dtts.indicators.definition import Definition, definitions
from dtts.indicators.formula import formula_words

_WORDS: Mapping[str, tuple[str, str]] = {
    "province": ("tỉnh", "province"),
    "district": ("huyện (đến 30/6/2025)", "district (until 30 June 2025)"),
    "commune": ("xã", "commune"),
    "sex": ("giới tính", "sex"),
    "ethnic_group": ("dân tộc", "ethnic group"),
    "region_class": ("khu vực I, II, III", "region I, II, III"),
    "age_group": ("nhóm tuổi", "age group"),
    "agency": ("cơ quan", "agency"),
    "facility_type": ("loại công trình", "type of facility"),
}


class Fact(NamedTuple):
    """`text` is None where it is not known; `inferred` when the portal set it without a source."""

    label: str
    text: str | None
    inferred: bool = False


def facts(one: Definition) -> list[Fact]:
    """The lines of the definition, in the order in which people ask: those that do not apply are left out."""
    return [fact for fact in _facts(one) if fact.text != ""]


def _facts(one: Definition) -> Iterator[Fact]:
    lang = language.current()
    yield _fact(one, "definition", tk._("Definition"), one.definition[lang])
    yield _fact(one, "formula", tk._("Formula"), _formula(one, lang))
    yield _fact(one, "numerator", tk._("Numerator"), _half(one.numerator, lang))
    yield _fact(one, "denominator", tk._("Denominator"), _half(one.denominator, lang))
    yield _fact(one, "unit_measure", tk._("Unit"), figures.unit(one.unit_measure, one.unit_mult, lang))
    yield _fact(one, "direction", tk._("Direction"), _direction(one))
    yield _fact(one, "aggregation", tk._("Over the merger"), _merged(one))
    yield _fact(one, "population_scope", tk._("Population"), _population(one, lang))
    spoken = (_WORDS.get(word, (word, word))[lang == "en"] for word in one.expected)
    yield _fact(one, "expected", tk._("Expected by"), ", ".join(spoken))
    yield _fact(one, "baseline_list", tk._("Counted from"), ", ".join(_lists(one)))
    yield _fact(one, "method", tk._("Method"), _half(one.method, lang))
    yield _fact(one, "legal_basis", tk._("Legal basis"), "; ".join(one.legal_basis))
    yield _fact(one, "valid_from", tk._("Set for"), _span(one, lang))
    yield _fact(one, "replaces", tk._("Replaces"), "; ".join(_named(code, lang) for code in one.replaces))
    yield _fact(one, "owner", tk._("In charge"), _owner(one, lang))


def _fact(one: Definition, field: str, label: str, text: str | None) -> Fact:
    return Fact(label, None if field in one.unknown else text or "", field in one.inferred)


def _half(both: Bilingual | None, lang: str) -> str:
    return both[lang] if both else ""


def _direction(one: Definition) -> str:
    return {"up": tk._("more is better"), "down": tk._("less is better")}.get(one.direction, "")


def _merged(one: Definition) -> str:
    if one.formula:
        return tk._("Computed from figures that are themselves carried over the merger.")
    if one.rule.aggregation == "sum":
        return tk._("The figures of the former units are added. Where one is missing there is no sum.")
    if one.weight:
        return tk._(
            "The mean of the former units, weighted, and marked as an estimate; without the weights it is "
            "not comparable."
        )
    if one.rule.aggregation == "ratio":
        return tk._("Worked out from the sums of numerators and denominators, where the source gives them.")
    return tk._(
        "The figures of former units cannot be added or averaged: only places that kept their extent have a "
        "series."
    )


def _formula(one: Definition, lang: str) -> str:
    names = {code: found.name[lang] for code, found in definitions().items()}
    return formula_words(one.formula, names, lang) if one.formula else ""


def _population(one: Definition, lang: str) -> str:
    found = registers.rows("population_scopes", folder())
    named = {row["population_scope"]: row[f"name_{lang}"] for row in found}
    return named.get(one.population_scope, "")


def _lists(one: Definition) -> Iterator[str]:
    for row in registers.rows("area_lists", folder()):
        if row["list_id"] in one.baseline_list:
            yield f"{row['decision']} ({row['period_from']}-{row['period_to']})"


def _span(one: Definition, lang: str) -> str:
    def said(day: date | None) -> str:
        return "" if day is None else formats.day(day, lang)

    return f"{said(one.valid_from)} – {said(one.valid_to)}" if one.valid_from or one.valid_to else ""


def _named(code: str, lang: str) -> str:
    return f"{code}, {definitions()[code].name[lang]}"


def _owner(one: Definition, lang: str) -> str:
    return (registers.label("agencies", one.owner, lang, folder()) or one.owner) if one.owner else ""
