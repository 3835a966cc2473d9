"""Rules about header, rows and columns: how the table lies in its sheet."""

from __future__ import annotations

from dtts.report.rules.declare import Rule, pair

_USE_TEMPLATE = pair(
    "Dùng dòng tiêu đề theo mẫu của bảng: {expected}.",
    "Use the header row of the table's template: {expected}.",
)
_FILL_ROW = pair(
    "Kiểm tra số dấu phân cách ở các dòng này; ô có dấu phẩy bên trong phải đặt trong ngoặc kép.",
    "Check the number of separators in these rows; a cell with a comma inside has to be quoted.",
)
_NOT_DATA = pair(
    "Xóa các dòng này khỏi bảng: tổng cộng được tính từ số liệu, ghi chú ghi vào phần mô tả của tập dữ liệu.",
    "Remove these rows: totals are computed from the data, and notes belong to the dataset's description.",
)

_OLDER = pair(
    "tệp làm theo mẫu cũ (phiên bản {found}), đã đọc theo phiên bản {version}: {changes}",
    "the file was made from version {found} of the template and read by version {version}: {changes}",
)
_OTHER_COLUMN = pair(
    "cột này phải là “{title}”, không phải “{value}”", "this column has to be “{title}”, not “{value}”"
)

RULES = (
    Rule(
        "zip-member",
        "source-error",
        pair("đã đọc tệp “{value}” trong tệp nén", "the file “{value}” in the archive was read"),
        pair("Đã đọc tệp “{value}” trong tệp nén", "The file “{value}” in the archive was read"),
        pair("Không cần làm gì nếu đó đúng là bảng cần gửi.", "Nothing to do if that is the table to send."),
        severity="warning",
    ),
    Rule(
        "encoding-detected",
        "encoding-error",
        pair(
            "chữ trong tệp theo bảng mã {encoding}, đã chuyển sang Unicode: “{before}” thành “{after}”",
            "the text is in {encoding} and was converted to Unicode: “{before}” became “{after}”",
        ),
        pair(
            "Chữ trong tệp theo bảng mã {encoding}: “{before}” thành “{after}”",
            "The text is in the encoding {encoding}: “{before}” became “{after}”",
        ),
        pair(
            "Xem câu trên đã đúng chữ chưa; nếu sai, khai bảng mã khi gửi lại hoặc gửi tệp Unicode.",
            "See whether the words above are right; if not, say the encoding or send a Unicode file.",
        ),
        severity="warning",
    ),
    Rule(
        "header-not-found",
        "header-error",
        pair(
            "không thấy dòng tiêu đề nào có tên cột của bảng “{table}” trong {limit} dòng đầu",
            "no row among the first {limit} names the columns of the table “{table}”",
        ),
        pair(
            "Không thấy dòng tiêu đề của bảng “{table}”",
            "The header row of the table “{table}” was not found",
        ),
        _USE_TEMPLATE,
    ),
    Rule(
        "missing-column",
        "missing-label",
        pair("thiếu cột bắt buộc “{title}”", "the required column “{title}” is missing"),
        pair("Thiếu cột bắt buộc “{title}”", "The required column “{title}” is missing"),
        pair(
            "Thêm cột này vào bảng; tên được nhận: {names}.",
            "Add this column to the table; names that are understood: {names}.",
        ),
    ),
    Rule(
        "extra-column",
        "extra-label",
        pair(
            "cột “{value}” không có trong bảng “{table}”",
            "the column “{value}” is not part of the table “{table}”",
        ),
        pair(
            "{count} cột không có trong bảng “{table}”, bắt đầu từ “{value}”",
            "{count} columns are not part of the table “{table}”, the first is “{value}”",
        ),
        pair(
            "Xóa cột này, hoặc sửa tên nếu đó là một cột của bảng.",
            "Remove the column, or correct its name if it is one of the table's.",
        ),
    ),
    Rule(
        "older-template",
        "header-error",
        _OLDER,
        _OLDER,
        pair("Lần sau nên dùng mẫu mới.", "Use the present template next time."),
        "warning",
    ),
    Rule(
        "incorrect-label",
        "incorrect-label",
        pair(
            "Cột này phải là “{title}”, không phải “{value}”",
            "This column has to be “{title}”, not “{value}”",
        ),
        pair(
            "Cột này phải là “{title}”, không phải “{value}”",
            "This column has to be “{title}”, not “{value}”",
        ),
        pair("Xếp các cột theo thứ tự của bảng.", "Put the columns in the order of the table."),
    ),
    Rule(
        "duplicate-column",
        "duplicate-label",
        pair("cột “{title}” xuất hiện hai lần", "the column “{title}” appears twice"),
        pair("Cột “{title}” xuất hiện nhiều lần", "The column “{title}” appears more than once"),
        pair("Giữ lại một cột.", "Keep one of them."),
    ),
    Rule(
        "blank-label",
        "blank-label",
        pair("cột có số liệu nhưng không có tên", "the column holds data but has no name"),
        pair("{count} cột có số liệu nhưng không có tên", "{count} columns hold data but have no name"),
        pair("Đặt tên cho cột hoặc xóa cột.", "Name the column or remove it."),
    ),
    Rule(
        "no-rows",
        "blank-row",
        pair("bảng không có dòng số liệu nào dưới tiêu đề", "the table has no row of data below its header"),
        pair("Bảng không có dòng số liệu nào", "The table has no row of data"),
        pair("Điền số liệu rồi gửi lại.", "Fill in the data and send it again."),
    ),
    Rule(
        "extra-cell",
        "extra-cell",
        pair("có {found} ô, tiêu đề có {expected}", "the row has {found} cells, the header has {expected}"),
        pair("{count} dòng có nhiều ô hơn tiêu đề", "{count} rows have more cells than the header"),
        _FILL_ROW,
    ),
    Rule(
        "missing-cell",
        "missing-cell",
        pair(
            "chỉ có {found} ô, tiêu đề có {expected}",
            "the row has only {found} cells, the header has {expected}",
        ),
        pair("{count} dòng có ít ô hơn tiêu đề", "{count} rows have fewer cells than the header"),
        _FILL_ROW,
    ),
    Rule(
        "total-row",
        "row-error",
        pair(
            "“{value}” là dòng tổng, không phải số liệu của một đối tượng",
            "“{value}” is a total, not a record",
        ),
        pair("{count} dòng tổng nằm lẫn trong số liệu", "{count} rows of totals stand among the data"),
        _NOT_DATA,
    ),
    Rule(
        "note-row",
        "row-error",
        pair("“{value}” là ghi chú, không phải số liệu", "“{value}” is a note, not data"),
        pair("{count} dòng ghi chú nằm lẫn trong số liệu", "{count} rows of notes stand among the data"),
        _NOT_DATA,
    ),
    Rule(
        "blank-row",
        "blank-row",
        pair("để trống giữa bảng, đã bỏ qua", "an empty row inside the table was skipped"),
        pair("{count} dòng trống giữa bảng, đã bỏ qua", "{count} empty rows inside the table were skipped"),
        pair("Không cần làm gì; có thể xóa các dòng trống.", "Nothing to do; the empty rows may be removed."),
        severity="warning",
    ),
    Rule(
        "numbering-row",
        "row-error",
        pair("chỉ đánh số cột, đã bỏ qua", "a row that numbers the columns was skipped"),
        pair("Dòng đánh số cột, đã bỏ qua", "A row that numbers the columns was skipped"),
        pair(
            "Không cần làm gì nếu đó đúng là dòng đánh số cột.",
            "Nothing to do if that row only numbers the columns.",
        ),
        severity="warning",
    ),
    Rule(
        "repeated-header",
        "row-error",
        pair("lặp lại tiêu đề của bảng, đã bỏ qua", "a row that repeats the header was skipped"),
        pair("{count} dòng lặp lại tiêu đề, đã bỏ qua", "{count} rows that repeat the header were skipped"),
        pair("Không cần làm gì; có thể xóa các dòng này.", "Nothing to do; the rows may be removed."),
        severity="warning",
    ),
    Rule(
        "full-sheet",
        "row-error",
        pair(
            "bảng kết thúc đúng ở dòng cuối cùng mà Excel chứa được ({found}); phần sau có thể đã bị cắt",
            "the table ends at the last row that Excel can hold ({found}); the rest may have been cut",
        ),
        pair(
            "Bảng kết thúc đúng ở dòng cuối cùng mà Excel chứa được",
            "The table ends at the very last row that Excel can hold",
        ),
        pair(
            "So số dòng với nguồn; nếu thiếu, xuất lại dạng CSV.",
            "Compare the number of rows with the source; if some are missing, export as CSV.",
        ),
        severity="warning",
    ),
    Rule(
        "lost-character",
        "encoding-error",
        pair(
            "{label} “{value}” có chữ đã mất khi đổi bảng mã (�)",
            "{label} “{value}” has a letter that was lost when the encoding was changed (�)",
        ),
        pair(
            "{count} ô trong cột “{title}” có chữ đã mất khi đổi bảng mã (�)",
            "{count} cells in the column “{title}” have letters that were lost with the encoding (�)",
        ),
        pair(
            "Xuất lại tệp từ nguồn, dạng “CSV UTF-8” hoặc .xlsx, hoặc gõ lại các ô này.",
            "Export the file from its source again as “CSV UTF-8” or .xlsx, or type these cells again.",
        ),
    ),
    Rule(
        "invisible-character",
        "source-error",
        pair(
            "{label} “{value}” có ký tự không nhìn thấy ({found})",
            "{label} “{value}” holds an invisible character ({found})",
        ),
        pair(
            "{count} ô trong cột “{title}” có ký tự không nhìn thấy",
            "{count} cells in the column “{title}” hold invisible characters",
        ),
        pair(
            "Gõ lại các ô này, không chép từ trang web.",
            "Type these cells again instead of pasting them from a web page.",
        ),
        severity="warning",
    ),
)
