"""Templates to download: empty for everybody, and with the rows of a table for those who may read it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dtts.catalogue import table_schema, table_schema_names
from dtts.checks import check_table
from dtts.tables import Table, read_table
from dtts.templates import TemplateId, template_id
from glue.road.people import People, Web
from glue.road.points import points

BAC_NINH = "24@since-2025-07"
Work = Callable[..., int]


def saved(web: Web, address: str, folder: Path) -> Path:
    answer = web.get(address)
    assert answer.status_code == 200, address
    path = folder / address.partition("?")[0].rpartition("/")[2]
    path.write_bytes(answer.data)
    return path


def read(path: Path, schema: str) -> Table:
    return read_table(path, filename=path.name, schema=table_schema(schema))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_table_has_its_empty_template(web: Web, tmp_path: Path, form: str) -> None:
    for name in table_schema_names():
        path = saved(web, f"/schema/{name}.{form}", tmp_path)
        assert template_id(path) == TemplateId(name, table_schema(name).version)


def test_a_template_for_an_area_lists_its_places(web: Web, tmp_path: Path) -> None:
    path = saved(web, f"/schema/targets.xlsx?within={BAC_NINH}", tmp_path)
    listed = [
        cell.value for row in openpyxl.load_workbook(path)["Danh mục - Lists"].iter_rows() for cell in row
    ]
    assert "07210@since-2025-07" in listed and "00004@since-2025-07" not in listed


@pytest.mark.parametrize(
    "address", ["/schema/none.xlsx", "/schema/targets.xlsx?within=24", "/schema/targets.ods"]
)
def test_what_there_is_not_is_not_found(web: Web, address: str) -> None:
    assert web.get(address).status_code == 404


def test_a_published_table_fills_its_template(
    people: People, facility: dict[str, Any], work: Work, web: Web, tmp_path: Path
) -> None:
    people.submits(points("0164A", "07210"), facility)
    work()
    path = saved(web, f"/dataset/{facility['name']}/diem/template.xlsx", tmp_path)
    schema = table_schema("it_support_points")
    checked = check_table(read(path, schema.name), schema)
    assert checked.frame is not None
    assert checked.frame["point_id"].to_list() == ["0164A", "07210"]


def test_a_template_is_kept_by_a_browser_while_it_stays_the_same(web: Web) -> None:
    first = web.get("/schema/targets.xlsx")
    again = web.get("/schema/targets.xlsx", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert "filename=mau.targets.v1.xlsx" in first.headers["Content-Disposition"].replace('"', "")
    assert openpyxl.load_workbook(io.BytesIO(first.data)).sheetnames[1] == "Hướng dẫn - Guide"
