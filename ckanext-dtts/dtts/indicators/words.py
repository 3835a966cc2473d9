"""What was done to a value across a change of places, as a sentence under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dtts import formats
from dtts.indicators.definition import definitions
from dtts.indicators.formula import formula_words

Words = dict[str, str]

_SENTENCES: Mapping[str, Words] = {
    "copied": {
        "vi": "Địa bàn không đổi phạm vi: giữ nguyên số đã công bố của {parts}.",
        "en": "The area kept its extent: the figure is that published for {parts}.",
    },
    "exact": {
        "vi": "Tính đúng từ số của các đơn vị cũ: {parts}.",
        "en": "Computed exactly from the figures of the former units: {parts}.",
    },
    "estimated-shares": {
        "vi": "Ước tính: có đơn vị cũ bị chia, số được phân theo tỷ lệ đã khai. Các đơn vị cũ: {parts}.",
        "en": "An estimate: a former unit was divided, its figure by stated shares. Former units: {parts}.",
    },
    "estimated-rates": {
        "vi": "Ước tính: bình quân có trọng số từ các tỷ lệ đã làm tròn của {parts}; lệch tối đa {bound}.",
        "en": "An estimate: the weighted mean of the rounded rates of {parts}; off by {bound} at most.",
    },
    "missing": {
        "vi": "Không có số: mới có {n} trên {d} đơn vị cũ có số liệu ({parts}); không cộng phần thiếu.",
        "en": "No figure: {n} of {d} former units have one ({parts}); a part is not given for the whole.",
    },
    "suppressed": {
        "vi": "Không hiển thị: số của một đơn vị cũ được giữ kín để bảo vệ cá nhân.",
        "en": "Not shown: the figure of a former unit is withheld to protect individuals.",
    },
    "not-computable": {
        "vi": "Không so sánh được qua lần sắp xếp: không thể tính từ số của {parts}.",
        "en": "Not comparable across the change: it cannot be computed from the figures of {parts}.",
    },
}
_OF_FORMULAS: Mapping[str, Words] = {
    "computed": {"vi": "Tính theo công thức: {formula}.", "en": "Computed by the formula: {formula}."},
    "missing": {
        "vi": "Không có số: công thức {formula} mới có {n} trên {d} số liệu.",
        "en": "No figure: the formula {formula} has {n} of its {d} figures.",
    },
    "suppressed": {
        "vi": "Không hiển thị: một số liệu của công thức {formula} được giữ kín để bảo vệ cá nhân.",
        "en": "Not shown: a figure of the formula {formula} is withheld to protect individuals.",
    },
    "not-computable": {
        "vi": "Không tính được theo công thức {formula}: một số liệu không so sánh được hoặc không rõ ràng.",
        "en": "The formula {formula} cannot be computed: a figure is not comparable or not clear.",
    },
}


def explain(row: Mapping[str, Any], parts: Sequence[str]) -> Words:
    """The sentence on a row of `rebase`, in both languages; `parts` are the names of the former units."""
    kind, formula = row["METHOD"], _formula(row)
    if formula:
        return {
            language: template.format(formula=formula[language], n=row["COVERAGE_N"], d=row["COVERAGE_D"])
            for language, template in _OF_FORMULAS[kind].items()
        }
    if kind == "estimated":
        kind = "estimated-rates" if row["BOUND"] is not None else "estimated-shares"
    return {
        language: _filled(template, row, parts, language) for language, template in _SENTENCES[kind].items()
    }


def _formula(row: Mapping[str, Any]) -> Words | None:
    """The formula of the row's indicator by the names of its figures; None when it has none."""
    one = definitions().get(row["INDICATOR"])
    if one is None or not one.formula:
        return None
    return {
        language: formula_words(
            one.formula, {code: each.name[language] for code, each in definitions().items()}, language
        )
        for language in ("vi", "en")
    }


def _filled(template: str, row: Mapping[str, Any], parts: Sequence[str], language: str) -> str:
    bound = row["BOUND"]
    return template.format(
        parts=", ".join(parts),
        n=row["COVERAGE_N"],
        d=row["COVERAGE_D"],
        bound="" if bound is None else formats.number(bound, language),
    )
