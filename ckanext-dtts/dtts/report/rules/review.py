"""What a person says who decided on a table: beside the faults that the checks found."""

from __future__ import annotations

from dtts.report.rules.declare import Rule, pair

REMARK = "remark"

RULES = (
    Rule(
        REMARK,
        "constraint-error",
        pair("người duyệt đề nghị: {remark}", "the approver says: {remark}"),
        pair("Người duyệt nêu {count} chỗ cần sửa", "The approver names {count} places to correct"),
        pair("Sửa như được đề nghị rồi gửi lại bảng.", "Correct it as asked and send the table again."),
    ),
)
