"""Tools that give figures: series, progress, rankings, and the citation of an indicator or a table."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.mcp.asking import ask
from ckanext.dtts.mcp.citing import cited, read_now
from ckanext.dtts.mcp.tool import Answer, Arguments
from ckanext.dtts.views.citing import citation
from dtts.citation import citation_text

_MOST = 5_000


def series(given: Arguments) -> Answer:
    """Values over time."""
    return _of("/api/dtts/v1/series", given)


def progress(given: Arguments) -> Answer:
    """How far each series is on its way to its target."""
    return _of("/api/dtts/v1/progress", given)


def rank(given: Arguments) -> Answer:
    """Places by value, largest first."""
    return _of("/api/dtts/v1/rank", {**given, "limit": _MOST})


def cite(given: Arguments) -> Answer:
    """The citation of an indicator, or of the current version of a dataset's table."""
    if "indicator" in given:
        about = cited([given["indicator"]])
        if not about:
            raise _unknown(given["indicator"])
        return about
    if "dataset" not in given or "table" not in given:
        raise RefusedError(
            "indicator",
            "missing",
            "Hãy cho biết “indicator”, hoặc “dataset” cùng “table”.",
            "Name an “indicator”, or a “dataset” with a “table”.",
        )
    return _of_table({"dataset": given["dataset"], "table": given["table"]})


def _of(path: str, given: Arguments) -> Answer:
    """What the API answers, cited by the indicators that were asked for; the API refuses unknown ones."""
    answer = ask(path, given)
    codes = [code.strip() for code in given["indicator"].split(",") if code.strip()]
    return {**(cited(codes, given.get("as_of")) or read_now(f"/chi-tieu/{codes[0]}")), **answer}


def _of_table(asked: dict[str, str]) -> Answer:
    try:
        shown = tk.get_action("dtts_table_show")({}, asked)
        record = tk.get_action("dtts_version_show")({}, {**asked, "version": shown["version"]})
        dataset = tk.get_action("package_show")({}, {"id": asked["dataset"]})
    except (tk.ObjectNotFound, tk.NotAuthorized) as wrong:
        raise _unknown(f"{asked['dataset']}/{asked['table']}") from wrong
    told = citation(record, dataset)
    return {
        "citation": {lang: citation_text(told, lang) for lang in ("vi", "en")},
        "release": record["published"],
        "address": told.address,
        "sha256": told.sha256,
        "licence": told.licence,
    }


def _unknown(what: str) -> RefusedError:
    return RefusedError(
        "query",
        "not-found",
        f"Không có gì được công bố dưới tên “{what}”.",
        f"Nothing is published as “{what}”.",
    )
