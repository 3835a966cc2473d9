"""What the pages of visits show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import ckan.plugins.toolkit as tk
from ckan import model
from flask_wtf.csrf import generate_csrf  # type: ignore[import-untyped]

from ckanext.dtts import config, rights
from ckanext.dtts.desk import seen
from ckanext.dtts.model import FieldVisit, Submission
from ckanext.dtts.registers import today
from ckanext.dtts.road import remarks
from ckanext.dtts.sending import agencies as senders
from ckanext.dtts.views import assets, labels, language
from ckanext.dtts.visits import choices, kept
from dtts.catalogue import table_schema
from dtts.visiting import PARTS, TABLES, parts_of, visit_code, writes_to
from dtts.visiting.faults import day_of
from dtts.visiting.words import checklist

NOT_WORDS = ("_csrf_token", "visit", "do")
ENUMS = {
    "visit_kind": "monitoring_visits",
    "visit_mode": "monitoring_visits",
    "site_kind": "visit_sites",
    "finding_kind": "findings",
    "severity": "findings",
}
Words = Mapping[str, str]


def words_of(form: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form but for those that make it go."""
    return {name: form[name] for name in form if name not in NOT_WORDS}


def form(
    visit_id: str,
    words: Words,
    *,
    errors: Mapping[str, str] | None = None,
    more: Mapping[str, int] | None = None,
    note: str = "",
    saved: bool = False,
) -> str:
    """The form with what was said; `more` has empty parts to add, by kind."""
    visit = kept.seen_by(tk.current_user, visit_id)
    return tk.render(
        "dtts/visit_form.html",
        {
            **_described(),
            "visit_id": visit_id,
            "words": words,
            "errors": errors or {},
            "numbers": {kind: _numbers(words, kind, (more or {}).get(kind, 0)) for kind in PARTS},
            "note": note,
            "saved": saved,
            "photos": kept.photos(visit) if visit else [],
            "known": known(),
            "is_shell": False,
            "begun": visit is not None,
            "reasons": _reasons(visit) if visit else [],
        },
    )


def shell() -> str:
    """The form without anybody's data."""
    empty: dict[str, Any] = {"plans": [], "places": [], "items": [], "me": None, "led_by": []}
    return tk.render(
        "dtts/visit_form.html",
        {
            **_described(),
            "visit_id": "",
            "words": {},
            "errors": {},
            "numbers": {"site": [0], "finding": [], "recommendation": []},
            "note": "",
            "saved": False,
            "photos": [],
            "known": empty,
            "is_shell": True,
            "begun": False,
            "reasons": [],
        },
    )


def session_over(words: Words) -> str:
    """The words of a form whose sender is no longer signed in."""
    hidden = {**words, "visit": tk.request.form.get("visit", "")}
    return tk.render("dtts/send_session.html", {"words": hidden, "do": tk.request.form.get("do", "save")})


def known() -> dict[str, Any]:
    """Who asks and what they may choose, as a device keeps it; the mark with which it may send."""
    user = tk.current_user
    lang = language.current()
    plans = choices.plans(user)
    return {
        "me": str(user.id),
        "mark": generate_csrf(),
        "plans": [_plan(each) for each in plans],
        "places": [{"value": area, "label": labels.area(area, lang)} for area in choices.places(user, plans)],
        "items": choices.items(lang),
        "led_by": [each.title for each in senders.of(user)[:20]],
    }


def listed(visits: Sequence[FieldVisit]) -> str:
    """One's own visits."""
    return tk.render("dtts/visits.html", {"visits": [_line(each) for each in visits]})


