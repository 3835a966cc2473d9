"""`ckan dtts seed`: everybody's road, once, and never over what people did."""

from __future__ import annotations

import io
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from werkzeug.datastructures import FileStorage

from ckanext.dtts.seeding import counts, waiting
from ckanext.dtts.seeding.acting import act
from glue.seed.conftest import SmallManifest, item

ONE_FAULT = item("DA1", "Đất ở")


def submissions(small: SmallManifest) -> list[dict[str, Any]]:
    """The dataset's submissions, newest first."""
    found: list[dict[str, Any]] = act(
        "dtts_submission_list", {"dataset": small.dataset["name"], "limit": 100}
    )
    return found


def rows(small: SmallManifest) -> list[str]:
    """The codes that the published table holds."""
    asked = {"dataset": small.dataset["name"], "table": "hang-muc", "sort": "code"}
    return [row["code"] for row in act("dtts_table_rows", asked)["rows"]]


def uploaded(small: SmallManifest, *lines: str) -> None:
    """Somebody publishes another file as this table."""
    small.items(*lines)
    content = (small.folder / small.table["source"]).read_bytes()
    upload = FileStorage(io.BytesIO(content), filename="moi.csv")
    asked = {"dataset": small.dataset["name"], "table": "hang-muc", "upload": upload, "door": "upload"}
    sent = act("dtts_table_submit", asked)
    assert list(waiting.wait([sent["id"]], 60, print)) == [(sent["id"], [])]


def test_a_table_is_published_and_its_three_counts_agree(small: SmallManifest) -> None:
    result = small.seeded()
    assert result.exit_code == 0, result.output
    assert rows(small) == ["DA01", "DA02"]
    last = result.output.rstrip().splitlines()[-1].split()
    assert last == [f"{small.dataset['name']}/hang-muc", "2", "2", "2"]


def test_what_is_sent_goes_the_road_by_the_door_seed(small: SmallManifest) -> None:
    small.seeded()
    assert [(s["door"], s["state"], s["schema"]) for s in submissions(small)] == [
        ("seed", "published", "programme_items")
    ]


def test_a_second_run_sends_nothing_and_changes_nothing(small: SmallManifest) -> None:
    small.seeded()
    before = act("package_show", {"id": small.dataset["name"]})["metadata_modified"]
    result = small.seeded()
    assert result.exit_code == 0
    assert f"dataset {small.dataset['name']}: kept, hang-muc known" in result.output
    assert len(submissions(small)) == 1
    assert act("package_show", {"id": small.dataset["name"]})["metadata_modified"] == before


def test_a_changed_source_becomes_the_next_version(small: SmallManifest) -> None:
    small.seeded()
    small.items(item("DA03", "Sản xuất"))
    assert small.seeded().exit_code == 0
    assert rows(small) == ["DA03"]
    assert [s["version"] for s in submissions(small)] == [2, 1]


def test_going_back_to_an_earlier_source_publishes_it_again(small: SmallManifest) -> None:
    for code in ("DA01", "DA03", "DA01"):
        small.items(item(code, "Đất ở"))
        small.seeded()
    assert rows(small) == ["DA01"]
    assert len(submissions(small)) == 3


def test_what_people_published_is_left_alone(small: SmallManifest) -> None:
    small.seeded()
    uploaded(small, item("DA09", "Do người giữ danh mục sửa"))
    small.items(item("DA04", "Hạ tầng"))
    result = small.seeded()
    assert result.exit_code == 0
    assert "left as people published it" in result.output
    assert rows(small) == ["DA09"]


def test_changed_metadata_are_brought_up_to_date_and_other_fields_left(small: SmallManifest) -> None:
    small.seeded()
    act("package_patch", {"id": small.dataset["name"], "contact_uri": "https://example.org/lien-he"})
    small.dataset["title"] = "Hạng mục thử, bản mới"
    assert f"dataset {small.dataset['name']}: changed" in small.seeded().output
    shown = act("package_show", {"id": small.dataset["name"]})
    assert (shown["title"], shown["contact_uri"]) == ("Hạng mục thử, bản mới", "https://example.org/lien-he")
    assert [resource["table"] for resource in shown["resources"]] == ["hang-muc"]


def test_a_changed_organisation_is_brought_up_to_date_in_both_languages(small: SmallManifest) -> None:
    small.seeded()
    small.organisation["title_en"] = "Portal office"
    assert "organisation ban-quan-tri: changed" in small.seeded().output
    shown = act("organization_show", {"id": "ban-quan-tri"})
    assert {"title_en": "Portal office"}.items() <= {e["key"]: e["value"] for e in shown["extras"]}.items()


def test_an_invalid_table_ends_with_1_and_its_faults(small: SmallManifest) -> None:
    small.items(ONE_FAULT)
    result = small.seeded()
    assert result.exit_code == 1
    assert "is invalid" in result.output
    assert "DA1" in result.output
    with pytest.raises(tk.ObjectNotFound):
        act("dtts_table_show", {"dataset": small.dataset["name"], "table": "hang-muc"})


def test_a_corrected_source_is_published_after_a_refusal(small: SmallManifest) -> None:
    small.items(ONE_FAULT)
    small.seeded()
    small.items(item("DA01", "Đất ở"))
    assert small.seeded().exit_code == 0
    assert rows(small) == ["DA01"]


def test_counts_that_differ_end_with_1(small: SmallManifest, monkeypatch: pytest.MonkeyPatch) -> None:
    small.seeded()
    monkeypatch.setattr(counts, "_parquet_rows", lambda shown: 1)
    result = small.seeded()
    assert result.exit_code == 1
    assert "CSV has 2 rows, Parquet 1, DataStore 2" in result.output


def test_without_a_worker_it_says_so_and_ends_with_1(
    small: SmallManifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "_has_ended", lambda submission: False)
    result = small.seeded("--wait", "1")
    assert result.exit_code == 1
    assert "ckan dtts worker" in result.output


def test_a_run_that_was_interrupted_is_taken_up_where_it_was(
    small: SmallManifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: Any) -> list[waiting.Ended]:
        raise KeyboardInterrupt

    with monkeypatch.context() as first:
        first.setattr(waiting, "wait", interrupted)
        assert small.seeded().exit_code == 1
    assert small.seeded().exit_code == 0
    assert rows(small) == ["DA01", "DA02"]
    assert len(submissions(small)) == 1
