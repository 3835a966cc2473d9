"""What a person reads while a submission is on its way, in both languages."""

from __future__ import annotations

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
    "superseded": {"vi": "Đã được thay bằng phiên bản mới hơn.", "en": "Replaced by a newer version."},
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
UNDERWAY: Bilingual = {"vi": "Đang kiểm tra tệp.", "en": "Checking the file."}


def message(state: str, stage: str) -> Bilingual:
    """The sentence for a state and, while something is under way, for its stage."""
    if stage == "failed" or (state in ("checking", "scheduled") and stage in BY_STAGE):
        return BY_STAGE[stage]
    return BY_STATE.get(state, UNDERWAY)
