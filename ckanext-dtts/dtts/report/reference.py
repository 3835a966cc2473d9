"""All rules as a Markdown page, in both languages, for people who read reports or write software."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtts.report.rules import cells, domain, files, history, keys, layout, privacy, review, sheets, values
from dtts.report.rules.declare import Rule

_HEAD = """\
# Quy tắc kiểm tra · Checks

Mỗi lỗi trong báo cáo mang mã của một quy tắc dưới đây. *error* chặn công bố, *warning* chỉ nhắc. Chữ nghiêng
được điền theo từng tệp. Cột cuối là loại lỗi tương ứng của Frictionless.

Every fault in a report carries the id of a rule below. An *error* blocks publication, a *warning* is shown.
Words in italics are filled in for each file. The last column is the error type of Frictionless nearest to it.

The tables of rules are written by `python -m dtts rules --markdown`.
"""

_PARTS = (
    ("Tệp · The file", files.RULES),
    ("Tiêu đề, dòng, cột · Header, rows and columns", layout.RULES),
    ("Trang tính không phải bảng phẳng · Sheets that are no plain tables", sheets.RULES),
    ("Ô · Cells", (*cells.RULES, *values.RULES)),
    ("Khóa, danh mục, quan hệ trong dòng · Keys, registers, agreements in a row", keys.RULES),
    ("Quy tắc của lĩnh vực · Rules of the domain", domain.RULES),
    ("Số liệu qua các kỳ và các phiên bản · Figures over periods and versions", history.RULES),
    ("Dữ liệu cá nhân · Personal data", privacy.RULES),
    ("Đề nghị của người duyệt · Remarks of approvers", review.RULES),
)
_BLANK = re.compile(r"\{(\w+)\}")


def rules_reference() -> str:
    """The rules by what they speak of."""
    return "\n".join([_HEAD, *(line for title, rules in _PARTS for line in _part(title, rules))])


def _part(title: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| Mã · Id | Mức · Severity | Câu trong báo cáo · Sentence | Cách sửa · What to do | Frictionless |"
    yield "| --- | --- | --- | --- | --- |"
    yield from (_row(declared) for declared in rules)
    yield ""


def _row(declared: Rule) -> str:
    sentence = "<br>".join(_shown(declared.message[language]) for language in ("vi", "en"))
    advice = "<br>".join(_shown(declared.advice[language]) for language in ("vi", "en"))
    cells = (f"`{declared.id}`", declared.severity, sentence, advice, f"`{declared.standard}`")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _shown(template: str) -> str:
    """The template as a reader takes it: its blanks in italics, its first letter a capital."""
    text = _BLANK.sub(r"*\1*", template)
    return text[:1].upper() + text[1:]
