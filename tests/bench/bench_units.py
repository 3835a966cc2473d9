"""How fast places are resolved and how much memory the registers take, beside plain peers in the same run.

Prints; never fails on a time. The aims: a million codes with days in a second, 5,000 names a second, 150 MB.
Usage: `.venv/bin/python tests/bench/bench_units.py [--codes 1000000] [--names 5000]`
"""

from __future__ import annotations

import argparse
import difflib
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]

SEED = 7
DAY = date(2025, 6, 30)


def main() -> None:
    arguments = _arguments()
    before = _memory()
    from dtts.units import Gazetteer, find

    imported = _memory()
    gazetteer, loading = _timed(Gazetteer.load)
    _, indexing = _timed(lambda: find(gazetteer, "Xã Không Có Tên Này", DAY))
    print(f"load: {loading:.2f} s; index of names and of slips: {indexing:.2f} s")
    print(f"memory: {_memory() - imported:.0f} MB for the loaded registers and indexes (aim 150 MB); "
          f"{imported - before:.0f} MB for the libraries")  # fmt: skip
    codes(gazetteer, arguments.codes)
    names(gazetteer, arguments.names)
    messy(gazetteer, arguments.names)


def codes(gazetteer: Any, count: int) -> None:
    """A column of codes with days, and the same by a loop over a plain dict."""
    import polars as pl

    from dtts.units import resolve_codes

    chance = random.Random(SEED)
    known = [*sorted({unit.code for unit in gazetteer.units}), "99999"]
    given = chance.choices(known, k=count)
    days = [date(2021, 1, 1) + timedelta(days=chance.randrange(2_100)) for _ in range(count)]
    column, on = pl.Series(given), pl.Series(days)
    resolve_codes(gazetteer, column.head(1), on.head(1))
    found, ours = _best(lambda: resolve_codes(gazetteer, column, on))
    plain, peer = _best(lambda: _by_dict(gazetteer, given, days), 1)
    assert found["area_id"].to_list() == plain
    print(
        f"codes: {count:,} with days in {ours:.2f} s (aim 1 s); plain dict loop {peer:.2f} s: {peer / ours:.1f} times ours"
    )


def _by_dict(gazetteer: Any, given: list[str], days: list[date]) -> list[str | None]:
    units: dict[str, list[Any]] = {}
    for unit in gazetteer.units:
        units.setdefault(unit.code, []).append(unit)
    return [
        next((unit.area_id for unit in units.get(code, ()) if unit.valid_on(on)), None)
        for code, on in zip(given, days, strict=True)
    ]


def names(gazetteer: Any, count: int) -> None:
    """Names of former communes, bare and with their province, and difflib on the same list of names."""
    from dtts.units import find

    chance = random.Random(SEED)
    communes = gazetteer.in_force(DAY, "commune")
    chosen = chance.choices(communes, k=count)
    provinces = [gazetteer.province(unit).name for unit in chosen]
    _, bare = _best(lambda: [find(gazetteer, unit.name, DAY) for unit in chosen])
    _, within = _best(
        lambda: [
            find(gazetteer, unit.name, DAY, place) for unit, place in zip(chosen, provinces, strict=True)
        ]
    )
    few = chosen[:20]
    all_names = [unit.name for unit in communes]
    _, peer = _best(lambda: [difflib.get_close_matches(unit.name, all_names) for unit in few], 1)
    print(f"names: {count / bare:,.0f} a second, {count / within:,.0f} with their province (aim 5,000); "
          f"difflib {len(few) / peer:,.1f}: ours {count / bare / (len(few) / peer):,.0f} times as many")  # fmt: skip


def messy(gazetteer: Any, count: int) -> None:
    """Names in six kinds of mess, and with a slip of typing, which needs the second index."""
    from core.units.messy import KINDS, applies, slip
    from dtts.units import find

    chance = random.Random(SEED)
    communes = gazetteer.in_force(DAY, "commune")
    pool = [(u, mess) for mess in KINDS.values() for u in chance.sample(communes, 2_000) if applies(mess, u)]
    texts = [mess(unit, chance) for unit, mess in chance.choices(pool, k=count)]
    slips = [
        slip(unit, chance) for unit in chance.choices([u for u in communes if applies(slip, u)], k=count)
    ]
    _, ours = _best(lambda: [find(gazetteer, text, DAY) for text in texts])
    _, second = _best(lambda: [find(gazetteer, text, DAY) for text in slips])
    print(f"messy names: {count / ours:,.0f} a second; slips of typing: {count / second:,.0f} a second")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codes", type=int, default=1_000_000)
    parser.add_argument("--names", type=int, default=5_000)
    return parser.parse_args()


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _best(work: Callable[[], Any], times: int = 3) -> tuple[Any, float]:
    """The result, and the shortest of several runs: what else runs on the machine only adds."""
    runs = [_timed(work) for _ in range(times)]
    return runs[0][0], min(seconds for _, seconds in runs)


def _memory() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
