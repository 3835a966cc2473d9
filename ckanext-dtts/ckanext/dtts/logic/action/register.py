"""Actions on registers: what a new version would change, and sending it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.logic import schema
from ckanext.dtts.registers import loading
from ckanext.dtts.road import show


@validate(schema.register_difference)
def dtts_register_difference(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """What a new version of a register would change. The file is kept by its content and nothing else.

    Args:
        register: name of the register
        upload: CSV or XLSX with the register's columns; place ids may be left out
        sha256, size, filename: as an earlier answer gave them, in place of the file

    Returns:
        `{register, base, file: {sha256, size, filename}, report, difference}`; a file whose report has
        errors has no difference, which else is `{name, key, added, changed, ended, removed, unchanged,
        refusals}`
    """
    tk.check_access("dtts_register_difference", context, data_dict)
    with translated():
        return loading.compare(data_dict["register"], _sent(data_dict)).to_dict()


@validate(schema.register_load)
def dtts_register_load(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Send a new version of a register the road; it is in force when all its tables are published.

    Args:
        register: name of the register
        upload, or sha256, size, filename: as for `dtts_register_difference`
        base: the state that was compared with, as it answered it (optional)
        legal_basis: number of the document that the change rests on

    Returns:
        `{difference, submissions}`; no submissions when nothing changes. Refused while the difference
        names reasons against it, when the register has changed since `base`, and while another version of
        it is under way.
    """
    tk.check_access("dtts_register_load", context, data_dict)
    with translated():
        found = loading.compare(data_dict["register"], _sent(data_dict))
        base = data_dict.get("base") or found.base
        sent = loading.send(found, base, context["user"], data_dict["legal_basis"])
    return {"difference": found.difference, "submissions": show.submission_dicts(sent)}


def _sent(data_dict: dict[str, Any]) -> loading.Sent:
    """The file itself, or the one that was kept when it was compared."""
    upload = data_dict.get("upload")
    if upload:
        return loading.keep(getattr(upload, "stream", upload), upload.filename)
    if not data_dict.get("sha256"):
        raise tk.ValidationError({"upload": ["Hãy gửi kèm một tệp / Send a file"]})
    return loading.kept(data_dict["sha256"], data_dict.get("size") or 0, data_dict.get("filename") or "")
