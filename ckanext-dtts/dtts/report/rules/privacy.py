"""Rules about persons: what may not be published at all."""

from __future__ import annotations

from dtts.report.rules.declare import Rule, pair

_WHY = pair(
    "Bỏ cột này, hoặc chỉ gửi số tổng hợp. Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 và Nghị định "
    "356/2025/NĐ-CP không cho công bố dữ liệu của từng người; báo cáo này chỉ hiện một phần giá trị.",
    "Leave the column out, or send aggregates only. Law 91/2025/QH15 on personal data protection and "
    "Decree 356/2025/NĐ-CP do not allow data of single persons to be published; this report shows "
    "values in part.",
)

RULES = (
    Rule(
        "personal-column",
        "extra-label",
        pair(
            "cột “{value}” là dữ liệu cá nhân và không có trong bảng “{table}”",
            "the column “{value}” is personal data and not part of the table “{table}”",
        ),
        pair(
            "{count} cột là dữ liệu cá nhân, bắt đầu từ “{value}”",
            "{count} columns are personal data, the first is “{value}”",
        ),
        _WHY,
    ),
    Rule(
        "personal-data",
        "constraint-error",
        pair("{label} “{value}” là dữ liệu cá nhân: {kind}", "{label} “{value}” is personal data: {kind}"),
        pair(
            "{count} ô trong cột “{title}” có {kind}, là dữ liệu cá nhân không được công bố",
            "{count} cells in the column “{title}” hold personal data that may not be published ({kind})",
        ),
        _WHY,
    ),
    Rule(
        "small-cells",
        "row-constraint",
        pair(
            "{label} “{value}” nhỏ hơn {threshold}: nhóm ít người như vậy ở một nơi có thể bị nhận ra",
            "{label} “{value}” is below {threshold}: so few of a group in one place may be recognised",
        ),
        pair(
            "Cột {title}: {count} ô đếm ít hơn {threshold} người của một nhóm ở một nơi",
            "{title}: {count} cells count fewer than {threshold} people of a group in one place",
        ),
        pair(
            "Gộp với nơi, nhóm hoặc kỳ khác, hoặc để trống ô và ghi là số được giữ kín.",
            "Join it with another place, group or period, or leave the cell empty and mark it as suppressed.",
        ),
        severity="warning",
    ),
)
