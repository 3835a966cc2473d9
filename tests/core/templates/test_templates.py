"""The workbook that people fill in: what is typed into it is read back, and valid when it is right."""

from __future__ import annotations

import csv
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from freezegun import freeze_time
from openpyxl.utils import range_boundaries

from dtts.__main__ import main
from dtts.catalogue import TableSchema, schemas_path, table_schema, table_schema_names
from dtts.checks import check_table
from dtts.demo import generate
from dtts.registers import register
from dtts.tables import read_table
from dtts.templates import TemplateId, template_id, write_template
from dtts.templates.choices import LONGEST_LIST, choices_of

# Tables that are neither a register nor drawn for demonstration.
TYPED: dict[str, dict[str, str]] = {
    "open_data_catalogue": {
        "code": "M1",
        "name": "Kết quả theo xã",
        "agency": "co-quan",
        "area_id": "24@since-2025-07",
        "frequency": "yearly",
        "due": "31/1 năm sau",
        "first_period": "2025",
    },
    "area_list_members": {
        "list_id": "kv-2021-2025",
        "area_id": "07210@pre-2025-07",
        "valid_from": "2021-06-04",
        "decision": "861/QĐ-TTg",
    },
    "observation": {
        "FREQ": "A",
        "INDICATOR": "",
        "REF_AREA": "24@since-2025-07",
        "GEO_VERSION": "ASREP",
        "SEX": "_T",
        "ETHNIC_GROUP": "_T",
        "COMMUNE_REGION": "_T",
        "VALUE_TYPE": "ACT",
        "TIME_PERIOD": "2025",
        "OBS_VALUE": "12.5",
        "UNIT_MEASURE": "PT",
        "UNIT_MULT": "0",
        "OBS_STATUS": "A",
        "CONF_STATUS": "F",
    },
    "external_observations": {
        "INDICATOR_SCHEME": "IMF:ECOFIN_DSD(1.0)",
        "INDICATOR": "PCPI_IX",
        "FREQ": "M",
        "REF_AREA": "VN",
        "COUNTERPART_AREA": "_Z",
        "TIME_PERIOD": "2025-01",
        "OBS_VALUE": "102.8928",
    },
    "programme_accounts": {
        "account_year": "2013",
        "stage": "settled",
        "line": "1",
        "level": "1",
        "name_vi": "Chương trình",
        "total": "1234.5",
    },
}


@pytest.fixture(params=table_schema_names())
def schema(request: pytest.FixtureRequest) -> TableSchema:
    return table_schema(request.param)


def valid_row(schema: TableSchema, folder: Path) -> dict[str, str]:
    """A row of real or demonstration data that refers to no other row of its table."""
    own = [name for key in schema.foreign_keys if not key.resource for name in key.fields[-1:]]
    rows = [row for row in rows_for(schema, folder) if not any(row.get(name) for name in own)]
    return {name: value for name, value in rows[0].items() if value and name in schema.field_names}


def rows_for(schema: TableSchema, folder: Path) -> list[dict[str, str]]:
    if schema.name in TYPED:
        indicator = register("indicator_codes")["INDICATOR"][0] if schema.name == "observation" else ""
        return [TYPED[schema.name] | ({"INDICATOR": indicator} if indicator else {})]
    if "dtts:register" in schema.descriptor:
        return list(register(schema.descriptor["dtts:register"]["name"]).iter_rows(named=True))
    for parameters in (schemas_path() / "demo").glob("*.yaml"):
        if f"schema: {schema.name}\n" in parameters.read_text(encoding="utf-8"):
            generate(parameters.stem, folder / "demo.csv")
            with (folder / "demo.csv").open(encoding="utf-8") as file:
                return list(csv.DictReader(file))
    raise AssertionError(f"no row for {schema.name}: add one to TYPED")


def typed(kind: str, text: str) -> Any:
    """A value as Excel keeps what a person types."""
    if kind == "date":
        return date.fromisoformat(text)
    if kind in ("integer", "year"):
        return int(text)
    if kind == "boolean":
        return {"true": "Có", "false": "Không"}[text]
    return float(text) if kind == "number" else text


def template(schema: TableSchema, folder: Path) -> Path:
    path = folder / "template.xlsx"
    write_template(schema, path)
    return path


def fill(path: Path, schema: TableSchema, row: dict[str, str]) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    for number, field in enumerate(schema.fields, start=1):
        if field.name in row:
            sheet.cell(3, number).value = typed(field.type, row[field.name])
    workbook.save(path)


def test_a_valid_row_typed_into_the_template_is_valid(schema: TableSchema, tmp_path: Path):
    path, row = template(schema, tmp_path), valid_row(schema, tmp_path)
    fill(path, schema, row)
    checked = check_table(read_table(path, filename="t.xlsx", schema=schema), schema)
    assert [fault.message["en"] for fault in checked.report.faults if fault.severity == "error"] == []
    assert checked.frame is not None and checked.frame.height == 1
    assert checked.report.source.columns == len(schema.fields)


