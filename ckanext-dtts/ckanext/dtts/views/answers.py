"""Answers for machines: lists with paging as JSON or CSV, and days and numbers read from the query."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk
import polars as pl
from flask import Response

from ckanext.dtts.errors import RefusedError, refusal
from ckanext.dtts.registers import today
from ckanext.dtts.views import links
from dtts.exports import safe_text

LIMIT, MOST = 100, 5_000
Row = Mapping[str, Any]


def day(name: str, otherwise: date | None = None) -> date:
    """A day of the query in ISO form; today unless `otherwise` or the query says another one."""
    text = tk.request.args.get(name, "").strip()
    return read_day(name, text) if text else otherwise or today()


def read_day(name: str, text: str) -> date:
    """YYYY-MM-DD as a day; anything else is refused with the name of the parameter."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise refused(
            name,
            "bad-date",
            f"“{name}” phải là ngày dạng YYYY-MM-DD, ví dụ 2025-06-30.",
            f"“{name}” must be a day written YYYY-MM-DD, such as 2025-06-30.",
        ) from wrong


def chosen(name: str, choices: Iterable[str]) -> str | None:
    """A value of the query that must be one of `choices`; None when it is not given."""
    value = tk.request.args.get(name, "").strip()
    if value and value not in choices:
        listed = ", ".join(choices)
        raise refused(name, "bad-choice", f"“{name}” nhận: {listed}.", f"“{name}” takes: {listed}.")
    return value or None


def refused(field: str, code: str, vi: str, en: str, possible: Sequence[str] = ()) -> tk.ValidationError:
    """A request that cannot be answered, and what to change."""
    return refusal(RefusedError(field, code, vi, en, possible))


def wants_csv(form: str | None) -> bool:
    """Whether the address ends in .csv or the query says format=csv."""
    return (form or chosen("format", ("json", "csv"))) == "csv"


def as_json(answer: Any) -> Response:
    """JSON in which Vietnamese stays readable, and takes a third of the bytes of its escapes."""
    return Response(json.dumps(answer, ensure_ascii=False), mimetype="application/json")


def as_json_of(context: Row, results: pl.DataFrame) -> Response:
    """JSON of `context` with `results`, one object a row, which never become objects or text of Python."""
    body = io.BytesIO()
    body.write(f'{json.dumps(context, ensure_ascii=False)[:-1]}, "results": '.encode())
    results.write_json(body)
    body.write(b"}")
    return Response(body.getvalue(), mimetype="application/json")


def as_csv_of(rows: pl.DataFrame, filename: str) -> Response:
    """A table as CSV, with the number of its rows."""
    body = io.BytesIO()
    rows.write_csv(body)
    return counted(Response(body.getvalue(), content_type="text/csv; charset=utf-8"), rows.height, filename)


def counted(response: Response, total: int, filename: str) -> Response:
    """A file to keep, with the number of its rows."""
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    response.headers["X-Total-Count"] = str(total)
    return response


def as_sheet(rows: Iterable[Row], columns: Sequence[str], filename: str) -> Response:
    """CSV behind a button of a page, for spreadsheets: text that would run there does not."""
    safe = (
        {name: safe_text(each) if isinstance(each, str) else each for name, each in row.items()}
        for row in rows
    )
    return as_csv(safe, columns, filename)


def as_csv(rows: Iterable[Row], columns: Sequence[str], filename: str) -> Response:
    """CSV for machines, with LF and codes as they are; lists are joined by "; "."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _cell(row.get(column)) for column in columns} for row in rows)
    response = Response(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=filename)
    return response


def listed(
    found: Sequence[Any], context: Row, form: str | None, columns: Sequence[str], filename: str
) -> Response:
    """One page of `found` (dicts) with the parameters that it answers to, or its rows as CSV."""
    limit, offset = links.whole("limit", 0, MOST), links.whole("offset", 0)
    limit = limit or LIMIT
    return paged(found[offset : offset + limit], len(found), limit, context, form, columns, filename)


def paged(
    rows: Sequence[Row],
    total: int,
    limit: int,
    context: Row,
    form: str | None,
    columns: Sequence[str],
    filename: str,
) -> Response:
    """One page that was read as such, of `total` rows, with the parameters that it answers to, or as CSV."""
    offset = links.whole("offset", 0)
    if wants_csv(form):
        response = as_csv(rows, columns, filename)
        response.headers["X-Total-Count"] = str(total)
        return response
    after = offset + limit
    following = further(limit=limit, offset=after) if after < total else None
    return as_json(
        {**context, "total": total, "limit": limit, "offset": offset, "next": following}
        | {"results": list(rows)}
    )


def lang() -> str:
    """Language of sentences and titles: `vi` unless the query says `en`."""
    return "en" if tk.request.args.get("lang") == "en" else "vi"


def elsewhere(name: str, *without: str) -> str:
    """The whole address of another endpoint with this query, less what only this one takes."""
    dropped = {"format", "limit", "offset", "after", "order", "page", *without}
    kept = [(key, value) for key, value in tk.request.args.items(multi=True) if key not in dropped and value]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{tk.config['ckan.site_url'].rstrip('/')}/api/dtts/v1/{name}{query}"


def opened(response: Response) -> Response:
    """Scripts of any site may see how many rows there are."""
    response.headers["Access-Control-Expose-Headers"] = "X-Total-Count, ETag"
    return response


def further(**changes: str | int) -> str:
    """The whole address of this query with some parameters changed."""
    return f"{tk.config['ckan.site_url'].rstrip('/')}{links.here(**changes)}"


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
