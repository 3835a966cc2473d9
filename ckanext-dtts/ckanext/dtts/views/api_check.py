"""API that checks a file against a table schema. Nothing is stored and no state changes.

A form with `file` and `schema`, or with `replaces` in its place: `<dataset>/<table>` of a published table
that the file is to replace and is compared with. What the file does not say comes in `answers` as JSON.
The report comes as `format` says: `dtts` (JSON), `frictionless` (the standard's descriptor), `html` (a page
that stands alone) or `xlsx` (the file as a workbook with its faults marked), in both languages.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response

from ckanext.dtts import config
from ckanext.dtts.checking import forms
from ckanext.dtts.checking.correct import XLSX, name_of_copy
from ckanext.dtts.openapi.endpoint import Body, Endpoint, described
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import Answer, answers_in_json

blueprint = Blueprint("dtts_api_check", __name__, url_prefix="/api/dtts/v1")
# It changes nothing, so there is nothing that another site could make a reader's session do.
csrf.exempt(blueprint)

FORM_FIELDS = ("schema", "replaces", "answers")
OWN_STYLE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
# What a form has beside its file.
FORM_BYTES = 2**20
_TEXT = {"type": "string"}
ENDPOINTS = {
    "check": Endpoint(
        "Kiểm tra một tệp theo mẫu bảng; không lưu gì.",
        "Checks a file against a table schema; nothing is stored.",
        body=Body(
            {
                "multipart/form-data": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                        **dict.fromkeys(FORM_FIELDS, _TEXT),
                        "format": {"type": "string", "enum": list(forms.FORMS)},
                    },
                }
            }
        ),
        forms=("json", "html", "xlsx"),
        fails=(413, 429, 503),
    ),
}
described(blueprint, "check", ENDPOINTS)


@blueprint.post("/check")
@answers_in_json
def check() -> Answer:
    """The report on a file; 200 whatever the verdict, which is its `valid`."""
    refuse_large()
    given = tk.request.form
    asked: dict[str, Any] = {name: given[name] for name in FORM_FIELDS if given.get(name)}
    upload = tk.request.files.get("file")
    if not upload or not upload.filename:
        raise answers.refused("file", "no-file", "Hãy gửi tệp ở “file”.", "Send the file as “file”.")
    form = given.get("format") or forms.DTTS
    if form not in forms.FORMS:
        listed = ", ".join(forms.FORMS)
        raise answers.refused(
            "format", "bad-choice", f"“format” nhận: {listed}.", f"“format” takes: {listed}."
        )
    found = tk.get_action("dtts_table_check")({}, {**asked, "upload": upload, "format": form})
    return in_form(form, found, upload.filename)


def in_form(form: str, found: Any, filename: str) -> Response:
    """An answer with its type; a page may carry the style that it brings along, and nothing else."""
    if form == forms.HTML:
        response = Response(found, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = OWN_STYLE
        return response
    if form == forms.XLSX:
        response = Response(found, content_type=XLSX)
        name = name_of_copy(filename, "danh-dau")
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response
    return answers.as_json(found)


def refuse_large() -> None:
    """Stop reading what no file to be checked can be; before the form is looked at."""
    tk.request.max_content_length = config.check_max_bytes() + FORM_BYTES


@blueprint.after_request
def opened(response: Response) -> Response:
    """Scripts of any site may check: the answer depends on no cookie."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    return response
