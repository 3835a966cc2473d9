"""A form as an office fills it: titles, labels of its own, a row that numbers the columns."""

from __future__ import annotations

import io

from openpyxl import Workbook

from glue.road.points import AREAS

LABELS = (
    "STT",
    "Ký hiệu",
    "Tên của điểm",
    "Nơi đặt",
    "Hiện trạng",
    "Khai trương",
    "Địa bàn",
    "Danh sách",
    "Vùng xã",
    "Thôn khó khăn",
    "Nhà kiên cố",
    "Tốc độ",
    "Đầu mối",
)
CONFIRMED = {"column:B": "point_id", "column:D": "premises"}
"""What a person corrects in the proposal: two columns that it takes for none and for another."""


def office_form(*ids: str, labels: tuple[str, ...] = LABELS) -> bytes:
    """A workbook with one good row for each id."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Biểu 07"
    sheet.append(["UBND TỈNH BẮC NINH"])
    sheet.append(["DANH SÁCH ĐIỂM HỖ TRỢ NĂM 2025"])
    sheet.append([])
    sheet.append(list(labels))
    sheet.append([f"({number})" for number in range(1, len(labels) + 1)])
    for number, each in enumerate(ids, start=1):
        row = ["Nhà văn hóa", "commune_office", "operating", "2024-03-05", AREAS[number]]
        sheet.append([number, each, *row, "kv-2021-2025", "III", "7", "true", "12.5", "UBND"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
