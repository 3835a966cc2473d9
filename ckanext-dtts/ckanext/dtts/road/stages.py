"""What a person reads while a submission is on its way, in both languages."""

from __future__ import annotations

from dtts import formats

Bilingual = dict[str, str]

BY_STATE: dict[str, Bilingual] = {
    "received": {
        "vi": "Đã nhận tệp, đang chờ kiểm tra.",
        "en": "The file is received and waits to be checked.",
    },
    "invalid": {
        "vi": "Tệp có lỗi; chưa có gì được công bố. Hãy xem báo cáo, sửa và gửi lại.",
        "en": "The file has faults; nothing was published. Read the report, correct and send it again.",
    },
    "awaiting_approval": {
        "vi": "Tệp hợp lệ, đang chờ duyệt.",
        "en": "The file is valid and waits for approval.",
    },
    "scheduled": {"vi": "Đã duyệt, đang chờ công bố.", "en": "Approved; publication follows."},
    "published": {"vi": "Đã công bố.", "en": "Published."},
    "superseded": {"vi": "Đã được thay bằng phiên bản khác.", "en": "Replaced by another version."},
    "withdrawn": {"vi": "Đã rút lại.", "en": "Withdrawn."},
    "rejected": {"vi": "Đã trả lại cho người gửi.", "en": "Sent back to the sender."},
}
BY_STAGE: dict[str, Bilingual] = {
    "read": {"vi": "Đang đọc tệp.", "en": "Reading the file."},
    "check": {"vi": "Đang kiểm tra từng ô.", "en": "Checking every cell."},
    "write": {"vi": "Đang ghi tệp chuẩn.", "en": "Writing the standard files."},
    "load": {"vi": "Đang nạp dữ liệu để tra cứu.", "en": "Loading the rows to be searched."},
    "failed": {
        "vi": "Hệ thống gặp sự cố; tệp vẫn được giữ và quản trị viên đã thấy lỗi.",
        "en": "The portal had a failure; the file is kept and the operator can see the error.",
    },
}
WITH_ROWS: dict[str, Bilingual] = {
    "check": {
        "vi": "Đang kiểm tra từng ô: đã kiểm {rows} dòng.",
        "en": "Checking every cell: {rows} rows are checked.",
    },
    "again": {
        "vi": "Đang đọc lại theo cách đã xác nhận cho mẫu này: đã kiểm {rows} dòng.",
        "en": "Reading again in the way confirmed for this layout: {rows} rows are checked.",
    },
    "write": {
        "vi": "Đã kiểm {rows} dòng; đang ghi tệp chuẩn.",
        "en": "{rows} rows are checked; writing the standard files.",
    },
    "load": {
        "vi": "Đang nạp để tra cứu: đã nạp {rows} trong {total} dòng.",
        "en": "Loading to be searched: {rows} of {total} rows are loaded.",
    },
    "index": {
        "vi": "Đã nạp {rows} dòng; đang lập chỉ mục.",
        "en": "{rows} rows are loaded; making the index.",
    },
}
"""Sentences for stages that have come to rows; the numbers are those of the rows that are done."""
UNDERWAY: Bilingual = {"vi": "Đang kiểm tra tệp.", "en": "Checking the file."}


def message(state: str, stage: str, rows: int | None = None, total: int | None = None) -> Bilingual:
    """The sentence for a state and, while something is under way, for its stage and its rows."""
    moving = state in ("checking", "scheduled")
    if moving and rows and stage in WITH_ROWS:
        return {lang: _counted(text, lang, rows, total) for lang, text in WITH_ROWS[stage].items()}
    if stage == "failed" or (moving and stage in BY_STAGE):
        return BY_STAGE[stage]
    return BY_STATE.get(state, UNDERWAY)


def _counted(text: str, lang: str, rows: int, total: int | None) -> str:
    return text.format(rows=formats.number(rows, lang), total=formats.number(total or rows, lang))
