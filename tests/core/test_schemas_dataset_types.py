"""What every dataset type must say before a form or an API call uses it; the forms are tried in glue."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
import yaml

from dtts import registers
from dtts.catalogue import dataset_type, dataset_type_names, schemas_path, table_schema_names
from dtts.errors import UsageError
from dtts.vietnamese import nfc

TYPES = {
    "program_result", "evaluation", "indicator_series", "finance", "register",
    "facility", "event", "document", "expert", "product",
}  # fmt: skip

COMMON = [
    "title",
    "title_en",
    "name",
    "notes",
    "notes_en",
    "owner_org",
    "tag_string",
    "license_id",
    "programme_item",
    "area_id",
    "period_start",
    "period_end",
    "frequency",
    "legal_basis",
    "publication_decision",
    "contact_name",
    "contact_email",
    "contact_uri",
    "producer",
    "producer_en",
    "source_title",
    "source_url",
    "provenance",
    "provenance_en",
    "quality_notes",
    "quality_notes_en",
    "demo",
]

RESOURCE = [
    "name",
    "name_en",
    "description",
    "description_en",
    "format",
    "table",
    "table_schema",
    "table_schema_version",
    "row_count",
    "version",
]

REQUIRED = {
    "title", "name", "notes", "owner_org", "license_id", "area_id", "frequency", "contact_name", "provenance", "demo",
}  # fmt: skip

# Presets that ckanext-scheming brings along.
SCHEMING = {"select", "multiple_checkbox", "multiple_text", "date"}


@cache
def presets() -> dict[str, dict[str, Any]]:
    content = yaml.safe_load((schemas_path() / "presets.yaml").read_text(encoding="utf-8"))
    return {preset["preset_name"]: preset["values"] for preset in content["presets"]}


def fields(name: str, group: str = "dataset_fields") -> list[dict[str, Any]]:
    known = presets()
    return [{**known.get(field.get("preset", ""), {}), **field} for field in dataset_type(name)[group]]


def choices(preset: str) -> dict[str, dict[str, str]]:
    return {choice["value"]: choice["label"] for choice in presets()[preset]["choices"]}


def test_the_ten_types_are_there():
    assert set(dataset_type_names()) == TYPES


@pytest.mark.parametrize("name", sorted(TYPES))
class TestType:
    def test_it_names_itself_in_both_languages(self, name: str):
        content = dataset_type(name)
        assert content["dataset_type"] == name
        assert all(content[key][lang].strip() for key in ("label", "description") for lang in ("vi", "en"))

    def test_it_has_all_common_fields_once(self, name: str):
        names = [field["field_name"] for field in fields(name)]
        assert len(names) == len(set(names))
        assert [field for field in COMMON if field not in names] == []
        assert [
            f for f in RESOURCE if f not in [r["field_name"] for r in fields(name, "resource_fields")]
        ] == []

    def test_it_asks_for_what_every_dataset_needs(self, name: str):
        required = {field["field_name"] for field in fields(name) if field.get("required")}
        assert required >= REQUIRED

    def test_its_labels_choices_and_help_speak_both_languages(self, name: str):
        for field in fields(name) + fields(name, "resource_fields"):
            said = [field["label"], *(choice["label"] for choice in field.get("choices", []))]
            said += [field["help_text"]] if "help_text" in field else []
            for text in said:
                assert text["vi"].strip() and text["en"].strip(), field["field_name"]

    def test_every_specific_field_explains_itself(self, name: str):
        own = [field for field in fields(name) if not field.get("preset", "").startswith("dtts_")]
        assert [field["field_name"] for field in own if "help_text" not in field] == []

    def test_it_uses_presets_that_exist(self, name: str):
        used = {
            f["preset"]
            for g in ("dataset_fields", "resource_fields")
            for f in dataset_type(name)[g]
            if "preset" in f
        }
        assert used <= {*presets(), *SCHEMING}

    def test_its_tables_have_schemas(self, name: str):
        tables = dataset_type(name)["dtts_tables"]
        assert tables and set(tables) <= set(table_schema_names())

    def test_what_a_caller_changes_stays_with_the_caller(self, name: str):
        dataset_type(name)["dtts_tables"].clear()
        assert dataset_type(name)["dtts_tables"]


def test_every_table_schema_belongs_to_a_type_but_that_of_the_portal_itself():
    listed = {table for name in TYPES for table in dataset_type(name)["dtts_tables"]}
    assert set(table_schema_names()) - listed == {"open_data_catalogue"}


def test_programme_items_are_those_of_the_register_in_force():
    preset = presets()["dtts_programme_item"]
    assert (preset["choices_helper"], preset.get("choices")) == ("dtts_programme_items", None)


def test_reporting_regimes_are_those_of_the_register():
    regime = next(f for f in fields("program_result") if f["field_name"] == "reporting_regime")
    known = registers.register("reporting_calendar")["regime_id"].to_list()
    assert [choice["value"] for choice in regime["choices"]] == known


def test_licences_are_those_that_ckan_reads():
    listed = json.loads((schemas_path() / "licences.json").read_text(encoding="utf-8"))
    assert {
        licence["id"]: {"vi": licence["title_vi"], "en": licence["title"]} for licence in listed
    } == choices("dtts_licence")


def test_frequencies_are_addresses_of_the_eu_vocabulary():
    base = "http://publications.europa.eu/resource/authority/frequency/"
    assert {f"{base}ANNUAL", f"{base}ANNUAL_2", f"{base}MONTHLY", f"{base}NEVER"} <= set(
        choices("dtts_frequency")
    )
    assert all(value.startswith(base) for value in choices("dtts_frequency"))


def test_the_texts_are_composed_unicode():
    files = [
        *schemas_path().glob("dataset/*.yaml"),
        *schemas_path().glob("*.yaml"),
        schemas_path() / "licences.json",
    ]
    assert [f.name for f in files if (text := f.read_text(encoding="utf-8")) != nfc(text)] == []


def test_an_unknown_type_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match="program_result"):
        dataset_type("activity")
