"""Demonstration tables: marked, repeatable, at real places, with figures that agree with each other."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dtts.catalogue import schemas_path
from dtts.demo import MARK, demo_names, generate
from dtts.errors import UsageError
from dtts.examine import examine
from dtts.registers import register

Rows = list[dict[str, str]]


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Rows]:
    """Rows of a demonstration table."""

    def make(name: str, folder: Path | None = None) -> Rows:
        generate(name, tmp_path / "demo.csv", folder)
        with (tmp_path / "demo.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return make


@pytest.mark.parametrize("name", demo_names())
def test_every_table_is_valid_in_its_own_schema_without_a_warning(tmp_path: Path, name: str) -> None:
    out = tmp_path / "demo.csv"
    result = generate(name, out)
    report = examine(out, out.name, result.schema, tmp_path / "examined")
    assert result.rows > 0
    assert [fault.message["en"] for fault in report.faults] == []


@pytest.mark.parametrize("name", demo_names())
def test_every_row_carries_the_mark(made: Callable[[str], Rows], name: str) -> None:
    # A table of observations has the columns of SDMX and no other.
    assert {row.get("data_mark", row.get("SOURCE")) for row in made(name)} == {MARK}


@pytest.mark.parametrize("name", demo_names())
def test_the_same_parameters_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    generate(name, tmp_path / "one.csv")
    generate(name, tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_another_seed_gives_other_figures(tmp_path: Path, made: Callable[..., Rows]) -> None:
    parameters = yaml.safe_load((schemas_path() / "demo" / "facilities.yaml").read_text(encoding="utf-8"))
    (tmp_path / "facilities.yaml").write_text(yaml.safe_dump(parameters | {"seed": 1}), encoding="utf-8")
    assert made("facilities", tmp_path) != made("facilities")


@pytest.mark.parametrize("name", demo_names())
def test_places_are_those_of_the_register(made: Callable[[str], Rows], name: str) -> None:
    known = dict(register("admin_units").select("area_id", "name_vi").iter_rows())
    placed = [row for row in made(name) if {"area_id", "REF_AREA"} & set(row)]
    # Responses have the place of the recommendation that they answer.
    assert placed or name.endswith("-responses")
    for row in placed:
        area = row.get("area_id") or row["REF_AREA"]
        assert area in known
        assert row.get("area_name") in (None, "", known[area])


def test_a_present_commune_goes_on_from_the_sum_of_its_predecessors(made: Callable[[str], Rows]) -> None:
    whole = register("admin_changes").filter(old_epoch="pre-2025-07", old_level="commune")
    predecessors: dict[str, list[str]] = defaultdict(list)
    for old, new in whole.select("old_area_id", "new_area_id").iter_rows():
        predecessors[new].append(old)
    rows = {(row["area_id"], row["output"], row["year"]): row for row in made("output-results")}
    present = [key for key in rows if key[2] == "2025"]
    assert len(present) == 20 * 5
    for area_id, output, year in present:
        before = sum(int(rows[old, output, "2024"]["cumulative"]) for old in predecessors[area_id])
        row = rows[area_id, output, year]
        assert int(row["cumulative"]) == before + int(row["actual"])


def test_cumulative_figures_grow_by_the_year(made: Callable[[str], Rows]) -> None:
    rows = {(row["area_id"], row["output"], row["year"]): row for row in made("output-results")}
    later = [(key, row) for key, row in rows.items() if key[2] in ("2023", "2024")]
    assert later
    for (area_id, output, year), row in later:
        before = rows[area_id, output, str(int(year) - 1)]
        assert int(row["cumulative"]) == int(before["cumulative"]) + int(row["actual"])


def test_no_cell_of_persons_is_smaller_than_five(made: Callable[[str], Rows]) -> None:
    counted = [row for row in made("output-results") if row["beneficiary_people"]]
    assert counted
    for row in counted:
        people, women, minority = (
            int(row[f"beneficiary_{part}"]) for part in ("people", "women", "minority")
        )
        assert min(women, people - women, minority, people - minority) >= 5


@pytest.mark.parametrize("field", ["plan_amount", "allocated_amount", "disbursed_amount"])
def test_money_adds_up_over_sources_natures_and_projects(made: Callable[[str], Rows], field: str) -> None:
    amounts: dict[tuple[str, ...], int] = {}
    for row in made("capital-plan"):
        key = (row["area_id"], row["budget_year"], row["item_code"], row["source_axis"], row["nature_axis"])
        amounts[key] = int(row[field])
    totals: dict[tuple[str, ...], int] = defaultdict(int)
    for (area, year, item, source, nature), amount in amounts.items():
        if item and source != "total" and nature != "all":
            totals[area, year, "", "total", "all"] += amount
            totals[area, year, item, "total", "all"] += amount
            totals[area, year, "", source, nature] += amount
    assert len(totals) == 8 * (1 + 10 + 4)
    assert {key: amounts[key] for key in totals} == totals


def test_an_unknown_table_is_refused_with_the_known_names(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="capital-plan"):
        generate("budget", tmp_path / "demo.csv")


def small(**changes: Any) -> dict[str, Any]:
    """Parameters of a small table of facilities."""
    base: dict[str, Any] = {
        "kind": "records",
        "schema": "facilities",
        "seed": 1,
        "areas": ["07534@since-2025-07"],
        "each": [1, 1],
        "columns": {
            "facility_id": {"text": "{n}"},
            "kind": "water",
            "name_vi": "Bể nước",
            "condition": "good",
        },
    }
    return base | changes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "random"}, "random"),
        ({"schema": "output_results"}, "facility_id"),
        ({"areas": ["99999@since-2025-07"]}, "99999"),
        ({"columns": {"kind": {"number": [1, 2]}}}, "kind"),
        ({"seed": None, "schema": None} | {"kind": "records"}, "None"),
    ],
)
def test_wrong_parameters_say_what_to_change(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    (tmp_path / "small.yaml").write_text(yaml.safe_dump(small(**changes)), encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        generate("small", tmp_path / "demo.csv", tmp_path)


def test_a_commune_with_a_split_predecessor_is_refused(tmp_path: Path) -> None:
    split = register("admin_changes").filter(old_level="commune", whole_old_unit="false")["new_area_id"][0]
    parameters = yaml.safe_load((schemas_path() / "demo" / "output-results.yaml").read_text(encoding="utf-8"))
    (tmp_path / "split.yaml").write_text(yaml.safe_dump(parameters | {"areas": [split]}), encoding="utf-8")
    with pytest.raises(UsageError, match="whole former communes"):
        generate("split", tmp_path / "demo.csv", tmp_path)


def test_a_column_is_drawn_by_the_first_rule_whose_condition_holds(
    tmp_path: Path, made: Callable[..., Rows]
) -> None:
    columns = small()["columns"] | {
        "households_served": [{"integer": [9, 9], "when": {"kind": ["road"]}}, {"integer": [7, 7]}],
        "completed_year": {"integer": [2025, 2025], "when": {"condition": ["planned"]}},
    }
    (tmp_path / "small.yaml").write_text(yaml.safe_dump(small(columns=columns)), encoding="utf-8")
    row = made("small", tmp_path)[0]
    assert (row["households_served"], row["completed_year"]) == ("7", "")
