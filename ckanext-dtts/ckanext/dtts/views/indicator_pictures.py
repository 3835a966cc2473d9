"""The chart and the map of an indicator as files: `/chi-tieu/<code>/bieu-do.png`, `/ban-do.svg`, `.csv`.

They take the page's own `dia-ban` and `ky`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.dtts.observations.answer import FIELDS
from ckanext.dtts.views import answers, drawn, figures, indicator_data, indicator_map, language, series_asked
from ckanext.dtts.views.api import answers_in_json
from ckanext.dtts.views.boundaries import boundary_words
from ckanext.dtts.views.drawn_words import foot
from ckanext.dtts.views.indicator_asked import asked
from ckanext.dtts.views.indicator_map import IndicatorMap
from ckanext.dtts.views.known import known_by_store
from dtts.indicators.definition import Definition
from dtts.maps import Choropleth
from dtts.pictures import Card, card

blueprint = Blueprint("dtts_indicator_pictures", __name__)
blueprint.after_request(answers.opened)

_COLUMN, _KEY_ROW, _SCALE = 470.0, 27.0, 1.5
_BESIDE = 200.0
"""Kept free for the names at the ends of lines, in units of the chart before it is enlarged."""


@blueprint.get(f"/chi-tieu/<code>/bieu-do.<{drawn.FORMS}:form>")
@answers_in_json
@known_by_store
def chart(code: str, form: str) -> Response:
    """The chart of one place with its title, its last value and its source."""
    definition, area = asked(code)
    shown = indicator_data.shown(definition, area)
    if shown.wide is None:
        raise tk.ObjectNotFound(code)
    title = f"{language.pick(definition.name)}, {shown.names[0]}"
    made = card(title, _latest(definition, shown), foot(definition, shown.origins))
    size = {"width": (made.right - made.left) / _SCALE, "height": (made.bottom - made.top) / _SCALE}
    lines = indicator_data.chart(
        shown.times,
        shown.cells,
        [dict.fromkeys(("vi", "en"), each) for each in shown.names],
        {**size, "beside": _BESIDE},
    )
    given = {"chart": lines, "scale": _SCALE, "decimals": definition.decimals, "demo": shown.demo}
    return drawn.answer(form, "chart", title, made, _filename(code, "bieu-do", shown.demo), **given)


@blueprint.get(f"/chi-tieu/<code>/ban-do.<{drawn.FORMS}:form>")
@answers_in_json
@known_by_store
def picture(code: str, form: str) -> Response:
    """The map with its key, its sentence and its sources."""
    definition, found = _map(code)
    lang = language.current()
    ground = found.province.label(lang) if found.province else str(tk._("whole country"))
    title = f"{language.pick(definition.name)}, {ground}"
    rows = list(_key(found.drawn, definition))
    below = [*foot(definition, found.origins), boundary_words()]
    high = (len(rows) + 1) * _KEY_ROW
    made = card(title, language.pick(found.sentence), below, column=_COLUMN, keep=high)
    given = {
        "map": found,
        "key": _placed(rows, made.bottom),
        "at": _fitted(found.drawn, made),
        "decimals": definition.decimals,
        "demo": found.demo,
    }
    return drawn.answer(form, "map", title, made, _filename(code, "ban-do", found.demo), **given)


@blueprint.get("/chi-tieu/<code>/ban-do.csv")
@answers_in_json
@known_by_store
def values(code: str) -> Response:
    """The values of the map, as observations."""
    _, found = _map(code)
    rows = [found.rows[one.area.code] for one in found.listed if one.area.code in found.rows]
    response = answers.as_csv(rows, FIELDS, f"{_filename(code, 'ban-do', found.demo)}.csv")
    if series_asked.marked(rows):
        response.headers["X-Data-Mark"] = "demonstration"
    return response


class KeyRow(NamedTuple):
    """A line of the key: a class with its shade, or with shade 0 what a pattern stands for."""

    words: str
    shade: int = 0
    kind: str = ""
    y: float = 0.0


class Fitted(NamedTuple):
    """Where a map stands on its card and how much larger it is there."""

    x: float
    y: float
    scale: float


def _map(code: str) -> tuple[Definition, IndicatorMap]:
    definition, area = asked(code)
    found = indicator_map.of(definition, area, tk.request.args.get("ky", "").strip())
    if found is None:
        raise tk.ObjectNotFound(code)
    return definition, found


def _key(drawn_: Choropleth, definition: Definition) -> Iterator[KeyRow]:
    lang = language.current()
    for band in reversed(drawn_.bands):
        low, high = (figures.figure(value, definition.decimals, lang) for value in (band.low, band.high))
        words = low if low == high else f"{low} – {high}"
        yield KeyRow(f"{drawn_.number(band)}: {words}", band.shade)
    if drawn_.empty:
        yield KeyRow(str(tk._("no figure")), kind="none")
    if drawn_.suppressed:
        yield KeyRow(figures.label("OBS_STATUS", "Q", lang), kind="kept")
    if drawn_.uncertain:
        words = str(tk._("provisional, estimated or after a break"))
        yield KeyRow(f"* {words}", kind="star")


def _placed(rows: list[KeyRow], bottom: float) -> list[KeyRow]:
    top = bottom - len(rows) * _KEY_ROW
    return [row._replace(y=round(top + at * _KEY_ROW, 1)) for at, row in enumerate(rows)]


def _fitted(drawn_: Choropleth, made: Card) -> Fitted:
    wide, high = drawn_.picture.width, drawn_.picture.height
    scale = min((made.right - made.left) / wide, (made.bottom - made.top) / high)
    left = made.left + (made.right - made.left - wide * scale) / 2
    return Fitted(round(left, 1), round(made.top, 1), round(scale, 3))


def _latest(definition: Definition, shown: indicator_data.Shown) -> str:
    lang, row = language.current(), shown.latest
    unit = figures.unit(definition.unit_measure, definition.unit_mult, lang)
    if row is None:
        return unit
    value = figures.figure(row["OBS_VALUE"], row["DECIMALS"], lang)
    status = row["OBS_STATUS"]
    word = "" if status == "A" else f" ({figures.label('OBS_STATUS', status, lang)})"
    hollow = shown.wide and any(dot.hollow for line in shown.wide.lines for dot in line.dots)
    doubt = tk._("provisional or estimated")
    sign = f" ○ {doubt}." if hollow else ""
    return f"{figures.period(row['TIME_PERIOD'], lang)}: {value} {unit}{word}.{sign}"


def _filename(code: str, kind: str, demo: bool) -> str:
    """A name that says what the file is, and that it is demonstration data, in a folder of downloads."""
    return f"{'minh-hoa.' if demo else ''}{code}.{kind}"
