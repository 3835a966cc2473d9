"""One run of the bench, in the portal that is measured."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import requests

from bench.observing import generated, holding, processor, questions, rivals, waits
from ckanext.dtts.model import Table, Version
from ckanext.dtts.registers import gazetteer
from dtts.indicators.today import on_todays_areas

SUMMED = ("province", "country")


@dataclass(frozen=True)
class Served:
    """Where the portal answers, and the processes that answer: the web server's and the database's."""

    site_url: str
    pids: tuple[int, ...]


@dataclass(frozen=True)
class Size:
    """How much is measured: rows in the store, rows that come to them while somebody reads, questions of each
    kind, and seconds for which the reader is alone."""

    rows: int
    more: int
    times: int
    quiet_s: float


def all_of_it(served: Served, folder: Path, size: Size) -> None:
    """Load, ask, compare, and load more while somebody reads; within the portal that is measured."""
    frame = generated.generate(size.rows)
    parquet = folder / "observations.parquet"
    frame.write_parquet(parquet)
    table, version = holding.published(size.rows)
    try:
        _load(frame, table, version)
        _measure(served, frame, table, version, parquet, size.times)
        _more(served.site_url, frame, size)
    finally:
        holding.remove(table)
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def _load(frame: pl.DataFrame, table: Table, version: Version) -> None:
    load, cores = os.getloadavg()[0], os.cpu_count()
    print(
        f"{frame.height:,} demonstration observations of {frame['INDICATOR'].n_unique()} indicators;", end=" "
    )
    print(f"{cores} cores, load {load:.1f} at the start")
    print(f"load, one transaction: {_seconds(lambda: holding.load(frame, table, version)):.0f} s")
    made: list[pl.DataFrame] = []
    took = _seconds(lambda: made.append(on_todays_areas(frame, frame.head(0), gazetteer())))
    print(f"re-basing all of it to the areas of today: {took:.1f} s, {made[0].height:,} rows")
    holding.tidy()


def _measure(
    served: Served, frame: pl.DataFrame, table: Table, version: Version, parquet: Path, times: int
) -> None:
    api, session = f"{served.site_url}/api/dtts/v1", requests.Session()
    drawn = questions.draw(frame, times)
    rivals.fill_datastore(frame, table, version)
    asked: dict[str, rivals.Ask] = {
        "API, JSON": lambda each: waits.whole(session, f"{api}/observations", limit="5000", **each.query),
        "API, CSV": lambda each: waits.whole(session, f"{api}/observations.csv", **each.query),
        "datastore_search": rivals.datastore_search(served.site_url, table),
        "plain SQL": rivals.plain_sql(),
        "DuckDB over Parquet": rivals.duckdb_over(parquet),
    }
    print(f"slices of at most {questions.MOST:,} rows, {times} of each kind, warm:")
    for name, ask in asked.items():
        before = processor.used(served.pids)
        of_kinds = dict(questions.by_kind(drawn, ask))
        cost = 1000 * (processor.used(served.pids) - before) / (2 * len(drawn))
        for kind, took in of_kinds.items():
            print(f"  {name:20} {kind:45} {waits.told(took)}")
        every = waits.told([each for took in of_kinds.values() for each in took])
        print(f"  {name:20} {'all':45} {every}, processor time of the portal {cost:.0f} ms each")
    _files(session, api, drawn, times)
    _sums(session, api, frame, times)


def _files(session: requests.Session, api: str, drawn: list[questions.Question], times: int) -> None:
    csv = f"{api}/observations.csv"
    print(f"first byte of the full CSV, asked for the first time: {waits.first_byte(csv, 'identity'):.0f} ms")
    for packing in ("identity", "br", "gzip"):
        first = [waits.first_byte(csv, packing) for _ in range(times)]
        print(f"first byte of the full CSV, {packing:8}: {waits.told(first)}")
    began = time.monotonic()
    with requests.get(csv, stream=True, timeout=1800) as answer:
        size = sum(len(part) for part in answer.iter_content(2**20))
    print(f"the full CSV: {size / 1e6:.0f} MB in {time.monotonic() - began:.0f} s")
    known = [waits.unchanged(session, f"{api}/observations", **each.query) for each in drawn]
    print(f"304 of an answer that is known: {waits.told(known)}")


def _sums(session: requests.Session, api: str, frame: pl.DataFrame, times: int) -> None:
    indicator = frame["INDICATOR"][0]
    for to in SUMMED:
        for period in ("2024", "2022,2023,2024"):
            query = {"indicator": indicator, "to": to, "of": "commune", "period": period}
            waits.whole(session, f"{api}/aggregate", **query)
            took = [waits.whole(session, f"{api}/aggregate", **query) for _ in range(times)]
            print(f"one indicator of all communes summed to {to}, {period}: {waits.told(took)}")


def _more(site_url: str, frame: pl.DataFrame, size: Size) -> None:
    """New observations of another table, while somebody reads."""
    code = frame["INDICATOR"][0]
    address = f"{site_url}/api/dtts/v1/observations?indicator={code}&period=2024&sex=F&limit=1000"
    new = frame.head(size.more).with_columns(pl.col("TIME_PERIOD").str.replace("^202", "201"))
    other, version = holding.published(new.height)
    try:
        quiet = waits.meanwhile(address, lambda: time.sleep(size.quiet_s))
        took: list[float] = []
        busy = waits.meanwhile(
            address, lambda: took.append(_seconds(lambda: holding.load(new, other, version)))
        )
        print(f"{new.height:,} new observations in one transaction: {took[0]:.0f} s")
        print(f"  a reader meanwhile: {waits.told(busy)}, {len(busy)} answers")
        print(f"  and without it:     {waits.told(quiet)}, {len(quiet)} answers")
    finally:
        holding.remove(other)


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began
