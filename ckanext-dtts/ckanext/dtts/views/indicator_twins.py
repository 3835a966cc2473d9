"""Beside the page of an indicator: `.csv` and `.json` are its figures, `.metadata.json` is what they are.

They take the page's own `dia-ban`, so that the address of a page and of its files differ by the ending only.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.observations import frame
from ckanext.dtts.observations.answer import FIELDS, area_names
from ckanext.dtts.outgoing.gather import gather
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, defined, indicator_data, measured, series_asked
from ckanext.dtts.views.api import answers_in_json
from ckanext.dtts.views.indicator_asked import asked
from ckanext.dtts.views.indicator_data import Shown
from dtts.indicators.definition import Definition
from dtts.indicators.outgoing import Outgoing

blueprint = Blueprint("dtts_indicator_twins", __name__)
blueprint.after_request(answers.opened)

DIMENSIONS = ("FREQ", "SEX", "ETHNIC_GROUP", "COMMUNE_REGION", "VALUE_TYPE", "OBS_STATUS", "COMPARABILITY")
_MERGER = {
    "sum": {
        "vi": "Số của các đơn vị cũ được cộng lại; thiếu một đơn vị thì không có tổng.",
        "en": "The figures of the former units are added; where one is missing there is no sum.",
    },
    "weighted": {
        "vi": "Trung bình có trọng số của các đơn vị cũ, là ước tính; thiếu trọng số thì không so sánh được.",
        "en": "The weighted mean of the former units, marked as an estimate; without weights not comparable.",
    },
    "none": {
        "vi": "Số của các đơn vị cũ không cộng, không lấy trung bình được.",
        "en": "The figures of former units can neither be added nor averaged.",
    },
}


@blueprint.get("/chi-tieu/<code>.csv")
@answers_in_json
def figures(code: str) -> Response:
    """The figures of the page's chart and table, as observations."""
    _, shown = _shown(code)
    response = answers.as_csv(_rows(shown), FIELDS, f"{'minh-hoa.' if shown.demo else ''}{code}.csv")
    return _led(response, code)


@blueprint.get("/chi-tieu/<code>.json")
@answers_in_json
def chart(code: str) -> Response:
    """The same with names, unit, targets with their progress and the citation."""
    definition, shown = _shown(code)
    rows = [{name: row[name] for name in FIELDS} for row in _rows(shown)]
    told = {
        "indicator": {"code": code, "name": definition.name["vi"], "name_en": definition.name["en"]},
        "place": _place_named(shown.area_id),
        "units": measured.units(rows),
        "citation": _citation(_outgoing(code, shown), shown),
        **series_asked.marked(rows),
        "explanations": dict(zip(shown.times, shown.explanations, strict=True)),
        "targets": [asdict(aim) for aim in shown.aims],
        "total": len(rows),
        "results": rows,
    }
    return _led(answers.as_json(told), code)


@blueprint.get("/chi-tieu/<code>.metadata.json")
@answers_in_json
def metadata(code: str) -> Response:
    """What the figures are: definition, unit, sources, licence, columns and codes, and how to cite them."""
    definition, shown = _shown(code)
    rows = _rows(shown)
    told = {
        "page": _address(code, ""),
        "data": {form: _address(code, f".{form}") for form in ("csv", "json")},
        "indicator": defined.as_record(definition),
        "place": _place_named(shown.area_id),
        "periods": {"first": min(shown.times, default=None), "last": max(shown.times, default=None)},
        "units": measured.units(rows),
        "merger": _MERGER[_over_merger(definition)],
        **({"mark": show.DEMO_MARK} if shown.demo else {}),
        **_origin(_outgoing(code, shown), shown),
        "columns": _columns(),
        "codes": _codes(),
    }
    return answers.as_json(told)


def _shown(code: str) -> tuple[Definition, Shown]:
    definition, area = asked(code)
    return definition, indicator_data.shown(definition, area)


def _rows(shown: Shown) -> list[Any]:
    """Place after place, each in the order of time, as the table's columns stand."""
    return [row for column in zip(*shown.cells, strict=True) for row in column if row is not None]


def _place_named(area: str) -> dict[str, str]:
    names = area_names(area, gazetteer())
    return {"area_id": area, "name": names["vi"], "name_en": names["en"]}


def _outgoing(code: str, shown: Shown) -> Outgoing | None:
    """What is known of where the shown rows are from: of no other table that has the indicator too."""
    gathered = gather([code])
    if gathered is None:
        return None
    named = {origin.dataset for origin in shown.origins}
    sources = [source for source in gathered.outgoing.sources if source.name in named]
    return replace(gathered.outgoing, sources=sources)


def _citation(outgoing: Outgoing | None, shown: Shown) -> dict[str, str] | None:
    if outgoing is None:
        return None
    names = area_names(shown.area_id, gazetteer())
    return {lang: f"{outgoing.citation(lang)} [{names[lang]}]" for lang in ("vi", "en")}


def _origin(outgoing: Outgoing | None, shown: Shown) -> dict[str, Any]:
    if outgoing is None:
        return {}
    return {
        "release": outgoing.release.moment,
        "citation": _citation(outgoing, shown),
        "sources": [
            {
                "title": source.title["vi"],
                "title_en": source.title["en"],
                "producer": source.producer["vi"],
                "producer_en": source.producer["en"],
                "url": source.address,
                "licence": source.licence.name if source.licence else None,
                "licence_url": source.licence.address if source.licence else None,
                "demo": source.demo,
            }
            for source in outgoing.sources
        ],
    }


def _columns() -> list[dict[str, str]]:
    return [
        {"name": field.name, "type": field.type, "title": field.title["vi"], "title_en": field.title["en"]}
        for field in frame.answer_schema().fields
    ]


def _codes() -> dict[str, Any]:
    fields = [frame.answer_schema().field(name) for name in DIMENSIONS]
    return {field.name: {code: dict(words) for code, words in field.enum_labels.items()} for field in fields}


def _over_merger(definition: Definition) -> str:
    if definition.rule.aggregation == "sum":
        return "sum"
    return "weighted" if definition.weight else "none"


def _address(code: str, ending: str) -> str:
    query = tk.request.query_string.decode()
    return f"{site_address()}/chi-tieu/{code}{ending}" + (f"?{query}" if query else "")


def _led(response: Response, code: str) -> Response:
    response.headers["Link"] = f'<{_address(code, ".metadata.json")}>; rel="describedby"'
    return response
