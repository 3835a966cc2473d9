"""A data package as its readers find it; frictionless is the judge."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import frictionless
import pytest

from core.outgoing_rows import SOURCE, outgoing, places, row, series
from dtts.packages import write_package


def written(folder: Path, rows: Iterable[dict[str, Any]], **options: Any) -> Path:
    target = folder / "package.zip"
    write_package(outgoing(**options), rows, places(), target)
    return target


def judged(target: Path, folder: Path) -> frictionless.Report:
    with ZipFile(target) as zipped:
        zipped.extractall(folder / "out")
    return frictionless.validate(str(folder / "out" / "datapackage.json"))


def descriptor(target: Path) -> Any:
    with ZipFile(target) as zipped:
        return json.loads(zipped.read("datapackage.json"))


def test_frictionless_accepts_a_whole_real_series(tmp_path):
    report = judged(written(tmp_path, series()), tmp_path)
    assert report.flatten(["type", "fieldName", "note"]) == []
    assert report.valid
    assert {task.name: task.stats["rows"] for task in report.tasks}["observations"] == len(series())


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"SEX": "male"}, "constraint-error"),
        ({"REF_AREA": ""}, "constraint-error"),
        ({"OBS_VALUE": "1.234,5"}, "type-error"),
        ({"INDICATOR": "NOBODY_KNOWS"}, "foreign-key"),
    ],
)
def test_the_judge_refuses_rows_that_the_schema_forbids(tmp_path, wrong, found):
    assert found in judged(written(tmp_path, [row(**wrong)]), tmp_path).flatten(["type"])[0]


def test_the_same_row_twice_breaks_the_primary_key(tmp_path):
    assert ["primary-key"] in judged(written(tmp_path, [row(), row()]), tmp_path).flatten(["type"])


def test_a_blank_value_keeps_the_status_that_says_why(tmp_path):
    target = written(tmp_path, [row(OBS_VALUE=None, OBS_STATUS="Q")])
    with ZipFile(target) as zipped:
        lines = zipped.read("data/observations.csv").decode().splitlines()
    cells = dict(zip(lines[0].split(","), lines[1].split(","), strict=False))
    assert (cells["OBS_VALUE"], cells["OBS_STATUS"]) == ("", "Q")
    assert judged(target, tmp_path).valid


def test_the_descriptor_says_source_licence_release_and_citation(tmp_path):
    said = descriptor(written(tmp_path, [row()]))
    assert said["sources"] == [
        {
            "title": "Học sinh dân tộc thiểu số / Ethnic-minority pupils",
            "path": "http://portal.test/dataset/hoc-sinh-dtts",
        }
    ]
    assert said["licenses"] == [{"name": "official-facts", "title": "Số liệu chính thức / Official facts"}]
    assert said["version"] == said["dtts:release"] == "2026-11-27T08:00:00.000000Z"
    assert said["dtts:citation"]["en"] == (
        "General Statistics Office (2026). Ethnic-minority pupils of general education. Test portal, "
        "release 2026-11-27T08:00:00.000000Z. http://portal.test/chi-tieu/GSO_EM_PUPILS"
    )
    assert "dtts:mark" not in said


def test_demonstration_data_is_marked_in_title_readme_and_descriptor(tmp_path):
    shown = SOURCE.__class__(**{**SOURCE.__dict__, "demo": True})
    target = written(tmp_path, [row(DEMO=True)], source=shown)
    said = descriptor(target)
    assert said["title"].startswith("[Dữ liệu minh họa] ")
    assert said["dtts:mark"]["en"] == "Demonstration data"
    with ZipFile(target) as zipped:
        assert "**Demonstration data.**" in zipped.read("README.md").decode()


def test_only_the_areas_that_are_named_are_described(tmp_path):
    with ZipFile(written(tmp_path, [row()])) as zipped:
        assert zipped.read("data/areas.csv").decode().splitlines()[1:] == [
            "02@pre-2025-07,02,Tỉnh Hà Giang,Ha Giang Province,province,,,2025-06-30"
        ]


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first, second = (written(tmp_path / name, series()).read_bytes() for name in ("a", "b"))
    assert first == second
