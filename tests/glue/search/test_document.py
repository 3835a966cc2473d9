"""What the index holds of a dataset: facets, and nothing that Solr would refuse."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib.search import make_connection

from ckanext.dtts.search.document import title_key, values, years
from glue.records import agency, dataset, found
from search_catalogue.documents import document, package
from search_catalogue.generated import catalogue


def facets(*fields: str) -> dict[str, dict[str, int]]:
    answer = tk.get_action("package_search")(
        {"ignore_auth": True}, {"q": "*:*", "rows": 0, "facet.field": list(fields)}
    )
    return answer["facets"]


@pytest.fixture(scope="module")
def one_dataset(empty_portal: None) -> dict[str, Any]:
    return dataset(
        title="Hỗ trợ đất ở",
        title_en="Residential land",
        programme_item="DA01.ND01",
        area_id=["24@since-2025-07", "51@pre-2025-07"],
        period_start="2021-01-01",
        period_end="2023-12-31",
        demo="true",
        quality_notes="Chất lượng " * 4000,
        notes="Đồng bào dân tộc thiểu số " * 1600,
    )


@pytest.mark.parametrize(
    ("field", "counts"),
    [
        ("dataset_type", {"register": 1}),
        ("organization", {"ban-dan-toc-bac-ninh": 1}),
        ("programme_item", {"DA01.ND01": 1}),
        ("area_id", {"24@since-2025-07": 1, "51@pre-2025-07": 1}),
        ("dtts_year", {"2021": 1, "2022": 1, "2023": 1}),
        ("demo", {"true": 1}),
        ("license_id", {"CC-BY-4.0": 1}),
    ],
)
def test_readers_can_narrow_by(one_dataset: dict[str, Any], field: str, counts: dict[str, int]) -> None:
    assert facets(field)[field] == counts


def test_texts_of_forty_kilobytes_are_indexed(one_dataset: dict[str, Any]) -> None:
    assert len(one_dataset["notes"].encode()) > 40_000
    assert found("đồng bào dân tộc") == ["Hỗ trợ đất ở"]


def test_one_word_of_forty_kilobytes_is_indexed(empty_portal: None) -> None:
    dataset(title="Từ rất dài", quality_notes="ẫ" * 20_000, source_title="ữ" * 20_000)
    assert found("từ rất dài") == ["Từ rất dài"]


def test_the_english_title_is_searched_too(one_dataset: dict[str, Any]) -> None:
    assert found("residential land") == ["Hỗ trợ đất ở"]


@pytest.mark.parametrize(
    ("field", "held"),
    [
        (["a", "b"], ["a", "b"]),
        ('["a", "b"]', ["a", "b"]),
        ("a", ["a"]),
        ("[a", ["[a"]),
        ("", []),
        (None, []),
    ],
)
def test_a_field_holds_one_value_a_list_or_a_list_as_json(field: object, held: list[str]) -> None:
    assert values(field) == held


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [
        ("2021-01-01", "2023-12-31", ["2021", "2022", "2023"]),
        ("2021", None, ["2021"]),
        (None, "2020-06", ["2020"]),
        ("2023-01-01", "2021-12-31", ["2021", "2022", "2023"]),
        ("0201-01-01", "2021-12-31", ["201", "2021"]),
        ("năm nay", "", []),
    ],
)
def test_years_covered(start: object, end: object, covered: list[str]) -> None:
    assert years(start, end) == covered


def test_titles_in_vietnamese_order_by_their_keys() -> None:
    titles = ["an", "anh", "ăn", "ấm", "da", "đa", "em", "ê", "mà", "má", "mạ", "mạ vàng"]
    assert sorted(titles, key=title_key) == titles


def test_the_agency_is_made_once(empty_portal: None) -> None:
    assert agency()["id"] == agency()["id"]


def test_the_catalogue_of_the_search_tests_has_the_documents_that_ckan_makes(empty_portal: None) -> None:
    made = next(each for each in catalogue(2000) if each.topic["type"] == "register")
    ours = document(made)
    known = package(made)
    kept = ("title", "notes", "type", "area_id", "period_start", "period_end", "legal_basis", "theme", "demo")
    dataset(**{key: known[key] for key in kept}, name=made.name)
    theirs = make_connection().search(f'name:"{made.name}"').docs[0]
    same = (
        "title", "notes", "name", "dataset_type", "state", "capacity", "entity_type", "site_id",
        "license_id", "area_id", "dtts_year", "theme", "extras_legal_basis", "demo",
    )  # fmt: skip
    assert {key: _plain(theirs[key]) for key in same} == {key: _plain(ours[key]) for key in same}


def _plain(value: object) -> str:
    """Solr gives a boolean for what was sent as text, and a list of one for what was sent alone."""
    return str(value[0] if isinstance(value, list) and len(value) == 1 else value).lower()
