"""Rules about figures beside others of their kind: of other periods, and of the published version."""

from __future__ import annotations

from dtts.report.rules.declare import Rule, Texts, pair

_COMPARE = pair(
    "So với nguồn và với bản đã công bố; nếu số mới đúng thì ghi chú vì sao thay đổi.",
    "Compare with the source and with what is published; if the new figure is right, note why it changed.",
)


def _warning(rule_id: str, message: Texts, pattern: Texts, advice: Texts = _COMPARE) -> Rule:
    return Rule(rule_id, "row-constraint", message, pattern, advice, "warning")


RULES = (
    _warning(
        "scale",
        pair(
            "{label} “{value}” {times} so với mức thường gặp của {others} số cùng nhóm ({usual})",
            "{label} “{value}” is {times} what is usual among the {others} others of its group ({usual})",
        ),
        pair(
            "Cột {title}: {count} ô lệch khoảng nghìn, triệu lần so với các số cùng nhóm",
            "{title}: {count} cells are about a thousand or a million times off the others of their group",
        ),
        pair(
            "Kiểm tra đơn vị tính: đồng, nghìn đồng, triệu đồng, tỷ đồng; người, nghìn người.",
            "Check the unit: dong, thousand, million or billion dong; people, thousand people.",
        ),
    ),
    _warning(
        "cumulative",
        pair(
            "{label} “{value}” là số lũy kế nhưng nhỏ hơn kỳ {since} ({before})",
            "{label} “{value}” is cumulative and yet below {since} ({before})",
        ),
        pair(
            "Cột {title}: {count} số lũy kế nhỏ hơn kỳ trước",
            "{title}: {count} cumulative figures are below an earlier period",
        ),
        pair(
            "Số lũy kế không giảm: kiểm tra kỳ nào ghi sai, hay cột này là số trong kỳ.",
            "Cumulative figures never fall: see which period is wrong, or whether these are no such figures.",
        ),
    ),
    _warning(
        "repeated-period",
        pair(
            "cả {rows} số của kỳ {period} trùng với kỳ {since}",
            "all {rows} figures of {period} are those of {since}",
        ),
        pair(
            "{count} kỳ có mọi số trùng với kỳ trước",
            "{count} periods have all figures of the period before",
        ),
        pair(
            "Xem có gửi nhầm số liệu của kỳ trước không.",
            "See whether the figures of the earlier period were sent again by mistake.",
        ),
    ),
    _warning(
        "previous-moved",
        pair(
            "{label} “{value}” {times} so với bản đã công bố ({before}){hint}",
            "{label} “{value}” is {times} the published figure ({before}){hint}",
        ),
        pair(
            "Cột {title}: {count} ô khác xa bản đã công bố",
            "{title}: {count} cells are far from the published version",
        ),
    ),
    _warning(
        "previous-gone",
        pair(
            "{rows} trong {published} dòng đã công bố không còn trong bảng, chẳng hạn: {example}",
            "{rows} of {published} published rows are not in the table any more, such as: {example}",
        ),
        pair(
            "{rows} trong {published} dòng đã công bố không còn trong bảng",
            "{rows} of {published} published rows are not in the table any more",
        ),
        pair(
            "Bảng mới thay cả bảng cũ: thêm lại các dòng còn thiếu nếu chúng vẫn đúng.",
            "The new table replaces the old one as a whole: add the missing rows if they still hold.",
        ),
    ),
    _warning(
        "previous-decimals",
        pair(
            "{label} {change}: bản đã công bố có {before} số lẻ, bảng này {now}",
            "{label} {change}: {before} of the published figures have a fraction, {now} of these",
        ),
        pair("Cột {title} {change}", "{title} {change}"),
        pair(
            "Kiểm tra dấu thập phân, đơn vị tính và việc làm tròn của cột.",
            "Check the decimal sign, the unit and the rounding of the column.",
        ),
    ),
)