def show(visit: FieldVisit, *, mine: bool) -> str:
    """What became of a visit, table by table, with its words and photos."""
    return tk.render(
        "dtts/visit.html",
        {
            **_described(),
            "visit": _line(visit),
            "mine": mine,
            "words": visit.said,
            "steps": [_step(visit, schema) for schema in TABLES if writes_to(visit.said, schema)],
            "parts": {kind: parts_of(visit.said, kind) for kind in PARTS},
            "photos": kept.photos(visit),
            "decision": _decision(visit),
            "reasons": _reasons(visit),
            "approver": model.User.get(visit.approved_by) if visit.approved_by else None,
        },
    )


def _decision(visit: FieldVisit) -> dict[str, str] | None:
    """The table of the visit that waits for its reader to decide, with what a form on it carries."""
    parts = (visit.parts.get(schema) for schema in TABLES) if visit.state == "sent" else ()
    sent = (model.Session.get(Submission, UUID(part)) for part in parts if part)
    waits = next((each for each in sent if each and each.state == "awaiting_approval"), None)
    if waits is None or rights.may_decide(tk.current_user, waits) is not None:
        return None
    return {"submission": str(waits.id), "seen": seen.of(waits).text()}


def _reasons(visit: FieldVisit) -> list[str]:
    """Why it was sent back, while it waits for its sender."""
    parts = visit.parts.values() if visit.state == "stopped" else ()
    sent = (model.Session.get(Submission, UUID(part)) for part in parts)
    return [remark.message for each in sent if each for remark in remarks.of(each)]


def _described() -> dict[str, Any]:
    """What forms and pages of visits always need: the choices of their tables, the checklist, the script."""
    return {
        "choices": {name: _choices(name, schema) for name, schema in ENUMS.items()},
        "points": checklist()["points"],
        "today": today().isoformat(),
        "offline": config.offline(),
        "kept_files": [assets.address(name) for name in ("visit.js", "visit.css")],
    }


def _choices(name: str, schema: str) -> list[dict[str, str]]:
    field = table_schema(schema).field(name)
    told = field.enum_labels
    return [
        {"value": code, "label": language.pick(told.get(code, code))} for code in field.constraints["enum"]
    ]


def _plan(plan: choices.Plan) -> dict[str, str]:
    """An entry as a choice, with what it proposes for other fields."""
    title = language.pick(plan.title)
    if not plan.plan_id:
        outside = tk._("outside of the plans of “{dataset}”").format(dataset=title)
        return {"value": plan.value, "label": outside, "group": title}
    row = plan.row
    span = (
        f"{tk.h.dtts_date(row['period_start'].isoformat())} – {tk.h.dtts_date(row['period_end'].isoformat())}"
    )
    what = [plan.plan_id, row["item_code"] or "", row["area_name"] or "", span]
    return {
        "value": plan.value,
        "label": " · ".join(filter(None, what)),
        "group": title,
        "area_id": row["area_id"],
        "item": f"{row['programme']}/{row['item_code'] or ''}",
        "visit_kind": row["visit_kind"],
        "led_by": row["agency"],
    }


def _numbers(words: Words, kind: str, more: int) -> list[int]:
    """The numbers of the parts to show: those that say something, and empty ones behind them."""
    found = [part.number for part in parts_of(words, kind)]
    least = 1 if kind == "site" and not found else 0
    start = max(found, default=-1) + 1
    return [*found, *range(start, start + max(more, least))]


def _line(visit: FieldVisit) -> dict[str, Any]:
    on = day_of(visit.said.get("visit_date", ""))
    return {
        "id": str(visit.id),
        "state": visit.state,
        "code": visit_code(visit.id, on) if on else "",
        "place": labels.area(visit.said.get("area_id", ""), language.current()) if on else "",
        "date": visit.said.get("visit_date", ""),
        "changed": visit.changed.isoformat(),
    }


def _step(visit: FieldVisit, schema: str) -> dict[str, Any]:
    part = visit.parts.get(schema)
    submission = model.Session.get(Submission, UUID(part)) if part else None
    return {
        "title": labels.table_schema(schema, language.current()),
        "submission": str(submission.id) if submission else None,
        "state": submission.state if submission else None,
    }
