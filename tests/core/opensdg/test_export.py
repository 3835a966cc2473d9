"""The export for Open SDG; its builder itself is asked by `tests/soak/opensdg_builder.py`."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from core.outgoing_rows import PUPILS, SOURCE, outgoing, row, series
from dtts.opensdg import write_export


def written(
    folder: Path, rows: list[dict[str, Any]], **options: Any
) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """The lines of the CSV and the metadata of the one indicator."""
    target = folder / "export.zip"
    write_export(outgoing(**options), rows, target)
    with ZipFile(target) as zipped:
        lines = zipped.read("data/indicator_GSO-EM-PUPILS.csv").decode()
        return list(csv.DictReader(io.StringIO(lines))), yaml.safe_load(zipped.read("meta/GSO-EM-PUPILS.yml"))


def test_every_annual_value_of_a_real_series_is_told(tmp_path):
    lines, meta = written(tmp_path, series())
    valued = [one for one in series() if one["OBS_VALUE"] is not None]
    assert [float(line["Value"]) for line in lines] == [one["OBS_VALUE"] for one in valued]
    assert meta["dtts_left_out"] == len(series()) - len(valued) > 0


def test_totals_and_the_whole_country_are_blank(tmp_path):
    total = row(REF_AREA="VN", SEX="_T", ETHNIC_GROUP="_T", COMMUNE_REGION="_Z")
    (line,), _ = written(tmp_path, [total])
    blank = (
        "Value type",
        "Area",
        "Boundaries",
        "Sex",
        "Ethnic group",
        "Commune region",
        "Observation status",
        "GeoCode",
    )
    assert [line[name] for name in blank] == [""] * len(blank)
    assert (line["Year"], line["Units"]) == ("2016", "Persons")


@pytest.mark.parametrize(
    ("changes", "column", "told"),
    [
        ({"SEX": "F"}, "Sex", "Female"),
        ({"VALUE_TYPE": "TGT"}, "Value type", "Target"),
        ({"OBS_STATUS": "P"}, "Observation status", "Provisional"),
        ({"UNIT_MULT": 3}, "Units", "Persons (10^3)"),
        ({}, "Boundaries", "pre-2025-07"),
        ({}, "GeoCode", "02"),
        ({"OBS_VALUE": 1e-7}, "Value", "0.0000001"),
    ],
)
def test_a_part_is_told_in_words(tmp_path, changes, column, told):
    (line,), _ = written(tmp_path, [row(**changes)])
    assert line[column] == told


@pytest.mark.parametrize(
    "changes", [{"OBS_VALUE": None, "OBS_STATUS": "Q"}, {"FREQ": "S", "TIME_PERIOD": "2016-S1"}]
)
def test_what_open_sdg_cannot_show_is_left_out_and_counted(tmp_path, changes):
    lines, meta = written(tmp_path, [row(), row(**changes)])
    assert len(lines) == 1
    assert meta["dtts_left_out"] == 1


def test_an_indicator_without_values_is_not_reported_as_complete(tmp_path):
    _, meta = written(tmp_path, [row(OBS_VALUE=None, OBS_STATUS="O")])
    assert meta["reporting_status"] == "notstarted"


def test_the_metadata_say_source_release_citation_and_mark(tmp_path):
    shown = SOURCE.__class__(**{**SOURCE.__dict__, "demo": True})
    _, meta = written(tmp_path, [row(DEMO=True)], source=shown)
    assert meta["indicator_name"] == "[Demonstration data] Ethnic-minority pupils of general education"
    assert (meta["source_organisation_1"], meta["source_url_1"]) == (
        "General Statistics Office",
        SOURCE.address,
    )
    assert meta["dtts_release"] in meta["dtts_citation"]
    assert meta["indicator_number"] == PUPILS.replace("_", ".")
