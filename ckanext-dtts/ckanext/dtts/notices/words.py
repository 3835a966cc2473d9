"""What a notice says, in both languages, from what was noted when it was written."""

from __future__ import annotations

from typing import Any

from ckanext.dtts.dcat.terms import MARK
from ckanext.dtts.model import Notice

Both = dict[str, str]
CELLS = 10
"""Cells that a notice names; the rest stand on the page of the submission."""

_TITLES: dict[str, Both] = {
    "awaiting": {
        "vi": "“{file}” chờ duyệt: {what}",
        "en": "“{file}” waits for your decision: {what}",
    },
    "sent-back": {
        "vi": "“{file}” bị trả lại: {what}",
        "en": "“{file}” was sent back: {what}",
    },
    "invalid": {
        "vi": "“{file}” cần sửa trước khi công bố: {what}",
        "en": "“{file}” must be corrected before it is published: {what}",
    },
    "scheduled": {
        "vi": "“{file}” đã được duyệt, sẽ công bố lúc {at}: {what}",
        "en": "“{file}” is approved and will be published on {at}: {what}",
    },
    "published": {
        "vi": "“{file}” đã được công bố: {what}",
        "en": "“{file}” is published: {what}",
    },
    "undone": {
        "vi": "Lần công bố “{file}” đã được hoàn tác: {what}",
        "en": "The publication of “{file}” was undone: {what}",
    },
    "restored": {
        "vi": "“{file}” lại là phiên bản hiện hành: {what}",
        "en": "“{file}” is the current version again: {what}",
    },
    "withdrawn": {
        "vi": "“{file}” đã bị rút: {what}",
        "en": "“{file}” was withdrawn: {what}",
    },
    "called-off": {
        "vi": "Lịch công bố “{file}” đã bị hủy, tệp chờ duyệt lại: {what}",
        "en": "The publication of “{file}” was called off; it waits for a decision again: {what}",
    },
    "overdue": {
        "vi": "Quá hạn công bố",
        "en": "Overdue for publication",
    },
    "harvest-failed": {
        "vi": "Thu thập không thành công",
        "en": "A harvest failed",
    },
    "harvest-digest": {
        "vi": "Thu thập trong 24 giờ qua",
        "en": "Harvested in the last 24 hours",
    },
    "links-broken": {
        "vi": "Đường dẫn không còn mở được",
        "en": "Links that open no more",
    },
}


def title(kind: str, details: dict[str, Any]) -> Both:
    """One line; `details` of another kind than a submission's bring their own."""
    mark = {lang: f"[{MARK[lang]}] " if details.get("demo") else "" for lang in ("vi", "en")}
    if "title" in details:
        return {lang: mark[lang] + details["title"][lang] for lang in ("vi", "en")}
    told = _TITLES[kind].items()
    return {lang: mark[lang] + form.format(**_filled(details, lang)) for lang, form in told}


def text(details: dict[str, Any]) -> Both:
    """What follows the title: the reason that was given, also on cells; empty when there is none."""
    given = details.get("text") or details.get("note") or ""
    both = {"vi": given, "en": given} if isinstance(given, str) else given
    cells = details.get("cells") or []
    named = "".join(f"\n{_cell(each)}" for each in cells[:CELLS])
    left = len(cells) - CELLS
    more = (
        {"vi": f"\nvà {left} ô khác", "en": f"\nand {left} more cells"} if left > 0 else {"vi": "", "en": ""}
    )
    return {lang: (both[lang] + named + more[lang]).strip() for lang in ("vi", "en")}


def path(notice: Notice) -> str:
    """The page that it leads to, without a language before it."""
    if notice.submission_id is None:
        return str(notice.details.get("path") or "/thong-bao")
    page = "duyet" if notice.kind == "awaiting" else "submission"
    return f"/{page}/{notice.submission_id}"


def _cell(cell: dict[str, Any]) -> str:
    place = " ".join(str(cell[name]) for name in ("sheet", "cell") if cell.get(name))
    return f"{place}: {cell.get('message', '')}"


def _filled(details: dict[str, Any], lang: str) -> dict[str, str]:
    return {
        "file": details.get("file", ""),
        "what": (details.get("what_en") if lang == "en" else "") or details.get("what", ""),
        "at": (details.get("at") or {}).get(lang, ""),
    }
