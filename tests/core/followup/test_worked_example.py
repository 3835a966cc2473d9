"""IT support points of 2023: four points, two visits, and what became of what was found.

Communes are real; their regions and villages are an example, since the lists by commune were not at hand.
"""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from core.builders import flat
from dtts.catalogue import schemas_path, table_schema
from dtts.checks import check_table, keys_from
from dtts.examine import examine
from dtts.followup import SCHEMAS, Record, figures, record_of
from dtts.followup.publication import waiting
from dtts.tables import read_table

EXAMPLE = schemas_path() / "samples" / "it-support-points-2023"
TABLES = [schema for schema in SCHEMAS if (EXAMPLE / f"{schema}.csv").exists()]
POINTS = table_schema("it_support_points")
END = date(2023, 12, 31)
LISTS = [("kv-2021-2025", "commune", 1, 1, 3, None), ("dbkk-2021-2025", "village", None, None, None, 9)]
HEAD = ["list_id", "lists", "kv1_communes", "kv2_communes", "kv3_communes", "villages_total"]
CONDITIONS = ("permanent_building", "stable_power", "broadband")
SAME = {
    "period_from": 2021, "period_to": 2025, "decision": "QĐ", "decision_date": "2021-06-04",
    "unit_epoch": "pre-2025-07",
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, found: list[dict[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]))
        writer.writeheader()
        writer.writerows(found)
    return path


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registers of the package with the example's two lists, which are whole with its members."""
    folder = tmp_path_factory.mktemp("lists") / "registers"
    shutil.copytree(schemas_path() / "registers", folder)
    write(folder / "area_lists.csv", [{**SAME, **dict(zip(HEAD, one, strict=True))} for one in LISTS])
    shutil.copy(EXAMPLE / "area_list_members.csv", folder)
    return folder


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The tables as they would be published, each examined beside those before it."""
    folder, tables = tmp_path_factory.mktemp("example"), []
    (folder / "beside").mkdir()
    for schema in TABLES:
        path = EXAMPLE / f"{schema}.csv"
        report = examine(path, path.name, schema, folder / schema, beside=folder / "beside", today=END)
        assert [fault.message["en"] for fault in report.faults] == []
        shutil.copy(folder / schema / "table.parquet", folder / "beside" / f"{schema}.parquet")
        tables.append((schema, schema, pl.read_parquet(folder / schema / "table.parquet")))
    return record_of(tables)


def faults(registers: Path, tmp_path: Path, changes: dict[str, str]) -> list[list[str]]:
    """Of the points with the last one changed."""
    *others, last = rows("it_support_points")
    path = write(tmp_path / "points.csv", [*others, {**last, **changes}])
    table = read_table(path, filename=path.name, schema=POINTS)
    report = check_table(table, POINTS, keys=keys_from(registers), today=END).report
    return [list(fault) for fault in flat(report)]


def test_there_are_three_to_four_points_as_the_plan_of_the_province_says():
    assert 3 <= len(rows("it_support_points")) <= 4


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"disadvantaged_villages": "3"}, [["area-villages:by-the-lists", "disadvantaged_villages", "J5"]]),
        ({"commune_region": "III"}, [["area-region:by-the-lists", "commune_region", "I5"]]),
        (
            {
                "area_id": "07249@pre-2025-07", "area_name": "Xã Xuân Lương", "commune_region": "I",
                "disadvantaged_villages": "0",
            },
            [["not-eligible:by-the-lists", "area_id", "C5"], ["row-check:eligible", "commune_region", "I5"]],
        ),
        (
            {"area_id": "07540@pre-2025-07", "area_name": "Xã Sa Lý", "commune_region": "III",
             "disadvantaged_villages": "3"},
            [["one-open:one-a-commune", "area_id", "C5"]],
        ),
    ],
)  # fmt: skip
def test_eligibility_of_every_point_is_recomputed_from_the_lists_of_its_day(
    registers, tmp_path, changes, expected
):
    assert faults(registers, tmp_path, changes) == expected


def test_two_visits_found_four_things_and_withdrew_a_fifth(record):
    assert (len(record.visits), len(record.findings)) == (2, 5)
    (tombstone,) = [one for one in record.findings if one.withdrawn_on]
    said = (tombstone.kind, tombstone.severity, tombstone.finding, tombstone.evidence, tombstone.site_id)
    assert said == (None,) * 5
    assert tombstone.withdrawn_reason == "Đếm thiếu máy tính ở phòng bên cạnh."


def test_one_was_done_on_time_one_late_and_one_not_at_all(record):
    stands = {one.recommendation.id: (one.state, one.days_late) for one in record.standings(END)}
    assert stands == {"KN-1": ("done_on_time", 0), "KN-2": ("overdue", 61), "KN-3": ("done_late", 13)}
    (whole,) = figures(record.standings(END), ())
    assert str(whole.percent_on_time) == "33.3"


def test_what_was_not_answered_waited_for_a_month(record):
    frame = pl.read_csv(EXAMPLE / "findings.csv", try_parse_dates=True)
    kept = waiting(frame, table_schema("findings"), 30, date(2023, 10, 20))
    assert kept is not None
    assert (kept.rows, kept.public_on) == (2, date(2023, 11, 19))


def test_what_the_evaluation_answers_is_what_the_lists_the_points_and_the_steps_say(record):
    """Counted once more from the files, by the rule that docs/follow-up.md names."""
    listed = rows("area_list_members")
    region = {one["area_id"]: one["region"] for one in listed if one["list_id"] == "kv-2021-2025"}
    villages = Counter(one["area_id"] for one in listed if one["list_id"] == "dbkk-2021-2025")
    points = rows("it_support_points")
    places = [one["area_id"] for one in points]
    third = [place for place in places if region[place] == "III"]
    by_village = [place for place in places if region[place] != "III" and villages[place] > 0]
    fit = [one for one in points if all(one[name] == "true" for name in CONDITIONS)]
    open_now = [one for one in points if one["status"] == "operating"]
    assert max(Counter(places).values()) == 1
    assert len(open_now) == len(points)
    eligible, conditions, on_time = [answer.answer_en for answer in record.evaluations[0].answers]
    assert eligible == (
        f"{len(third) + len(by_village)} of {len(points)} points are eligible: {len(third)} in communes of "
        f"region III, {len(by_village)} in a commune of region {region[by_village[0]]} with "
        f"{villages[by_village[0]]} extremely disadvantaged villages; no commune has more than one."
    )
    assert conditions == (
        f"{len(fit)} of {len(points)} points have a permanent building, stable power and broadband; "
        f"all {len(open_now)} are open, with {sum(int(one['computers']) for one in points)} computers."
    )
    assert on_time == said_of(rows("recommendations"), rows("recommendation_responses"))


def said_of(asked: list[dict[str, str]], steps: list[dict[str, str]]) -> str:
    """The share done on time at the end of the year, from the days of confirmed completions."""
    confirmed = {one["recommendation_id"] for one in steps if one["step"] == "confirmation"}
    done = {
        one["recommendation_id"]: date.fromisoformat(one["completed_on"])
        for one in steps
        if one["step"] == "completion" and one["recommendation_id"] in confirmed
    }
    late = [
        (done[one["recommendation_id"]] - date.fromisoformat(one["due_on"])).days
        for one in asked
        if one["recommendation_id"] in done
    ]
    on_time, (days,) = sum(days <= 0 for days in late), [days for days in late if days > 0]
    return (
        f"{on_time} of {len(asked)} recommendations was done on time ({100 * on_time / len(asked):.1f} %), "
        f"1 was done {days} days late, {len(asked) - len(done)} was not done by the end of the year."
    )
