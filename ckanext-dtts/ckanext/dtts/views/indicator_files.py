"""One indicator in the standards of others: `/chi-tieu/<code>/datapackage.zip` and the like."""

from __future__ import annotations

import tempfile
from pathlib import Path

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, request

from ckanext.dtts import config
from ckanext.dtts.outgoing.files import FORMS, Form, etag
from ckanext.dtts.outgoing.gather import Gathered, gather
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import answers_in_json
from ckanext.dtts.web import rate
from dtts.indicators.definition import definitions

blueprint = Blueprint("dtts_indicator_files", __name__)
blueprint.after_request(answers.opened)

_FORM = f"any({','.join(repr(name) for name in FORMS)})"


@blueprint.get(f"/chi-tieu/<code>/<{_FORM}:name>")
@answers_in_json
def of_indicator(code: str, name: str) -> Response:
    """The file, made of what is public now; 413 with the number of rows where there are too many."""
    gathered = gather([code]) if code in definitions() else None
    if gathered is None:
        raise tk.ObjectNotFound(code)
    form = FORMS[name]
    response = Response(mimetype=form.media_type)
    response.set_etag(etag(name, gathered))
    response.last_modified = gathered.outgoing.release.at
    if not request.if_none_match.contains(response.get_etag()[0] or ""):
        rate.admit("file", config.files_per_minute(), rate.REQUESTS)
        _need_small(gathered, form)
        response.set_data(_made(form, gathered))
    response.headers.set("Content-Disposition", "attachment", filename=filename(code, name, gathered))
    if gathered.outgoing.demo:
        response.headers["X-Data-Mark"] = "demonstration"
    response.make_conditional(request, accept_ranges=True, complete_length=response.content_length)
    return response


def filename(code: str, name: str, gathered: Gathered) -> str:
    """A name that says what the file is, and that it is demonstration data, in a folder of downloads."""
    return f"{'minh-hoa.' if gathered.outgoing.demo else ''}{code}.{name}"


def _made(form: Form, gathered: Gathered) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dtts-") as folder:
        target = Path(folder) / "file"
        form.write(gathered, target)
        return target.read_bytes()


def _need_small(gathered: Gathered, form: Form) -> None:
    total = gathered.count
    if total > form.most:
        raise answers.refused(
            "indicator",
            "too-many-values",
            f"Có {total} giá trị, quá {form.most}; hãy tải tệp Parquet ở /bulk/manifest.json.",
            f"There are {total} values, more than {form.most}; take the Parquet at /bulk/manifest.json.",
        )