def test_an_empty_template_only_lacks_its_rows(schema: TableSchema, tmp_path: Path):
    table = read_table(template(schema, tmp_path), filename="t.xlsx", schema=schema)
    assert ([group.rule for group in table.groups], table.header_row) == (["no-rows"], 2)


def test_every_list_offers_what_the_schema_allows(schema: TableSchema, tmp_path: Path):
    workbook = openpyxl.load_workbook(template(schema, tmp_path))
    offered = {}
    for rule in workbook.worksheets[0].data_validations.dataValidation:
        if rule.type == "list":
            sheet, cells = rule.formula1.removeprefix("=").split("!")
            left, top, _, bottom = range_boundaries(cells)
            column = range_boundaries(str(rule.sqref))[0]
            values = [workbook[sheet.strip("'")].cell(row, left).value for row in range(top, bottom + 1)]
            offered[schema.fields[column - 1].name] = values
    enums = {f.name: list(f.constraints["enum"]) for f in schema.fields if "enum" in f.constraints}
    assert {name: values for name, values in offered.items() if name in enums} == enums
    assert set(offered) == {choices.field.name for choices in choices_of(schema)}
    assert all(None not in values for values in offered.values())


def test_a_code_keeps_its_zeros_and_every_column_is_explained(schema: TableSchema, tmp_path: Path):
    workbook = openpyxl.load_workbook(template(schema, tmp_path))
    data, guide = workbook.worksheets[:2]
    formats = {
        field.name: data.column_dimensions[cell.column_letter].number_format
        for field, cell in zip(schema.fields, data[1], strict=True)
    }
    assert {formats[field.name] for field in schema.fields if field.type == "string"} == {"@"}
    assert data.freeze_panes == "A3"
    explained = {row[0]: row for row in guide.iter_rows(min_row=8, values_only=True)}
    assert {name: explained[name][1:3] for name in schema.field_names} == {
        field.name: (field.title["vi"], field.title["en"]) for field in schema.fields
    }


def test_the_template_says_which_schema_and_version_it_is_for(schema: TableSchema, tmp_path: Path):
    path = template(schema, tmp_path)
    assert template_id(path) == TemplateId(schema.name, schema.version)
    fill(path, schema, {})
    assert template_id(path) == TemplateId(schema.name, schema.version)


def test_a_template_saved_by_libreoffice_still_says_what_it_is_for(tmp_path: Path):
    meta = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>'
        '<meta:user-defined meta:name="dtts-schema">targets</meta:user-defined>'
        '<meta:user-defined meta:name="dtts-schema-version" meta:value-type="float">1</meta:user-defined>'
        "</office:meta></office:document-meta>"
    )
    with zipfile.ZipFile(tmp_path / "t.ods", "w") as archive:
        archive.writestr("meta.xml", meta)
    assert template_id(tmp_path / "t.ods") == TemplateId("targets", 1)


@pytest.mark.parametrize(
    "part", ["<a", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a><b name='dtts-schema'/></a>"]
)
def test_properties_that_cannot_be_read_say_nothing(part: str, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        archive.writestr("docProps/custom.xml", part)
    assert template_id(tmp_path / "t.xlsx") is None


def test_another_file_is_no_template(tmp_path: Path):
    openpyxl.Workbook().save(tmp_path / "t.xlsx")
    (tmp_path / "t.csv").write_text("a,b\n", encoding="utf-8")
    assert [template_id(tmp_path / name) for name in ("t.xlsx", "t.csv")] == [None, None]


def test_codes_of_a_small_register_are_offered_and_of_a_large_one_are_not():
    offered = {choices.field.name: choices for choices in choices_of(table_schema("targets"))}
    assert "indicator_code" in offered and not offered["indicator_code"].strict
    assert all(offered["indicator_code"].labels[code]["vi"] for code in offered["indicator_code"].values)
    assert "area_id" not in offered and register("places").height > LONGEST_LIST


def test_equal_templates_are_equal_bytes(tmp_path: Path):
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path, day in ((first, "2026-01-01"), (second, "2026-12-31")):
        with freeze_time(day):
            write_template(table_schema("observation"), path)
    assert first.read_bytes() == second.read_bytes()


def test_the_command_writes_a_template_and_takes_no_other_format(tmp_path: Path, capsys):
    assert main(["template", "targets", "-o", str(tmp_path / "t.xlsx")]) == 0
    assert template_id(tmp_path / "t.xlsx") == TemplateId("targets", table_schema("targets").version)
    assert main(["template", "targets", "-o", str(tmp_path / "t.ods")]) == 2
    assert ".xlsx" in capsys.readouterr().err
