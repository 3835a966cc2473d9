"""API that converts lists of old codes or names. Nothing is stored and no state changes.

A list comes as JSON, `{"places": [...], "on", "to", "province", "level"}`, each place a text or
`{"place", "province", "on"}`; or as a file (`file`, with `column`) in a form, answered as JSON, CSV or XLSX.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response

from ckanext.dtts.errors import RefusedError, refusal
from ckanext.dtts.openapi.endpoint import Body, Endpoint, described
from ckanext.dtts.registers import conversion, gazetteer, today
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.units import FORMER_ENDS, LEVELS, convert_all
from dtts.units.listing import CSV, XLSX, Ask

blueprint = Blueprint("dtts_api_convert", __name__, url_prefix="/api/dtts/v1")
# It changes nothing, so there is nothing that another site could make a reader's session do.
csrf.exempt(blueprint)

MOST_PLACES, LONGEST = 1_000, 300
FILES = {"csv": CSV, "xlsx": XLSX}
OPTIONS = ("column", "province_column", "date_column", "province", "level")
_DAYS = {name: {"type": "string", "format": "date"} for name in ("on", "to")}
_TEXT = {"type": "string"}
_LIST = {
    "type": "object",
    "required": ["places"],
    "properties": {
        "places": {"type": "array", "maxItems": MOST_PLACES, "items": {"type": ["string", "object"]}},
        **_DAYS,
        "province": _TEXT,
        "level": {"type": "string", "enum": list(LEVELS)},
    },
}
_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "contentMediaType": "application/octet-stream"},
        **_DAYS,
        **dict.fromkeys(OPTIONS, _TEXT),
        "format": {"type": "string", "enum": ["json", *FILES]},
    },
}
ENDPOINTS = {
    "convert": Endpoint(
        "Đổi mã hoặc tên địa bàn cũ sang địa bàn hiện nay.",
        "Converts old codes or names of places to those of today.",
        body=Body({"application/json": _LIST, "multipart/form-data": _FILE}),
        forms=("json", "csv", "xlsx"),
        fails=(413, 415, 422, 503),
    ),
}
described(blueprint, "registers", ENDPOINTS)


@blueprint.post("/convert")
@answers_in_json
def convert() -> Answer:
    """New codes, flags, candidates and reasons for a list of old places."""
    return of_file() if tk.request.files.get("file") else of_list(tk.request.get_json(silent=True))


@blueprint.after_request
def opened(response: Response) -> Response:
    """Scripts of any site may convert: the answer depends on no cookie."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    return response


def of_list(body: Any) -> Answer:
    """The conversions of the places in a JSON body."""
    if not isinstance(body, dict) or not isinstance(body.get("places"), list):
        raise answers.refused(
            "places",
            "no-places",
            "Hãy gửi JSON có “places” là danh sách mã hoặc tên, hoặc gửi tệp ở “file”.",
            "Send JSON with “places”, a list of codes or names, or a file as “file”.",
        )
    if len(body["places"]) > MOST_PLACES:
        raise answers.refused(
            "places",
            "too-many-rows",
            f"Mỗi lần nhận tối đa {MOST_PLACES} địa bàn; danh sách dài hơn hãy gửi bằng tệp.",
            f"At most {MOST_PLACES} places at once; send a longer list as a file.",
        )
    on, to = _day(body, "on", FORMER_ENDS), _day(body, "to", today())
    entries = [_entry(each) for each in body["places"]]
    conversions = convert_all(
        gazetteer(),
        [entry["place"] for entry in entries],
        to=_ordered(on, to),
        on=[min(_day(entry, "on", on), to) for entry in entries],
        provinces=[entry.get("province") or _text(body, "province") for entry in entries],
        level=_level(_text(body, "level")),
    )
    counts: dict[str, int] = {}
    for each in conversions:
        counts[each.flag] = counts.get(each.flag, 0) + 1
    results = [each.to_dict() for each in conversions]
    return answers.as_json({"on": on.isoformat(), "to": to.isoformat(), "counts": counts, "results": results})


def of_file() -> Answer:
    """The conversion of a column of a file; 422 with the headings when the column has to be named."""
    form = tk.request.form.to_dict()
    kind = _choice(form.get("format", "json"))
    upload = tk.request.files["file"]
    ask = asked(form)
    try:
        converted = conversion.convert_file(upload.stream, upload.filename or "", ask, FILES.get(kind))
    except RefusedError as refused:
        raise refusal(refused) from refused
    if "error" in converted.answer:
        return answers.as_json(converted.answer), 422
    if kind in FILES:
        return file_of(converted, kind)
    days = {"on": ask.on.isoformat(), "to": ask.to.isoformat()}
    return answers.as_json({**days, **converted.answer})


def asked(form: dict[str, str], lang: str | None = None) -> Ask:
    """What a form asks for; raises ValidationError for days and levels that are none."""
    on, to = _day(form, "on", FORMER_ENDS), _day(form, "to", today())
    options = {name: form.get(name, "").strip()[:LONGEST] or None for name in OPTIONS}
    options["level"] = _level(options["level"])
    return Ask(to=_ordered(on, to), on=on, lang=lang, **options)


def file_of(converted: conversion.Converted, kind: str) -> Response:
    """The converted table as a file to keep."""
    response = Response(converted.file, mimetype=conversion.FORMS[FILES[kind]])
    response.headers.set("Content-Disposition", "attachment", filename=f"chuyen-doi.{kind}")
    return response


def _entry(given: Any) -> dict[str, Any]:
    """A place as text, or with its province and day beside it."""
    entry = given if isinstance(given, dict) else {"place": given}
    place, province = entry.get("place"), entry.get("province")
    # A number has lost its leading zeros, if it had any: what it was is not guessed.
    if not isinstance(place, str) or not isinstance(province, str | None) or len(place) > LONGEST:
        raise answers.refused(
            "places",
            "bad-place",
            "Mỗi địa bàn là một chuỗi ký tự (mã giữ số 0 ở đầu) hoặc {place, province, on}.",
            "Each place is a text (codes keep their leading zeros) or {place, province, on}.",
        )
    return entry


def _day(values: dict[str, Any], name: str, otherwise: date) -> date:
    return answers.read_day(name, str(values[name])) if values.get(name) else otherwise


def _text(values: dict[str, Any], name: str) -> str | None:
    return str(values.get(name) or "").strip()[:LONGEST] or None


def _ordered(on: date, to: date) -> date:
    if on > to:
        raise answers.refused(
            "on",
            "days-reversed",
            "Ngày của danh sách (on) phải trước hoặc trùng ngày đích (to).",
            "The day of the list (on) must not lie after the day to convert to (to).",
        )
    return to


def _level(level: str | None) -> str | None:
    if level is not None and level not in LEVELS:
        raise answers.refused(
            "level",
            "bad-choice",
            f"“level” nhận: {', '.join(LEVELS)}.",
            f"“level” takes: {', '.join(LEVELS)}.",
        )
    return level


def _choice(kind: str) -> str:
    if kind not in ("json", *FILES):
        raise answers.refused(
            "format", "bad-choice", "“format” nhận: json, csv, xlsx.", "“format” takes: json, csv, xlsx."
        )
    return kind
