"""The axes of money: their codes and words, and which of them have a closed list of parts."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]

SOURCES: Mapping[str, Words] = {
    "total": {"vi": "Tổng các nguồn", "en": "All sources"},
    "central": {"vi": "Ngân sách trung ương", "en": "Central budget"},
    "local": {"vi": "Ngân sách địa phương", "en": "Local budgets"},
    "provincial": {"vi": "Ngân sách tỉnh", "en": "Provincial budget"},
    "district": {"vi": "Ngân sách huyện (đến 30/6/2025)", "en": "District budgets (until 30 June 2025)"},
    "commune": {"vi": "Ngân sách xã", "en": "Commune budgets"},
    "credit": {"vi": "Tín dụng chính sách", "en": "Policy credit"},
    "contribution": {"vi": "Huy động, đóng góp", "en": "Contributions"},
    "integrated": {"vi": "Lồng ghép từ chương trình khác", "en": "Integrated from other programmes"},
    "other": {"vi": "Nguồn khác", "en": "Other sources"},
}
NATURES: Mapping[str, Words] = {
    "all": {"vi": "Cả đầu tư và sự nghiệp", "en": "Investment and recurrent"},
    "investment": {"vi": "Đầu tư phát triển", "en": "Development investment"},
    "recurrent": {
        "vi": "Sự nghiệp (từ 2026: kinh phí thường xuyên)",
        "en": "Recurrent (sự nghiệp; from 2026 kinh phí thường xuyên)",
    },
}
PLAN_KINDS: Mapping[str, Words] = {
    "both": {"vi": "Kế hoạch năm và kéo dài", "en": "The year's plan and carried over"},
    "current_year": {"vi": "Kế hoạch trong năm", "en": "The year's plan"},
    "carried_over": {"vi": "Kéo dài từ năm trước", "en": "Carried over from earlier years"},
    "unstated": {"vi": "Nguồn không nói", "en": "The source does not say"},
}
STAGES: Mapping[str, Words] = {
    "planned_minimum": {"vi": "Dự kiến tối thiểu", "en": "Planned at least"},
    "planned": {"vi": "Kế hoạch giao", "en": "Planned"},
    "allocated": {"vi": "Phân bổ", "en": "Allocated"},
    "disbursed": {"vi": "Giải ngân", "en": "Disbursed"},
    "settled": {"vi": "Quyết toán", "en": "Final account"},
}
"""From intention to final account, in the order of the budget."""

AXES: Mapping[str, Mapping[str, Words]] = {
    "SOURCE": SOURCES,
    "NATURE": NATURES,
    "PLAN_KIND": PLAN_KINDS,
    "STAGE": STAGES,
}

CLOSED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "NATURE": {"all": ("investment", "recurrent")},
    "PLAN_KIND": {"both": ("current_year", "carried_over")},
}
"""Wholes whose parts are a closed list. SOURCE is none: which sources a programme has in a place is not
laid down, so a total of sources is only what somebody stated."""


def axis_words(axis: str, code: str) -> Words:
    """What a code of an axis is called; the code itself when it has no words."""
    return AXES[axis].get(code, {"vi": code, "en": code})


def stage_words(code: str) -> Words:
    """What a stage is called."""
    return axis_words("STAGE", code)
