"""How fast observations become SDMX: rows a second and bytes a row of every format.

Real observations, written again and again: `python tests/bench/bench_sdmx.py [times]`, 10 times unless told.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.sdmx.observed import real
from dtts.sdmx import csv
from dtts.sdmx.catalogue import structures
from dtts.sdmx.header import Header
from dtts.sdmx.json import data as in_json
from dtts.sdmx.layout import Layout
from dtts.sdmx.ml import data as ml
from dtts.sdmx.ml.dialect import V21, V30
from dtts.sdmx.query.question import read_question
from dtts.sdmx.selection import selected
from dtts.units import Gazetteer


def main(times: int) -> None:
    """Print one line a format."""
    known = structures(Gazetteer.load())
    flow, lists = known.dataflows["DF_INDICATORS"], known.codelists
    question = read_question(flow, "*", [], lists)
    order = ("INDICATOR", "REF_AREA", "GEO_VERSION", "SEX", "ETHNIC_GROUP", "COMMUNE_REGION", "VALUE_TYPE")
    rows = (
        sorted(real(), key=lambda row: [str(row[name]) for name in (*order, "TIME_PERIOD", "FREQ")]) * times
    )
    layout, header = Layout.of(flow), Header(datetime(2026, 11, 1, tzinfo=timezone.utc))
    formats: Mapping[str, Callable[[], Iterator[str]]] = {
        "SDMX-CSV 2.0": lambda: csv.data_message(selected(rows, question), layout, lists),
        "SDMX-ML 3.0": lambda: ml.data_message(selected(rows, question), layout, header, V30),
        "SDMX-ML 2.1": lambda: ml.data_message(selected(rows, question), layout, header, V21),
        "SDMX-JSON 2.0": lambda: in_json.data_message(selected(rows, question), layout, header, lists),
    }
    print(f"{len(rows)} observations, selected and written")
    for name, write in formats.items():
        began = time.process_time()
        size = sum(len(piece.encode()) for piece in write())
        took = time.process_time() - began
        print(f"{name:14} {len(rows) / took:9.0f} rows/s {size / len(rows):6.0f} bytes a row")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
