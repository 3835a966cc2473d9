"""Demonstration observations: every commune by sex, and a province that is the sum of them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from dtts.catalogue import schemas_path
from dtts.demo import generate
from dtts.errors import UsageError
from dtts.registers import register

NAME = "school-attendance"
PROVINCE = "24@since-2025-07"
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    out = tmp_path_factory.mktemp("demo") / "table.csv"
    generate(NAME, out)
    with out.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["VALUE_TYPE"] == "ACT"]


def test_every_commune_of_the_province_has_both_sexes_and_their_total_in_two_years(rows: Rows) -> None:
    units = register("admin_units").filter(epoch="since-2025-07", level="commune", parent_code="24")
    communes = set(units["area_id"])
    assert len(communes) == 99
    counted = Counter((row["REF_AREA"], row["TIME_PERIOD"]) for row in rows)
    assert counted == {(area, year): 3 for area in {*communes, PROVINCE} for year in ("2025", "2026")}


def test_a_rate_is_that_of_its_two_counts(rows: Rows) -> None:
    for row in rows:
        assert row["OBS_VALUE"] == f"{100 * int(row['NUMERATOR']) / int(row['DENOMINATOR']):.1f}"


@pytest.mark.parametrize("column", ["NUMERATOR", "DENOMINATOR"])
def test_the_sexes_and_the_communes_add_up(rows: Rows, column: str) -> None:
    held = {(row["REF_AREA"], row["TIME_PERIOD"], row["SEX"]): int(row[column]) for row in rows}
    for (area, year, sex), count in held.items():
        if sex == "_T":
            assert count == held[area, year, "M"] + held[area, year, "F"]
        if area == PROVINCE:
            parts = [other for key, other in held.items() if key[1:] == (year, sex) and key[0] != PROVINCE]
            assert count == sum(parts)


def test_a_province_without_communes_is_refused(tmp_path: Path) -> None:
    told: dict[str, Any] = yaml.safe_load((schemas_path() / "demo" / f"{NAME}.yaml").read_text("utf-8"))
    (tmp_path / "none.yaml").write_text(yaml.safe_dump(told | {"within": "98@since-2025-07"}), "utf-8")
    with pytest.raises(UsageError, match="98@since-2025-07"):
        generate("none", tmp_path / "table.csv", tmp_path)
