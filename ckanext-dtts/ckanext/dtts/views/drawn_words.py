"""What stands at the foot of a picture: it must say where it is from when it has left the portal."""

from __future__ import annotations

from collections.abc import Sequence

import ckan.plugins.toolkit as tk

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.outgoing.gather import gather
from ckanext.dtts.views import language
from dtts import formats
from dtts.indicators.definition import Definition


def foot(definition: Definition, named: Sequence[Origin]) -> list[str]:
    """Source, licence, release and address: what a picture needs when it has left the portal."""
    lang = language.current()
    titles = "; ".join(one.title_en if lang == "en" else one.title for one in named)
    gathered = gather([definition.code])
    source = str(tk._("Source:"))
    told = [f"{source} {titles}"]
    if gathered:
        own = [one for one in gathered.outgoing.sources if one.name in {each.dataset for each in named}]
        licences = sorted({one.licence.name for one in own if one.licence})
        day = formats.day(gathered.outgoing.release.at.date().isoformat(), lang)
        told.append(" · ".join([*licences, day, f"{site_address()}/chi-tieu/{definition.code}"]))
    return told
