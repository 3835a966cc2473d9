"""Actions on registers: what a new version would change, and sending it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import RefusedError, refusal, translated
from ckanext.dtts.logic import schema
from ckanext.dtts.registers import loading


@validate(schema.register_difference)
def dtts_register_difference(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """What a new version of a register would change: nothing is kept.

    Args:
        register: name of the register
        upload: CSV with the register's columns

    Returns:
        `{name, key, added, changed, ended, removed, unchanged, refusals}`
    """
    tk.check_access("dtts_register_difference", context, data_dict)
    with translated():
        rows = loading.read(data_dict["register"], data_dict["upload"].stream)
        return loading.compare(data_dict["register"], rows).to_dict()


@validate(schema.register_load)
def dtts_register_load(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Send a new version of a register the ordinary road; it is in force when it is published.

    Args:
        register: name of the register
        upload: CSV with the register's columns
        legal_basis: number of the document that the change rests on

    Returns:
        `{difference, submissions}`; no submissions when nothing changes. Refused while the difference
        names reasons against it.
    """
    tk.check_access("dtts_register_load", context, data_dict)
    with translated():
        rows = loading.read(data_dict["register"], data_dict["upload"].stream)
        found = loading.compare(data_dict["register"], rows)
    if not found.acceptable:
        first = found.refusals[0].reason
        raise refusal(RefusedError("upload", "register-refused", first["vi"], first["en"]))
    sent = loading.send(data_dict["register"], rows, context["user"], data_dict["legal_basis"])
    return {"difference": found.to_dict(), "submissions": sent}
