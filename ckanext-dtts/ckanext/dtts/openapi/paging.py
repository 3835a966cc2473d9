"""Parameters of lists: the page, the format, the day."""

from __future__ import annotations

from dataclasses import replace

from ckanext.dtts.openapi.parameters import Parameter

LIMIT = Parameter(
    "limit",
    "Số dòng mỗi trang.",
    "Rows of a page.",
    kind="whole",
    most=5_000,
    example="5",
)
OFFSET = Parameter("offset", "Bỏ qua bấy nhiêu dòng đầu.", "Skip as many rows.", kind="whole")
FORMAT = Parameter(
    "format",
    "Dạng của câu trả lời; cũng có thể viết vào cuối địa chỉ (.csv, .json).",
    "Form of the answer; it may stand at the end of the address instead (.csv, .json).",
    choices=lambda: ("json", "csv"),
)
VALID_ON = Parameter(
    "valid_on",
    "Ngày mà mã địa bàn có hiệu lực; không ghi là hôm nay.",
    "The day on which codes of places hold; today unless told.",
    kind="day",
)
PAGED = (LIMIT, OFFSET, FORMAT)


def path(name: str, vi: str, en: str, example: str) -> Parameter:
    """A part of the address."""
    return Parameter(name, vi, en, place="path", required=True, example=example)


def formats(*names: str) -> Parameter:
    """`format` with these values, the first of which is what one gets without it."""
    listed = ", ".join(f".{name}" for name in names)
    return replace(
        FORMAT,
        vi=f"Dạng của câu trả lời; cũng có thể viết vào cuối địa chỉ ({listed}).",
        en=f"Form of the answer; it may stand at the end of the address instead ({listed}).",
        choices=lambda: names,
    )
