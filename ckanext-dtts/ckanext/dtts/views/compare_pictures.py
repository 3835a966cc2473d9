"""The chart of a comparison as a file, `/so-sanh/bieu-do.png`, and for frames of others, `/nhung/so-sanh`."""

from __future__ import annotations

from collections.abc import Sequence

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.views import (
    answers,
    compare_choice,
    compare_data,
    drawn,
    embed,
    figures,
    indicator_data,
    labels,
    language,
)
from ckanext.dtts.views.api import answers_in_json
from ckanext.dtts.views.known import known_by_store
from dtts import formats
from dtts.indicators.definition import definitions
from dtts.pictures import card

blueprint = Blueprint("dtts_compare_pictures", __name__)
blueprint.after_request(answers.opened)

_SCALE, _BESIDE = 1.5, 200.0


@blueprint.get(f"/so-sanh/bieu-do.<{drawn.FORMS}:form>")
@answers_in_json
@known_by_store
def chart(form: str) -> Response:
    """All series in one chart with the last values and the sources; 404 where they cannot stand in one."""
    shown = _shown()
    title = title_of(shown)
    made = card(title, summary_of(shown), _foot(shown.origins, f"{site_address()}/so-sanh"))
    size = {"width": (made.right - made.left) / _SCALE, "height": (made.bottom - made.top) / _SCALE}
    lines = indicator_data.chart(
        list(shown.times),
        [list(row) for row in shown.cells],
        list(shown.labels),
        {**size, "beside": _BESIDE},
    )
    given = {"chart": lines, "scale": _SCALE, "decimals": shown.decimals, "demo": shown.demo}
    name = f"{'minh-hoa.' if shown.demo else ''}so-sanh.bieu-do"
    return drawn.answer(form, "chart", title, made, name, **given)


@blueprint.get("/nhung/so-sanh")
@known_by_store
def framed() -> Response:
    """The chart with its table for the frame of another site."""
    try:
        shown = _shown()
    except tk.ObjectNotFound:
        tk.abort(404)
    given = {"title": title_of(shown), "summary": summary_of(shown), "demo": shown.demo}
    return embed.framed("compare", shown=shown, **given)


def title_of(shown: compare_data.Shown) -> str:
    """The indicator that places are compared by, or the names of what is compared."""
    codes = shown.choice.codes
    if len(codes) == 1:
        return language.pick(definitions()[codes[0]].name)
    return ", ".join(shown.names)


def summary_of(shown: compare_data.Shown) -> str:
    """The values of the last period in which all can be compared."""
    if shown.latest is None:
        return ""
    lang, (time, row) = language.current(), shown.latest
    values = (
        f"{name} {figures.figure(one['OBS_VALUE'], one['DECIMALS'], lang)}"
        for name, one in zip(shown.names, row, strict=True)
        if one and one["OBS_VALUE"] is not None
    )
    return f"{figures.period(time, lang)}: {'; '.join(values)} ({shown.unit})."


def _shown() -> compare_data.Shown:
    held = [each.code for each in indicator_data.held() if each.code in definitions()]
    choice = compare_choice.read(held)
    if choice.faults or not choice.codes:
        raise tk.ObjectNotFound("; ".join(choice.faults))
    shown = compare_data.shown(choice.together)
    if shown.faults or shown.wide is None:
        raise tk.ObjectNotFound("; ".join(shown.faults))
    return shown


def _foot(named: Sequence[Origin], address: str) -> list[str]:
    lang = language.current()
    source = str(tk._("Source:"))
    titles = "; ".join(one.title_en if lang == "en" else one.title for one in named)
    licences = sorted({labels.any_choice("license_id", one.licence, lang) for one in named if one.licence})
    day = formats.day(max((one.day for one in named), default=""), lang)
    return [f"{source} {titles}", " · ".join([*licences, day, address])]
