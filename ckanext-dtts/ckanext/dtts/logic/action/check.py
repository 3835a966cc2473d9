"""Action on a file that is only to be checked."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts import config
from ckanext.dtts.checking import examine
from ckanext.dtts.errors import translated
from ckanext.dtts.logic import schema
from ckanext.dtts.web import rate


@validate(schema.table_check)
def dtts_table_check(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """The report on a file, as on the road to publication. Nothing is stored and nothing is sent.

    Args:
        upload: the file; never an address
        schema: name of a table schema
        answers: what the file does not say by itself, as JSON: `sheet`, `encoding`, `decimal`, `decimals`
            by field, … (optional)

    Returns:
        The report: `{valid, schema, rows, counts, patterns, faults, …}`.
    """
    tk.check_access("dtts_table_check", context, data_dict)
    upload = data_dict["upload"]
    with translated():
        rate.admit("check", config.check_per_minute())
        stream = getattr(upload, "stream", upload)
        answers = examine.answers_of(data_dict.get("answers") or {})
        return examine.check(stream, upload.filename, data_dict["schema"], answers)
