"""The door of one dataset to the screen that sends a table: the file, and which of its tables it is.

The file is kept in a draft before anything else, so that what is refused leads on from there.
"""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts import config, drafts
from ckanext.dtts.errors import translated
from ckanext.dtts.model import Draft
from ckanext.dtts.road import lookup
from ckanext.dtts.sending.send import free_slug
from ckanext.dtts.uploads import whole
from ckanext.dtts.views import dataset, language, send_page
from ckanext.dtts.views.said import SINGLE
from dtts import catalogue
from dtts.tables.encodings import LEGACY

blueprint = Blueprint("dtts_submit", __name__)


@blueprint.get("/dataset/<name>/submit")
def form(name: str) -> str | Response:
    """The empty form, for those who may change the dataset."""
    return ask_to_log_in() if tk.current_user.is_anonymous else show(sendable(name), {}, {})


@blueprint.post("/dataset/<name>/submit")
def send(name: str) -> str | Response | tuple[str, int]:
    """Hand the file to the road and lead to its state."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    pkg = sendable(name)
    asked = {key: tk.request.form.get(key, "") for key in ("target", "idempotency_key", *SINGLE)}
    upload = tk.request.files.get("upload")
    if not upload or not upload.filename:
        return show(pkg, asked, {"upload": [tk._("Choose the file to send.")]}), 422
    try:
        with translated():
            kept = whole.take(str(tk.current_user.id), upload.filename, upload.stream)
    except tk.ValidationError as wrong:
        return show(pkg, asked, said(wrong)), 422
    return handed_over(drafts.begin(str(tk.current_user.id), kept, words_of(pkg, asked)), pkg, asked)


def handed_over(draft: Draft, pkg: dict[str, Any], asked: dict[str, str]) -> Response | tuple[str, int]:
    """To the submission; or to the draft, which has the file, with what stands against it."""
    try:
        sent = tk.get_action("dtts_table_submit")({}, request_of(draft, pkg, asked))
    except tk.ValidationError as wrong:
        return send_page.show(draft, errors=said(wrong)), 422
    drafts.remove(draft)
    return redirect(tk.url_for("dtts_submission.read", submission_id=sent["id"]), 303)


def words_of(pkg: dict[str, Any], asked: dict[str, str]) -> dict[str, str]:
    """What this form says, in the words of the screen for all datasets."""
    kind, _, value = asked["target"].partition(":")
    tables = {table.slug: table.schema_name for table, _ in lookup.published_tables(pkg["id"])}
    renews = kind == "table" and value in tables
    return {
        **{name: asked[name] for name in SINGLE},
        "dataset": pkg["name"],
        "schema": tables[value] if renews else value if kind == "schema" else "",
        "target": f"table:{pkg['name']}/{value}" if renews else f"new:{pkg['name']}",
    }


def sendable(name: str) -> dict[str, Any]:
    """The dataset, when the reader may send tables to it."""
    pkg = dataset.show(name)
    if not dataset.may("package_update", pkg["id"]):
        abort(403, tk._("Only the staff of the publishing agency can send tables to this dataset."))
    return pkg


def request_of(draft: Draft, pkg: dict[str, Any], asked: dict[str, str]) -> dict[str, Any]:
    """What the action needs. A target is `table:<name in the address>` or `schema:<table schema>`."""
    kind, _, value = asked["target"].partition(":")
    if kind not in ("table", "schema") or not value:
        raise tk.ValidationError({"target": [tk._("Choose what the file holds.")]})
    common = {"dataset": pkg["name"], "upload_id": str(draft.upload_id), "door": "upload"}
    common |= {"idempotency_key": asked["idempotency_key"]} if asked["idempotency_key"] else {}
    said = {name: asked[name] for name in SINGLE if asked[name]}
    common |= {"answers": said} if said else {}
    if kind == "table":
        return common | {"table": value}
    title = catalogue.table_schema(value).title if value in catalogue.table_schema_names() else {}
    return common | {
        "table": free_slug(pkg["name"], value),
        "schema": value,
        "name": title.get("vi", ""),
        "name_en": title.get("en", ""),
    }


def said(wrong: tk.ValidationError) -> dict[str, Any]:
    """What is wrong by field, in the reader's language where the road says it in both."""
    refusal = getattr(wrong, "dtts_refusal", None)
    if refusal is None:
        return dict(wrong.error_dict)
    return {refusal.field: [language.pick({"vi": refusal.vi, "en": refusal.en})]}


def show(pkg: dict[str, Any], asked: dict[str, str], errors: dict[str, Any]) -> str:
    """The form; a fresh key makes a second press of the button harmless."""
    return tk.render(
        "dtts/submit.html",
        {
            "pkg": pkg,
            "targets": targets(pkg),
            "picked": asked.get("target") or tk.request.args.get("target", ""),
            "errors": errors,
            "said": {name: asked.get(name) for name in SINGLE if asked.get(name)},
            "encodings": {name: legacy.title for name, legacy in LEGACY.items()},
            "largest": config.max_upload_bytes(),
            "key": asked.get("idempotency_key") or str(uuid.uuid4()),
            "area": area_of(pkg),
        },
    )


def area_of(pkg: dict[str, Any]) -> str | None:
    """The one place that the dataset is about, for whose area templates are made."""
    places = pkg.get("area_id") or []
    return places[0] if isinstance(places, list) and len(places) == 1 else None


def targets(pkg: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables that the file may renew, then the schemas by which it may become a new one."""
    known = set(catalogue.table_schema_names())
    offered = catalogue.dataset_type(pkg["type"]).get("dtts_tables", [])
    return [
        {
            "value": f"table:{table.slug}",
            "renews": {"table": table.slug, "version": version.number},
            "title": language.pick({"vi": table.name, "en": table.name_en or table.name}),
            "schema": catalogue.table_schema(table.schema_name),
        }
        for table, version in lookup.published_tables(pkg["id"])
        if table.schema_name in known
    ] + [
        {
            "value": f"schema:{name}",
            "renews": None,
            "title": language.pick(catalogue.table_schema(name).title),
            "schema": catalogue.table_schema(name),
        }
        for name in offered
        if name in known
    ]


def ask_to_log_in() -> Response:
    """To the login page and back here."""
    return redirect(tk.url_for("user.login", came_from=tk.url_for(tk.request.path)), 303)
