"""Chuyển đổi địa bàn: a pasted list or a file of old places becomes today's units.

The list comes by POST because of its size; nothing is stored and no state changes, so a form without a
session, and without a cookie, is as safe as with one.
"""

from __future__ import annotations

import io
from typing import IO, Any

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint
from werkzeug.wrappers import Response

from ckanext.dtts.errors import RefusedError, message_of
from ckanext.dtts.registers import conversion, today
from ckanext.dtts.views import api_convert, language
from dtts.units import FATES, FORMER_ENDS

blueprint = Blueprint("dtts_convert", __name__)
csrf.exempt(blueprint)

SHOWN = 300
# A list that is given back with the page, so that its downloads need no second upload.
MOST_CARRIED = 400_000
SETTLED = ("unchanged", "same-extent", "whole", "current")


@blueprint.get("/dia-ban/chuyen-doi")
def form() -> str:
    """The empty form."""
    return show({})


@blueprint.post("/dia-ban/chuyen-doi")
def convert() -> str | Response | tuple[str, int]:
    """The converted list as a page or, when a button for it was pressed, as a file."""
    given = tk.request.form.to_dict()
    try:
        source = source_of(given)
        if source is None:
            return show({"wrong": tk._("Paste a list or choose a file.")}), 422
        return answer(given, *source)
    except tk.ValidationError as wrong:
        return show({"wrong": language.pick(message_of(wrong)["message"])}), 422
    except RefusedError as wrong:
        return show({"wrong": language.pick({"vi": wrong.vi, "en": wrong.en})}), 422


def source_of(given: dict[str, str]) -> tuple[IO[bytes], str] | None:
    """What is to be converted, with a file name: the file, the list carried along, or the pasted one."""
    upload = tk.request.files.get("file")
    if upload and upload.filename:
        return upload.stream, upload.filename
    if given.get("table"):
        return io.BytesIO(given["table"].encode()), "list.csv"
    if given.get("places", "").strip():
        return conversion.as_file(given["places"], tk._("Place")), "list.csv"
    return None


def answer(given: dict[str, str], stream: IO[bytes], filename: str) -> str | Response | tuple[str, int]:
    """The file asked for, or the page with the result, or with the question which column it is."""
    kind = given.get("want", "")
    ask = api_convert.asked(given, language.current())
    converted = conversion.convert_file(stream, filename, ask, api_convert.FILES.get(kind))
    told, columns = converted.answer.get("error"), converted.answer.get("columns")
    carried = converted.given if len(converted.given) <= MOST_CARRIED else ""
    if told and told["code"] == "column-needed" and carried:
        return show({"columns": columns, "carried": carried})
    if told:
        return show({"wrong": language.pick(told["message"])}), 422
    if converted.file:
        return api_convert.file_of(converted, kind)
    return show({"result": converted.answer, "carried": carried, "columns": columns})


def show(more: dict[str, Any]) -> str:
    """The page; what was typed stays typed."""
    given = tk.request.form.to_dict()
    return tk.render(
        "dtts/convert.html",
        {
            "given": given,
            "on": given.get("on") or FORMER_ENDS.isoformat(),
            "today": today().isoformat(),
            "fates": FATES,
            "settled": SETTLED,
            "shown": SHOWN,
            "most_megabytes": conversion.MOST_BYTES // 2**20,
            **more,
        },
    )
