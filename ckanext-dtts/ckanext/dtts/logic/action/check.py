"""Action on a file that is only to be checked."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts import config
from ckanext.dtts.checking import beside, forms
from ckanext.dtts.errors import RefusedError, translated
from ckanext.dtts.logic import schema
from ckanext.dtts.web import rate


@validate(schema.table_check)
def dtts_table_check(context: Context, data_dict: dict[str, Any]) -> Any:
    """The report on a file, as on the road to publication. Nothing is stored and nothing is sent.

    Args:
        upload: the file; never an address
        schema: name of a table schema; may be left out when `replaces` names a table
        replaces: `<dataset>/<table>`, a published table that the file is to replace: it is compared with
            its current version (optional)
        answers: what the file does not say by itself, as JSON: `sheet`, `encoding`, `decimal`, `decimals`
            by field, … (optional)
        format: `dtts` unless told, `frictionless` for the standard's descriptor, `html` for a page; from
            Python also `xlsx` for the file with its faults marked

    Returns:
        The report: `{valid, schema, rows, counts, patterns, faults, questions, …}`, or what `format` says.
    """
    tk.check_access("dtts_table_check", context, data_dict)
    upload = data_dict["upload"]
    with translated():
        rate.admit("check", config.check_per_minute())
        form = data_dict.get("format") or forms.DTTS
        if form == forms.XLSX and "api_version" in context:
            raise RefusedError(
                "format",
                "bad-choice",
                "Tệp Excel lấy ở POST /api/dtts/v1/check với format=xlsx.",
                "A workbook comes from POST /api/dtts/v1/check with format=xlsx.",
            )
        replaces = data_dict.get("replaces") or ""
        before = beside.named(replaces, context["user"])
        sent = forms.Sent(
            stream=getattr(upload, "stream", upload),
            filename=upload.filename,
            schema=data_dict.get("schema") or (before.schema_name if before else ""),
            answers=data_dict.get("answers") or {},
            replaces=replaces,
            user=context["user"],
        )
        return forms.check_as(form, sent)
