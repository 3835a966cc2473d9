"""The registers as code and pages use them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from frictionless import Resource, Schema

from dtts import registers
from dtts.catalogue import TableSchema, schemas_path, table_schema, table_schema_names
from dtts.checks import check_table
from dtts.errors import UsageError
from dtts.tables import read_table

SCHEMAS = [name for name in table_schema_names() if "dtts:register" in table_schema(name).descriptor]


def name_of(schema: TableSchema) -> str:
    return str(schema.descriptor["dtts:register"]["name"])


AWAITED = {name for name in SCHEMAS if table_schema(name).descriptor["dtts:register"].get("awaited")}
FILLED = [name for name in SCHEMAS if name not in AWAITED]


@pytest.mark.parametrize("schema", [table_schema(name) for name in FILLED], ids=FILLED)
def test_a_register_is_valid_against_its_own_schema(schema: TableSchema, tmp_path: Path):
    path = tmp_path / f"{name_of(schema)}.csv"
    frame = registers.register(name_of(schema))
    frame.write_csv(path)
    checked = check_table(read_table(path, filename=path.name, schema=schema), schema)
    assert checked.report.to_dict()["patterns"] == []
    assert checked.frame is not None and checked.frame.height == frame.height


@pytest.mark.parametrize("schema", [table_schema(name) for name in SCHEMAS], ids=SCHEMAS)
def test_frictionless_finds_a_register_valid_too(
    schema: TableSchema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    registers.register(name_of(schema)).write_csv("register.csv")
    # It knows no registers to look foreign keys up in.
    descriptor = {key: value for key, value in schema.descriptor.items() if key != "foreignKeys"}
    report = Resource(path="register.csv", schema=Schema.from_descriptor(descriptor)).validate()
    assert report.flatten(["message"]) == []


@pytest.mark.parametrize("name", sorted(AWAITED))
def test_a_register_that_somebody_has_to_bring_in_is_empty_and_has_its_columns(name: str):
    frame = registers.register(name)
    assert frame.height == 0
    assert tuple(frame.columns) == registers.register_schema(name).field_names


def test_every_csv_has_a_table_schema():
    files = {path.stem for path in (schemas_path() / "registers").glob("*.csv")}
    assert files == {name_of(table_schema(name)) for name in SCHEMAS}


def test_codes_keep_their_leading_zeros():
    units = registers.register("admin_units")
    assert units.schema["code"] == pl.String
    assert {"01", "001", "00001"} <= set(units["code"])


@pytest.mark.parametrize(
    ("area_id", "vi", "en"),
    [
        ("24@pre-2025-07", "Tỉnh Bắc Giang", "Bac Giang Province"),
        ("24@since-2025-07", "Tỉnh Bắc Ninh", "Bac Ninh Province"),
        ("51@since-2025-07", "Tỉnh Quảng Ngãi", "Quang Ngai Province"),
        ("62@pre-2025-07", "Tỉnh Kon Tum", "Kon Tum Province"),
        ("221@pre-2025-07", "Huyện Yên Dũng", "Yen Dung District"),
        ("VN", "Cả nước", "Whole country"),
    ],
)
def test_a_place_has_the_name_of_its_own_period(area_id: str, vi: str, en: str):
    assert (registers.place_name(area_id), registers.place_name(area_id, "en")) == (vi, en)


@pytest.mark.parametrize("area_id", ["24", "62@since-2025-07", "99@pre-2025-07", ""])
def test_a_place_that_does_not_exist_has_no_name(area_id: str):
    assert registers.place_name(area_id) is None


def test_places_are_both_periods_the_retired_units_and_the_country():
    units, retired = (
        registers.register(name).height for name in ("admin_units", "admin_units_retired_2021_2025")
    )
    assert registers.keys("places", ["area_id"]).height == units + retired + 1


def test_keys_leave_out_rows_with_an_empty_part():
    successors = registers.keys("agencies", ["successor"])["successor"]
    assert "bdttg" in successors and successors.null_count() == 0


def test_keys_of_two_columns_stay_together():
    keys = registers.keys("programme_items", ["programme", "code"])
    assert ("mtqg-1719-2021-2025", "DA10.TDA2") in keys.rows()


@pytest.mark.parametrize(
    ("register", "code", "vi", "en"),
    [
        ("ethnic_groups", "52", "Brâu", "Brau"),
        (
            "programme_items",
            "DA10.TDA2.ND02",
            "Thiết lập các điểm hỗ trợ đồng bào DTTS ứng dụng công nghệ thông tin tại UBND xã",
            "IT support points (1 per eligible commune)",
        ),
        ("indicator_codes", "GSO_POVERTY_RATE", "Tỷ lệ nghèo", "Poverty rate"),
        # a register without English names falls back to the Vietnamese one
        ("agencies", "bdttg", "Bộ Dân tộc và Tôn giáo", "Bộ Dân tộc và Tôn giáo"),
    ],
)
def test_a_code_has_a_label(register: str, code: str, vi: str, en: str):
    assert (registers.label(register, code), registers.label(register, code, "en")) == (vi, en)


def test_a_code_that_a_register_lacks_has_no_label():
    assert registers.label("programme_items", "DA99") is None


def test_a_published_register_is_read_from_its_folder(tmp_path: Path):
    columns = table_schema("sources").field_names
    (tmp_path / "sources.csv").write_text(f"{','.join(columns)}\nnew-1,Nguồn mới,,,thử\n", encoding="utf-8")
    assert registers.register("sources", tmp_path)["title"].to_list() == ["Nguồn mới"]
    assert "new-1" not in registers.register("sources")["source"]


def test_a_published_register_keeps_the_place_ids_that_it_carries(tmp_path: Path):
    published = registers.register("admin_units").head(3)
    published.write_csv(tmp_path / "admin_units.csv")
    assert registers.register("admin_units", tmp_path).equals(published)


@pytest.mark.parametrize("name", registers.register_names())
def test_a_register_has_a_title_in_both_languages(name: str):
    assert all(registers.register_title(name)[language].strip() for language in ("vi", "en"))


def test_a_title_of_no_register_is_refused():
    with pytest.raises(UsageError, match="places"):
        registers.register_title("place")


def test_an_unknown_register_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match="admin_units"):
        registers.register("communes")


def test_a_folder_without_the_register_is_named(tmp_path: Path):
    with pytest.raises(UsageError, match=r"agencies\.csv"):
        registers.register("agencies", tmp_path)


FORK = """
import os
from dtts.registers import label, place_name, register
assert place_name("24@since-2025-07") and label("programme_items", "DA01")
if os.fork() == 0:
    os._exit(0 if register("admin_units").filter(level="province").height == 97 else 1)
raise SystemExit(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_a_process_that_asked_for_names_may_fork_a_child_that_reads_frames():
    # With Polars at work in the parent the child would wait for ever; the limit only ends such a test.
    assert subprocess.run([sys.executable, "-c", FORK], timeout=120, check=False).returncode == 0
