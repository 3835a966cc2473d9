"""Files in pieces by tus 1.0.0: a line may break, and the next request goes on where the last one stopped.

Extensions: creation, creation-with-upload, checksum (sha256), expiration, termination. An upload belongs to
the person who began it; nobody else learns that it exists. Reading (HEAD, OPTIONS) changes nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.common import g
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response, request
from werkzeug.http import http_date

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError, translated
from ckanext.dtts.model import Upload
from ckanext.dtts.openapi import paging
from ckanext.dtts.openapi.endpoint import Body, Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.uploads import checksum, metadata, rows
from ckanext.dtts.uploads.appending import append
from ckanext.dtts.views.api import Answer, answers_in_json

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
PIECE = "application/offset+octet-stream"
LONGEST_NUMBER = 18

blueprint = Blueprint("dtts_uploads", __name__, url_prefix="/api/dtts/v1/uploads")
csrf.exempt(blueprint)  # as in `api`: asked for below, from a session, in the header X-CSRFToken

_ID = paging.path(
    "identifier", "Mã của tệp gửi dần.", "Id of the upload.", "00000000-0000-0000-0000-000000000000"
)
_PIECE = Body({PIECE: {"type": "string", "contentMediaType": "application/octet-stream"}}, required=False)
_FAILS = (401, 403, 409, 412, 413, 415, 460, 507)


def _header(name: str, vi: str, en: str, *, required: bool = False) -> Parameter:
    return Parameter(name, vi, en, place="header", required=required)


_TUS = _header(
    "Tus-Resumable", "Phiên bản giao thức: 1.0.0.", "Version of the protocol: 1.0.0.", required=True
)
_OFFSET = _header("Upload-Offset", "Đoạn này bắt đầu từ byte nào.", "Where this piece begins.", required=True)
_SUM = _header("Upload-Checksum", "sha256 của đoạn, base64.", "sha256 of the piece, in base64.")
ENDPOINTS = {
    "describe": Endpoint(
        "Máy chủ này làm được gì (tus 1.0.0).",
        "What this server can do (tus 1.0.0).",
        status=204,
        forms=(),
        takes=(_ID,),
    ),
    "create": Endpoint(
        "Bắt đầu gửi một tệp thành nhiều đoạn.",
        "Begins a file that comes in pieces.",
        takes=(
            _TUS,
            _header("Upload-Length", "Số byte của cả tệp.", "Bytes of the whole file.", required=True),
            _header(
                "Upload-Metadata", "Tên tệp: filename và base64.", "Name of the file: filename and base64."
            ),
            _SUM,
        ),
        status=201,
        forms=(),
        fails=_FAILS,
        body=_PIECE,
        token=True,
    ),
    "ask": Endpoint(
        "Đã nhận bao nhiêu byte.",
        "How many bytes are here.",
        takes=(_ID, _TUS),
        forms=(),
        fails=_FAILS,
        token=True,
    ),
    "go_on": Endpoint(
        "Gửi đoạn tiếp theo.",
        "Appends from where the upload stands.",
        takes=(_ID, _TUS, _OFFSET, _SUM),
        status=204,
        forms=(),
        fails=_FAILS,
        body=_PIECE,
        token=True,
    ),
    "end": Endpoint(
        "Dừng và xóa phần đã gửi.",
        "Stops, and removes what has come.",
        takes=(_ID, _TUS),
        status=204,
        forms=(),
        fails=_FAILS,
        token=True,
    ),
    "overridden": Endpoint(
        "PATCH hoặc DELETE qua POST, cho mạng chặn hai phương thức này.",
        "PATCH or DELETE by POST, for networks that let neither through.",
        takes=(
            _ID,
            _TUS,
            _header("X-HTTP-Method-Override", "PATCH hoặc DELETE.", "PATCH or DELETE.", required=True),
        ),
        status=204,
        forms=(),
        fails=_FAILS,
        body=_PIECE,
        token=True,
    ),
}
described(blueprint, "uploads", ENDPOINTS)


@blueprint.route("", methods=["OPTIONS"], provide_automatic_options=False)
@blueprint.route("/<identifier>", methods=["OPTIONS"], provide_automatic_options=False)
def describe(identifier: str = "") -> Answer:
    """What this server can do."""
    return Response(
        status=204,
        headers={
            "Tus-Version": VERSION,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(config.max_upload_bytes()),
            "Tus-Checksum-Algorithm": checksum.ALGORITHM,
        },
    )


def speaks_tus(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Refuse strangers, other versions and forged requests, and answer what goes wrong in JSON."""

    @answers_in_json
    def wrapped(*args: Any, **kwargs: Any) -> Answer:
        with translated():
            require_version()
            tk.check_access("dtts_upload_create", {}, {})
            if request.method != "HEAD" and not g.get("login_via_auth_header"):
                csrf.protect()
            return view(*args, **kwargs)

    wrapped.__name__ = view.__name__
    return wrapped


