"""The form that sends a table: the file first, then what it is."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts import config
from ckanext.dtts.views import dataset, language
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
    try:
        submission = tk.get_action("dtts_table_submit")({}, request_of(pkg, asked))
    except tk.ValidationError as wrong:
        return show(pkg, asked, said(wrong)), 422
    return redirect(tk.url_for("dtts_submission.read", submission_id=submission["id"]), 303)


def sendable(name: str) -> dict[str, Any]:
    """The dataset, when the reader may send tables to it."""
    pkg = dataset.show(name)
    if not dataset.may("package_update", pkg["id"]):
        abort(403, tk._("Only the staff of the publishing agency can send tables to this dataset."))
    return pkg


def request_of(pkg: dict[str, Any], asked: dict[str, str]) -> dict[str, Any]:
    """What the action needs. A target is `table:<name in the address>` or `schema:<table schema>`."""
    kind, _, value = asked["target"].partition(":")
    upload = tk.request.files.get("upload")
    if not upload or not upload.filename:
        raise tk.ValidationError({"upload": [tk._("Choose the file to send.")]})
    if kind not in ("table", "schema") or not value:
        raise tk.ValidationError({"target": [tk._("Choose what the file holds.")]})
    common = {"dataset": pkg["name"], "upload": upload, "door": "upload"}
    common |= {"idempotency_key": asked["idempotency_key"]} if asked["idempotency_key"] else {}
    said = {name: asked[name] for name in SINGLE if asked[name]}
    common |= {"answers": said} if said else {}
    if kind == "table":
        return common | {"table": value}
    title = catalogue.table_schema(value).title if value in catalogue.table_schema_names() else {}
    return common | {
        "table": free_slug(pkg, value),
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


def free_slug(pkg: dict[str, Any], schema_name: str) -> str:
    """The name of a new table in the address: the schema's, with a number when it is taken."""
    taken = {resource.get("table") for resource in pkg["resources"]}
    wish = schema_name.replace("_", "-")
    return next(
        slug for slug in (wish, *(f"{wish}-{count}" for count in range(2, 1000))) if slug not in taken
    )


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
    kept = [each for each in pkg["resources"] if each.get("url_type") == "dtts"]
    known = set(catalogue.table_schema_names())
    offered = catalogue.dataset_type(pkg["type"]).get("dtts_tables", [])
    return [
        {
            "value": f"table:{each['table']}",
            "renews": each,
            "title": language.text(each, "name"),
            "schema": catalogue.table_schema(each["table_schema"]),
        }
        for each in kept
        if each.get("table_schema") in known
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
