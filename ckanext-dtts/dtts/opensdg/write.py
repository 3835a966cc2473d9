"""The export as a zip: `data/indicator_<id>.csv` and `meta/<id>.yml` of each indicator."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from zipfile import ZipFile

from dtts.indicators.outgoing import Outgoing, Row
from dtts.opensdg.data import data_csv
from dtts.opensdg.meta import meta_yaml
from dtts.packages.member import entry


def write_export(outgoing: Outgoing, rows: Iterable[Row], target: Path) -> None:
    """Write `target` from rows sorted by indicator, as the store gives them; one indicator is held in memory
    at a time. The same rows give the same bytes."""
    defined = {one.code: one for one in outgoing.definitions}
    with ZipFile(target, "w") as zipped:
        for code, own in groupby(rows, key=lambda row: str(row["INDICATOR"])):
            known = list(own)
            name = indicator_id(code)
            zipped.writestr(entry(f"data/indicator_{name}.csv"), data_csv(known))
            zipped.writestr(entry(f"meta/{name}.yml"), meta_yaml(defined[code], outgoing, known))


def indicator_id(code: str) -> str:
    """The code as Open SDG writes ids: parts with hyphens between them, of which the first is the goal."""
    return code.replace("_", "-").replace(".", "-")
