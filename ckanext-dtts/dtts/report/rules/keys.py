"""Rules about a row among others: keys, registers, duplicates, agreements inside a row."""

from __future__ import annotations

from dtts.report.rules.declare import Rule, pair

_ONE_ROW = pair(
    "Giữ lại một dòng cho mỗi đối tượng, hoặc sửa giá trị viết nhầm.",
    "Keep one row for each record, or correct the value that was mistyped.",
)

RULES = (
    Rule(
        "unique",
        "unique-error",
        pair("{label} “{value}” đã có ở dòng {other}", "{label} “{value}” already stands in row {other}"),
        pair(
            "{count} ô trong cột “{title}” lặp lại giá trị đã có",
            "{count} cells in the column “{title}” repeat an earlier value",
        ),
        _ONE_ROW,
    ),
    Rule(
        "primary-key",
        "primary-key",
        pair("trùng khóa ({value}) với dòng {other}", "the row has the same key ({value}) as row {other}"),
        pair(
            "{count} dòng trùng khóa với dòng trước ({keys})",
            "{count} rows repeat the key of an earlier row ({keys})",
        ),
        _ONE_ROW,
    ),
    Rule(
        "blank-key",
        "primary-key",
        pair(
            "không có giá trị nào trong các cột khóa ({keys})",
            "the row has no value in any key column ({keys})",
        ),
        pair(
            "{count} dòng để trống các cột khóa ({keys})",
            "{count} rows leave their key columns empty ({keys})",
        ),
        pair("Điền các cột khóa.", "Fill in the key columns."),
    ),
    Rule(
        "unique-key",
        "primary-key",
        pair(
            "trùng giá trị ({value}) với dòng {other} ở các cột không được trùng",
            "the row repeats ({value}) of row {other} in columns that may not repeat",
        ),
        pair(
            "{count} dòng trùng với dòng trước ở các cột không được trùng ({keys})",
            "{count} rows repeat an earlier row in columns that may not repeat ({keys})",
        ),
        _ONE_ROW,
    ),
    Rule(
        "foreign-key-spelling",
        "foreign-key",
        pair(
            "{label} “{value}” trong danh mục {register} viết là “{proposed}”",
            "{label} “{value}” is “{proposed}” in the register {register}",
        ),
        pair(
            "{count} ô trong cột “{title}” viết khác mã trong danh mục {register}",
            "{count} cells in the column “{title}” are written unlike the codes of the register {register}",
        ),
        pair(
            "Viết mã đúng như trong danh mục, chẳng hạn “{proposed}”.",
            "Write the code as the register does, “{proposed}” for example.",
        ),
    ),
    Rule(
        "foreign-key",
        "foreign-key",
        pair(
            "{label} “{value}” không có trong danh mục {register}",
            "{label} “{value}” is not in the register {register}",
        ),
        pair(
            "{count} ô trong cột “{title}” không có trong danh mục {register}",
            "{count} cells in the column “{title}” are not in the register {register}",
        ),
        pair("Tra mã đúng trong danh mục {register}.", "Look the code up in the register {register}."),
    ),
    Rule(
        "table-key",
        "foreign-key",
        pair(
            "{label} “{value}” không có trong bảng “{table}” đã công bố",
            "{label} “{value}” is not in the published table “{table}”",
        ),
        pair(
            "{count} ô trong cột “{title}” không có trong bảng “{table}” đã công bố",
            "{count} cells in the column “{title}” are not in the published table “{table}”",
        ),
        pair(
            "Công bố dòng đó trong bảng “{table}” trước, hoặc sửa mã.",
            "Publish that row in the table “{table}” first, or correct the code.",
        ),
    ),
    Rule(
        "duplicate-row",
        "duplicate-row",
        pair("giống hệt dòng {other}", "the row is identical to row {other}"),
        pair("{count} dòng giống hệt một dòng trước", "{count} rows are identical to an earlier row"),
        _ONE_ROW,
    ),
    Rule(
        "no-values",
        "blank-row",
        pair("mọi ô đều ghi là không có giá trị", "every cell of the row says that there is no value"),
        pair("{count} dòng có mọi ô ghi là không có giá trị", "{count} rows have no value in any cell"),
        pair("Điền số liệu hoặc xóa các dòng này.", "Fill in the rows or remove them."),
    ),
    Rule(
        "row-check",
        "row-constraint",
        pair("{sentence} ({values})", "{sentence} ({values})"),
        pair("{count} dòng: {inside}", "{count} rows: {inside}"),
        pair("So lại các ô được nêu với nguồn số liệu.", "Compare the cells named with the source."),
    ),
)
