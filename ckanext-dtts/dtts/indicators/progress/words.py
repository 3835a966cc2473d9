"""The verdicts and their reasons, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dtts.indicators.progress.assessment import Status

Words = Mapping[str, str]

_STATUS: Mapping[Status, Words] = {
    Status.ACHIEVED: {"vi": "Đã đạt mục tiêu", "en": "Target met"},
    Status.ON_TRACK: {"vi": "Đúng tiến độ", "en": "On track"},
    Status.NEEDS_ACCELERATION: {"vi": "Cần đẩy nhanh", "en": "Needs to speed up"},
    Status.LIMITED_PROGRESS: {"vi": "Tiến triển chậm", "en": "Slow progress"},
    Status.DETERIORATION: {"vi": "Xa mục tiêu hơn trước", "en": "Further from the target than before"},
    Status.NOT_MET: {"vi": "Không đạt mục tiêu", "en": "Target not met"},
    Status.NOT_ASSESSABLE: {"vi": "Chưa đánh giá được", "en": "Cannot be assessed"},
}
_REASONS: Mapping[str, Words] = {
    "NO_TARGET": {"vi": "chưa có mục tiêu bằng số", "en": "there is no target in figures"},
    "NO_DIRECTION": {
        "vi": "chỉ tiêu không quy định tăng hay giảm là tốt",
        "en": "it is not set whether more or less is better",
    },
    "NO_VALUE": {"vi": "chưa có số liệu dùng được", "en": "there is no usable value"},
    "ONE_POINT": {"vi": "mới có một số liệu", "en": "there is one value only"},
    "BASELINE_MISSING": {"vi": "thiếu số liệu năm gốc", "en": "the baseline has no value"},
    "BASELINE_AFTER": {
        "vi": "năm gốc sau số liệu mới nhất",
        "en": "the baseline lies after the latest value",
    },
    "DUE_BEFORE_BASELINE": {
        "vi": "hạn của mục tiêu trước năm gốc",
        "en": "the target is due before its baseline",
    },
    "BREAK": {
        "vi": "chuỗi số liệu bị ngắt sau năm gốc nên không so sánh được",
        "en": "the series is broken after the baseline and cannot be compared",
    },
    "IMPOSSIBLE_VALUE": {
        "vi": "số liệu mới nhất nằm ngoài giới hạn có thể có",
        "en": "the latest value lies outside what is possible",
    },
    "HOLD": {"vi": "mục tiêu là giữ vững mức đã có", "en": "the target is to keep a level"},
    "DUE": {"vi": "đã đến hạn của mục tiêu", "en": "the target is due"},
    "LOST": {"vi": "đã từng đạt rồi không giữ được", "en": "it was met before and was lost"},
    "BASELINE_MOVED": {
        "vi": "năm gốc thiếu số liệu nên lấy kỳ liền sau",
        "en": "the baseline has no value, the next period is used",
    },
}


def status_words(status: Status) -> Words:
    """The status in both languages."""
    return _STATUS[status]


def reason_words(code: str) -> Words:
    """The reason in both languages, to stand after a colon."""
    return _REASONS[code]
