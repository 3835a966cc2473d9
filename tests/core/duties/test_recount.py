"""What the CSV says can be counted again by anybody, by its days alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.duties.drawn import DAYS, entry, publications, schedules
from dtts.__main__ import main
from dtts.duties import Published, Schedule, Standing, by, share, standing
from dtts.duties.recount import recount
from dtts.duties.sheet import COLUMNS, as_row
from dtts.errors import UsageError

DRAWN = st.lists(st.tuples(schedules(), publications(), st.sampled_from("ab")), max_size=6)


def named(identifier: str) -> Mapping[str, str]:
    return {"vi": identifier, "en": identifier}


def text_of(standings: list[Standing]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(as_row(one, one.entry.area_id, named, named) for one in standings)
    return out.getvalue()


def standings(drawn: list[tuple[Schedule, Published, str]], on: date) -> list[Standing]:
    return [
        standing(entry(schedule, code=f"E{at}", agency=agency), published, on)
        for at, (schedule, published, agency) in enumerate(drawn)
    ]


@given(DRAWN, DAYS)
def test_days_alone_give_the_same_shares(drawn: list[tuple[Schedule, Published, str]], on: date) -> None:
    found = standings(drawn, on)
    counted = recount(csv.DictReader(io.StringIO(text_of(found))))
    assert counted.total == share(found)
    assert counted.by_agency == by(found, lambda one: one.entry.agency)
    assert counted.differ == ()


def test_a_row_whose_own_word_differs_from_its_days_is_named() -> None:
    row = dict.fromkeys(COLUMNS, "")
    row |= {"as_of": "2026-11-27", "code": "E1", "due": "2026-01-31", "counted": "1", "fresh": "1"}
    assert recount([row]).differ == ("E1",)


def test_a_file_without_the_columns_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="no column 'due'"):
        recount([{"as_of": "2026-11-27", "code": "E1", "agency": "a", "province_id": "VN"}])


def test_the_command_prints_shares_and_a_dash_where_nothing_is_due(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = {
        "as_of": "2026-11-27",
        "code": "E1",
        "agency": "a",
        "province_id": "VN",
        "counted": "0",
        "fresh": "0",
    }
    row = dict.fromkeys(COLUMNS, "") | first
    (tmp_path / "c.csv").write_text(",".join(COLUMNS) + "\n" + ",".join(row[name] for name in COLUMNS) + "\n")
    assert main(["duties", str(tmp_path / "c.csv")]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "all: 0 / 0 = —"
