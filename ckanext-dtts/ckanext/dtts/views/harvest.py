"""Thu thập: for the keepers of sources. How each source is, its runs as they go, and what waits for a yes."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import message_of
from ckanext.dtts.views import harvest_words as words
from ckanext.dtts.views import language
from ckanext.dtts.views.submit import ask_to_log_in

blueprint = Blueprint("dtts_harvest", __name__)

# A source's name begins with a letter or digit, so that these addresses are never one's.
NEW = "/thu-thap/-/nguon"
MOST_AT_ONCE = 200


@blueprint.get("/thu-thap/", strict_slashes=False)
def index() -> str | Response:
    """Every source, what needs a keeper first."""
    if not keeps():
        return turn_away()
    found = tk.get_action("dtts_source_list")({}, {})
    return tk.render("dtts/sources.html", {"sources": found, "words": words})


@blueprint.get(NEW)
def form() -> str | Response:
    """The form for a new source, or for another file of one that is named in the address."""
    if not keeps():
        return turn_away()
    name = tk.request.args.get("nguon", "")
    return show_form(need(name)["definition"] if name else "")


@blueprint.post(NEW)
def define() -> str | Response | tuple[str, int]:
    """Keep the file; its faults are shown beside it, all at once."""
    if not keeps():
        return turn_away()
    upload, text = tk.request.files.get("upload"), tk.request.form.get("definition", "")
    if upload and upload.filename:
        text = upload.read(64 * 1024 + 1).decode("utf-8-sig", "replace")
    try:
        made = tk.get_action("dtts_source_define")({}, {"definition": text})
    except tk.ValidationError as wrong:
        known = getattr(wrong, "dtts_refusal", None)
        faults = getattr(known, "faults", None) or [("", message_of(wrong)["message"])]
        return show_form(text, faults), 422
    return redirect(tk.url_for("dtts_harvest.read", name=made["name"]), 303)


@blueprint.get("/thu-thap/<name>")
def read(name: str) -> str | Response:
    """One source: how it is, its runs, what waits, its file."""
    if not keeps():
        return turn_away()
    return tk.render("dtts/source.html", {"source": need(name), "words": words})


@blueprint.post("/thu-thap/<name>")
def act(name: str) -> Response:
    """What the buttons of the source's page ask for."""
    if not keeps():
        return turn_away()
    wanted = tk.request.form.get("do", "")
    try:
        if wanted in ("check", "harvest"):
            run = tk.get_action("dtts_source_run")({}, {"id": name, "kind": wanted})
            return redirect(tk.url_for("dtts_harvest_runs.read", name=name, run=run["id"]), 303)
        tk.get_action("dtts_source_set")({}, {"id": name, "state": wanted})
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("There is no source of this name."))
    except tk.ValidationError as wrong:
        tk.h.flash_error(language.pick(message_of(wrong)["message"]))
    return redirect(tk.url_for("dtts_harvest.read", name=name), 303)


@blueprint.post("/thu-thap/<name>/quyet-dinh")
def decide(name: str) -> Response:
    """A yes or no to one record that waits, or to all of a kind; one after the other, each by itself."""
    if not keeps():
        return turn_away()
    given, source = tk.request.form, need(name)
    ids = [given["id"]] if given.get("id") else _waiting(source, given.get("waits", ""))
    done, wrong = 0, ""
    for identifier in ids:
        try:
            tk.get_action("dtts_record_decide")({}, {"id": identifier, "decision": given.get("decision", "")})
            done += 1
        except tk.ObjectNotFound:
            return tk.abort(404, tk._("There is no such record."))
        except tk.ValidationError as refused:
            wrong = language.pick(message_of(refused)["message"])
    if done:
        tk.h.flash_success(tk.ungettext("%(num)s record decided on.", "%(num)s records decided on.", done))
    if wrong:
        tk.h.flash_error(wrong)
    if given.get("run"):
        return redirect(tk.url_for("dtts_harvest_runs.read", name=name, run=given["run"]), 303)
    return redirect(tk.url_for("dtts_harvest.read", name=name), 303)


def keeps() -> bool:
    """Whether the reader keeps sources; anonymous readers are not even asked about."""
    return bool(tk.current_user.is_authenticated) and bool(tk.h.check_access("dtts_source_list", {}))


def turn_away() -> Response:
    """To the login page, or to the words that say who may."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    return tk.abort(403, tk._("Only the keepers of harvest sources see this page."))


def need(name: str) -> dict[str, Any]:
    """The source of that name, or a page that says that there is none."""
    try:
        found: dict[str, Any] = tk.get_action("dtts_source_show")({}, {"id": name})
    except tk.ObjectNotFound:
        tk.abort(404, tk._("There is no source of this name."))
    return found


def show_form(text: str, faults: Any = ()) -> str:
    """The form with a file in it and what is wrong with that."""
    told = [(field, language.pick(said)) for field, said in faults]
    return tk.render("dtts/source_form.html", {"definition": text, "faults": told})


def _waiting(source: dict[str, Any], kind: str) -> list[str]:
    return [each["id"] for each in source["held"] if each["waits"] == kind][:MOST_AT_ONCE]
