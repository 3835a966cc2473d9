"""Notices about recommendations: to those who may answer, and to those who asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.dtts import notices
from ckanext.dtts.answering.lines import Line
from ckanext.dtts.model import FollowUpStep
from ckanext.dtts.rights import people
from ckanext.dtts.rights.person import APPROVER, SENDERS
from dtts import formats

Words = Mapping[str, str]
KINDS = {
    "answer": "recommendation-answered",
    "progress": "recommendation-answered",
    "completion": "recommendation-reported",
    "confirmation": "recommendation-settled",
    "withdrawal": "recommendation-settled",
    "return": "recommendation-returned",
    "reopening": "recommendation-returned",
}
"""The notice of each move."""
_TITLES: Mapping[str, Words] = {
    "answer": {"vi": "Kiến nghị {code} đã được trả lời", "en": "Recommendation {code} was answered"},
    "progress": {"vi": "Tiến độ kiến nghị {code}", "en": "Progress with recommendation {code}"},
    "completion": {
        "vi": "Kiến nghị {code} được báo hoàn thành, chờ xác nhận",
        "en": "Recommendation {code} is reported as done and waits to be confirmed",
    },
    "confirmation": {
        "vi": "Kiến nghị {code} đã được xác nhận hoàn thành",
        "en": "Recommendation {code} is confirmed as done",
    },
    "return": {
        "vi": "Kiến nghị {code} bị trả lại, chưa đạt",
        "en": "Recommendation {code} was returned as not done",
    },
    "reopening": {"vi": "Kiến nghị {code} được mở lại", "en": "Recommendation {code} was opened again"},
    "withdrawal": {"vi": "Kiến nghị {code} đã được rút", "en": "Recommendation {code} was withdrawn"},
    "soon": {"vi": "Kiến nghị {code} sắp đến hạn", "en": "Recommendation {code} is due soon"},
    "today": {"vi": "Kiến nghị {code} đến hạn hôm nay", "en": "Recommendation {code} is due today"},
    "overdue": {"vi": "Kiến nghị {code} đã quá hạn", "en": "Recommendation {code} is overdue"},
}


def of_step(line: Line, step: FollowUpStep) -> None:
    """Tell the other side of a step, in the caller's transaction; nobody of what they did themselves."""
    to_asking = step.kind in ("answer", "progress", "completion")
    agency = line.asking if to_asking else line.addressed
    capacities = {APPROVER} if step.kind == "completion" else SENDERS
    told = people.holders({agency} if agency else set(), capacities).get(agency or "", [])
    others = [person for person in told if person != step.actor]
    text = {
        "vi": f"{step.agency}: {step.response}",
        "en": f"{step.agency}: {step.response_en or step.response}",
    }
    notices.tell(KINDS[step.kind], f"recommendation:{step.id}", others, _details(line, step.kind, text))


def of_day(line: Line, step: int, told: list[str]) -> None:
    """Remind these people of what is due, in the caller's transaction; `step`: days after the due day."""
    table_id, code = line.key
    form = "soon" if step < 0 else "today" if step == 0 else "overdue"
    text = {lang: _said(line, lang) for lang in ("vi", "en")}
    occasion = f"recommendation-due:{table_id}:{code}:{line.row['due_on']}:{step}"
    notices.tell("recommendation-due", occasion, told, _details(line, form, text))


def path_of(line: Line) -> str:
    """The page of a recommendation on the desk, without a language."""
    table_id, code = line.key
    return f"/ban-lam-viec/kien-nghi/{table_id}/{code}"


def _details(line: Line, form: str, text: Words) -> dict[str, Any]:
    code = line.row["recommendation_id"]
    title = {lang: words.format(code=code) for lang, words in _TITLES[form].items()}
    return {"title": title, "text": dict(text), "path": path_of(line), "demo": line.book.demo}


def _said(line: Line, lang: str) -> str:
    days, due = line.days_left, formats.day(line.row["due_on"].isoformat(), lang)
    words = line.row["recommendation"]
    if lang == "en":
        left = f"in {days} days" if days > 0 else "today" if days == 0 else f"{-days} days overdue"
        return f"{line.row['recommendation_en'] or words} Due on {due}, {left}."
    left = f"còn {days} ngày" if days > 0 else "hôm nay" if days == 0 else f"quá hạn {-days} ngày"
    return f"{words} Hạn {due}, {left}."


__all__ = ["KINDS", "of_day", "of_step", "path_of"]
