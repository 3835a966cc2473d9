"""Rules about the file as a whole: it is refused by name, with what to do instead."""

from __future__ import annotations

from dtts.report.rules.declare import Rule, Texts, pair


def _refusal(rule_id: str, message: Texts, advice: Texts, standard: str = "source-error") -> Rule:
    return Rule(rule_id, standard, message, message, advice)


_SAVE_AS_XLSX = pair(
    "Mở tệp bằng Excel hoặc LibreOffice, lưu lại dạng Excel (.xlsx) rồi gửi lại.",
    "Open the file in Excel or LibreOffice, save it as an Excel workbook (.xlsx) and send it again.",
)
_SPLIT = pair(
    "Chia bảng thành các tệp nhỏ hơn, chẳng hạn mỗi năm một tệp, rồi gửi từng tệp.",
    "Split the table into smaller files, one a year for example, and send them one by one.",
)
_TRIM_SHEET = pair(
    "Chép riêng vùng có số liệu sang một sổ tính mới rồi gửi sổ tính đó.",
    "Copy the area that holds the data into a new workbook and send that one.",
)
_SEE_LINE = pair(
    "Mở tệp bằng một trình soạn thảo văn bản, sửa tại dòng đó rồi gửi lại.",
    "Open the file in a text editor, correct that line and send it again.",
)
_SAY_ENCODING = pair(
    "Khai bảng mã đọc ra đúng chữ Việt rồi gửi lại, hoặc gửi tệp “CSV UTF-8”; trong sổ tính, đặt đúng phông.",
    "Say the encoding that reads right, or send “CSV UTF-8”; in a workbook, give the cells their right font.",
)

_SEND_PLAIN = pair(
    "Giải nén rồi gửi riêng từng tệp bảng, không nén.",
    "Unpack it and send each table as a file of its own.",
)

