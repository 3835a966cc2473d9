"""What codes of the tables of monitoring are called in the reader's language."""

from __future__ import annotations

from ckanext.dtts.registers import folder
from ckanext.dtts.views import language
from dtts.catalogue import table_schema
from dtts.followup import STATES, State
from dtts.programme import Programmes


def word(schema: str, field: str, code: str | None) -> str:
    """The label of a value of a column; the value itself where nobody named it."""
    if not code:
        return ""
    return language.pick(table_schema(schema).field(field).enum_labels.get(code, {})) or code


def visit_kind(code: str) -> str:
    """`inspection` → Kiểm tra."""
    return word("monitoring_visits", "visit_kind", code)


def finding_kind(code: str) -> str:
    """`quality` → Chất lượng."""
    return word("findings", "finding_kind", code)


def evaluation_kind(code: str) -> str:
    """`mid_term` → Đánh giá giữa kỳ."""
    return word("evaluations", "evaluation_kind", code)


def severity(code: str) -> str:
    """`serious` → Nghiêm trọng."""
    return word("findings", "severity", code)


def step(code: str) -> str:
    """`completion` → Báo hoàn thành."""
    return word("recommendation_responses", "step", code)


def state(code: State) -> str:
    """`done_late` → Hoàn thành muộn."""
    return language.pick(STATES[code])


def programme(code: str) -> str:
    """The name of a programme."""
    found = Programmes.load(folder()).versions.get(code)
    return language.pick({"vi": found.name, "en": found.name_en}) if found else code


def item(programme_code: str, code: str | None) -> str:
    """`DA04.TDA1` with its name; the whole programme without a code."""
    if not code:
        return ""
    found = Programmes.load(folder()).items.get((programme_code, code))
    return f"{code} · {language.pick({'vi': found.name, 'en': found.name_en})}" if found else code
