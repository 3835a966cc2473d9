from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from core.harvesters.builders import SOURCE, source
from dtts.errors import UsageError
from dtts_harvesters.source import Schedule, check_source, read_source

WHOLE = """
id: xa-minh-hoa
title: {vi: Nguồn minh họa, en: Demonstration source}
owner: tinh-minh-hoa
connector: table
address: https://du-lieu.example.vn/bang.csv
access: {name: xa-minh-hoa, kind: oauth2, token_address: "https://du-lieu.example.vn/token", scope: read}
schedule: {every: week, at: 02:30, day: 1}
target: {table: facilities, dataset: co-so-minh-hoa}
expected: {minimum: 1, maximum: 5000}
policy: valid
fields: {ma: facility_id, xa: area_id}
geography: {written_in: pre-2025-07, then: convert}
network:
  allow: [{network: 10.12.3.0/24, host: du-lieu.example.vn, port: 443}]
  run_seconds: 120
options: {format: csv}
"""


def faults(content: object) -> set[tuple[str, str]]:
    checked = check_source(content)  # type: ignore[arg-type]
    assert checked.source is None
    assert all(one.message["vi"] and one.message["en"] for one in checked.faults)
    return {(one.field, one.rule) for one in checked.faults}


def test_a_whole_file_becomes_a_source() -> None:
    checked = check_source(WHOLE)
    assert checked.faults == ()
    found = checked.source
    assert found is not None
    assert found.access is not None and found.access.scope == "read"
    assert found.network.limits.total == 120
    assert str(found.network.allowed[0].network) == "10.12.3.0/24"
    assert found.geography.then == "convert"
    assert found.expected.holds(5000) and not found.expected.holds(0)


def test_a_source_waits_for_a_person_unless_its_file_says_otherwise() -> None:
    assert source().policy == "approval"
    assert source().schedule.every == "manual"


@pytest.mark.parametrize(
    ("changed", "field", "rule"),
    [
        ({"id": "Xã Bắc Hà"}, "id", "field-slug"),
        ({"id": 688}, "id", "field-text"),
        ({"title": {"vi": "Chỉ tiếng Việt"}}, "title.en", "field-missing"),
        ({"adress": "https://x.vn"}, "adress", "field-unknown"),
        ({"address": "ftp://x.vn/a"}, "address", "field-choice"),
        ({"address": "https://user:pass@x.vn/a"}, "address", "field-secret"),
        ({"connector": "magic"}, "connector", "field-choice"),
        ({"options": {}}, "options.format", "field-missing"),
        ({"options": {"format": "pdf"}}, "options.format", "field-choice"),
        ({"target": {"table": "facilities"}}, "target", "target"),
        ({"target": {"table": "nothing", "dataset": "a"}}, "target.table", "field-choice"),
        ({"target": {"dataset_type": "dataset"}}, "target.dataset_type", "field-choice"),
        ({"fields": {"Tên": "no_such_column"}}, "fields.Tên", "field-choice"),
        ({"fields": {"a": "name_vi", "b": "name_vi"}}, "fields.b", "field-twice"),
        ({"expected": {"minimum": 5, "maximum": 1}}, "expected", "expected"),
        ({"expected": {"minimum": -1}}, "expected.minimum", "field-range"),
        ({"expected": {"minimum": True}}, "expected.minimum", "field-whole"),
        ({"schedule": {"every": "day", "at": "2h30"}}, "schedule.at", "field-time"),
        ({"schedule": {"every": "day", "at": 150}}, "schedule.at", "field-text"),
        ({"schedule": {"every": "week", "day": 8}}, "schedule", "field-range"),
        ({"policy": "publish"}, "policy", "field-choice"),
        ({"access": {"name": "a", "kind": "oauth2"}}, "access.token_address", "field-missing"),
        ({"access": {"name": "a", "kind": "basic", "password": "x"}}, "access.password", "field-unknown"),
        ({"network": {"allow": [{"network": "10.0.0.1/8"}]}}, "network.allow.1.network", "field-network"),
        ({"network": {"run_seconds": 86400}}, "network.run_seconds", "field-range"),
    ],
)
def test_a_fault_is_told_by_its_field(changed: dict[str, object], field: str, rule: str) -> None:
    content = {**SOURCE, **changed}
    assert (field, rule) in faults(content)


def test_all_faults_are_told_at_once() -> None:
    assert faults({**SOURCE, "id": "A", "policy": "x", "owner": ""}) == {
        ("id", "field-slug"),
        ("policy", "field-choice"),
        ("owner", "field-empty"),
    }


@pytest.mark.parametrize("written", ["00688", "on", "2026-11-27", "1e3", "0x1F", "no"])
def test_words_that_older_yaml_takes_for_something_else_stay_words(written: str) -> None:
    checked = check_source(WHOLE.replace("name: xa-minh-hoa,", f"name: xa, header: {written},"))
    assert checked.source is not None and checked.source.access is not None
    assert checked.source.access.header == written


@pytest.mark.parametrize(
    "content",
    [
        WHOLE + "id: hai-lan\n",
        "a: &a [1]\nb: *a\n",
        "a: !!python/object/apply:os.system [ls]\n",
        "a: [1\n",
        "---\na: 1\n---\nb: 2\n",
        "# " + "x" * 70_000,
    ],
    ids=["key twice", "alias", "tag", "broken", "two documents", "too long"],
)
def test_yaml_with_surprises_is_refused_as_a_whole(content: str) -> None:
    assert faults(content) == {("", "yaml")}


def test_a_file_that_cannot_be_used_says_field_by_field_why(tmp_path: Path) -> None:
    path = tmp_path / "source.yaml"
    path.write_text(WHOLE.replace("policy: valid", "policy: at-once"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"policy: .*at-once.*valid, approval"):
        read_source(path)


@pytest.mark.parametrize(
    ("schedule", "after"),
    [
        (Schedule("hour"), "2026-11-27T03:30:00+00:00"),
        (Schedule("day"), "2026-11-27T19:30:00+00:00"),
        (Schedule("week", day=5), "2026-12-03T19:30:00+00:00"),
        (Schedule("month", day=1), "2026-11-30T19:30:00+00:00"),
    ],
)
def test_the_next_reading_is_at_a_time_of_viet_nam(schedule: Schedule, after: str) -> None:
    found = schedule.next_after(datetime(2026, 11, 27, 3, 0, tzinfo=timezone.utc))
    assert found is not None and found.isoformat() == after


def test_a_source_read_by_hand_has_no_next_reading() -> None:
    assert Schedule().next_after(datetime.now(timezone.utc)) is None


@pytest.mark.parametrize(
    ("connector", "options"),
    [
        ("sdmx", {"constants": {"SXE": "_T"}}),
        ("sdmx", {"codes": {"SXE": {"M": "M"}}}),
        ("dhis2", {"kind": "analytics", "codes": {"SXE": {"M": "M"}}}),
        ("table", {"format": "csv", "constants": {"SXE": "_T"}}),
    ],
)
def test_constants_and_codes_name_columns_of_the_table(connector: str, options: dict[str, object]) -> None:
    part = next(name for name in ("constants", "codes") if name in options)
    target = {"table": "external_observations", "dataset": "so-lieu"}
    given = {**SOURCE, "connector": connector, "target": target, "options": options}
    assert faults(given) == {(f"options.{part}.SXE", "field-choice")}