RULES = (
    _refusal(
        "unreadable-file",
        pair("không đọc được tệp: {cause}", "the file could not be read: {cause}"),
        _SAVE_AS_XLSX,
    ),
    _refusal(
        "empty-file",
        pair("tệp không có nội dung", "the file is empty"),
        pair("Kiểm tra lại tệp đã chọn rồi gửi lại.", "Check which file you chose and send it again."),
    ),
    _refusal(
        "unknown-format",
        pair(
            'tệp "{filename}" không thuộc các dạng đọc được: CSV, TSV, Excel (.xlsx, .xls), '
            "OpenDocument (.ods), JSON, Parquet, ZIP của một tệp như vậy",
            'the file "{filename}" is none of those read: CSV, TSV, Excel (.xlsx, .xls), '
            "OpenDocument (.ods), JSON, Parquet, a ZIP of one of these",
        ),
        _SAVE_AS_XLSX,
        "format-error",
    ),
    _refusal(
        "wrong-extension",
        pair(
            "tên tệp có đuôi {extension} nhưng nội dung là {found}",
            "the file's name ends in {extension} but its content is {found}",
        ),
        _SAVE_AS_XLSX,
        "format-error",
    ),
    _refusal(
        "encrypted-file",
        pair("tệp được đặt mật khẩu", "the file is protected by a password"),
        pair("Bỏ mật khẩu của tệp rồi gửi lại.", "Remove the password and send the file again."),
    ),
    _refusal(
        "macro",
        pair("sổ tính có macro ({found})", "the workbook contains macros ({found})"),
        pair(
            "Lưu lại dạng Excel không có macro (.xlsx) rồi gửi lại.",
            "Save it as an Excel workbook without macros (.xlsx) and send it again.",
        ),
    ),
    _refusal(
        "external-link",
        pair(
            "sổ tính lấy số liệu từ tệp khác ({found})", "the workbook takes data from another file ({found})"
        ),
        pair(
            "Trong Excel chọn Dữ liệu, Sửa liên kết, Ngắt liên kết (hoặc dán dạng giá trị), lưu, gửi lại.",
            "In Excel choose Data, Edit Links, Break Link (or paste as values), save and send again.",
        ),
    ),
    _refusal(
        "unsafe-workbook",
        pair("sổ tính không an toàn để mở: {cause}", "the workbook is not safe to open: {cause}"),
        _TRIM_SHEET,
    ),
    _refusal(
        "unsafe-archive",
        pair("tệp nén không an toàn để mở: {cause}", "the archive is not safe to open: {cause}"),
        _SEND_PLAIN,
    ),
    _refusal(
        "archive-members",
        pair(
            "tệp nén phải chứa đúng một bảng; tệp này chứa {found} tệp: {candidates}",
            "an archive has to hold exactly one table; this one holds {found} files: {candidates}",
        ),
        _SEND_PLAIN,
    ),
    _refusal(
        "encoding",
        pair(
            "tệp không theo bảng mã UTF-8 (dòng {line}, byte thứ {position})",
            "the text is not encoded as UTF-8 (line {line}, byte {position})",
        ),
        pair(
            "Trong Excel chọn Lưu thành, dạng “CSV UTF-8”, hoặc gửi tệp .xlsx. "
            "Nếu biết bảng mã của tệp (TCVN3, VNI, windows-1258), hãy khai khi gửi.",
            "In Excel choose Save As, “CSV UTF-8”, or send the .xlsx file. "
            "If you know the encoding (TCVN3, VNI, windows-1258), say so when you send it.",
        ),
        "encoding-error",
    ),
    _refusal(
        "encoding-unclear",
        pair(
            "không rõ chữ trong tệp theo bảng mã nào; đọc thử: {previews}",
            "it is not clear which encoding the text is in; it could read: {previews}",
        ),
        _SAY_ENCODING,
        "encoding-error",
    ),
    _refusal(
        "encoding-broken",
        pair(
            "chữ trong tệp đã hỏng khi đổi bảng mã: “{before}” lẽ ra là “{after}”",
            "the text was damaged when its encoding was changed: “{before}” was meant to be “{after}”",
        ),
        pair(
            "Xuất lại tệp từ nguồn, dạng “CSV UTF-8” hoặc .xlsx; không sửa tay từng chữ.",
            "Export the file from its source again as “CSV UTF-8” or .xlsx; do not repair it word by word.",
        ),
        "encoding-error",
    ),
    _refusal(
        "encoding-damaged",
        pair(
            "dòng {line}, ký tự thứ {position} không có nghĩa trong bảng mã {encoding}",
            "line {line}, character {position} means nothing in the encoding {encoding}",
        ),
        _SAY_ENCODING,
        "encoding-error",
    ),
    _refusal(
        "encoding-contradiction",
        pair(
            "bảng mã được khai là {stated} nhưng tệp mang dấu hiệu của {found}",
            "the encoding was said to be {stated} but the file carries the mark of {found}",
        ),
        pair("Bỏ khai bảng mã rồi gửi lại.", "Send the file again without saying its encoding."),
        "encoding-error",
    ),
    _refusal(
        "nul-character",
        pair("dòng {line} có ký tự NUL", "line {line} holds a NUL character"),
        _SEE_LINE,
        "encoding-error",
    ),
    _refusal(
        "unclosed-quote",
        pair(
            "dấu ngoặc kép mở ở dòng {line} không được đóng đúng cách",
            "the quotation mark opened in line {line} is not closed properly",
        ),
        _SEE_LINE,
    ),
    _refusal(
        "ambiguous-delimiter",
        pair(
            "không rõ các cột cách nhau bằng dấu nào: {candidates}",
            "it is not clear which sign separates the columns: {candidates}",
        ),
        pair(
            "Dùng một dấu phân cách duy nhất (dấu phẩy) hoặc gửi tệp .xlsx.",
            "Use one separator only (a comma), or send the .xlsx file.",
        ),
        "format-error",
    ),
    _refusal(
        "too-long",
        pair(
            "dòng {line} có ô hoặc dòng dài quá mức cho phép (ô 1 MiB, dòng 4 MiB)",
            "line {line} has a cell or a line over the limit (cell 1 MiB, line 4 MiB)",
        ),
        _SEE_LINE,
    ),
    _refusal(
        "too-many-columns",
        pair(
            "bảng có ô ở cột {found}, quá {limit} cột cho phép",
            "the table has a cell in column {found}, beyond the limit of {limit} columns",
        ),
        _TRIM_SHEET,
    ),
    _refusal(
        "too-many-rows",
        pair("bảng có hơn {limit} dòng", "the table has more than {limit} rows"),
        _SPLIT,
    ),
    _refusal(
        "too-many-cells",
        pair(
            "vùng đang dùng của trang tính rộng {found} ô, quá {limit} ô cho phép",
            "the sheet's used area spans {found} cells, over the limit of {limit}",
        ),
        _TRIM_SHEET,
    ),
    _refusal(
        "too-large",
        pair(
            "tệp nặng {found} MB, quá {limit} MB cho phép",
            "the file has {found} MB, over the limit of {limit} MB",
        ),
        _SPLIT,
    ),
    _refusal(
        "no-such-sheet",
        pair(
            'không có trang tính "{wanted}"; tệp có: {candidates}',
            'there is no sheet "{wanted}"; the file has: {candidates}',
        ),
        pair("Chọn một trang tính có trong tệp.", "Choose a sheet that is in the file."),
    ),
    _refusal(
        "several-sheets",
        pair(
            "nhiều trang tính cùng khớp với bảng này: {candidates}",
            "several sheets match this table: {candidates}",
        ),
        pair(
            "Chọn trang tính cần gửi, hoặc gửi tệp chỉ có một trang tính khớp.",
            "Choose the sheet to send, or send a file in which one sheet matches.",
        ),
    ),
    _refusal(
        "other-template",
        pair(
            "tệp làm theo mẫu của bảng khác ({found}), không phải của bảng “{table}”",
            "the file was made from the template of another table ({found}), not of “{table}”",
        ),
        pair(
            "Gửi tệp này vào đúng bảng của nó, hoặc điền vào mẫu của bảng này.",
            "Send this file to the table it belongs to, or fill in the template of this one.",
        ),
        "header-error",
    ),
    _refusal(
        "newer-template",
        pair(
            "tệp làm theo mẫu phiên bản {found} của bảng “{table}”, cổng này mới có phiên bản {version}",
            "the file was made from version {found} of the template of “{table}”; this portal has {version}",
        ),
        pair(
            "Tải mẫu của cổng này rồi chép số liệu sang.", "Take the template of this portal and copy over."
        ),
        "header-error",
    ),
    _refusal(
        "cell-changed",
        pair(
            "ô này lúc xác nhận ghi “{before}”, nay ghi “{now}”",
            "this cell said “{before}” when the sheet was confirmed and says “{now}” now",
        ),
        pair(
            "Xem lại và xác nhận cách đọc trang tính này: năm, địa bàn hay đơn vị tính có thể đã khác.",
            "Confirm anew how this sheet is read: its year, place or unit of measure may be another.",
        ),
        "header-error",
    ),
    _refusal(
        "layout-changed",
        pair(
            "bố cục khác với lần xác nhận: cột {column} trước là “{before}”, nay là “{now}”",
            "the layout is not the one that was confirmed: column {column} was “{before}” and is “{now}” now",
        ),
        pair(
            "Xem lại và xác nhận cách đọc trang tính này.",
            "Look at how this sheet is read now and confirm it.",
        ),
        "header-error",
    ),
)
