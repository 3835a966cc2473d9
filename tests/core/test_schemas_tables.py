"""What every table schema must be before anyone sends a table for it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frictionless import Schema

from dtts import registers
from dtts.catalogue import TableSchema, read_table_schema, schemas_path, table_schema, table_schema_names
from dtts.checks.declared import columns_of, declared
from dtts.checks.row_checks import KINDS
from dtts.errors import UsageError
from dtts.table_schema import as_of, earlier_versions
from dtts.vietnamese import fold, nfc

TABLES = table_schema_names()

# What a column may never ask for: a person is reached through the office.
PERSONAL = (
    "ho va ten",
    "ho ten",
    "dien thoai",
    "cccd",
    "cmnd",
    "ngay sinh",
    "so dinh danh",
    "chu ho",
    "phone",
)


@pytest.fixture(params=TABLES)
def schema(request: pytest.FixtureRequest) -> TableSchema:
    return table_schema(request.param)


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def test_the_tables_that_the_portal_promises_are_there():
    promised = {
        "administrative_units", "unit_changes", "ethnic_groups", "programme_items", "capital_plan_disbursement",
        "output_results", "monitoring_visits", "observation", "it_support_points", "training_meetings",
        "monitoring_plans", "visit_sites", "findings", "recommendations", "recommendation_responses",
        "evaluations", "beneficiary_ratings",
    }  # fmt: skip
    assert promised <= set(TABLES)


def test_it_is_a_table_schema_to_frictionless(schema: TableSchema):
    assert list(Schema.metadata_validate(dict(schema.descriptor))) == []
    assert [field.name for field in Schema.from_descriptor(dict(schema.descriptor)).fields] == list(
        schema.field_names
    )


def test_its_file_bears_its_name_and_it_has_a_version(schema: TableSchema):
    assert (schemas_path() / "tables" / f"{schema.name}.json").is_file()
    assert isinstance(schema.version, int) and schema.version >= 1


def test_templates_of_every_earlier_version_are_still_read(schema: TableSchema):
    assert earlier_versions(schema) == tuple(range(1, schema.version))
    assert [as_of(schema, version).name for version in earlier_versions(schema)] == [schema.name] * (
        schema.version - 1
    )


def test_the_table_and_every_column_speak_both_languages(schema: TableSchema):
    # Without `title_en` at its top a schema may be in one language, as anybody's schema is.
    assert "title_en" in schema.descriptor
    for thing in (schema, *schema.fields):
        for text in (*thing.title.values(), *thing.description.values()):
            assert text.strip() == text != "", thing.name


def test_every_column_knows_how_staff_spell_its_header(schema: TableSchema):
    assert [field.name for field in schema.fields if not field.aliases] == []


def test_no_header_means_two_columns(schema: TableSchema):
    spellings = Counter(
        spelling
        for field in schema.fields
        for spelling in {fold(text) for text in (field.name, *field.title.values(), *field.aliases)}
    )
    assert [spelling for spelling, columns in spellings.items() if columns > 1] == []


def test_every_choice_has_a_label_in_both_languages(schema: TableSchema):
    for field in schema.fields:
        choices = [str(value) for value in field.constraints.get("enum", [])]
        assert sorted(field.enum_labels) == sorted(choices), field.name
        assert all(label["vi"] and label["en"] for label in field.enum_labels.values()), field.name


def test_what_is_published_is_valid_by_the_schema_that_is_published(schema: TableSchema):
    """Canonical files are in the default format of each type."""
    signs = {"decimalChar", "groupChar", "bareNumber"}
    assert [
        field.name for field in schema.fields if signs & set(field.descriptor) or "%" in field.format
    ] == []


def test_patterns_are_anchored_and_compile(schema: TableSchema):
    patterns = [field.constraints["pattern"] for field in schema.fields if "pattern" in field.constraints]
    patterns += [one for check in schema.row_checks for one in check.get("patterns", {}).values()]
    for pattern in patterns:
        assert pattern.startswith("^") and pattern.endswith("$"), pattern
        re.compile(pattern)


def test_keys_and_indexes_name_columns_that_exist(schema: TableSchema):
    named = {
        *schema.primary_key,
        *schema.indexes,
        *(name for key in schema.foreign_keys for name in key.fields),
    }
    assert schema.primary_key
    assert named <= set(schema.field_names)


def test_a_wide_table_names_the_columns_that_a_reader_sees_first(schema: TableSchema):
    shown = schema.descriptor.get("dtts:shown", [])
    assert set(shown) <= set(schema.field_names) and len(set(shown)) == len(shown)
    assert shown or len(schema.fields) <= 11


def test_foreign_keys_refer_to_registers_that_have_the_columns(schema: TableSchema):
    for key in schema.foreign_keys:
        where, _, name = key.resource.partition(":")
        if where == "table":
            columns = list(table_schema(name).field_names)
        elif where:
            assert name in registers.register_names(), name
            columns = registers.register(name).columns
        else:
            columns = list(schema.field_names)
        assert set(key.reference_fields) <= set(columns), key


def test_row_checks_are_of_known_kinds_and_say_what_is_wrong_in_both_languages(schema: TableSchema):
    for check in schema.row_checks:
        kind = KINDS[check["kind"]]
        assert set(kind.names(check)) <= set(schema.field_names), check["id"]
        assert check["message"] and check["message_en"], check["id"]
        assert check["severity"] in ("error", "warning"), check["id"]
    assert len({check["id"] for check in schema.row_checks}) == len(schema.row_checks)


def test_declared_checks_are_of_known_kinds_and_name_columns_that_exist(schema: TableSchema):
    checks = schema.descriptor.get("dtts:checks", [])
    for check in checks:
        assert check in list(declared(schema, check["kind"]))
        assert columns_of(check) and set(columns_of(check)) <= set(schema.field_names), check["id"]
        assert check.get("severity", "error") in ("error", "warning"), check["id"]
    assert len({check["id"] for check in checks}) == len(checks)


def test_what_is_compared_with_another_table_names_columns_that_both_have(schema: TableSchema):
    for check in declared(schema, "against"):
        there = table_schema(check["table"])
        (column,) = (check[name] for name in ("least", "most") if name in check)
        # The row over there is one and no more.
        assert set(check["key"]) == set(there.primary_key), check["id"]
        assert there.field(column).type == schema.field(check["field"]).type, check["id"]
        assert check["message"] and check["message_en"], check["id"]


def test_no_column_asks_for_a_person(schema: TableSchema):
    for field in schema.fields:
        spellings = [fold(text) for text in (field.name, *field.title.values(), *field.aliases)]
        assert not [word for word in PERSONAL for spelling in spellings if word in spelling], field.name


def test_its_text_is_composed_unicode(schema: TableSchema):
    assert [text for text in texts(dict(schema.descriptor)) if text != nfc(text)] == []


AREA_IDS = {
    "VN": True,
    "24@since-2025-07": True,
    "24@pre-2025-07": True,
    "221@pre-2025-07": True,
    "07210@pre-2025-07": True,
    "01@since-2025-07": True,
    "24": False,
    "7210@pre-2025-07": False,
    "1@since-2025-07": False,
    "221@since-2025-07": False,  # no districts since July 2025
    "24@2025-07-01": False,
    "Bắc Ninh": False,
    "vn": False,
}


@pytest.mark.parametrize(("text", "good"), AREA_IDS.items())
def test_a_place_is_a_code_with_its_period(text: str, good: bool):
    columns = {
        (schema.name, field.name): field.constraints["pattern"]
        for schema in map(table_schema, TABLES)
        for field in schema.fields
        # The areas of others are written as they write them.
        if field.name.endswith(("area_id", "REF_AREA")) and schema.name != "external_observations"
    }
    assert len(columns) > 10
    assert {place: bool(re.search(pattern, text)) for place, pattern in columns.items()} == dict.fromkeys(
        columns, good
    )


def labels_of(table: str, field: str) -> set[str]:
    return set(table_schema(table).field(field).enum_labels)


def test_observations_know_every_ethnic_group_of_the_register():
    groups = registers.register("ethnic_groups")
    minorities = {f"E{code}" for code in groups["group_code"] if "02" <= code <= "54"}
    assert minorities <= labels_of("observation", "ETHNIC_GROUP")
    names = table_schema("observation").field("ETHNIC_GROUP").enum_labels
    assert names["E52"]["vi"] == registers.label("ethnic_groups", "52")


def test_support_points_may_name_every_list_of_the_register_and_no_other():
    assert labels_of("it_support_points", "area_list") == set(registers.register("area_lists")["list_id"])


def test_observation_columns_are_the_sdmx_ids_in_their_order():
    columns = (
        "FREQ INDICATOR REF_AREA GEO_VERSION SEX ETHNIC_GROUP COMMUNE_REGION VALUE_TYPE TIME_PERIOD OBS_VALUE "
        "UNIT_MEASURE UNIT_MULT DECIMALS OBS_STATUS CONF_STATUS COMPARABILITY CUMULATION NUMERATOR DENOMINATOR "
        "COVERAGE_N COVERAGE_D APPROVAL_LEVEL SOURCE REPORT_ID RELEASE_ID LAST_UPDATE COMMENT_OBS"
    )
    assert table_schema("observation").field_names == tuple(columns.split())


@pytest.mark.parametrize("name", ["no_such_table", "../registers/sources", "", "administrative_units.json"])
def test_an_unknown_name_is_refused_with_the_known_ones(name: str):
    with pytest.raises(UsageError, match="administrative_units"):
        table_schema(name)


def test_a_schema_without_its_english_title_is_refused_with_the_missing_key():
    path: Path = schemas_path() / "tables" / "sources.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    del descriptor["fields"][0]["title_en"]
    with pytest.raises(UsageError, match="title_en"):
        read_table_schema(descriptor)


def test_a_column_that_a_schema_lacks_is_refused_with_those_it_has():
    with pytest.raises(UsageError, match="OBS_VALUE"):
        table_schema("observation").field("VALUE")
