"""What the page says around the report, in both languages, Vietnamese first."""

from __future__ import annotations

from collections.abc import Mapping

from dtts import formats
from dtts.report.html.element import Markup, element, markup

Texts = Mapping[str, str]


def text(vi: str, en: str) -> dict[str, str]:
    """A pair of texts."""
    return {"vi": vi, "en": en}


SKIP = text("Đến nội dung chính", "Skip to the report")
CONTENTS = text("Xem theo", "View by")
BY_RULE = text("Theo kiểu lỗi", "By kind of fault")
BY_COLUMN = text("Theo cột", "By column")
BY_SHEET = text("Theo trang tính, từ trên xuống", "By sheet, from the top")
ERRORS = text("Cần sửa, nhiều nhất trước", "To correct, most frequent first")
WARNINGS = text("Cảnh báo, vẫn công bố được", "Warnings, which do not stand in the way")
NO_FAULT = text("Mọi ô đều hợp với mẫu của bảng.", "Every cell fits the table's schema.")
ERROR, WARNING = text("Lỗi", "Error"), text("Cảnh báo", "Warning")
FIRST_AT = text("Ví dụ ô", "For example cell")
CORRECT_ALL = text("Sửa tất cả bằng lệnh", "Correct them all by the command")
CELLS = text("Xem từng ô", "Cell by cell")
KEPT = text(
    "Liệt kê {shown} chỗ đầu trong {count}; con số trên là đầy đủ.",
    "The first {shown} of {count} places are listed; the figure above is complete.",
)
CELL, COLUMN, VALUE = text("Ô", "Cell"), text("Cột", "Column"), text("Trong tệp", "In the file")
PROPOSED, WHY, COUNT = text("Đề nghị", "Proposed"), text("Vì sao", "Why"), text("Số chỗ", "Places")
KINDS = text("Kiểu lỗi", "Kinds of fault")
WHOLE_TABLE = text("Cả bảng, cả dòng", "The table and its rows")
NO_SHEET = text("Tệp không có trang tính", "The file has no sheets")
ROW = text("dòng {row}", "row {row}")
EMPTY = text("để trống", "empty")
SOURCE = text(
    "Tệp {name}: {rows} dòng × {columns} cột, kiểm tra theo mẫu {schema}, phiên bản {version}.",
    "File {name}: {rows} rows × {columns} columns, checked against the schema {schema}, version {version}.",
)

CERTAIN = text(
    "{count} chỗ có cách sửa chắc chắn, sửa được một lần.",
    "{count} places have a certain correction and can be corrected at once.",
)


def both(texts: Texts) -> Markup:
    """Vietnamese, and English as such below it."""
    return markup(texts["vi"], element("span", texts["en"], lang="en"))


def label(texts: Texts) -> str:
    """Both languages on one line."""
    return f"{texts['vi']} · {texts['en']}"


def filled(texts: Texts, **words: object) -> dict[str, str]:
    """The texts with their words; whole numbers as each language groups them."""
    return {
        language: template.format(**{name: _word(word, language) for name, word in words.items()})
        for language, template in texts.items()
    }


def _word(word: object, language: str) -> str:
    return formats.number(word, language) if isinstance(word, int) else str(word)
