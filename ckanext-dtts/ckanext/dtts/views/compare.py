"""So sánh: two to four series on one page; the address holds what is compared."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import compare_choice, compare_data, indicator_data
from ckanext.dtts.views.compared import MOST
from dtts.indicators.definition import definitions

blueprint = Blueprint("dtts_compare", __name__)


@blueprint.get("/so-sanh", strict_slashes=False)
def read() -> tuple[str, int]:
    """`chi-tieu` and `dia-ban`, each given up to four times, choose; what is left out is filled in. `tu` and
    `den` bound the periods, `cach-ve=tung-o` gives each series a chart of its own.

    400 with what to change where the series cannot be compared, as a page with the form still filled.
    """
    held = [each.code for each in indicator_data.held() if each.code in definitions()]
    choice = compare_choice.read(held)
    shown = compare_data.shown(choice) if not choice.faults else None
    faults = [*choice.faults, *(shown.faults if shown else ())]
    page = tk.render(
        "dtts/compare.html",
        {
            "choice": choice,
            "shown": None if faults else shown,
            "faults": faults,
            "definitions": definitions(),
            "held": held,
            "areas": compare_choice.areas(choice, gazetteer()),
            "most": MOST,
            "site": site_address(),
        },
    )
    return page, 400 if faults else 200