@blueprint.post("")
@speaks_tus
def create() -> Answer:
    """Begin an upload; its first bytes may come along."""
    with_bytes = comes_with_bytes()
    named = metadata.read(request.headers.get("Upload-Metadata"))
    size = number("Upload-Length")
    digest = checksum.read(request.headers.get("Upload-Checksum"))
    upload = rows.begin(me(), named.get("filename", ""), size)
    address = tk.url_for("dtts_uploads.describe", identifier=upload.id, locale="default")
    headers = {"Location": address}
    if with_bytes:
        headers["Upload-Offset"] = str(first_bytes(upload, digest))
    return told(upload, 201, headers)


@blueprint.route("/<identifier>", methods=["HEAD"])
@speaks_tus
def ask(identifier: str) -> Answer:
    """How many bytes are here."""
    upload = mine(identifier)
    headers = {"Upload-Offset": str(rows.offset(upload)), "Upload-Length": str(upload.size)}
    headers["Upload-Metadata"] = metadata.write({"filename": upload.filename})
    return told(upload, 200, headers)


@blueprint.patch("/<identifier>")
@speaks_tus
def go_on(identifier: str) -> Answer:
    """Append from where the upload stands."""
    if not comes_with_bytes():
        raise RefusedError(
            "Content-Type", "bad-media-type", f"Hãy gửi với Content-Type {PIECE}.", f"Send it as {PIECE}."
        )
    at, digest = number("Upload-Offset"), checksum.read(request.headers.get("Upload-Checksum"))
    upload = mine(identifier)
    reached = append(upload, at, request.stream, digest)
    return told(upload, 204, {"Upload-Offset": str(reached)})


@blueprint.delete("/<identifier>")
@speaks_tus
def end(identifier: str) -> Answer:
    """Stop, and remove what has come."""
    rows.end(mine(identifier))
    return Response(status=204)


@blueprint.post("/<identifier>")
def overridden(identifier: str) -> Answer:
    """For networks that let no PATCH or DELETE through: the method comes in a header."""
    method = request.headers.get("X-HTTP-Method-Override", "").upper()
    if method not in OVERRIDES:
        tk.abort(405)
    return OVERRIDES[method](identifier)


OVERRIDES: dict[str, Callable[[str], Answer]] = {"PATCH": go_on, "DELETE": end}


@blueprint.after_request
def finished(response: Response) -> Response:
    """What every answer of tus says, and nobody may keep."""
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    if response.status_code == 412:
        response.headers["Tus-Version"] = VERSION
    if response.status_code == 460:
        response.status = "460 Checksum Mismatch"
    return response


def first_bytes(upload: Upload, digest: checksum.Checksum | None) -> int:
    """What came along when the upload was begun. Refused, nothing of it stays: its address was never told."""
    try:
        return append(upload, 0, request.stream, digest)
    except RefusedError:
        rows.end(upload)
        raise


def told(upload: Upload, status: int, headers: dict[str, str]) -> Response:
    """An answer with how long the upload is kept, and once it is whole the digest of its bytes (RFC 9530)."""
    response = Response(status=status, headers=headers)
    response.headers["Upload-Expires"] = http_date(upload.expires)
    if upload.sha256:
        digest = base64.b64encode(bytes.fromhex(upload.sha256)).decode()
        response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    return response


def mine(identifier: str) -> Upload:
    """The reader's own upload of that id."""
    found = rows.find(me(), identifier)
    if found is None:
        raise tk.ObjectNotFound("upload")
    return found


def me() -> str:
    """Id of the person who asks."""
    return str(tk.current_user.id)


def comes_with_bytes() -> bool:
    """Whether the body is a piece of a file."""
    return request.mimetype == PIECE


def number(header: str) -> int:
    """A header that has to be a whole number of bytes."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        raise RefusedError(
            header, "bad-number", f"“{header}” phải là số byte.", f"“{header}” has to be a number of bytes."
        )
    return int(text)


def require_version() -> None:
    """Every request but OPTIONS names the protocol's version."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise RefusedError(
            "Tus-Resumable",
            "bad-version",
            f"Hãy gửi tiêu đề Tus-Resumable: {VERSION}.",
            f"Send the header Tus-Resumable: {VERSION}.",
        )
