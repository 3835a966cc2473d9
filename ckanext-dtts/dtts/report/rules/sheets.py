"""Rules about sheets that are no plain tables: what was left out, hidden, moved or converted is said."""

from __future__ import annotations

from dtts.report.rules.declare import Rule, pair

_AS_CONFIRMED = pair(
    "Không cần làm gì nếu đúng ý; nếu sai, xác nhận lại cách đọc trang tính.",
    "Nothing to do if this is meant; otherwise confirm anew how the sheet is read.",
)
_LOOK_AT_HIDDEN = pair(
    "Bỏ ẩn để xem; nếu không thuộc bảng thì xóa khỏi tệp gửi.",
    "Unhide to see them; remove what does not belong to the table.",
)

RULES = (
    Rule(
        "left-out-row",
        "row-error",
        pair("“{value}” là {kind}, không đọc thành số liệu", "“{value}” is {kind} and was not read as data"),
        pair(
            "{count} dòng là {kind}, không đọc thành số liệu",
            "{count} rows are {kind} and were not read as data",
        ),
        _AS_CONFIRMED,
        severity="warning",
    ),
    Rule(
        "left-out-column",
        "extra-label",
        pair(
            "cột “{value}” có số liệu, để ngoài như đã xác nhận",
            "the column “{value}” holds data and was left out as confirmed",
        ),
        pair(
            "{count} cột có số liệu, để ngoài như đã xác nhận",
            "{count} columns hold data and were left out as confirmed",
        ),
        _AS_CONFIRMED,
        severity="warning",
    ),
    Rule(
        "below-table",
        "row-error",
        pair(
            "“{value}” nằm dưới bảng đã chọn, không đọc",
            "“{value}” lies below the chosen table and was not read",
        ),
        pair(
            "{count} dòng nằm dưới bảng đã chọn, không đọc",
            "{count} rows lie below the chosen table and were not read",
        ),
        _AS_CONFIRMED,
        severity="warning",
    ),
    Rule(
        "unknown-line",
        "row-error",
        pair(
            "“{value}” không theo cấp nào của bảng đã xác nhận, không đọc được",
            "“{value}” is of no level that was confirmed and was not read",
        ),
        pair(
            "{count} dòng không theo cấp nào của bảng đã xác nhận",
            "{count} rows are of no level that was confirmed",
        ),
        pair(
            "Xác nhận lại cách đọc trang tính: nói các dòng này là số liệu, là tiêu đề nhóm hay để ngoài.",
            "Confirm anew how the sheet is read: are these rows data, headings, or to be left out?",
        ),
    ),
    Rule(
        "two-cells",
        "cell-error",
        pair(
            "{label} đã có giá trị ở cột khác của dòng này, ô này ghi “{value}”",
            "{label} has a value in another column of the row already, this cell says “{value}”",
        ),
        pair(
            "{count} dòng có hai ô khác nhau cho cột “{title}”",
            "{count} rows have two different cells for the column “{title}”",
        ),
        pair(
            "Xóa một trong hai ô, hoặc xác nhận lại cột nào là cột của bảng.",
            "Remove one of the two cells, or confirm anew which column is the table's.",
        ),
    ),
    Rule(
        "unit-converted",
        "type-error",
        pair(
            "{label}: đổi từ {before} sang {after} như đã xác nhận",
            "{label} was converted from {before} to {after} as confirmed",
        ),
        pair(
            "{title}: đổi từ {before} sang {after} như đã xác nhận",
            "{title} was converted from {before} to {after} as confirmed",
        ),
        _AS_CONFIRMED,
        severity="warning",
    ),
    Rule(
        "unit-unclear",
        "type-error",
        pair(
            "{label} “{value}” không đổi được sang {after} vì chưa rõ dấu thập phân",
            "{label} “{value}” could not be converted to {after}: its decimal sign is not known",
        ),
        pair(
            "{count} ô trong cột “{title}” không đổi được sang {after}",
            "{count} cells in the column “{title}” could not be converted to {after}",
        ),
        pair(
            "Nói dấu thập phân của cột này, hoặc ghi ô dưới dạng số.",
            "Say the decimal sign of this column, or store the cells as numbers.",
        ),
    ),
    Rule(
        "hidden-row",
        "row-error",
        pair("đang ẩn trong sổ tính, vẫn được đọc", "a row that is hidden in the workbook was read"),
        pair(
            "{count} dòng đang ẩn trong sổ tính, vẫn được đọc",
            "{count} rows that are hidden in the workbook were read",
        ),
        _LOOK_AT_HIDDEN,
        severity="warning",
    ),
    Rule(
        "hidden-column",
        "extra-label",
        pair(
            "đang ẩn trong sổ tính, vẫn được xem như các cột khác",
            "a column that is hidden in the workbook was read like any other",
        ),
        pair(
            "{count} cột đang ẩn trong sổ tính, vẫn được xem như các cột khác",
            "{count} columns that are hidden in the workbook were read like any other",
        ),
        _LOOK_AT_HIDDEN,
        severity="warning",
    ),
    Rule(
        "empty-below",
        "blank-row",
        pair(
            "số liệu hết ở dòng {last}, nhưng trang tính được định dạng đến dòng {found}",
            "the data end in row {last}, but the sheet is formatted down to row {found}",
        ),
        pair(
            "Số liệu hết ở dòng {last}, nhưng trang tính được định dạng đến dòng {found}",
            "The data end in row {last}, but the sheet is formatted down to row {found}",
        ),
        pair(
            "Không cần làm gì; xóa các dòng trống để tệp nhẹ hơn.",
            "Nothing to do; removing the empty rows makes the file lighter.",
        ),
        severity="warning",
    ),
)
