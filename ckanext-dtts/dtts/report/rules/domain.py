"""Rules of the domain: what tables of programmes, places and people have to agree with.

A schema declares them with its own columns and thresholds under `dtts:checks`; see docs/checks.md.
"""

from __future__ import annotations

from dtts.report.rules.declare import Rule, pair

RULES = (
    Rule(
        "valid-on",
        "row-constraint",
        pair("{label} “{value}”{named} {state}{then}", "{label} “{value}”{named} {state}{then}"),
        pair(
            "{count} ô trong cột “{title}” không có hiệu lực vào kỳ của dòng",
            "{count} cells in the column “{title}” were not in force in the period of their row",
        ),
        pair(
            "Dùng mã có hiệu lực trong kỳ số liệu, hoặc sửa kỳ của dòng.",
            "Use the code that was in force in the row’s period, or correct the period.",
        ),
    ),
    Rule(
        "name-of",
        "row-constraint",
        pair(
            "{label} “{value}” không khớp với mã: {said}",
            "{label} “{value}” does not agree with the code: {said}",
        ),
        pair(
            "{count} ô trong cột “{title}” không khớp với mã đứng cạnh",
            "{count} cells in the column “{title}” do not agree with the code beside them",
        ),
        pair(
            "Xem mã hay tên là đúng rồi sửa ô còn lại.",
            "See which of code and name is right and correct the other.",
        ),
    ),
    Rule(
        "parts-sum",
        "row-constraint",
        pair(
            "{label} “{value}” của {whole} {relation} ({parts}): {sum}, lệch {off}",
            "{label} “{value}” of {whole} {relation} ({parts}): {sum}, off by {off}",
        ),
        pair(
            "{count} số tổng trong cột “{title}” không khớp với các phần của nó",
            "{count} totals in the column “{title}” do not agree with their parts",
        ),
        pair(
            "So số tổng và từng phần với nguồn; sửa số sai, hoặc ghi chú vì sao lệch.",
            "Compare the total and its parts with the source; correct the wrong figure, or say why.",
        ),
    ),
    Rule(
        "outline-sum",
        "row-constraint",
        pair(
            "{label} “{value}” khác tổng {lines} dòng ngay dưới nó: {sum}, lệch {off}",
            "{label} “{value}” is not the sum of the {lines} lines right below it: {sum}, off by {off}",
        ),
        pair(
            "{count} mục lớn trong cột “{title}” khác tổng các dòng của nó",
            "{count} headings in the column “{title}” are not the sum of their lines",
        ),
        pair(
            "So mục lớn và từng dòng của nó với nguồn; xem có dòng nào thiếu không.",
            "Compare the heading and its lines with the source; see whether a line is missing.",
        ),
    ),
    Rule(
        "not-future",
        "row-constraint",
        pair(
            "{label} “{value}”: {period} {state} vào ngày gửi {today}",
            "{label} “{value}”: {period} {state} by {today}, when the table was sent",
        ),
        pair(
            "Cột {title}: {count} ô thuộc kỳ {state} vào ngày gửi {today}",
            "{title}: {count} cells are of a period that {state} by {today}, when the table was sent",
        ),
        pair(
            "Sửa kỳ hoặc ngày; số kế hoạch, số ước ghi ở tình trạng số liệu.",
            "Correct the period or day; state plans and estimates in the status of the figures.",
        ),
    ),
    Rule(
        "regime",
        "row-constraint",
        pair(
            "{label} “{value}” là {period}, chế độ báo cáo ({regimes}) chỉ có kỳ: {allowed}",
            "{label} “{value}” is {period}, the reporting regime ({regimes}) only knows {allowed}",
        ),
        pair(
            "Cột {title}: {count} ô có kỳ mà chế độ báo cáo ({regimes}) không có",
            "{title}: {count} cells are of a period that the reporting regime ({regimes}) does not know",
        ),
        pair(
            "Gửi số liệu theo kỳ của chế độ báo cáo: {allowed}.",
            "Send figures for the periods of the regime: {allowed}.",
        ),
        severity="warning",
    ),
    Rule(
        "against",
        "row-constraint",
        pair(
            "{label} “{value}”: {sentence} ({table}, {column}: {limit})",
            "{label} “{value}”: {sentence} ({table}, {column}: {limit})",
        ),
        pair("Cột {title}, {count} ô: {sentence}", "{title}, {count} cells: {sentence}"),
        pair(
            "So ô này với bảng “{table}” rồi sửa chỗ sai.",
            "Compare the cell with the table “{table}” and correct what is wrong.",
        ),
    ),
    Rule(
        "due-rule",
        "row-constraint",
        pair("{label} “{value}”: {why}", "{label} “{value}”: {why}"),
        pair(
            "Cột {title}: {count} ô không cho biết hạn công bố",
            "{title}: {count} cells do not say by when something is due",
        ),
        pair(
            "Ghi tần suất, hạn và kỳ đầu tiên sao cho mỗi kỳ có một ngày hạn rõ ràng.",
            "Write frequency, due rule and first period so that each period has one clear due day.",
        ),
    ),
    Rule(
        "missing-status",
        "row-constraint",
        pair(
            "{label} phải là {meant} vì {figure} ghi “{sign}”",
            "{label} has to be {meant}, since {figure} holds “{sign}”",
        ),
        pair(
            "Cột {title}: {count} ô không khớp với dấu thay cho số",
            "{title}: {count} cells do not agree with the sign put for a figure",
        ),
        pair(
            "Ghi tình trạng đúng với dấu, hoặc điền số liệu.",
            "State the status that the sign stands for, or fill in the figure.",
        ),
    ),
    Rule(
        "not-eligible",
        "row-constraint",
        pair("{label} “{value}” không đủ điều kiện: {reason}", "{label} “{value}” is not eligible: {reason}"),
        pair(
            "{count} địa bàn trong cột “{title}” không đủ điều kiện theo danh sách",
            "{count} places in the column “{title}” are not eligible by the lists",
        ),
        pair(
            "Xem lại mã xã và ngày; nếu danh sách đã đính chính, báo người giữ danh mục.",
            "See whether commune and day are right; if the list was corrected, tell the registers' keepers.",
        ),
    ),
    Rule(
        "area-region",
        "row-constraint",
        pair(
            "{label} “{value}” khác danh sách có hiệu lực: {listed}",
            "{label} “{value}” is not that of the list in force: {listed}",
        ),
        pair(
            "{count} ô trong cột “{title}” khác danh sách có hiệu lực",
            "{count} cells in the column “{title}” are not as the list in force has them",
        ),
        pair(
            "Ghi khu vực theo danh sách của ngày đó.",
            "Write the region that the list of that day gives.",
        ),
    ),
    Rule(
        "area-villages",
        "row-constraint",
        pair(
            "{label} “{value}” khác danh sách có hiệu lực: {listed}",
            "{label} “{value}” is not the number of the list in force: {listed}",
        ),
        pair(
            "{count} số thôn trong cột “{title}” khác danh sách có hiệu lực",
            "{count} numbers in the column “{title}” are not those of the list in force",
        ),
        pair(
            "Ghi số thôn đặc biệt khó khăn theo danh sách của ngày đó.",
            "Write the number of extremely disadvantaged villages that the list of that day gives.",
        ),
    ),
    Rule(
        "one-open",
        "row-constraint",
        pair(
            "{label} “{value}” đã có ở một dòng khác chưa đóng",
            "{label} “{value}” stands in another row that is not closed",
        ),
        pair(
            "{count} dòng lặp lại giá trị của cột “{title}” khi dòng trước chưa đóng",
            "{count} rows repeat a value of the column “{title}” whose earlier row is not closed",
        ),
        pair(
            "Giữ một dòng đang mở, hoặc ghi trạng thái đã đóng cho dòng cũ.",
            "Keep one that is open, or write that the earlier one is closed.",
        ),
    ),
    Rule(
        "unit-stated",
        "row-constraint",
        pair(
            "có số liệu ({figures}) nhưng chưa có đơn vị ({unit})",
            "there are figures ({figures}) and no unit ({unit})",
        ),
        pair(
            "{count} dòng có số liệu ({figures}) nhưng chưa có đơn vị ({unit})",
            "{count} rows have figures ({figures}) and no unit ({unit})",
        ),
        pair(
            "Ghi đơn vị ở từng dòng, hoặc khai đơn vị ghi ở đầu bảng (ĐVT) khi gửi; đơn vị không được đoán.",
            "State the unit in each row, or what the caption of the table says when you send it; "
            "a unit is never guessed.",
        ),
    ),
)
