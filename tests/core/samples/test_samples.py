"""The datasets that ship: complete in both languages, valid, and open about what they lack."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dtts.catalogue import dataset_type, dataset_type_names, schemas_path
from dtts.demo import MARK
from dtts.errors import UsageError
from dtts.examine import examine
from dtts.registers import register
from dtts.samples import DatasetPlan, TablePlan, load_manifest, make_ready
from dtts.vietnamese import fold, slug

PLANS = load_manifest().datasets
TABLES = [
    pytest.param(plan, table, id=f"{plan.name}/{table.slug}") for plan in PLANS for table in plan.tables
]
REGISTERS = {
    "administrative_units",
    "unit_changes",
    "ethnic_groups",
    "ethnic_group_schemes",
    "ethnic_group_aliases",
    "programme_items",
    "capital_facts",
    "output_examples",
    "indicators",
    "targets",
    "legal_documents",
    "agencies",
}
# What the checker names in figures that a source published so: shown to readers, not corrected.
OWN_FAULTS = {
    "dan-so-dien-tich-theo-tinh": {"parts-sum:places-add-up": 1},
    "thu-nhap-binh-quan-thang-theo-tinh": {"parts-sum:indicators-add-up": 7},
    "hoc-sinh-dan-toc-thieu-so-theo-tinh": {
        "parts-sum:indicators-add-up": 4,
        "parts-sum:places-add-up": 1,
        "scale:thousands-apart": 3,
        "small-cells:no-small-cells": 3,
    },
    "giao-vien-dan-toc-thieu-so-theo-tinh": {
        "parts-sum:indicators-add-up": 2,
        "small-cells:no-small-cells": 3,
    },
}
BOTH = ("title", "notes", "provenance", "quality_notes", "producer")


def is_demo(plan: DatasetPlan) -> bool:
    return plan.fields.get("demo") == "true"


def by_name(plan: DatasetPlan) -> str:
    return plan.name


def test_each_kind_of_register_and_each_dataset_type_is_there() -> None:
    assert {table.schema for plan in PLANS for table in plan.tables} >= REGISTERS
    assert {plan.fields["type"] for plan in PLANS} == set(dataset_type_names())


def test_at_least_twelve_datasets_are_real() -> None:
    assert sum(not is_demo(plan) and bool(plan.tables) for plan in PLANS) >= 12


@pytest.mark.parametrize("plan", PLANS, ids=by_name)
def test_a_dataset_says_everything_in_both_languages(plan: DatasetPlan) -> None:
    for name in BOTH:
        vi, en = plan.fields[name].strip(), plan.fields[f"{name}_en"].strip()
        assert fold(vi) != vi.lower(), f"{name} is not Vietnamese"
        assert en
        assert en != vi
    for table in plan.tables:
        assert table.name
        assert table.name_en
        assert table.slug == slug(table.slug)


@pytest.mark.parametrize("plan", PLANS, ids=by_name)
def test_a_dataset_has_only_fields_and_choices_of_its_type(plan: DatasetPlan) -> None:
    fields = {field["field_name"]: field for field in dataset_type(plan.fields["type"])["dataset_fields"]}
    assert set(plan.fields) - set(fields) == {"type"}
    for name, field in fields.items():
        given = plan.fields.get(name, [])
        chosen = given if isinstance(given, list) else [given]
        known = [choice["value"] for choice in field.get("choices", [])]
        assert not known or set(chosen) <= set(known), name


@pytest.mark.parametrize("plan", PLANS, ids=by_name)
def test_a_dataset_names_its_place_time_frequency_licence_and_contact(plan: DatasetPlan) -> None:
    known = set(register("places")["area_id"])
    assert plan.fields["area_id"]
    assert set(plan.fields["area_id"]) <= known
    assert all(plan.fields[name] for name in ("frequency", "license_id", "contact_name"))
    days = [
        date.fromisoformat(plan.fields[name])
        for name in ("period_start", "period_end")
        if name in plan.fields
    ]
    assert days == sorted(days)


@pytest.mark.parametrize(("plan", "table"), TABLES)
def test_every_table_is_of_a_schema_of_its_type_and_valid(
    plan: DatasetPlan, table: TablePlan, tmp_path: Path
) -> None:
    assert table.schema in dataset_type(plan.fields["type"])["dtts_tables"]
    ready = make_ready(table, tmp_path / "table.csv")
    report = examine(ready.path, ready.path.name, table.schema, tmp_path / "examined")
    assert report.valid
    assert {pattern.rule: pattern.count for pattern in report.patterns} == OWN_FAULTS.get(plan.name, {})
    assert report.source.rows == ready.rows > 0


def test_the_sums_of_2010_and_2011_that_do_not_add_up_are_named(tmp_path: Path) -> None:
    named = set()
    for name in ("hoc-sinh-dan-toc-thieu-so-theo-tinh", "giao-vien-dan-toc-thieu-so-theo-tinh"):
        (plan,) = (plan for plan in PLANS if plan.name == name)
        ready = make_ready(plan.tables[0], tmp_path / "table.csv")
        with ready.path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for fault in examine(ready.path, ready.path.name, "observation", tmp_path / "examined").faults:
            row = rows[(fault.row or 0) - 2]
            if fault.rule.startswith("parts-sum"):
                named.add((row["INDICATOR"], row["REF_AREA"], row["TIME_PERIOD"], fault.rule))
    levels, places = "parts-sum:indicators-add-up", "parts-sum:places-add-up"
    assert named == {
        ("GSO_EM_PUPILS", "VN", "2010", levels),
        ("GSO_EM_PUPILS_PRIMARY", "VN", "2010", places),
        ("GSO_EM_PUPILS", "01@pre-2025-07", "2011", levels),
        ("GSO_EM_PUPILS", "22@pre-2025-07", "2011", levels),
        ("GSO_EM_PUPILS", "26@pre-2025-07", "2011", levels),
        ("GSO_EM_TEACHERS", "VN", "2010", levels),
        ("GSO_EM_TEACHERS", "38@pre-2025-07", "2010", levels),
    }


def test_the_figures_a_thousand_times_too_small_are_named(tmp_path: Path) -> None:
    (plan,) = (plan for plan in PLANS if plan.name == "hoc-sinh-dan-toc-thieu-so-theo-tinh")
    ready = make_ready(plan.tables[0], tmp_path / "table.csv")
    with ready.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    faults = examine(ready.path, ready.path.name, "observation", tmp_path / "examined").faults
    small = [fault for fault in faults if fault.rule == "scale:thousands-apart"]
    of = [(rows[(fault.row or 0) - 2], fault) for fault in small]
    assert {(row["REF_AREA"], row["TIME_PERIOD"], fault.value) for row, fault in of} == {
        ("01@pre-2025-07", "2011", "2"),
        ("22@pre-2025-07", "2011", "4"),
        ("26@pre-2025-07", "2011", "1"),
    }
    assert all("nhỏ hơn" in fault.message["vi"] for fault in small)


def test_the_figure_of_a_budget_that_is_a_thousand_times_too_small_is_named(tmp_path: Path) -> None:
    (plan,) = (plan for plan in PLANS if plan.name == "quyet-toan-chuong-trinh-muc-tieu-quoc-gia")
    for table in plan.tables:
        make_ready(table, tmp_path / f"{table.slug}.csv")
    examine(tmp_path / "nam-2009.csv", "nam-2009.csv", "programme_accounts", tmp_path / "2009")
    report = examine(
        tmp_path / "nam-2013.csv", "nam-2013.csv", "programme_accounts", tmp_path / "2013",
        previous=tmp_path / "2009" / "table.parquet",
    )  # fmt: skip
    (fault,) = report.faults
    assert (fault.rule, fault.field, fault.value) == ("previous-moved:another-year", "investment", "25.236")
    assert "nhỏ hơn 600 lần so với bản đã công bố (15.051); kiểm tra đơn vị tính" in fault.message["vi"]


def test_the_registers_come_out_with_all_the_rows_of_their_files(tmp_path: Path) -> None:
    published: Counter[str] = Counter()
    for table in (table for plan in PLANS for table in plan.tables):
        if table.source is not None and table.source.parent.name == "registers":
            ready = make_ready(table, tmp_path / f"{table.slug}.csv")
            assert ready.unread == ()
            published[table.source.name] += ready.rows
    assert len(published) >= len(REGISTERS)
    for name, rows in published.items():
        with (schemas_path() / "registers" / name).open(encoding="utf-8", newline="") as file:
            assert rows == len(list(csv.DictReader(file))), name


@pytest.mark.parametrize("plan", PLANS, ids=by_name)
def test_remembered_rows_are_counted_in_the_quality_notes(plan: DatasetPlan) -> None:
    for table in plan.tables:
        if table.source is None or table.source.suffix != ".csv" or table.source.parent.name != "registers":
            continue
        with table.source.open(encoding="utf-8", newline="") as file:
            remembered = sum(row.get("provenance") == "memory" for row in csv.DictReader(file))
        if remembered:
            assert "theo trí nhớ" in plan.fields["quality_notes"]
            assert "chính thức" in plan.fields["quality_notes"]
            assert "memory" in plan.fields["quality_notes_en"]


@pytest.mark.parametrize(
    "plan", [plan for plan in PLANS if plan.fields["type"] == "indicator_series"], ids=by_name
)
def test_what_a_series_could_not_read_is_in_its_quality_notes(plan: DatasetPlan, tmp_path: Path) -> None:
    ready = make_ready(plan.tables[0], tmp_path / "table.csv")
    notes = fold(plan.fields["quality_notes"])
    assert all(fold(str(fault.value)) in notes for fault in ready.unread)
    assert bool(ready.remarks) == ("khong bang cong" in notes)


@pytest.mark.parametrize("plan", [plan for plan in PLANS if is_demo(plan)], ids=by_name)
def test_demonstration_data_say_so_in_title_notes_and_organisation(plan: DatasetPlan) -> None:
    assert plan.fields["title"].startswith(f"{MARK}: ")
    assert plan.fields["title_en"].startswith("Demonstration data: ")
    marked = {each["name"] for each in load_manifest().organisations if each.get("demo") == "true"}
    assert plan.org in marked
    assert all(table.generate or is_marked(table) for table in plan.tables)


def is_marked(table: TablePlan) -> bool:
    lines = table.source.read_text(encoding="utf-8").splitlines() if table.source else []
    return {row["data_mark"] for row in csv.DictReader(lines)} == {MARK}


def test_only_demonstration_datasets_are_generated() -> None:
    generated = [plan for plan in PLANS if any(table.generate for table in plan.tables)]
    assert generated and all(is_demo(plan) for plan in generated)


def test_demonstration_data_are_published_before_what_is_real() -> None:
    order = [is_demo(plan) for plan in PLANS]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize(
    "plan", [plan for plan in PLANS if plan.fields["type"] == "indicator_series"], ids=by_name
)
def test_a_series_names_exactly_the_indicators_that_it_holds(plan: DatasetPlan, tmp_path: Path) -> None:
    files = (schemas_path() / "indicators").glob("*.yaml")
    defined = [
        entry["code"] for path in files for entry in yaml.safe_load(path.read_text("utf-8"))["indicators"]
    ]
    make_ready(plan.tables[0], tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        held = {row["INDICATOR"] for row in csv.DictReader(file)}
    assert held == set(plan.fields["indicators"]) <= set(defined)


def test_every_folder_of_raw_files_has_licence_and_notice() -> None:
    sources = {each.source.parent for plan in PLANS for each in plan.tables if each.source and each.recipe}
    for folder in sources - {schemas_path() / "registers"}:
        notice = (folder / "NOTICE.txt").read_text(encoding="utf-8")
        assert (folder / "LICENCE.txt").stat().st_size > 1000
        assert all(word in notice for word in ("Producer", "Collector", "commit", "Licence", "Changes"))
        raw = [path.name for path in folder.iterdir() if path.suffix in (".csv", ".xls")]
        assert raw
        assert all(name in notice for name in raw)


def manifest_folder(tmp_path: Path, **dataset: Any) -> Path:
    """A folder with a manifest of one dataset."""
    samples = tmp_path / "samples"
    samples.mkdir()
    (samples / "organisations.yaml").write_text("organisations: []", encoding="utf-8")
    (samples / "datasets.yaml").write_text("include: [one.yaml, two.yaml]", encoding="utf-8")
    base = {"name": "a", "type": "register", "org": "o", "title": "A", "tables": []}
    (samples / "one.yaml").write_text(yaml.safe_dump({"datasets": [base | dataset]}), encoding="utf-8")
    (samples / "two.yaml").write_text(yaml.safe_dump({"datasets": [base | {"name": "b"}]}), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("dataset", "said"),
    [
        ({"tables": [{"table": "t", "name": "T", "name_en": "T", "schema": "s"}]}, "'t'"),
        ({"name": "b"}, "twice: b"),
    ],
)
def test_a_manifest_that_cannot_be_followed_is_refused(
    tmp_path: Path, dataset: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        load_manifest(manifest_folder(tmp_path, **dataset))


def test_a_dataset_stands_on_the_defaults_of_its_file(tmp_path: Path) -> None:
    folder = manifest_folder(tmp_path)
    content = {
        "defaults": {"org": "all", "type": "event"},
        "datasets": [{"name": "c", "title": "C", "tables": []}],
    }
    (folder / "samples" / "one.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    assert [(plan.name, plan.org, plan.fields["type"]) for plan in load_manifest(folder).datasets] == [
        ("c", "all", "event"),
        ("b", "o", "register"),
    ]
